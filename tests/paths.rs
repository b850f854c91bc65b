//! What readers get does not say on whose machine it was built.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;
use browser_tests::root;

#[test]
fn no_program_names_a_folder_of_the_machine_that_built_it() -> Result<()> {
    let mut programs = Vec::new();
    for folder in ["dist", "dist/page"] {
        for file in fs::read_dir(root().join(folder))? {
            let path = file?.path();
            if path
                .extension()
                .is_some_and(|end| end == "wasm" || end == "js")
            {
                programs.push(path);
            }
        }
    }
    assert!(programs.len() >= 6, "{programs:?}");
    let root = root().canonicalize()?;
    let home = std::env::home_dir().unwrap_or_default();
    let cargo = std::env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    let rustup =
        std::env::var_os("RUSTUP_HOME").map_or_else(|| home.join(".rustup"), PathBuf::from);
    for program in programs {
        let bytes = fs::read(&program)?;
        for folder in [&root, &cargo, &rustup] {
            let folder = folder.to_string_lossy();
            let is_named = bytes
                .windows(folder.len())
                .any(|window| window == folder.as_bytes());
            assert!(!is_named, "{} names {folder}", program.display());
        }
    }
    Ok(())
}

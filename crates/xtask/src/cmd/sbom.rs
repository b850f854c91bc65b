//! `cargo xtask sbom`: what the press and what readers get is made of, as CycloneDX.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::{clone, setup, shell};

/// Where the lists are left.
const OUT: &str = "target/sbom";

/// Each list: its name, the package that it is of, and for which machine that is built. The tools lean
/// on all else that comes to a browser.
const LISTS: [(&str, &str, Option<&str>); 2] = [
    ("press", "crates/press", None),
    ("browser", "crates/tools", Some("wasm32-unknown-unknown")),
];

pub fn run() -> Result<()> {
    let tools = setup::for_sbom()?;
    // It leaves a file beside every manifest: in a clone that does no harm.
    let clone = clone::fresh("sbom-clone")?;
    let out = shell::root().join(OUT);
    fs::create_dir_all(&out).with_context(|| format!("could not make {}", out.display()))?;
    for (name, package, target) in LISTS {
        shell::step(format_args!("What the {name} is made of"));
        let folder = clone.join(package);
        let mut command = tools.command("cargo-cyclonedx");
        command
            .args(["cyclonedx", "--format", "json", "--spec-version", "1.5"])
            .args(["--no-build-deps", "--override-filename", name])
            .arg("--manifest-path")
            .arg(folder.join("Cargo.toml"))
            // The same commit makes the same list.
            .env("SOURCE_DATE_EPOCH", "0");
        if let Some(target) = target {
            command.args(["--target", target]);
        }
        shell::run(&mut command)?;
        let list = Path::new(name).with_extension("json");
        fs::copy(folder.join(&list), out.join(&list))
            .with_context(|| format!("cargo-cyclonedx has left no {}", list.display()))?;
    }
    fs::remove_dir_all(&clone)?;
    shell::step(format_args!("The lists are in {}", out.display()));
    Ok(())
}

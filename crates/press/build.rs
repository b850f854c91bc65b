//! Takes the browser's files into the program: from the folder that `REPORTAGE_DIST`
//! names, as `cargo xtask build` sets it. Without it the press compiles all the same,
//! and `reportage build` says what to run. And says which sources it is made of.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// The sources that decide what the press makes of a story.
const SOURCES: [&str; 12] = [
    "src",
    "../avif/src",
    "../story/src",
    "../view/src",
    "../../style",
    "../../assets/icon.svg",
    "../../assets/embed.js",
    "../../assets/page.js",
    "../../assets/wake.js",
    "../../assets/tools.js",
    "../../assets/offline",
    "../../Cargo.lock",
];

fn main() {
    println!("cargo::rerun-if-env-changed=REPORTAGE_DIST");
    let out = env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    let embedded = match env::var_os("REPORTAGE_DIST") {
        Some(dist) => {
            let page = Path::new(&dist).join("page");
            let path = |name: &str| {
                let path = page.join(name);
                println!("cargo::rerun-if-changed={}", path.display());
                path.canonicalize().unwrap_or_else(|error| {
                    panic!(
                        "{} cannot be read: {error}. Run `cargo xtask build`",
                        path.display()
                    )
                })
            };
            let code = |name: &str| {
                format!(
                    "(include_bytes!({:?}), include_bytes!({:?}))",
                    path(&format!("{name}.js")),
                    path(&format!("{name}_bg.wasm"))
                )
            };
            format!("Some([{}, {}])", code("page"), code("tools"))
        }
        None => "None".to_owned(),
    };
    let source = format!(
        "/// What wakes a page, and its tools.\nconst EMBEDDED: Option<[Code<'static>; 2]> = {embedded};\n"
    );
    println!("cargo::rustc-env=REPORTAGE_SOURCES={}", sources());
    fs::write(Path::new(&out).join("embedded.rs"), source).expect("OUT_DIR can be written");
}

/// The SHA-256 of the sources, with line ends as they are in the repository.
fn sources() -> String {
    let mut hash = Sha256::new();
    let mut waiting: Vec<PathBuf> = Vec::new();
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
        waiting.push(source.into());
    }
    waiting.reverse();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(&path).expect("the sources can be read");
            let mut paths: Vec<_> = entries
                .map(|entry| entry.expect("the sources can be read").path())
                .collect();
            paths.sort();
            waiting.extend(paths.into_iter().rev());
        } else {
            let mut bytes = fs::read(&path).expect("the sources can be read");
            bytes.retain(|byte| *byte != b'\r');
            hash.update(bytes);
        }
    }
    format!("{:x}", hash.finalize())
}

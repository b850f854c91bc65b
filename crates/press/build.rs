//! Takes the browser's files into the program: from the folder that `REPORTAGE_DIST`
//! names, as `cargo xtask build` sets it. Without it the press compiles all the same,
//! and `reportage build` says what to run.

use std::env;
use std::fs;
use std::path::Path;

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
            format!(
                "Some((include_bytes!({:?}), include_bytes!({:?})))",
                path("page.js"),
                path("page_bg.wasm")
            )
        }
        None => "None".to_owned(),
    };
    let source = format!(
        "/// The JavaScript and the WebAssembly.\nconst EMBEDDED: Option<(&[u8], &[u8])> = {embedded};\n"
    );
    fs::write(Path::new(&out).join("embedded.rs"), source).expect("OUT_DIR can be written");
}

//! How much code a reader pays for, as a server sends it: compressed by brotli at its best.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use browser_tests::root;

/// A thousand bytes.
const KB: usize = 1_000;
/// What every reader of a published page may be sent.
const PAGE: usize = 55 * KB;
/// What every reader may be sent by a viewer that opens stories.
const VIEWER: usize = 90 * KB;
/// What may come later, when a reader reaches for it: the tools, and what keeps a story. We mean to
/// get to 40.
const LATER: usize = 67 * KB;

fn compressed(bytes: &[u8]) -> Result<usize> {
    let parameters = brotli::enc::BrotliEncoderParams {
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut sent = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut sent, &parameters)?;
    Ok(sent.len())
}

/// The files in a folder of `dist/` whose names end so.
fn files(folder: &str, endings: &[&str]) -> Result<Vec<PathBuf>> {
    let folder = root().join("dist").join(folder);
    let files = fs::read_dir(&folder).with_context(|| format!("no {}", folder.display()))?;
    let mut files: Vec<_> = files.filter_map(|file| Some(file.ok()?.path())).collect();
    files.retain(|file| {
        endings
            .iter()
            .any(|end| file.to_string_lossy().ends_with(end))
    });
    Ok(files)
}

fn weight(files: &[PathBuf]) -> Result<usize> {
    let sizes = files.iter().map(|file| compressed(&fs::read(file)?));
    sizes.sum()
}

/// What stands in a page between `<TAG` and `</TAG>`.
fn inlined(page: &Path, tag: &str) -> Result<String> {
    let page = fs::read_to_string(page)?;
    let part = page
        .split_once(&format!("<{tag}"))
        .and_then(|(_, rest)| rest.split_once('>'));
    let (inside, _) = part
        .and_then(|(_, rest)| rest.split_once(&format!("</{tag}>")))
        .with_context(|| format!("the page has no {tag}"))?;
    Ok(inside.to_owned())
}

#[test]
fn a_published_page_asks_for_little_code() -> Result<()> {
    let page = root().join("dist/stories/mosul/index.html");
    let [style, script] = ["style", "script"].map(|tag| inlined(&page, tag));
    let first = compressed(&[style?.into_bytes(), script?.into_bytes()].concat())?;
    let named = inlined(&page, "script")?;
    let named: Vec<&str> = named
        .split(['"', '/'])
        // Not the pattern by which the script knows what goes wrong in its own files.
        .filter(|name| name.starts_with("reportage-") && !name.contains('*'))
        .collect();
    assert_eq!(named.len(), 1, "{named:?}");
    // The script names the rest of the program, and the tools.
    let mut program = files("stories/mosul", &[named[0], ".wasm", ".css"])?;
    program.retain(|file| !file.to_string_lossy().contains("-tools-"));
    assert_eq!(program.len(), 3, "{program:?}");
    let program = weight(&program)?;
    let sum = first + program;
    println!("in the page {first}, the program {program}, in all {sum} bytes");
    assert!(sum <= PAGE, "{sum} bytes");
    Ok(())
}

#[test]
fn a_viewer_asks_for_little_code() -> Result<()> {
    let mut files = files("", &[".js", ".wasm", ".css"])?;
    files.retain(|file| !file.to_string_lossy().contains("/tools-"));
    let sum = weight(&files)?;
    println!("{sum} bytes");
    assert!(sum <= VIEWER, "{sum} bytes");
    Ok(())
}

#[test]
fn what_comes_later_weighs_little() -> Result<()> {
    let tools = weight(&files("page", &["tools.js", "tools_bg.wasm"])?)?;
    let mut keeping = files("stories/mosul", &[".js"])?;
    keeping.retain(|file| file.to_string_lossy().contains("offline"));
    assert_eq!(keeping.len(), 2, "{keeping:?}");
    let keeping = weight(&keeping)?;
    let sum = tools + keeping;
    println!("the tools {tools}, what keeps a story {keeping}, in all {sum} bytes");
    assert!(sum <= LATER, "{sum} bytes");
    Ok(())
}

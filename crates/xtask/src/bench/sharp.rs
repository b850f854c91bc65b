//! sharp, doing the same work.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::measure::{Cost, File, Format, cost};

/// Has sharp make each of `files` from its original, into the folder `out`, with the
/// `options` of each file; nothing for those that have none. Returns what it took, and
/// the files made.
pub fn run(
    files: &[File],
    out: &Path,
    node_modules: &Path,
    options: impl Fn(&File) -> Option<Value>,
) -> Result<(Cost, Vec<File>)> {
    let mut made = Vec::new();
    let mut jobs = Vec::new();
    for file in files {
        let Some(options) = options(file) else {
            continue;
        };
        let name = file.path.file_name().context("a file has a name")?;
        let path = out.join(name);
        jobs.push(json!({
            "original": file.original,
            "width": file.width,
            "height": file.height,
            "format": file.format.name(),
            "options": options,
            "out": path,
        }));
        made.push(File {
            path,
            ..file.clone()
        });
    }
    let job = out.with_extension("json");
    fs::write(&job, Value::from(jobs).to_string())?;
    let mut command = Command::new("node");
    command
        .arg(program())
        .arg(job)
        .env("NODE_PATH", node_modules);
    let (cost, _) = cost(&mut command)?;
    Ok((cost, made))
}

/// sharp's own settings for a format, save for the quality if there is one.
pub fn options(format: Format, quality: Option<u32>) -> Value {
    let mut options = match format {
        Format::Avif => json!({}),
        Format::Jpeg => json!({ "mozjpeg": true }),
    };
    if let Some(quality) = quality {
        options["quality"] = json!(quality);
    }
    options
}

/// The versions of Node, sharp and what it encodes with.
pub fn versions(node_modules: &Path) -> Result<String> {
    let ask = "const v = require('sharp').versions; console.log(`sharp ${v.sharp} (libvips ${v.vips}, libaom ${v.aom}, mozjpeg ${v.mozjpeg}), Node ${process.versions.node}`)";
    let mut command = Command::new("node");
    command.args(["-e", ask]).env("NODE_PATH", node_modules);
    Ok(cost(&mut command)?.1.trim().to_owned())
}

fn program() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/bench/sharp.cjs")
}

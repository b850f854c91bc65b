//! `cargo xtask reproduce`: two clean clones at different paths make the same files, byte for byte.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use super::build;
use crate::{clone, shell};

/// One is as deep again as the other, so that paths differ in length as well.
const CLONES: [&str; 2] = ["reproduce/a", "reproduce/another/folder/b"];

/// Builds the last commit twice, and compares all of `dist/`: the viewer, the programs of published
/// pages, and the sample stories as the press makes them.
pub fn run() -> Result<()> {
    let clones = CLONES.map(clone::fresh);
    let mut dists = Vec::new();
    for clone in clones {
        let clone = clone?;
        shell::step(format_args!("Building in {}", clone.display()));
        shell::run(
            Command::new("cargo")
                .args(["run", "--package", "xtask", "--", "build"])
                .env_remove("CARGO_TARGET_DIR")
                .current_dir(&clone),
        )?;
        press(&clone)?;
        dists.push(clone.join("dist"));
    }
    let [one, other] = [&dists[0], &dists[1]];
    let same = compare(one, other)?;
    shell::step(format_args!("{same} files are the same, byte for byte"));
    Ok(())
}

/// Presses the sample stories once more, with nothing kept of their pictures from an earlier press.
fn press(clone: &Path) -> Result<()> {
    for story in build::stories()? {
        let story = story.strip_prefix(shell::root())?;
        shell::run(
            Command::new(clone.join(build::PRESS))
                .arg("build")
                .arg(clone.join(story))
                .arg("--out")
                .arg(clone.join("dist/pressed").join(story))
                .env("REPORTAGE_CACHE", clone.join("target/cache")),
        )?;
    }
    Ok(())
}

/// How many files there are, if both folders have the same.
fn compare(one: &Path, other: &Path) -> Result<usize> {
    let names = clone::files(one)?;
    let others = clone::files(other)?;
    let mut differing: Vec<_> = others.iter().filter(|name| !names.contains(name)).collect();
    for name in &names {
        if fs::read(one.join(name)).ok() != fs::read(other.join(name)).ok() {
            differing.push(name);
        }
    }
    if !differing.is_empty() {
        let differing: Vec<_> = differing
            .iter()
            .map(|name| name.display().to_string())
            .collect();
        bail!(
            "{} and {} differ in {}",
            one.display(),
            other.display(),
            differing.join(", ")
        );
    }
    Ok(names.len())
}

//! Clean clones of this repository: what is committed, and nothing else.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::shell;

/// Clones the last commit into `target/NAME`, in place of what is there.
pub fn fresh(name: &str) -> Result<PathBuf> {
    let folder = shell::root().join("target").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder)
            .with_context(|| format!("could not clear {}", folder.display()))?;
    }
    if changed() {
        shell::step("What is not committed is left out");
    }
    shell::run(
        Command::new("git")
            .args(["clone", "--quiet", "--no-hardlinks", "--depth", "1"])
            .arg(format!("file://{}", shell::root().display()))
            .arg(&folder),
    )?;
    Ok(folder)
}

fn changed() -> bool {
    let mut git = Command::new("git");
    git.args(["status", "--porcelain"]);
    shell::ask(git.current_dir(shell::root())).is_some_and(|files| !files.trim().is_empty())
}

/// Every file below `folder`, in order, by its path from there.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(path) = waiting.pop() {
        let entries =
            fs::read_dir(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        for entry in entries {
            let path = entry?.path();
            match path.is_dir() {
                true => waiting.push(path),
                false => found.push(path.strip_prefix(folder)?.to_owned()),
            }
        }
    }
    found.sort();
    Ok(found)
}

//! `cargo xtask clip`: the Mosul story's clip, drawn anew.

use std::process::Command;

use anyhow::Result;

use crate::shell;

/// Hands over to the program `clip`, which is kept apart so that what it draws with does
/// not have to be compiled for any other chore.
pub fn run() -> Result<()> {
    shell::run(
        Command::new("cargo")
            .args(["run", "--release", "--package", "xtask"])
            .args(["--features", "clip", "--bin", "clip"])
            .current_dir(shell::root()),
    )
}

//! `cargo xtask pictures`: the sample story's drawings, rendered.

use std::process::Command;

use anyhow::Result;

use crate::shell;

#[derive(clap::Args)]
pub struct Args {
    /// Only the drawings whose name holds this word
    name: Option<String>,
}

/// Hands over to the program `pictures`, which is kept apart so that its image
/// libraries do not have to be compiled for any other chore.
pub fn run(args: &Args) -> Result<()> {
    shell::run(
        Command::new("cargo")
            .args(["run", "--release", "--package", "xtask"])
            .args(["--features", "pictures", "--bin", "pictures", "--"])
            .args(&args.name)
            .current_dir(shell::root()),
    )
}

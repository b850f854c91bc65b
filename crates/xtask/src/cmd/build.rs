//! `cargo xtask build`: the viewer, for release, in `dist/`.

use anyhow::Result;

use crate::setup::{self, Tools};
use crate::shell;

pub fn run() -> Result<()> {
    build(&setup::for_build()?)
}

/// Builds the viewer with trunk.
pub fn build(tools: &Tools) -> Result<()> {
    shell::step("Building the viewer");
    shell::run(&mut trunk(tools, "build"))
}

/// `trunk COMMAND --release`, kept from downloading tools of its own: set-up has
/// brought them.
pub fn trunk(tools: &Tools, command: &str) -> std::process::Command {
    let mut trunk = tools.command("trunk");
    trunk
        .args([command, "--release"])
        .env("TRUNK_OFFLINE", "true")
        // trunk takes the fashionable NO_COLOR=1 for a mistake.
        .env_remove("NO_COLOR");
    trunk
}

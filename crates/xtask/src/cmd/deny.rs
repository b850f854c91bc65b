//! What we depend on: its licences, where it comes from, and what is known against it. `deny.toml`
//! says what may be.

use anyhow::Result;

use crate::setup::Tools;
use crate::shell;

/// Checks licences, bans and sources; and advisories, where the database of them can be had.
pub fn check(tools: &Tools) -> Result<()> {
    shell::step("Dependencies: licences, bans, sources");
    shell::run(
        tools
            .command("cargo-deny")
            .args(["--locked", "--workspace", "check", "--hide-inclusion-graph"])
            .args(["licenses", "bans", "sources"]),
    )?;
    if shell::ask(tools.command("cargo-deny").args(["fetch", "db"])).is_none() {
        shell::step("Advisories: NOT CHECKED, their database could not be fetched");
        return Ok(());
    }
    shell::step("Dependencies: advisories");
    shell::run(tools.command("cargo-deny").args([
        "--locked",
        "check",
        "--hide-inclusion-graph",
        "advisories",
    ]))
}

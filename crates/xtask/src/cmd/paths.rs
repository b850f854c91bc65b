//! Keeps this machine's paths out of what readers get.
//!
//! A panic says in which file of the sources it came to pass, so the names of those files are in
//! every program. As they are, they would tell whose machine built it, and no two clones would
//! build the same.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::setup::Tools;
use crate::shell;

/// Has the compiler that `command` runs call folders of this machine by names that are the same
/// on every other.
pub fn remap<'a>(command: &'a mut Command, tools: &Tools) -> Result<&'a mut Command> {
    let mut flags = Vec::new();
    for (folder, name) in names(tools)? {
        flags.push(OsString::from("--remap-path-prefix"));
        let mut flag = folder.into_os_string();
        flag.push("=");
        flag.push(name);
        flags.push(flag);
    }
    // Flags in this variable may hold spaces, and it goes before every other place for them.
    let flags = flags.join(OsStr::new("\u{1f}"));
    Ok(command.env("CARGO_ENCODED_RUSTFLAGS", flags))
}

/// Folders that sources lie in, and what they are called instead. Where two match, the later counts.
fn names(tools: &Tools) -> Result<Vec<(PathBuf, String)>> {
    let mut names = vec![(shell::root(), "/reportage".to_owned())];
    let registries = cargo_home()?.join("registry/src");
    for registry in fs::read_dir(&registries).into_iter().flatten().flatten() {
        names.push((registry.path(), "/crates".to_owned()));
    }
    let sysroot = shell::ask(tools.command("rustc").args(["--print", "sysroot"]));
    let sysroot = sysroot.context("rustc does not say where it is")?;
    let library = Path::new(sysroot.trim()).join("lib/rustlib/src/rust");
    // As it is called where its source is not installed.
    let version = shell::ask(tools.command("rustc").arg("-vV")).unwrap_or_default();
    let commit = version
        .lines()
        .find_map(|line| line.strip_prefix("commit-hash: "));
    names.push((library, format!("/rustc/{}", commit.unwrap_or_default())));
    Ok(names)
}

fn cargo_home() -> Result<PathBuf> {
    std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(dirs::home_dir()?.join(".cargo")))
        .context("nobody knows where cargo keeps its crates: set CARGO_HOME")
}

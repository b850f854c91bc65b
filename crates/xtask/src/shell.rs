//! Running other programs, and saying so.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// The root of the repository, wherever cargo was called from.
pub fn root() -> PathBuf {
    // crates/xtask lies two floors down.
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// Announces the step that follows.
pub fn step(what: impl std::fmt::Display) {
    eprintln!("\x1b[1m── {what}\x1b[0m");
}

/// Runs `command` with its output in plain sight and waits for it.
///
/// Fails when it cannot be started or does not end well; the error quotes the
/// whole command line, so that it can be run again by hand.
pub fn run(command: &mut Command) -> Result<()> {
    let line = quote(command);
    let status = command
        .status()
        .with_context(|| format!("could not start `{line}`"))?;
    if !status.success() {
        bail!("`{line}` failed ({status})");
    }
    Ok(())
}

/// Runs `command` unseen and returns what it printed, or nothing if it could
/// not be started or did not end well.
pub fn ask(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()
}

/// Finds `program` on PATH.
pub fn which(program: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
}

fn quote(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

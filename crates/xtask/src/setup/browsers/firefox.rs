//! Firefox, with geckodriver.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::{Browser, Engine, first_file};
use crate::setup::{Tools, cargo_tools, packages};
use crate::shell;

const NAMES: [&str; 2] = ["firefox-esr", "firefox"];
/// Where macOS keeps what it has no PATH for.
const MAC: [&str; 1] = ["/Applications/Firefox.app/Contents/MacOS/firefox"];
const ADVICE: &str =
    "the browser tests need Firefox (Debian: firefox-esr, macOS: brew install firefox)";

/// Finds Firefox, or installs Debian's; and geckodriver, by cargo.
pub fn set_up(tools: &mut Tools) -> Result<Browser> {
    let program = match find() {
        Some(program) => program,
        None => {
            packages::install(&["firefox-esr"]).context(ADVICE)?;
            find().context(ADVICE)?
        }
    };
    cargo_tools::set_up_geckodriver(tools)?;
    Ok(Browser {
        engine: Engine::Firefox,
        driver: tools.resolve("geckodriver"),
        program,
    })
}

fn find() -> Option<PathBuf> {
    let named = NAMES.into_iter().find_map(shell::which);
    named.or_else(|| first_file(MAC))
}

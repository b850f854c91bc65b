//! Chromium or Chrome, with chromedriver.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{Browser, Engine, first_file};
use crate::setup::packages;
use crate::shell;

const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
/// Where macOS keeps what it has no PATH for.
const MAC: [&str; 2] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const ADVICE: &str =
    "the browser tests need Chromium (or Chrome) and a chromedriver of the same version on PATH";

/// Finds Chromium (or Chrome) with its driver, or installs Debian's.
///
/// Fails when there is none, or when the two are not of one version: a driver
/// drives only its own.
pub fn set_up() -> Result<Browser> {
    let browser = match find() {
        Some(browser) => browser,
        None => {
            packages::install(&["chromium", "chromium-driver"]).context(ADVICE)?;
            find().context(ADVICE)?
        }
    };
    let (of_browser, of_driver) = (major(&browser.program), major(&browser.driver));
    if of_browser.is_some() && of_driver.is_some() && of_browser != of_driver {
        bail!(
            "{ADVICE}: {} and {} are of different versions",
            browser.program.display(),
            browser.driver.display()
        );
    }
    Ok(browser)
}

fn find() -> Option<Browser> {
    let named = NAMES.into_iter().find_map(shell::which);
    Some(Browser {
        engine: Engine::Chromium,
        driver: shell::which("chromedriver")?,
        program: named.or_else(|| first_file(MAC))?,
    })
}

/// `156` of `Chromium 156.0.8078.73 built on Debian`.
fn major(program: &Path) -> Option<u32> {
    let line = shell::ask(Command::new(program).arg("--version"))?;
    line.split_whitespace()
        .find_map(|word| word.split_once('.')?.0.parse().ok())
}

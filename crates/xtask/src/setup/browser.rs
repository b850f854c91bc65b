//! The browser that the tests drive, and its driver.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::packages;
use crate::shell;

/// Chromium and its WebDriver.
pub struct Browser {
    /// The browser itself.
    pub chromium: PathBuf,
    /// The program that drives it.
    pub driver: PathBuf,
}

/// Finds Chromium (or Chrome) with its driver, or installs Debian's.
pub fn set_up() -> Result<Browser> {
    if let Some(browser) = find() {
        return Ok(browser);
    }
    const ADVICE: &str = "the browser tests need Chromium (or Chrome) and chromedriver of the \
                          same version on PATH";
    packages::install(&["chromium", "chromium-driver"]).context(ADVICE)?;
    find().context(ADVICE)
}

fn find() -> Option<Browser> {
    let chromium = ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find_map(shell::which)?;
    let driver = shell::which("chromedriver")?;
    Some(Browser { chromium, driver })
}

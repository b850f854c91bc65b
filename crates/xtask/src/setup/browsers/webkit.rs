//! WebKitGTK's MiniBrowser, with WebKitWebDriver and the display that it needs.

use anyhow::{Context, Result, bail};

use super::{Browser, Engine, first_file};
use crate::setup::packages;
use crate::shell;

/// Debian, Fedora and Arch keep it where no PATH leads: the ordinary one for x86-64, for
/// ARM, and where there is but one kind of machine.
const MINI_BROWSER: [&str; 4] = [
    "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/libexec/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib/webkit2gtk-4.1/MiniBrowser",
];
const ADVICE: &str = "the browser tests need WebKitGTK's MiniBrowser, WebKitWebDriver and Xvfb (Debian: webkit2gtk-driver, xvfb)";

/// Finds MiniBrowser, its driver and Xvfb, or installs Debian's.
pub fn set_up() -> Result<Browser> {
    if !cfg!(target_os = "linux") {
        bail!(
            "WebKitGTK is to be had for Linux only. `cargo xtask test --engine chromium` and `--engine firefox` run the tests without it"
        );
    }
    if let Some(browser) = find() {
        return Ok(browser);
    }
    packages::install(&["webkit2gtk-driver", "xvfb"]).context(ADVICE)?;
    find().context(ADVICE)
}

fn find() -> Option<Browser> {
    shell::which("Xvfb")?;
    Some(Browser {
        engine: Engine::Webkit,
        driver: shell::which("WebKitWebDriver")?,
        program: shell::which("MiniBrowser").or_else(|| first_file(MINI_BROWSER))?,
    })
}

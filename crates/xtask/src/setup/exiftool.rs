//! ExifTool, by which the tests read what the press writes.

use anyhow::{Context, Result};

use super::packages;
use crate::shell;

/// Finds ExifTool, or installs Debian's.
///
/// Fails when there is none: the tests would prove less than they say.
pub fn set_up() -> Result<()> {
    const ADVICE: &str = "the press's tests need exiftool on PATH (Debian: libimage-exiftool-perl, macOS: brew install exiftool)";
    if shell::which("exiftool").is_none() {
        packages::install(&["libimage-exiftool-perl"]).context(ADVICE)?;
        shell::which("exiftool").context(ADVICE)?;
    }
    Ok(())
}

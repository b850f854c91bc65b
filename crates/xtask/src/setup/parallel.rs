//! GNU parallel, by which a test presses the parts of a publication as `docs/publishing.md` says.

use anyhow::{Context, Result};

use super::packages;
use crate::shell;

/// Finds parallel, or installs Debian's.
///
/// Fails when there is none: the tests would prove less than they say.
pub fn set_up() -> Result<()> {
    const ADVICE: &str = "the press's tests need GNU parallel on PATH (Debian: parallel, macOS: brew install parallel)";
    if shell::which("parallel").is_none() {
        packages::install(&["parallel"]).context(ADVICE)?;
        shell::which("parallel").context(ADVICE)?;
    }
    Ok(())
}

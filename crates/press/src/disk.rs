//! Every step by which the press changes something on the disk.
//!
//! What is published has to be whole wherever a press is cut off. Tests cannot wait for the right
//! moment to do that: they have it end, or find the disk full, at each of these steps in turn.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Is called before each step. Never fails, but in tests.
pub(crate) fn step() -> io::Result<()> {
    #[cfg(feature = "testing")]
    faults::step()?;
    Ok(())
}

/// Makes a folder, and those above it.
pub(crate) fn create_dir_all(path: &Path) -> io::Result<()> {
    step()?;
    fs::create_dir_all(path)
}

/// Writes a whole file, in two parts: between them it is half there.
pub(crate) fn write(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    let (first, rest) = bytes.split_at(bytes.len() / 2);
    file.write_all(first)?;
    step()?;
    file.write_all(rest)
}

#[cfg(feature = "testing")]
mod faults {
    use std::io;
    use std::sync::atomic::{AtomicUsize, Ordering};

    static STEPS: AtomicUsize = AtomicUsize::new(0);

    /// With `REPORTAGE_FAULT=killed 7` in the environment the process ends at its seventh step,
    /// there and then; with `full 7` that step and all after it find the disk full.
    pub fn step() -> io::Result<()> {
        let Ok(fault) = std::env::var("REPORTAGE_FAULT") else {
            return Ok(());
        };
        let step = 1 + STEPS.fetch_add(1, Ordering::SeqCst);
        let at = |kind| fault.strip_prefix(kind)?.trim().parse().ok();
        if at("killed") == Some(step) {
            std::process::abort();
        }
        if at("full").is_some_and(|first| first <= step) {
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(())
    }
}

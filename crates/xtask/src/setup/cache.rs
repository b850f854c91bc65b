//! The folder that holds what we install: in the user's cache directory, shared
//! by all clones of the repository.

use std::fs::{self, File};
use std::path::PathBuf;

use anyhow::{Context, Result};

/// The cache folder: `REPORTAGE_CACHE` if set, else `reportage` in the user's
/// cache directory. It is made if it is not there.
pub fn folder() -> Result<PathBuf> {
    let folder = std::env::var_os("REPORTAGE_CACHE")
        .map(PathBuf::from)
        .or_else(|| dirs::cache_dir().map(|cache| cache.join("reportage")))
        .context("no cache directory is known for this user: set REPORTAGE_CACHE to a folder")?;
    fs::create_dir_all(&folder)
        .with_context(|| format!("could not make the cache folder {}", folder.display()))?;
    Ok(folder)
}

/// Keeps two clones from setting up the same thing at the same time. The lock
/// ends when the file is dropped.
pub fn lock() -> Result<File> {
    let path = folder()?.join("lock");
    let file =
        File::create(&path).with_context(|| format!("could not write {}", path.display()))?;
    if file.try_lock().is_err() {
        crate::shell::step("Waiting for another set-up to end");
        file.lock()?;
    }
    Ok(file)
}

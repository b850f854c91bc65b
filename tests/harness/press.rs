use std::process::Command;

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;

/// A sample story in one file, as `reportage export` makes it; it goes with this.
pub struct OneFile {
    folder: TempDir,
}

impl OneFile {
    /// Exports the story in `source`, a folder of the repository.
    pub fn of(source: &str, arguments: &[&str]) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let output = Command::new(crate::root().join("target/release/reportage"))
            .arg("export")
            .arg(crate::root().join(source))
            .arg("--out")
            .arg(folder.path().join("story.html"))
            .args(arguments)
            .output()
            .context("`cargo xtask build` has not left the press in target/release")?;
        let said = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "{said}");
        Ok(Self { folder })
    }

    /// Its address on the disk.
    pub fn address(&self) -> String {
        format!("file://{}/story.html", self.folder.path().display())
    }
}

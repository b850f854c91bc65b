use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;

/// A story that is published in a folder as `reportage build` does it; both go with this.
pub struct Published {
    source: TempDir,
    out: TempDir,
}

impl Published {
    /// Publishes a copy of the story in `source`, a folder of the repository.
    pub fn of(source: &str) -> Result<Self> {
        Self::written(|folder| crate::preview::copy(&crate::root().join(source), folder))
    }

    /// Publishes what `write` writes into a folder.
    pub fn written(write: impl FnOnce(&Path) -> Result<()>) -> Result<Self> {
        let published = Self {
            source: tempfile::tempdir()?,
            out: tempfile::tempdir()?,
        };
        write(published.source.path())?;
        published.publish()?;
        Ok(published)
    }

    /// Changes a file of the source; it is not published by that.
    pub fn edit(&self, name: &str, from: &str, to: &str) -> Result<()> {
        let path = self.source.path().join(name);
        let text = fs::read_to_string(&path)?;
        ensure!(text.contains(from), "{name} does not say {from}");
        Ok(fs::write(&path, text.replacen(from, to, 1))?)
    }

    /// Publishes it as it is now.
    pub fn publish(&self) -> Result<()> {
        let arguments = [self.source.path(), Path::new("--out"), self.out.path()];
        press("build", &arguments)
    }

    /// The folder that it is published in.
    pub fn out(&self) -> &Path {
        self.out.path()
    }
}

/// A sample story in one file, as `reportage export` makes it; it goes with this.
pub struct OneFile {
    folder: TempDir,
}

impl OneFile {
    /// Exports the story in `source`, a folder of the repository.
    pub fn of(source: &str, arguments: &[&str]) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let (source, out) = (crate::root().join(source), folder.path().join("story.html"));
        let mut all = vec![source.as_path(), Path::new("--out"), out.as_path()];
        all.extend(arguments.iter().map(Path::new));
        press("export", &all)?;
        Ok(Self { folder })
    }

    /// Its address on the disk.
    pub fn address(&self) -> String {
        format!("file://{}/story.html", self.folder.path().display())
    }
}

fn press(command: &str, arguments: &[&Path]) -> Result<()> {
    let output = Command::new(crate::root().join("target/release/reportage"))
        .arg(command)
        .args(arguments)
        .output()
        .context("`cargo xtask build` has not left the press in target/release")?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{said}");
    Ok(())
}

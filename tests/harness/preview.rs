use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result, bail};
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStderr, Command};

/// `reportage preview` of a copy of a sample story, which a test may change. Both go with
/// it.
pub struct Preview {
    /// Where the page is.
    pub address: String,
    folder: tempfile::TempDir,
    said: Arc<Mutex<String>>,
    _process: Child,
}

impl Preview {
    /// Previews a copy of the story in `source`, a folder of the repository.
    pub async fn of(source: &str) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        copy(&crate::root().join(source), folder.path())?;
        let mut process = Command::new(crate::root().join("target/release/reportage"))
            .arg("preview")
            .arg(folder.path())
            .args(["--port", "0"])
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .context("`cargo xtask build` has not left the press in target/release")?;
        let stderr = process.stderr.take().context("it says nothing")?;
        let mut lines = BufReader::new(stderr).lines();
        let address = address(&mut lines).await?;
        let said = Arc::new(Mutex::new(String::new()));
        let listening = said.clone();
        tokio::spawn(async move {
            while let Ok(Some(line)) = lines.next_line().await {
                let mut said = listening.lock().unwrap_or_else(PoisonError::into_inner);
                said.push_str(&line);
                said.push('\n');
            }
        });
        Ok(Self {
            address,
            folder,
            said,
            _process: process,
        })
    }

    /// The path of a file of the story.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Changes `story.md`.
    pub fn edit(&self, from: &str, to: &str) -> Result<()> {
        let path = self.file("story.md");
        let text = std::fs::read_to_string(&path)?;
        if !text.contains(from) {
            bail!("the story does not say: {from}");
        }
        Ok(std::fs::write(path, text.replacen(from, to, 1))?)
    }

    /// What it has said since the page could be opened.
    pub fn said(&self) -> String {
        self.said
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

/// The address that it names once the story is there.
async fn address(lines: &mut Lines<BufReader<ChildStderr>>) -> Result<String> {
    let mut said = String::new();
    while let Some(line) = lines.next_line().await? {
        if let Some(address) = line
            .split_whitespace()
            .find(|word| word.starts_with("http://"))
        {
            return Ok(address.to_owned());
        }
        said.push_str(&line);
    }
    bail!("the preview has ended: {said}")
}

pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &to)?;
        } else {
            std::fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}

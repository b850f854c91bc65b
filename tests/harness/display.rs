use std::process::Stdio;

use anyhow::{Context, Result};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// CSS pixels from the screen's corner to its middle, where the mouse rests, at one device pixel
/// each.
pub const MIDDLE: i64 = 2_000;

/// A screen that nobody sees, for a browser that cannot do without one. It ends when it is
/// dropped.
pub struct Display {
    /// Its name, as `DISPLAY` wants it.
    pub name: String,
    process: Child,
}

impl Display {
    /// Starts Xvfb, which chooses its number and says so.
    pub async fn start() -> Result<Self> {
        let mut process = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "4000x4000x24"])
            .args(["-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .context("could not start Xvfb")?;
        let output = process.stdout.take().context("Xvfb is mute")?;
        let number = BufReader::new(output)
            .lines()
            .next_line()
            .await?
            .context("Xvfb ended without naming its display")?;
        Ok(Self {
            name: format!(":{}", number.trim()),
            process,
        })
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // It is asked, so that it takes its socket and its lock with it.
        if let Some(id) = self.process.id() {
            let asked = std::process::Command::new("kill")
                .args(["-TERM", &id.to_string()])
                .status();
            // Meanwhile `kill_on_drop` would come too soon.
            for _ in 0..100 {
                if asked.is_err() || matches!(self.process.try_wait(), Ok(Some(_)) | Err(_)) {
                    break;
                }
                std::thread::sleep(std::time::Duration::from_millis(10));
            }
        }
    }
}

use std::ffi::OsString;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};

/// The most that the end of a browser is waited for.
const LAST_WORDS: Duration = Duration::from_secs(3);
/// How often a driver is started until one listens.
const ATTEMPTS: usize = 5;

/// A driver of a reader's own. It, the browser that it started and whatever the two have
/// written end when it is dropped.
pub struct Driver {
    /// Where it listens.
    pub address: String,
    process: Child,
    /// Where the browser keeps its profile.
    folder: TempDir,
}

impl Driver {
    /// Starts a driver that chooses its port and says so; `port` finds that in a line of
    /// what it says.
    pub async fn start(
        command: impl Fn() -> Command,
        port: fn(&str) -> Option<u16>,
    ) -> Result<Self> {
        let mut said = Vec::new();
        // The port that it got for IPv4 may be another's for IPv6: then it ends.
        for _ in 0..ATTEMPTS {
            let (mut driver, program) = Self::spawn(command(), Stdio::piped(), TempDir::new()?)?;
            let output = driver.process.stdout.take().context("the driver is mute")?;
            let mut lines = BufReader::new(output).lines();
            while let Some(line) = lines.next_line().await? {
                if let Some(port) = port(&line).filter(|port| *port != 0) {
                    // It must be able to go on talking.
                    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
                    driver.address = format!("http://127.0.0.1:{port}");
                    return Ok(driver);
                }
                said.push(line);
            }
            said.push(format!("{program} ended without naming its port"));
        }
        bail!(said.join("\n"))
    }

    /// Starts a driver that has to be told its port and says nothing: waits until it
    /// listens. `command` makes the command for a port; the folder is the driver's own,
    /// and goes with it.
    pub async fn start_at(folder: TempDir, command: impl FnOnce(u16) -> Command) -> Result<Self> {
        // Free now, and given out again by the kernel only after all the others.
        let port = TcpListener::bind("127.0.0.1:0").await?.local_addr()?.port();
        let (mut driver, program) = Self::spawn(command(port), Stdio::null(), folder)?;
        while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            if let Some(status) = driver.process.try_wait()? {
                bail!("{program} ended before it listened ({status})");
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        driver.address = format!("http://127.0.0.1:{port}");
        Ok(driver)
    }

    /// Where it and the browser write; it goes with them.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    fn spawn(mut command: Command, output: Stdio, folder: TempDir) -> Result<(Self, String)> {
        let program = command.as_std().get_program().display().to_string();
        let process = command
            .env("TMPDIR", folder.path())
            .stdin(Stdio::null())
            .stdout(output)
            .stderr(Stdio::null())
            // A group of its own, so that the browser can be ended with it.
            .process_group(0)
            .spawn()
            .with_context(|| format!("could not start {program}"))?;
        let driver = Self {
            address: String::new(),
            process,
            folder,
        };
        Ok((driver, program))
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let Some(group) = self.process.id() else {
            return;
        };
        let group = format!("-{group}");
        let kill = |signal: &str| {
            std::process::Command::new("kill")
                .args([signal, "--", &group])
                .stderr(Stdio::null())
                .status()
                .is_ok_and(|status| status.success())
        };
        kill("-KILL");
        // Whoever still writes would keep the folder from going.
        let start = Instant::now();
        while start.elapsed() < LAST_WORDS {
            let _ = self.process.try_wait();
            if !kill("-0") {
                break;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        let _ = std::fs::remove_dir_all(self.folder.path());
    }
}

/// The program that an environment variable names: set-up has found it.
pub fn program(variable: &str) -> Result<OsString> {
    std::env::var_os(variable)
        .with_context(|| format!("{variable} is not set: run this by `cargo xtask test`"))
}

//! Firefox: what WebDriver has no word for is done by scripts with the browser's own
//! rights, in its window and not in the page.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::{Capabilities, WebDriver};
use tokio::process::Command;
use tokio::sync::OnceCell;

use crate::command::Post;
use crate::driver::{Driver, program};
use crate::wishes::{Screen, Wishes};

/// How long the window may take to become as large as it is told.
const PATIENCE: Duration = Duration::from_secs(20);

/// What of a profile makes Firefox start in half the time: its own code, compiled, and for
/// which Firefox.
const COMPILED: [&str; 2] = ["startupCache", "compatibility.ini"];

/// Starts geckodriver and, by it, the browser.
pub async fn start(wishes: &Wishes) -> Result<(WebDriver, Driver)> {
    static COMPILATION: OnceCell<PathBuf> = OnceCell::const_new();
    let compiled = COMPILATION.get_or_try_init(compile).await?;
    let process = geckodriver().await?;
    let profile = process.folder().join("profile");
    copy(compiled, &profile)?;
    let driver = session(&process, &profile).await?;
    driver.set_window_rect(0, 0, 1900, 1900).await?;
    prefer(&driver, wishes).await?;
    if !wishes.runs_scripts {
        let no_scripts = "gBrowser.selectedBrowser.browsingContext.allowJavascript = false";
        in_browser(&driver, no_scripts, json!([])).await?;
    }
    resize(&driver, wishes.screen).await?;
    Ok((driver, process))
}

/// Starts Firefox once and ends it again, for what it has compiled then. That stays for later
/// runs; another Firefox takes no notice of it.
async fn compile() -> Result<PathBuf> {
    let target = crate::root().join("target");
    let compiled = target.join("firefox-compiled");
    if !compiled.exists() {
        let process = geckodriver().await?;
        let profile = process.folder().join("profile");
        std::fs::create_dir(&profile)?;
        session(&process, &profile).await?.quit().await?;
        let whole = TempDir::new_in(&target)?;
        for part in COMPILED {
            copy(&profile.join(part), &whole.path().join(part))?;
        }
        std::fs::rename(whole.keep(), &compiled)?;
    }
    Ok(compiled)
}

/// Copies a file, or a folder with all that is in it.
fn copy(from: &Path, to: &Path) -> Result<()> {
    if !from.is_dir() {
        std::fs::copy(from, to).with_context(|| format!("no {}", from.display()))?;
        return Ok(());
    }
    std::fs::create_dir(to)?;
    for entry in std::fs::read_dir(from)? {
        let name = entry?.file_name();
        copy(&from.join(&name), &to.join(&name))?;
    }
    Ok(())
}

async fn geckodriver() -> Result<Driver> {
    let geckodriver = program("GECKODRIVER")?;
    let command = || {
        let mut command = Command::new(&geckodriver);
        command
            .args(["--port", "0", "--allow-system-access"])
            // The screen that a browser without one takes for its own: room for every window.
            .envs([
                ("MOZ_HEADLESS_WIDTH", "2000"),
                ("MOZ_HEADLESS_HEIGHT", "2000"),
                // Its helper would not be in the group that ends with the driver.
                ("MOZ_CRASHREPORTER_DISABLE", "1"),
            ]);
        command
    };
    Driver::start(command, |line| {
        line.rsplit_once("Listening on 127.0.0.1:")?
            .1
            .trim()
            .parse()
            .ok()
    })
    .await
}

/// Starts the browser.
async fn session(process: &Driver, profile: &Path) -> Result<WebDriver> {
    let mut capabilities = Capabilities::new();
    capabilities.set("browserName", "firefox")?;
    capabilities.set(
        "moz:firefoxOptions",
        json!({
            "binary": program("FIREFOX")?.to_string_lossy(),
            "args": ["-headless", "-profile", profile.to_string_lossy()],
            "prefs": {
                // Like a phone's: they take no room from the page.
                "ui.useOverlayScrollbars": 1,
                "widget.gtk.overlay-scrollbars.enabled": true,
                // Nothing plays before a reader has done something.
                "media.autoplay.default": 5,
                // Processes that no test needs take longer to start than what it tests.
                "dom.ipc.processPrelaunch.enabled": false,
                "dom.ipc.processCount": 1,
                "browser.tabs.remote.separatePrivilegedContentProcess": false,
                "extensions.webextensions.remote": false,
                "network.process.enabled": false,
                "browser.newtab.preload": false,
            },
        }),
    )?;
    Ok(WebDriver::new(&process.address, capabilities).await?)
}

/// Gives the page that size, within a window that is larger: the window itself does not
/// become as narrow as a phone.
pub async fn resize(driver: &WebDriver, screen: Screen) -> Result<()> {
    in_browser(
        driver,
        "const [width, height, scale] = arguments;
         const browser = gBrowser.selectedBrowser;
         for (const [name, size] of Object.entries({ width, height })) {
             browser.style.setProperty(name, `${size}px`);
             browser.style.setProperty(`max-${name}`, `${size}px`);
         }
         browser.browsingContext.overrideDPPX = scale;",
        json!([screen.width, screen.height, screen.scale]),
    )
    .await?;
    let wanted = json!([screen.width, screen.height]);
    let start = Instant::now();
    loop {
        let size = driver
            .execute("return [innerWidth, innerHeight]", vec![])
            .await?;
        if *size.json() == wanted {
            return Ok(());
        }
        ensure!(
            start.elapsed() < PATIENCE,
            "the page is {} large and not {wanted}",
            size.json()
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

pub async fn prefer(driver: &WebDriver, wishes: &Wishes) -> Result<()> {
    let scheme = match wishes.media.get("prefers-color-scheme").map(String::as_str) {
        Some("dark") => 0,
        Some("light") => 1,
        _ => 2,
    };
    let little_motion = wishes.prefers("prefers-reduced-motion", "reduce");
    in_browser(
        driver,
        "const [scheme, motion] = arguments;
         Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', scheme);
         Services.prefs.setIntPref('ui.prefersReducedMotion', motion);",
        json!([scheme, i32::from(little_motion)]),
    )
    .await?;
    Ok(())
}

pub async fn be_offline(driver: &WebDriver, is_offline: bool) -> Result<()> {
    let script = "Services.io.offline = arguments[0]";
    in_browser(driver, script, json!([is_offline])).await?;
    Ok(())
}

/// Runs a script in the browser's window, with all that the browser itself may do.
async fn in_browser(driver: &WebDriver, script: &str, arguments: Value) -> Result<()> {
    let context = |name: &str| Post {
        path: "moz/context",
        body: json!({ "context": name }),
    };
    driver.cmd(context("chrome")).await?;
    let arguments = arguments.as_array().cloned().unwrap_or_default();
    let done = driver.execute(script, arguments).await;
    driver.cmd(context("content")).await?;
    done.context("a script in Firefox's own window failed")?;
    Ok(())
}

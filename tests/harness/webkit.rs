//! WebKitGTK's MiniBrowser: what WebDriver has no word for is set before it starts, by
//! GTK's settings and by words on its command line.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::json;
use tempfile::TempDir;
use thirtyfour::{Capabilities, WebDriver};
use tokio::process::Command;

use crate::command::SETTLE;
use crate::display::{Display, MIDDLE};
use crate::driver::{Driver, program};
use crate::wishes::{Screen, Wishes};

/// The browser's own buttons as small as they can be: as they are, the window does not
/// become as narrow as a phone.
const GTK_STYLE: &str =
    "* { min-width: 0; min-height: 0; padding: 0; margin: 0; border-width: 0; }";

/// How long the window may take to become as large as it is told.
const PATIENCE: Duration = Duration::from_secs(20);
/// How many browsers may be started until one draws.
const TRIES: usize = 3;

type Started = (WebDriver, Driver, Display);

/// Starts a display and WebKitWebDriver and, by it, the browser. If that starts while the machine is
/// busy, its window may stay black for as long as it is there, though its pages work: then another one.
pub async fn start(wishes: &Wishes) -> Result<Started> {
    for _ in 0..TRIES {
        let started = try_to_start(wishes).await?;
        if draws(&started.0).await? {
            return Ok(started);
        }
        started.0.quit().await?;
    }
    bail!("the windows of {TRIES} browsers stayed black")
}

/// Whether an empty white page can be seen.
async fn draws(driver: &WebDriver) -> Result<bool> {
    driver
        .execute(
            "document.documentElement.style.background = 'white'",
            vec![],
        )
        .await?;
    driver.execute_async(SETTLE, vec![]).await?;
    let window = image::load_from_memory(&driver.screenshot_as_png().await?)?;
    Ok(window.to_luma8().pixels().any(|pixel| pixel.0 != [0]))
}

async fn try_to_start(wishes: &Wishes) -> Result<Started> {
    let display = Display::start().await?;
    let folder = TempDir::new()?;
    let settings = folder.path().join("gtk-3.0");
    std::fs::create_dir_all(&settings)?;
    std::fs::write(settings.join("settings.ini"), gtk_settings(wishes))?;
    std::fs::write(settings.join("gtk.css"), GTK_STYLE)?;
    let webdriver = program("WEBKIT_WEBDRIVER")?;
    let config = folder.path().to_path_buf();
    let process = Driver::start_at(folder, |port| {
        let mut command = Command::new(webdriver);
        command
            .arg(format!("--port={port}"))
            .env("DISPLAY", &display.name)
            .env("GDK_BACKEND", "x11")
            .env("GDK_SCALE", wishes.screen.scale.to_string())
            .env("XDG_CONFIG_HOME", &config)
            .env("XDG_CACHE_HOME", &config)
            .env("XDG_DATA_HOME", &config)
            // Nobody listens there, and to look for them takes seconds.
            .env("NO_AT_BRIDGE", "1")
            .env("GTK_A11Y", "none");
        command
    })
    .await?;
    let mut arguments = vec!["--automation"];
    if !wishes.runs_scripts {
        arguments.push("--enable-javascript-markup=false");
    }
    let mut capabilities = Capabilities::new();
    capabilities.set("browserName", "MiniBrowser")?;
    capabilities.set(
        "webkitgtk:browserOptions",
        json!({
            "binary": program("MINI_BROWSER")?.to_string_lossy(),
            "args": arguments,
        }),
    )?;
    let driver = WebDriver::new(&process.address, capabilities).await?;
    resize(&driver, wishes.screen).await?;
    Ok((driver, process, display))
}

fn gtk_settings(wishes: &Wishes) -> String {
    let is_dark = wishes.prefers("prefers-color-scheme", "dark");
    let moves = !wishes.prefers("prefers-reduced-motion", "reduce");
    format!(
        "[Settings]\ngtk-application-prefer-dark-theme={}\ngtk-enable-animations={}\n",
        i32::from(is_dark),
        i32::from(moves)
    )
}

/// Gives the page that size, by giving the window as much more as it needs for itself. How
/// many device pixels a CSS pixel has stays as it was at the start.
///
/// Where nothing manages windows, the one that the mouse is in has the keys, and only that one
/// counts as focused: the mouse gets to be in its corner, over the browser's own buttons.
pub async fn resize(driver: &WebDriver, screen: Screen) -> Result<()> {
    let mouse = MIDDLE / i64::from(screen.scale);
    let wanted = (i64::from(screen.width), i64::from(screen.height));
    let mut window = wanted;
    let start = Instant::now();
    loop {
        let (width, height) = (u32::try_from(window.0)?, u32::try_from(window.1)?);
        driver
            .set_window_rect(mouse - 10, mouse - 3, width, height)
            .await?;
        let page: (i64, i64) = driver
            .execute("return [innerWidth, innerHeight]", vec![])
            .await?
            .convert()
            .context("no size is a size")?;
        if page == wanted {
            return Ok(());
        }
        ensure!(
            start.elapsed() < PATIENCE,
            "the page is {page:?} large and not {wanted:?}"
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
        let outer = driver.get_window_rect().await?;
        window = (
            outer.width + wanted.0 - page.0,
            outer.height + wanted.1 - page.1,
        );
    }
}

//! Chromium: what WebDriver has no word for goes by its debugging protocol.

use anyhow::Result;
use serde_json::{Value, json};
use thirtyfour::WebDriver;
use thirtyfour::common::capabilities::chromium::ChromiumLikeCapabilities;
use thirtyfour::prelude::*;
use tokio::process::Command;

use crate::driver::{Driver, program};
use crate::wishes::{Screen, Wishes};

/// Starts chromedriver and, by it, the browser.
pub async fn start(wishes: &Wishes) -> Result<(WebDriver, Driver)> {
    let chromedriver = program("CHROMEDRIVER")?;
    let command = || {
        let mut command = Command::new(&chromedriver);
        command.arg("--port=0");
        command
    };
    // Its first words name the port that it was told: 0, for any.
    let process = Driver::start(command, |line| {
        let port = line.rsplit("on port ").next()?;
        port.trim_end_matches('.').parse().ok()
    })
    .await?;
    let mut capabilities = DesiredCapabilities::chrome();
    capabilities.set_binary(&program("CHROMIUM")?.to_string_lossy())?;
    for argument in [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--autoplay-policy=user-gesture-required",
    ] {
        capabilities.add_arg(argument)?;
    }
    let driver = WebDriver::new(&process.address, capabilities).await?;
    resize(&driver, wishes.screen).await?;
    prefer(&driver, wishes).await?;
    for script in &wishes.before {
        before_every_page(&driver, script).await?;
    }
    let scripts = json!({ "value": !wishes.runs_scripts });
    devtools(&driver, "Emulation.setScriptExecutionDisabled", scripts).await?;
    Ok((driver, process))
}

pub async fn resize(driver: &WebDriver, screen: Screen) -> Result<()> {
    let metrics = json!({
        "width": screen.width,
        "height": screen.height,
        "deviceScaleFactor": screen.scale,
        "mobile": false,
    });
    devtools(driver, "Emulation.setDeviceMetricsOverride", metrics).await?;
    Ok(())
}

pub async fn prefer(driver: &WebDriver, wishes: &Wishes) -> Result<()> {
    let features: Vec<_> = wishes
        .media
        .iter()
        .map(|(name, value)| json!({ "name": name, "value": value }))
        .collect();
    let features = json!({ "features": features });
    devtools(driver, "Emulation.setEmulatedMedia", features).await?;
    Ok(())
}

pub async fn before_every_page(driver: &WebDriver, script: &str) -> Result<()> {
    let script = json!({ "source": script });
    devtools(driver, "Page.addScriptToEvaluateOnNewDocument", script).await?;
    Ok(())
}

pub async fn be_offline(driver: &WebDriver, is_offline: bool) -> Result<()> {
    let conditions = json!({
        "offline": is_offline,
        "latency": 0,
        "downloadThroughput": -1,
        "uploadThroughput": -1,
    });
    devtools(driver, "Network.emulateNetworkConditions", conditions).await?;
    Ok(())
}

pub async fn devtools(driver: &WebDriver, command: &str, parameters: Value) -> Result<Value> {
    Ok(driver.cdp().send_raw(command, parameters).await?)
}

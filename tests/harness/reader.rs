use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use thirtyfour::common::capabilities::chromium::ChromiumLikeCapabilities;
use thirtyfour::prelude::*;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// A window's size in CSS pixels, and how many device pixels each has.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    /// CSS pixels across.
    pub width: u32,
    /// CSS pixels down.
    pub height: u32,
    /// Device pixels along each.
    pub scale: u32,
}

/// A phone held upright.
pub const PHONE: Screen = Screen {
    width: 390,
    height: 844,
    scale: 2,
};
/// A phone held sideways.
pub const SIDEWAYS: Screen = Screen {
    width: 844,
    height: 390,
    scale: 2,
};
/// A tablet held upright.
pub const TABLET: Screen = Screen {
    width: 768,
    height: 1024,
    scale: 1,
};
/// A desk.
pub const DESKTOP: Screen = Screen {
    width: 1440,
    height: 900,
    scale: 1,
};

/// How long anything may take that is waited for: the machine may be slow.
const PATIENCE: Duration = Duration::from_secs(40);

/// Runs in every document before any other script: notes what breaks the
/// Content-Security-Policy and how far the layout shifts.
const WATCH: &str = r"
    window.violations = [];
    document.addEventListener('securitypolicyviolation', (event) =>
        violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
    window.shifts = [];
    new PerformanceObserver((list) => shifts.push(...list.getEntries()
        .map((shift) => `${shift.value}: ${shift.sources.map((source) => source.node?.outerHTML?.slice(0, 120))}`)))
        .observe({ type: 'layout-shift', buffered: true });
";

/// Somebody with a browser. Everything they do waits until the page answers.
pub struct Reader {
    driver: WebDriver,
    _process: Driver,
}

impl Reader {
    /// Opens a browser with a window of that size.
    pub async fn new(screen: Screen) -> Result<Self> {
        let (process, port) = Driver::start().await?;
        let mut capabilities = DesiredCapabilities::chrome();
        capabilities.set_binary(&std::env::var("CHROMIUM").context("CHROMIUM is not set")?)?;
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
        let driver = WebDriver::new(&format!("http://127.0.0.1:{port}"), capabilities).await?;
        // The browser goes with its driver's process, whether or not the test got as
        // far as `leave`.
        driver.clone().leak()?;
        let reader = Self {
            driver,
            _process: process,
        };
        reader.resize(screen).await?;
        reader.before_every_page(WATCH).await?;
        Ok(reader)
    }

    /// Runs a script in every document from now on, before any of its own.
    pub async fn before_every_page(&self, script: &str) -> Result<()> {
        self.devtools(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": script }),
        )
        .await?;
        Ok(())
    }

    /// Gives the window another size.
    pub async fn resize(&self, screen: Screen) -> Result<()> {
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            json!({
                "width": screen.width,
                "height": screen.height,
                "deviceScaleFactor": screen.scale,
                "mobile": false,
            }),
        )
        .await?;
        Ok(())
    }

    /// Sets media features: `prefers-color-scheme`, `prefers-reduced-motion`.
    pub async fn prefer(&self, feature: &str, value: &str) -> Result<()> {
        self.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": [{ "name": feature, "value": value }] }),
        )
        .await?;
        Ok(())
    }

    /// A command of the browser's own debugging protocol.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Result<Value> {
        Ok(self.driver.cdp().send_raw(command, parameters).await?)
    }

    /// Goes to an address. Fails if the page that is left broke the
    /// Content-Security-Policy.
    pub async fn open(&self, address: &str) -> Result<()> {
        self.look_for_violations().await?;
        Ok(self.driver.goto(address).await?)
    }

    /// Goes to an address and waits until every behaviour is listening.
    pub async fn read(&self, address: &str) -> Result<()> {
        self.open(address).await?;
        self.until("document.documentElement.dataset.viewer === 'ready'")
            .await
    }

    /// What a JavaScript expression comes to.
    pub async fn sees(&self, expression: &str) -> Result<Value> {
        let script = format!("return ({expression})");
        let result = self.driver.execute(&script, vec![]).await?;
        Ok(result.json().clone())
    }

    /// The text that a JavaScript expression comes to.
    pub async fn reads(&self, expression: &str) -> Result<String> {
        match self.sees(expression).await? {
            Value::String(text) => Ok(text),
            other => bail!("{expression} is {other}, not text"),
        }
    }

    /// Runs JavaScript statements.
    pub async fn run(&self, script: &str) -> Result<()> {
        self.driver.execute(script, vec![]).await?;
        Ok(())
    }

    /// Waits until a JavaScript expression is true.
    pub async fn until(&self, expression: &str) -> Result<()> {
        let start = Instant::now();
        while self.sees(&format!("!!({expression})")).await? != json!(true) {
            if start.elapsed() > PATIENCE {
                let state = self.sees("document.body.innerText.slice(0, 600)").await?;
                bail!("in vain waited for: {expression}\nThe page says: {state}");
            }
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
        Ok(())
    }

    /// Waits until `is_so`, which asks somebody else than the page.
    pub async fn until_so(&self, what: &str, is_so: impl Fn() -> bool) -> Result<()> {
        let start = Instant::now();
        while !is_so() {
            ensure!(start.elapsed() < PATIENCE, "in vain waited until {what}");
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
        Ok(())
    }

    /// Waits until the page has been drawn twice more: until whatever follows from
    /// scrolling has been asked for.
    pub async fn settle(&self) -> Result<()> {
        self.driver
            .execute_async(
                "const done = arguments[0];
                 requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0)));",
                vec![],
            )
            .await?;
        Ok(())
    }

    /// Scrolls an element to the middle of the window.
    pub async fn go_to(&self, selector: &str) -> Result<()> {
        self.run(&format!(
            "document.querySelector('{selector}').scrollIntoView({{ block: 'center', behavior: 'instant' }})"
        ))
        .await?;
        self.settle().await
    }

    /// Clicks with a real mouse.
    pub async fn click(&self, selector: &str) -> Result<()> {
        self.until(&format!("document.querySelector('{selector}')"))
            .await?;
        Ok(self.driver.find(By::Css(selector)).await?.click().await?)
    }

    /// Presses a key, as named by `KeyboardEvent.key`.
    pub async fn press(&self, key: &str) -> Result<()> {
        for kind in ["rawKeyDown", "keyUp"] {
            self.devtools(
                "Input.dispatchKeyEvent",
                json!({ "type": kind, "key": key, "code": key }),
            )
            .await?;
        }
        Ok(())
    }

    /// Saves what the window shows.
    pub async fn screenshot(&self, path: &Path) -> Result<()> {
        Ok(self.driver.screenshot(path).await?)
    }

    /// Ends the visit. Fails if anything broke the Content-Security-Policy.
    pub async fn leave(self) -> Result<()> {
        self.look_for_violations().await
    }

    async fn look_for_violations(&self) -> Result<()> {
        let violations = self.sees("window.violations ?? []").await?;
        ensure!(
            violations == json!([]),
            "the Content-Security-Policy was broken: {violations}"
        );
        Ok(())
    }
}

/// A driver of the reader's own. It and the browser that it started end when it is
/// dropped.
struct Driver(Child);

impl Driver {
    /// Starts a driver, which chooses its port and says so.
    async fn start() -> Result<(Self, u16)> {
        let program = std::env::var("CHROMEDRIVER").context("CHROMEDRIVER is not set")?;
        let mut process = Command::new(&program)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            // A group of its own, so that the browser can be ended with it.
            .process_group(0)
            .spawn()
            .with_context(|| format!("could not start {program}"))?;
        let output = process.stdout.take().context("the driver is mute")?;
        let driver = Self(process);
        let mut lines = BufReader::new(output).lines();
        while let Some(line) = lines.next_line().await? {
            let port = line
                .rsplit("on port ")
                .next()
                .and_then(|rest| rest.trim_end_matches('.').parse().ok());
            // Its first words name the port that it was told: 0, for any.
            if let Some(port) = port.filter(|port| *port != 0) {
                // It must be able to go on talking.
                tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
                return Ok((driver, port));
            }
        }
        bail!("{program} ended without naming its port")
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if let Some(group) = self.0.id() {
            let _ = std::process::Command::new("kill")
                .args(["-KILL", "--", &format!("-{group}")])
                .status();
        }
    }
}

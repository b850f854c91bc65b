use anyhow::{Result, anyhow, bail};
use serde_json::Value;
use thirtyfour::WebDriver;
use tokio::sync::Mutex;

use crate::command;
use crate::display::Display;
use crate::driver::Driver;
use crate::engine::Engine;
use crate::wishes::{Screen, Wishes};
use crate::{chromium, firefox, webkit};

/// How often a browser is started until one answers.
const ATTEMPTS: usize = 3;

/// A browser that has been started, and what each engine does in its own way.
pub struct Browser {
    /// What every engine does in the same way.
    pub driver: WebDriver,
    engine: Engine,
    /// How far the wheel has been turned.
    turned: Mutex<(i32, i32)>,
    _process: Driver,
    /// Goes after the browser that is on it.
    _display: Option<Display>,
}

impl Browser {
    /// Starts one that is as wished.
    pub async fn start(engine: Engine, wishes: &Wishes) -> Result<Self> {
        let mut trouble = anyhow!("{engine:?} was not started");
        // Now and then a browser or its driver ends before there is a window. No page has a
        // part in that.
        for _ in 0..ATTEMPTS {
            match Self::attempt(engine, wishes).await {
                Ok(browser) => return Ok(browser),
                Err(error) => trouble = error,
            }
        }
        Err(trouble)
    }

    async fn attempt(engine: Engine, wishes: &Wishes) -> Result<Self> {
        let (driver, process, display) = match engine {
            Engine::Chromium => {
                let (driver, process) = chromium::start(wishes).await?;
                (driver, process, None)
            }
            Engine::Firefox => {
                let (driver, process) = firefox::start(wishes).await?;
                (driver, process, None)
            }
            Engine::WebKit => {
                let (driver, process, display) = webkit::start(wishes).await?;
                (driver, process, Some(display))
            }
        };
        // The browser goes with its driver's process, whether or not the test gets as far
        // as to end the session.
        driver.clone().leak()?;
        Ok(Self {
            driver,
            engine,
            turned: Mutex::default(),
            _process: process,
            _display: display,
        })
    }

    /// Gives the window another size.
    pub async fn resize(&self, screen: Screen) -> Result<()> {
        match self.engine {
            Engine::Chromium => chromium::resize(&self.driver, screen).await,
            Engine::Firefox => firefox::resize(&self.driver, screen).await,
            Engine::WebKit => webkit::resize(&self.driver, screen).await,
        }
    }

    /// Sets media features. Fails in WebKit, which has them from its start.
    pub async fn prefer(&self, wishes: &Wishes) -> Result<()> {
        match self.engine {
            Engine::Chromium => chromium::prefer(&self.driver, wishes).await,
            Engine::Firefox => firefox::prefer(&self.driver, wishes).await,
            Engine::WebKit => bail!("WebKit is told what a reader prefers before the first page"),
        }
    }

    /// Runs a script before every page from now on, where the browser itself can. The
    /// others have it from the [`Site`](crate::Site).
    pub async fn before_every_page(&self, script: &str) -> Result<()> {
        match self.engine {
            Engine::Chromium => chromium::before_every_page(&self.driver, script).await,
            Engine::Firefox | Engine::WebKit => Ok(()),
        }
    }

    /// Turns the wheel with the mouse at `at`, by so many CSS pixels.
    pub async fn wheel(&self, at: (i32, i32), by: (i32, i32)) -> Result<()> {
        let mut turned = self.turned.lock().await;
        *turned = (turned.0 + by.0, turned.1 + by.1);
        // To WebKitWebDriver what is asked for is where the wheel stands in the end: it turns
        // it by as much as that is away from what was asked for last.
        let by = match self.engine {
            Engine::WebKit => *turned,
            Engine::Chromium | Engine::Firefox => by,
        };
        self.driver.cmd(command::wheel(at, by)).await?;
        Ok(())
    }

    /// Cuts the browser off from every network, or puts it back.
    pub async fn be_offline(&self, is_offline: bool) -> Result<()> {
        match self.engine {
            Engine::Chromium => chromium::be_offline(&self.driver, is_offline).await,
            Engine::Firefox => firefox::be_offline(&self.driver, is_offline).await,
            Engine::WebKit => bail!("the driver of WebKit cannot do that: ask `Reader::can`"),
        }
    }

    /// A command of Chromium's debugging protocol. Fails in the others, which have none.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Result<Value> {
        match self.engine {
            Engine::Chromium => chromium::devtools(&self.driver, command, parameters).await,
            other => bail!("{other:?} has no {command}: ask `Reader::can` first"),
        }
    }
}

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use base64::Engine as _;
use serde_json::{Value, json};
use thirtyfour::prelude::*;
use tokio::sync::{Mutex, OnceCell};

use crate::browser::Browser;
use crate::engine::{Ability, Engine};
use crate::wishes::{Screen, Wishes};
use crate::{command, site};

/// How long anything may take that is waited for: the machine may be slow.
const PATIENCE: Duration = Duration::from_secs(40);

/// Somebody with a browser. Everything they do waits until the page answers.
///
/// The browser starts when it is first needed: some engines can be told only then what
/// the reader wants.
pub struct Reader {
    engine: Engine,
    wishes: Mutex<Wishes>,
    browser: OnceCell<Browser>,
}

impl Reader {
    /// Somebody with a window of that size, in the engine that `REPORTAGE_ENGINE` names.
    pub async fn new(screen: Screen) -> Result<Self> {
        Ok(Self {
            engine: Engine::wanted()?,
            wishes: Mutex::new(Wishes::new(screen)),
            browser: OnceCell::new(),
        })
    }

    /// How many photos of a sample story are asked for besides those in the window.
    pub fn photos_ahead(&self) -> usize {
        self.engine.photos_ahead()
    }

    /// Whether the engine asks for each photo's best file and no other.
    pub fn chooses_files(&self) -> bool {
        self.engine.chooses_files()
    }

    /// Whether the engine's driver can do what not every driver can. Where it cannot, that
    /// is said, and a test that is about it returns.
    pub fn can(&self, ability: Ability) -> bool {
        self.engine.can(ability)
    }

    /// Runs a script in every document from now on, before any of its own. Only Chromium
    /// does so by itself; the others do it on a [`Site`](crate::Site)'s pages.
    pub async fn before_every_page(&self, script: &str) -> Result<()> {
        self.wishes.lock().await.before.push(script.to_owned());
        match self.browser.get() {
            Some(browser) => browser.before_every_page(script).await,
            None => Ok(()),
        }
    }

    /// Gives the window another size.
    pub async fn resize(&self, screen: Screen) -> Result<()> {
        self.wishes.lock().await.screen = screen;
        match self.browser.get() {
            Some(browser) => browser.resize(screen).await,
            None => Ok(()),
        }
    }

    /// Sets a media feature: `prefers-color-scheme`, `prefers-reduced-motion`. Fails in
    /// WebKit once a page has been opened.
    pub async fn prefer(&self, feature: &str, value: &str) -> Result<()> {
        let mut wishes = self.wishes.lock().await;
        wishes.media.insert(feature.to_owned(), value.to_owned());
        match self.browser.get() {
            Some(browser) => browser.prefer(&wishes).await,
            None => Ok(()),
        }
    }

    /// Lets no page run scripts; a test can still look. Fails once a page has been opened.
    pub async fn without_scripts(&self) -> Result<()> {
        ensure!(
            self.browser.get().is_none(),
            "a browser goes without scripts from its start"
        );
        self.wishes.lock().await.runs_scripts = false;
        Ok(())
    }

    /// Cuts the browser off from every network, or puts it back: [`Ability::Offline`].
    pub async fn be_offline(&self, is_offline: bool) -> Result<()> {
        self.browser().await?.be_offline(is_offline).await
    }

    /// A command of Chromium's own debugging protocol, for what only it can do: see
    /// [`can`](Self::can).
    pub async fn devtools(&self, command: &str, parameters: Value) -> Result<Value> {
        self.browser().await?.devtools(command, parameters).await
    }

    /// The browser; started, if it is not yet.
    async fn browser(&self) -> Result<&Browser> {
        self.browser
            .get_or_try_init(|| async {
                let wishes = self.wishes.lock().await;
                Browser::start(self.engine, &wishes).await
            })
            .await
    }

    async fn driver(&self) -> Result<&WebDriver> {
        Ok(&self.browser().await?.driver)
    }

    /// Goes to an address. Fails if the page that is left broke the
    /// Content-Security-Policy.
    pub async fn open(&self, address: &str) -> Result<()> {
        self.look_for_violations().await?;
        if self.engine != Engine::Chromium {
            site::before_every_page(address, &self.wishes.lock().await.before);
        }
        Ok(self.driver().await?.goto(address).await?)
    }

    /// Loads the page again, as its button does.
    pub async fn reload(&self) -> Result<()> {
        self.look_for_violations().await?;
        Ok(self.driver().await?.refresh().await?)
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
        let driver = self.driver().await?;
        let result = match driver.execute(&script, vec![]).await {
            // WebKit's driver says this of good answers too when the machine is busy.
            Err(error) if error.to_string().contains("Could not parse script result") => {
                driver.execute(&script, vec![]).await
            }
            result => result,
        };
        Ok(result?.json().clone())
    }

    /// The text that a JavaScript expression comes to.
    pub async fn reads(&self, expression: &str) -> Result<String> {
        match self.sees(expression).await? {
            Value::String(text) => Ok(text),
            other => bail!("{expression} is {other}, not text"),
        }
    }

    /// The lines of text that an element shows. How many empty ones stand between them
    /// differs from engine to engine.
    pub async fn reads_lines(&self, element: &str) -> Result<Vec<String>> {
        let text = self.reads(&format!("{element}.innerText")).await?;
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        Ok(lines.map(str::to_owned).collect())
    }

    /// Runs JavaScript statements.
    pub async fn run(&self, script: &str) -> Result<()> {
        self.driver().await?.execute(script, vec![]).await?;
        Ok(())
    }

    /// What comes of JavaScript statements, in the end if that is a promise.
    pub async fn does(&self, script: &str) -> Result<Value> {
        Ok(self
            .driver()
            .await?
            .execute(script, vec![])
            .await?
            .json()
            .clone())
    }

    /// Waits until a JavaScript expression is true.
    pub async fn until(&self, expression: &str) -> Result<()> {
        let start = Instant::now();
        while self.sees(&format!("!!({expression})")).await? != json!(true) {
            if start.elapsed() > PATIENCE {
                let state = self
                    .sees("`${document.readyState}, ${document.documentElement.dataset.viewer}: ${document.body?.innerText.slice(0, 600)}`")
                    .await?;
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

    /// Waits until all of the story is laid out, not only what is near.
    pub async fn until_laid_out(&self) -> Result<()> {
        self.until(
            "document.documentElement.dataset.viewer !== 'ready' ||
            [...document.querySelectorAll('.stops > :is(.card, .credits), .credits ul + ul')].slice(1)
                .every((stop) => 'relevant' in stop.dataset)",
        )
        .await
    }

    /// Waits until the page has been drawn twice more: until whatever follows from
    /// scrolling has been asked for.
    pub async fn settle(&self) -> Result<()> {
        self.driver()
            .await?
            .execute_async(command::SETTLE, vec![])
            .await?;
        Ok(())
    }

    /// Looks, from now on, at what is in a frame of the page.
    pub async fn look_into(&self, frame: &str) -> Result<()> {
        self.until(&format!("document.querySelector('{frame}')"))
            .await?;
        let start = Instant::now();
        // The element is there before its page, which takes the place of an empty one.
        while !matches!(self.enter(frame).await, Ok(true)) {
            ensure!(start.elapsed() < PATIENCE, "nothing comes into {frame}");
            tokio::time::sleep(Duration::from_millis(40)).await;
            self.look_up().await?;
        }
        Ok(())
    }

    /// Whether there is a page in the frame.
    async fn enter(&self, frame: &str) -> Result<bool> {
        let frame = self.driver().await?.find(By::Css(frame)).await?;
        frame.enter_frame().await?;
        Ok(self.sees("location.href !== 'about:blank'").await? == json!(true))
    }

    /// Waits until a JavaScript expression is true in a frame of the page, and looks at the page
    /// itself again. To WebKit's driver the frame is another one whenever the page's address has
    /// got another fragment, which it notices late: so it is looked into each time anew.
    pub async fn until_within(&self, frame: &str, expression: &str) -> Result<()> {
        let start = Instant::now();
        loop {
            let is_in = matches!(self.enter(frame).await, Ok(true));
            let seen = self.sees(&format!("!!({expression})")).await;
            self.look_up().await?;
            if is_in && seen.is_ok_and(|seen| seen == json!(true)) {
                return Ok(());
            }
            ensure!(
                start.elapsed() < PATIENCE,
                "in vain waited in {frame} for: {expression}"
            );
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
    }

    /// Looks at the page itself again.
    pub async fn look_up(&self) -> Result<()> {
        Ok(self.driver().await?.enter_default_frame().await?)
    }

    /// Looks, from now on, at the tab that a link has opened.
    pub async fn look_at_new_tab(&self) -> Result<()> {
        let driver = self.driver().await?;
        let here = driver.window().await?;
        let start = Instant::now();
        loop {
            let mut tabs = driver.windows().await?;
            tabs.retain(|tab| *tab != here);
            if let Some(tab) = tabs.pop() {
                return Ok(driver.switch_to_window(tab).await?);
            }
            ensure!(start.elapsed() < PATIENCE, "no tab was opened");
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
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
        Ok(self
            .driver()
            .await?
            .find(By::Css(selector))
            .await?
            .click()
            .await?)
    }

    /// Presses a key, as named by `KeyboardEvent.key`.
    pub async fn press(&self, key: &str) -> Result<()> {
        self.driver().await?.cmd(command::key(key)).await?;
        Ok(())
    }

    /// Turns the wheel with the mouse at `at`, by so many CSS pixels across and down.
    pub async fn wheel(&self, at: (i32, i32), by: (i32, i32)) -> Result<()> {
        self.browser().await?.wheel(at, by).await
    }

    /// Moves fingers: each step is where all of them are, at first and then, until they are
    /// lifted. A test asks for [`Ability::Touch`](crate::Ability::Touch) first.
    pub async fn touch<const FINGERS: usize>(&self, steps: &[[(i32, i32); FINGERS]]) -> Result<()> {
        let mut kind = "touchStart";
        for fingers in steps {
            let points = Vec::from(fingers.map(|(x, y)| json!({ "x": x, "y": y })));
            let touch = json!({ "type": kind, "touchPoints": points });
            self.devtools("Input.dispatchTouchEvent", touch).await?;
            kind = "touchMove";
        }
        let lifted = json!({ "type": "touchEnd", "touchPoints": [] });
        self.devtools("Input.dispatchTouchEvent", lifted).await?;
        Ok(())
    }

    /// The page on paper, as a PDF. A test asks for [`Ability::Print`] first.
    pub async fn prints(&self) -> Result<Vec<u8>> {
        let answer = self.driver().await?.cmd(command::print()).await?;
        let pdf = answer.value_json()?;
        let pdf = pdf.as_str().context("the driver gives the file as text")?;
        Ok(base64::engine::general_purpose::STANDARD.decode(pdf)?)
    }

    /// Saves what the window shows.
    pub async fn screenshot(&self, path: &Path) -> Result<()> {
        Ok(self.driver().await?.screenshot(path).await?)
    }

    /// Ends the visit. Fails if anything broke the Content-Security-Policy.
    pub async fn leave(self) -> Result<()> {
        self.look_for_violations().await
    }

    async fn look_for_violations(&self) -> Result<()> {
        if self.browser.get().is_none() {
            return Ok(());
        }
        let violations = self.sees("window.violations ?? []").await?;
        ensure!(
            violations == json!([]),
            "the Content-Security-Policy was broken: {violations}"
        );
        Ok(())
    }
}

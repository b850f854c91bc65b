//! One visit: a page is opened in a browser that has seen nothing yet, read to its end, and used.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use browser_tests::{Reader, Screen};
use serde_json::{Value, json};

use crate::notes::Notes;
use crate::pages::{Page, Reading};
use crate::server::{EMPTY, Serving};
use crate::story::CARDS;

/// What is noted in the page.
const MEASURE: &str = include_str!("measure.js");
/// A phone of the middle.
pub const SCREEN: Screen = Screen {
    width: 412,
    height: 823,
    scale: 2,
};
/// How long nothing must have happened for a page to count as quiet after loading.
const LOADED: f64 = 2_000.0;
/// The same, after each step of reading; longer than any page takes to move to a card.
const MOVED: f64 = 600.0;
/// How long a page may take to become quiet.
const PATIENCE: Duration = Duration::from_secs(120);
/// How often the key is pressed whose delay is measured.
const PRESSES: usize = 3;

/// The network and the processor of a visit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Conditions {
    /// 1.6 Mbit/s down, 0.75 up, 150 ms for every answer, a processor a quarter as fast.
    Phone,
    /// What there is.
    Free,
}

impl Conditions {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Phone, Self::Free];

    /// What they are called in reports.
    pub fn title(self) -> &'static str {
        match self {
            Self::Phone => "As on a phone: 1.6 Mbit/s, 150 ms, a quarter of the processor",
            Self::Free => "Without brakes",
        }
    }

    /// What they are called in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Phone => "throttled",
            Self::Free => "unthrottled",
        }
    }

    /// Has the browser be so from now on.
    pub async fn set(self, reader: &Reader) -> Result<()> {
        reader.devtools("Network.enable", json!({})).await?;
        reader
            .devtools("Network.setCacheDisabled", json!({ "cacheDisabled": true }))
            .await?;
        if self == Self::Free {
            return Ok(());
        }
        // In bytes a second.
        let network = json!({
            "offline": false,
            "latency": 150,
            "downloadThroughput": 1_600_000 / 8,
            "uploadThroughput": 750_000 / 8,
        });
        reader
            .devtools("Network.emulateNetworkConditions", network)
            .await?;
        reader
            .devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 4 }))
            .await?;
        Ok(())
    }
}

/// What the page had noted, and when.
pub struct Visit {
    /// Before the reader did anything.
    pub loaded: Notes,
    /// At the end of the story.
    pub read: Notes,
    /// The longest that anything took to be seen after the key was pressed that goes to another
    /// card, in milliseconds.
    pub key: Option<f64>,
    /// The same, after a photo was clicked to be seen large.
    pub zoom: Option<f64>,
}

/// Somebody with a browser of their own, for one page.
pub struct Visitor<'a> {
    reader: Reader,
    serving: &'a Serving,
    page: &'a Page,
}

impl<'a> Visitor<'a> {
    /// Opens a page, and waits until it is quiet.
    pub async fn open(
        serving: &'a Serving,
        page: &'a Page,
        conditions: Conditions,
    ) -> Result<Self> {
        let reader = Reader::new(SCREEN).await?;
        reader.before_every_page(MEASURE).await?;
        reader.open(&serving.at(EMPTY)).await?;
        conditions.set(&reader).await?;
        serving.forget();
        reader.open(&serving.at(page.path)).await?;
        let visitor = Self {
            reader,
            serving,
            page,
        };
        visitor.reader.until(page.is_ready).await?;
        visitor.be_quiet(LOADED).await?;
        Ok(visitor)
    }

    /// Reads the page to its end and uses it, and says what was noted.
    pub async fn visit(self) -> Result<Visit> {
        let loaded = self.notes().await?;
        self.read(async |_| Ok(())).await?;
        let read = self.notes().await?;
        let key = self.press_back().await?;
        let zoom = self.click_photo().await?;
        self.reader.leave().await?;
        Ok(Visit {
            loaded,
            read,
            key,
            zoom,
        })
    }

    /// Reads card by card; `at_card` is told where the reader is.
    pub async fn read(&self, mut at_card: impl AsyncFnMut(usize) -> Result<()>) -> Result<()> {
        at_card(0).await?;
        for at in 1..CARDS.len() {
            match self.page.reading {
                Reading::Scrolls(cards) => {
                    let card = format!("document.querySelectorAll('{cards}')[{at}]");
                    let script = format!("{card}.scrollIntoView({{ behavior: 'instant' }})");
                    self.reader.run(&script).await?;
                }
                Reading::Presses(key) => self.reader.press(key).await?,
            }
            self.reader.settle().await?;
            self.be_quiet(MOVED).await?;
            at_card(at).await?;
        }
        Ok(())
    }

    /// Saves what the window shows.
    pub async fn screenshot(&self, path: &std::path::Path) -> Result<()> {
        self.reader.screenshot(path).await
    }

    /// What the page shows as text.
    pub async fn text(&self) -> Result<String> {
        self.reader.reads("document.body.innerText").await
    }

    /// What has been noted so far.
    pub async fn notes(&self) -> Result<Notes> {
        let notes = self.reader.sees("bench.notes()").await?;
        serde_json::from_value(notes).context("the page has lost what it noted")
    }

    /// Waits until everything that was asked for has arrived and nothing has happened for so many
    /// milliseconds.
    async fn be_quiet(&self, milliseconds: f64) -> Result<()> {
        let start = Instant::now();
        // Each look takes the page's time, so there are few.
        let wait = Duration::from_secs_f64(milliseconds / 1000.0);
        loop {
            tokio::time::sleep(wait).await;
            let state = self.reader.sees("bench.state()").await?;
            let quiet = state["quiet"].as_f64().unwrap_or_default();
            let missing = self.missing(&state);
            if missing.is_empty() && quiet >= milliseconds {
                return Ok(());
            }
            ensure!(
                start.elapsed() < PATIENCE,
                "{} does not become quiet; it waits for {missing:?}",
                self.page.name
            );
        }
    }

    /// What was asked for and has not arrived.
    fn missing(&self, state: &Value) -> Vec<String> {
        let arrived: Vec<_> = state["arrived"].as_array().into_iter().flatten().collect();
        let mut paths = self.serving.requests();
        // The browser asks for icons and for the page itself, and the page does not hear of it.
        let is_noted = |path: &String| !path.ends_with('/') && !path.contains("/icon-");
        paths.retain(|path| is_noted(path) && !arrived.iter().any(|it| *it == path));
        paths
    }

    /// Presses the key that goes back to the card before, some times, and says the longest delay.
    async fn press_back(&self) -> Result<Option<f64>> {
        let Some(key) = self.page.back else {
            return Ok(None);
        };
        let since = self.notes().await?.now;
        for _ in 0..PRESSES {
            self.reader.press(key).await?;
            self.reader.settle().await?;
            self.be_quiet(MOVED).await?;
        }
        Ok(Some(self.notes().await?.longest_interaction(since)))
    }

    /// Clicks the first photo, waits until it is large, and says the delay.
    async fn click_photo(&self) -> Result<Option<f64>> {
        let Some((photo, large)) = self.page.zoom else {
            return Ok(None);
        };
        self.reader.go_to(photo).await?;
        self.be_quiet(MOVED).await?;
        let since = self.notes().await?.now;
        self.reader.click(photo).await?;
        self.reader
            .until(&format!("document.querySelector('{large}')"))
            .await?;
        self.be_quiet(MOVED).await?;
        Ok(Some(self.notes().await?.longest_interaction(since)))
    }
}

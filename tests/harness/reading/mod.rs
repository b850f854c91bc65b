//! A reading of the Mosul story over a network that a seed makes bad: from the first card to the
//! last, some photos opened large, the page loaded anew. Whatever happens, nothing must be lost.

use std::collections::HashMap;

use anyhow::{Context, Result, bail, ensure};
use serde_json::json;

use crate::{Fault, Faults, Reader, Site};

/// What every reader has run before every page that is read by a seed.
pub const WATCH: &str = include_str!("watch.js");

/// The most requests for one file between two times that a reader opens the page, or asks for what is
/// missing.
const REQUESTS: usize = 8;
/// How often somebody opens a page anew that has not come, or not as a whole.
const OPENINGS: usize = 12;
/// How often somebody asks for photos again that have not come.
const ROUNDS: usize = 2;

/// Reads by a seed. `reader` has [`WATCH`] run before every page, and may have read before.
///
/// # Errors
/// Says what has been lost.
pub async fn by_seed(reader: &Reader, seed: u64) -> Result<()> {
    let faults = Faults::new(seed);
    let [way, page, detour, card, motion, ..] = faults.dice("the reader");
    let motion = ["no-preference", "reduce"][usize::from(motion % 2)];
    reader.prefer("prefers-reduced-motion", motion).await?;
    let site = Site::over_faults(faults).await?;
    let page = match page % 3 {
        0 => "/",
        1 => "/stories/mosul/ar/",
        _ => "/stories/mosul/",
    };
    let reading = Reading {
        reader,
        site,
        faults,
        page,
        story: crate::mosul(),
    };
    reading.open().await?;
    let cards = reading.cards().await?;
    let detour = usize::from(detour) % (cards.len() * 2);
    for (index, card) in cards.iter().enumerate() {
        reading.go(index, card, way).await?;
        if index == detour {
            reading.look_closer(card).await?;
        }
    }
    reading.get_all_photos().await?;
    reading.read_every_word().await?;
    reading
        .keep_the_place(&cards[usize::from(card) % cards.len()])
        .await?;
    reading.be_modest()
}

struct Reading<'a> {
    reader: &'a Reader,
    site: Site,
    faults: Faults,
    page: &'static str,
    /// The `story.json`, which names all that it has.
    story: String,
}

impl Reading<'_> {
    /// Opens a page, and again for as long as something of it is missing: a person does so.
    async fn open(&self) -> Result<()> {
        for _ in 0..OPENINGS {
            self.begin_anew().await?;
            // Where an address leads to nothing, that is an error to a driver.
            let _ = self.reader.open(&self.site.at(self.page)).await;
            if self.has_come().await? {
                return Ok(());
            }
        }
        self.give_up("the page has not come").await
    }

    /// Forgets what was asked for. Where the page itself came with other bytes, or the one script that a
    /// viewer's page begins with, the browser keeps that as if it were well and nothing of ours can
    /// tell: a person loads such a page past what is kept.
    async fn begin_anew(&self) -> Result<()> {
        if self.is_page_spoilt() {
            self.reader
                .devtools("Network.clearBrowserCache", json!({}))
                .await?;
        }
        self.site.forget();
        Ok(())
    }

    async fn give_up(&self, what: &str) -> Result<()> {
        let page = self
            .reader
            .sees("`${document.documentElement.dataset.viewer}: ${document.body?.innerText.slice(0, 300)}`")
            .await?;
        bail!(
            "{what}: {page}; asked for: {:#?}; met: {:#?}",
            self.site.requests(),
            self.site.met()
        )
    }

    /// Whether the whole story is there, and awake. If not, what there is can be read, and the
    /// page says truly what has become of it.
    async fn has_come(&self) -> Result<bool> {
        let is_page = "!!document.querySelector('html[data-viewer]') && !!window.reading";
        if self.reader.sees(is_page).await? != true {
            return Ok(false);
        }
        // A page that was cut off waits for nothing any more, and one that came with other bytes may
        // have no script that would run.
        let is_spoilt = self.is_page_spoilt();
        let waited = self
            .reader
            .until(&format!(
                "['ready', 'failed'].includes(document.documentElement.dataset.viewer)
                    || (document.readyState === 'complete'
                        && ({is_spoilt} || !document.querySelector('.credits')))",
            ))
            .await;
        if let Err(error) = waited {
            // Now and then Chromium calls a page whose connection has ended too early loading for good.
            // That is nobody's loss where nothing of the story had come.
            let is_empty = "document.readyState !== 'complete' && !document.querySelector('.card')";
            let is_left_so = self.was_broken_off() && self.reader.sees(is_empty).await? == true;
            ensure!(is_left_so, error);
            return Ok(false);
        }
        let state = self
            .reader
            .reads("document.documentElement.dataset.viewer")
            .await?;
        let is_known = ["static", "loading", "ready", "failed"].contains(&state.as_str());
        ensure!(is_known || is_spoilt, "the page says that it is {state}");
        let is_whole = "!!document.querySelector('article.story .credits')";
        if state == "ready" && self.page == "/" {
            // What a viewer has begun to tell it tells to the end.
            self.reader.until(is_whole).await?;
        }
        let is_whole = self.reader.sees(is_whole).await? == true;
        let has_come = is_whole && state == "ready" && !self.is_spoilt().await?;
        if !has_come {
            let address = self.reader.reads("location.href").await?;
            self.read_every_word().await?;
            // They come back, and the address after them, even if the program has come while they
            // read: whoever loads the page before that is elsewhere.
            self.reader
                .until(&format!(
                    "location.href === '{address}' && reading.isWrittenDown()"
                ))
                .await?;
            // What was spoilt on its way may well be against its own policy.
            self.reader.run("window.violations = []").await?;
        }
        Ok(has_come)
    }

    /// Whether some of the story itself is not what was sent, or a viewer has no style, which it asks for
    /// twice: a person sees that.
    async fn is_spoilt(&self) -> Result<bool> {
        Ok(self.is_page_spoilt()
            || self.has_corrupted(|path| path.ends_with(".json"))
            || self.reader.sees("reading.isBare()").await? == true)
    }

    /// Whether the page itself came with other bytes, or the one script that a viewer's begins with.
    fn is_page_spoilt(&self) -> bool {
        self.has_corrupted(|path| path == self.page || path == "/start.js")
    }

    /// Whether the page came last as a part of it.
    fn was_broken_off(&self) -> bool {
        let met = self.site.met();
        let last = met.iter().rfind(|(path, _)| path == self.page);
        matches!(last, Some((_, Fault::Cut(_) | Fault::Reset(_))))
    }

    fn has_corrupted(&self, is_it: impl Fn(&str) -> bool) -> bool {
        let corrupts =
            |(path, fault): &(String, Fault)| matches!(fault, Fault::Corrupt(_)) && is_it(path);
        self.site.met().iter().any(corrupts)
    }

    async fn cards(&self) -> Result<Vec<String>> {
        let ids = "[...document.querySelectorAll('section.card')].map((card) => card.id)";
        let cards: Vec<String> = serde_json::from_value(self.reader.sees(ids).await?)?;
        ensure!(cards.len() == 11, "there are {} cards", cards.len());
        Ok(cards)
    }

    /// Goes to the next card in one of three ways.
    async fn go(&self, index: usize, card: &str, way: u8) -> Result<()> {
        let is_rtl = "document.querySelector('article').dir === 'rtl'";
        match way % 3 {
            _ if index == 0 => {}
            0 if self.reader.sees(is_rtl).await? == true => self.reader.press("ArrowLeft").await?,
            0 => self.reader.press("ArrowRight").await?,
            1 => self.reader.click(".bar .next").await?,
            _ => self.reader.go_to(&format!("[id=\"{card}\"]")).await?,
        }
        self.is_at(card).await
    }

    async fn is_at(&self, card: &str) -> Result<()> {
        self.reader
            .until(&format!(
                "document.getElementById('{card}')?.getAttribute('aria-current') === 'true'"
            ))
            .await
            .with_context(|| format!("on the way to {card}"))
    }

    /// Opens the menu, or a photo; if the tools do not come, the page says so.
    async fn look_closer(&self, card: &str) -> Result<()> {
        let button = format!("[id=\"{card}\"] .enlarge");
        for opener in [button.as_str(), ".bar .settings"] {
            let there = format!("document.querySelector('{opener}')");
            if self.reader.sees(&format!("!{there}")).await? == true {
                continue;
            }
            self.reader.run(&format!("{there}.click()")).await?;
            self.reader
                .until("!document.querySelector('[aria-busy]')")
                .await?;
            self.reader
                .run("for (const it of document.querySelectorAll('dialog[open]')) it.close()")
                .await?;
            self.reader
                .until("!document.querySelector('dialog[open]')")
                .await?;
        }
        self.is_at(card).await
    }

    /// Waits for every photo that the browser has reported and that can be had; where they do not
    /// come by themselves, asks for them as a reader does.
    async fn get_all_photos(&self) -> Result<()> {
        for _ in 0..=ROUNDS {
            self.wait_for_photos().await?;
            if self.missing().await?.is_empty() {
                return Ok(());
            }
            self.be_modest()?;
            self.site.forget();
            self.reader
                .run("for (const it of document.querySelectorAll('.photo-failed button')) it.click()")
                .await?;
        }
        self.give_up(&format!("{:?} never came", self.missing().await?))
            .await
    }

    /// Waits until nothing is missing or nobody asks for anything any more: for longer than the
    /// longest pause between two tries is here.
    async fn wait_for_photos(&self) -> Result<()> {
        let mut asked = usize::MAX;
        let mut idle = 0;
        while idle < 20 && !self.missing().await?.is_empty() {
            let now = self.site.requests().len();
            idle = if now == asked { idle + 1 } else { 0 };
            asked = now;
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        Ok(())
    }

    /// The photos that are missing and can be had.
    async fn missing(&self) -> Result<Vec<String>> {
        let missing = self.reader.sees("reading.missing()").await?;
        let mut missing: Vec<String> = serde_json::from_value(missing)?;
        missing.retain(|path| {
            let name = path.rsplit('/').next().unwrap_or_default();
            self.story.contains(name) && self.faults.spares(path)
        });
        Ok(missing)
    }

    async fn read_every_word(&self) -> Result<()> {
        let unread = self.reader.sees("reading.unread()").await?;
        ensure!(unread == json!([]), "these words cannot be read: {unread}");
        Ok(())
    }

    /// Goes to a card, loads the page again, and is there.
    async fn keep_the_place(&self, card: &str) -> Result<()> {
        self.reader.go_to(&format!("[id=\"{card}\"]")).await?;
        self.is_at(card).await?;
        let is_first = "document.querySelector('section.card').id";
        let hash = match self.reader.reads(is_first).await? == card {
            true => String::new(),
            false => format!("#{card}"),
        };
        self.reader
            .until(&format!("decodeURIComponent(location.hash) === '{hash}'"))
            .await?;
        self.be_modest()?;
        for _ in 0..OPENINGS {
            self.begin_anew().await?;
            let _ = self.reader.reload().await;
            if self.has_come().await? {
                return self.is_at(card).await.context("after a reload");
            }
        }
        self.give_up("the page has not come again").await
    }

    /// Nothing may have been asked for without end.
    fn be_modest(&self) -> Result<()> {
        let mut times: HashMap<String, usize> = HashMap::new();
        for path in self.site.requests() {
            *times.entry(path).or_default() += 1;
        }
        times.retain(|_, times| *times > REQUESTS);
        ensure!(times.is_empty(), "asked for too often: {times:?}");
        Ok(())
    }
}

//! One visit: a page is opened in a browser that has seen nothing yet, scrolled, gone about in and,
//! where that does not take hours, read to its end twice.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use browser_tests::{MEMORIES, Memory, Reader};
use serde::Deserialize;

use super::figures::{Figures, Passes};
use super::story;
use super::subject::Subject;
use crate::notes::{Event, Paint, Task};
use crate::server::{EMPTY, Serving};
use crate::visit::{Conditions, SCREEN};

/// What is noted in the page.
const MEASURE: &str = include_str!("measure.js");
/// How long nothing must have happened for a page to count as quiet, in milliseconds.
const QUIET: f64 = 1_500.0;
/// How long a page may take for anything.
const PATIENCE: Duration = Duration::from_secs(300);
/// How long it may go on asking for photos without a pause.
const RESTLESS: Duration = Duration::from_secs(20);
/// How fast the story is scrolled: windows a second, and for how many seconds.
const SPEED: f64 = 1.5;
const SECONDS: u32 = 5;
/// The longest story that is read from card to card.
const READ: u32 = 1_000;

/// What `measure.js` has noted.
#[derive(Deserialize)]
struct Notes {
    now: f64,
    page: f64,
    paints: Vec<Paint>,
    tasks: Vec<Task>,
    /// Interactions alone.
    events: Vec<Event>,
    /// When the first card had been painted.
    card: Option<f64>,
    /// When every behaviour listened.
    ready: Option<f64>,
}

impl Notes {
    fn longest_task(&self, since: f64) -> f64 {
        let tasks = self.tasks.iter().filter(|task| task.at >= since);
        tasks.map(|task| task.r#for).fold(0.0, f64::max)
    }

    fn longest_interaction(&self, since: f64) -> f64 {
        let events = self.events.iter().filter(|event| event.at >= since);
        events.map(|event| event.r#for).fold(0.0, f64::max)
    }

    fn first_paint(&self) -> Option<f64> {
        let mut paints = self.paints.iter();
        let first = paints.find(|it| it.name == "first-contentful-paint");
        first.map(|it| it.at)
    }
}

/// Somebody with a browser of their own.
struct Visitor {
    reader: Reader,
}

/// Visits the page of a story of so many cards.
pub async fn visit(
    serving: &Serving,
    subject: Subject,
    cards: u32,
    conditions: Conditions,
) -> Result<Figures> {
    let reader = Reader::new(SCREEN).await?;
    reader.before_every_page(MEMORIES).await?;
    reader.before_every_page(MEASURE).await?;
    reader.open(&serving.at(EMPTY)).await?;
    conditions.set(&reader).await?;
    reader.open(&serving.at(&subject.path(cards))).await?;
    let visitor = Visitor { reader };
    visitor.until(subject.is_ready()).await?;
    visitor.be_quiet().await?;

    let loaded = visitor.notes().await?;
    let memory = Memory::of(&visitor.reader).await?;
    let readable = loaded
        .first_paint()
        .zip(loaded.card)
        .map(|(paint, card)| paint.max(card))
        .context("no card was painted")?;

    let key = visitor.press(subject.key()).await?;
    let since = visitor.notes().await?.now;
    let frames = visitor.scroll().await?;
    let scrolling = visitor.notes().await?.longest_task(since);

    // A viewer may still be building it.
    visitor
        .until("!document.querySelector('[data-coming]')")
        .await?;
    let last = story::id(cards as usize - 1);
    let jump = visitor.jump(&last).await?;
    let list = match subject.has_list() {
        true => Some(visitor.jump_by_list(&last).await?),
        false => None,
    };
    let longest_task = visitor.notes().await?.longest_task(0.0);
    let passes = match conditions == Conditions::Free && cards <= READ {
        true => Some(visitor.read_twice().await?),
        false => None,
    };
    Ok(Figures {
        page: loaded.page,
        data: visitor.number("bench.data()").await?,
        readable,
        // By hand, what can be seen can be scrolled.
        answers: loaded.ready.unwrap_or(readable).max(readable),
        key,
        task_loading: loaded.longest_task(0.0),
        task_scrolling: scrolling,
        task: longest_task,
        script: memory.script,
        wasm: memory.wasm,
        nodes: memory.nodes,
        listeners: memory.listeners,
        frame: percentile(frames, 0.95).context("no frame was drawn")?,
        off: jump.off,
        off_after: jump.off_after,
        list: list.as_ref().map(|(opened, _)| *opened),
        list_off: list.map(|(_, jump)| jump.off.max(jump.off_after)),
        passes,
    })
}

/// How far a card's top was from the window's, in CSS pixels.
struct Jump {
    /// Once it was drawn.
    off: f64,
    /// Once everything was quiet.
    off_after: f64,
}

impl Visitor {
    async fn notes(&self) -> Result<Notes> {
        let notes = self.reader.sees("bench.notes()").await?;
        serde_json::from_value(notes).context("the page has lost what it noted")
    }

    async fn number(&self, expression: &str) -> Result<f64> {
        let number = self.reader.sees(expression).await?;
        number
            .as_f64()
            .with_context(|| format!("{expression} is {number}"))
    }

    async fn until(&self, expression: &str) -> Result<()> {
        let start = Instant::now();
        while self.reader.sees(&format!("!!({expression})")).await? != true {
            ensure!(
                start.elapsed() < PATIENCE,
                "in vain waited for: {expression}"
            );
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Ok(())
    }

    /// Waits until nothing happens any more, or for as long as is sensible: in a slow network
    /// photos go on coming.
    async fn be_quiet(&self) -> Result<()> {
        let start = Instant::now();
        loop {
            tokio::time::sleep(Duration::from_millis(500)).await;
            let quiet = self.number("bench.quiet()").await?;
            if quiet >= QUIET || start.elapsed() > RESTLESS {
                return Ok(());
            }
        }
    }

    /// Does what takes its time in the page.
    async fn have(&self, done: &str) -> Result<()> {
        self.reader.run(&format!("bench.{done}")).await?;
        self.until("bench.done").await
    }

    /// Presses a key, and says how long it took until the window showed that; 0 for less than can be
    /// measured, which is 16 ms.
    async fn press(&self, key: &str) -> Result<f64> {
        let since = self.notes().await?.now;
        self.reader.press(key).await?;
        self.be_quiet().await?;
        Ok(self.notes().await?.longest_interaction(since))
    }

    /// Scrolls steadily from the top, and says how long each frame took.
    async fn scroll(&self) -> Result<Vec<f64>> {
        let speed = SPEED * f64::from(SCREEN.height);
        // The driver waits. To be asked over and over whether it is done would cost it frames.
        let scrolled = format!("bench.scroll({speed}, {SECONDS})");
        let frames = self.reader.sees(&scrolled).await?;
        self.be_quiet().await?;
        Ok(serde_json::from_value(frames)?)
    }

    async fn to_the_top(&self) -> Result<()> {
        self.reader
            .run("scrollTo({ top: 0, behavior: 'instant' })")
            .await?;
        self.be_quiet().await
    }

    /// Goes to a card by its address.
    async fn jump(&self, id: &str) -> Result<Jump> {
        self.to_the_top().await?;
        self.have(&format!("jump('{id}')")).await?;
        self.landed("bench.at", id).await
    }

    /// Goes to a card by the list of them, and says besides how long that took to open.
    async fn jump_by_list(&self, id: &str) -> Result<(f64, Jump)> {
        self.to_the_top().await?;
        let since = self.notes().await?.now;
        self.reader.click(".bar .position").await?;
        self.until("document.querySelector('dialog[open] ol')")
            .await?;
        self.be_quiet().await?;
        let opened = self.notes().await?.longest_interaction(since);
        let link = format!("dialog[open] a[href=\"#{id}\"]");
        // A driver brings it into the window, and does not mind the button at the list's foot.
        self.until(&format!("document.querySelector('{link}')"))
            .await?;
        self.reader.go_to(&link).await?;
        self.reader
            .click(&link)
            .await
            .context("the list does not lead to the last card")?;
        self.reader.settle().await?;
        let landed = self.landed(&format!("bench.top('{id}')"), id).await?;
        Ok((opened, landed))
    }

    async fn landed(&self, at_once: &str, id: &str) -> Result<Jump> {
        let off = self.number(at_once).await?.abs();
        self.be_quiet().await?;
        let after = self.number(&format!("bench.top('{id}')")).await?;
        Ok(Jump {
            off,
            off_after: after.abs(),
        })
    }

    /// Reads from card to card to the end, and does so again.
    async fn read_twice(&self) -> Result<Passes> {
        self.have("read()").await?;
        self.be_quiet().await?;
        let photos = self.number("bench.photos()").await?;
        let first = Memory::of(&self.reader).await?.bytes();
        self.have("read()").await?;
        self.be_quiet().await?;
        let second = Memory::of(&self.reader).await?.bytes();
        Ok(Passes {
            photos,
            first,
            second,
        })
    }
}

/// What so great a share of the values is not above.
fn percentile(mut values: Vec<f64>, share: f64) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let before = (values.len() as f64 * share).ceil() as usize;
    values.get(before.saturating_sub(1)).copied()
}

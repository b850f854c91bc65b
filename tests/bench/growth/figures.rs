//! The figures of a visit, and what they are called in tables, files and plots.

use serde::Serialize;

/// What is measured. Times are in milliseconds, sizes in bytes.
#[derive(Serialize)]
pub struct Figures {
    /// The HTML, compressed.
    pub page: f64,
    /// The bundle, compressed; 0 for a page that fetches none.
    pub data: f64,
    /// When the first card had been painted.
    pub readable: f64,
    /// When every behaviour listened.
    pub answers: f64,
    /// Until the window showed that the first key was pressed; 0 for less than 16 ms.
    pub key: f64,
    /// The longest task until the page was quiet.
    pub task_loading: f64,
    /// The longest task of steady scrolling.
    pub task_scrolling: f64,
    /// The longest task of all that was done, but for reading to the end.
    pub task: f64,
    /// Scripts' objects.
    pub script: f64,
    /// WebAssembly's memory.
    pub wasm: f64,
    /// Nodes of documents.
    pub nodes: f64,
    /// Listeners of events.
    pub listeners: f64,
    /// What 95 of 100 frames of steady scrolling did not take longer than.
    pub frame: f64,
    /// How far from the window's top the last card was once it was gone to, in CSS pixels.
    pub off: f64,
    /// The same, once all was quiet.
    pub off_after: f64,
    /// Until the window showed the list of cards.
    pub list: Option<f64>,
    /// As `off`, by the list of cards; the worse of at once and when all was quiet.
    pub list_off: Option<f64>,
    /// What reading to the end left, where that was done.
    pub passes: Option<Passes>,
}

/// What is there after the story was read to its end.
#[derive(Serialize)]
pub struct Passes {
    /// How many photos have come.
    pub photos: f64,
    /// Scripts' objects and WebAssembly's memory.
    pub first: f64,
    /// The same after it was read once more.
    pub second: f64,
}

impl Figures {
    /// Scripts' objects and WebAssembly's memory.
    pub fn memory(&self) -> f64 {
        self.script + self.wasm
    }
}

/// One of the figures.
pub struct Figure {
    /// What its plot is called.
    pub name: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// What it is counted in.
    pub unit: &'static str,
    /// How many of what was measured make one of that.
    pub per: f64,
    /// Which it is; none where it was not measured.
    pub of: fn(&Figures) -> Option<f64>,
}

const fn figure(
    name: &'static str,
    title: &'static str,
    (unit, per): (&'static str, f64),
    of: fn(&Figures) -> Option<f64>,
) -> Figure {
    Figure {
        name,
        title,
        unit,
        per,
        of,
    }
}

const MS: (&str, f64) = ("ms", 1.0);
const KB: (&str, f64) = ("kB", 1_000.0);
const MB: (&str, f64) = ("MB", 1_000_000.0);
const COUNT: (&str, f64) = ("", 1.0);
const PIXELS: (&str, f64) = ("px", 1.0);

/// All of them, in the order of the tables.
pub const FIGURES: [Figure; 17] = [
    figure("page", "HTML, compressed", KB, |it| Some(it.page)),
    figure("data", "bundle, compressed", KB, |it| Some(it.data)),
    figure("readable", "first card readable", MS, |it| {
        Some(it.readable)
    }),
    figure("answers", "answers input", MS, |it| Some(it.answers)),
    figure("key", "first key", MS, |it| Some(it.key)),
    figure("task-loading", "longest task, loading", MS, |it| {
        Some(it.task_loading)
    }),
    figure("task-scrolling", "longest task, scrolling", MS, |it| {
        Some(it.task_scrolling)
    }),
    figure("task", "longest task of all", MS, |it| Some(it.task)),
    figure("memory", "script and WebAssembly memory", MB, |it| {
        Some(it.memory())
    }),
    figure("nodes", "nodes", COUNT, |it| Some(it.nodes)),
    figure("listeners", "listeners", COUNT, |it| Some(it.listeners)),
    figure("frame", "frame while scrolling, 95 of 100", MS, |it| {
        Some(it.frame)
    }),
    figure("off", "last card by address, off by", PIXELS, |it| {
        Some(it.off.max(it.off_after))
    }),
    figure("list", "list of cards opens", MS, |it| it.list),
    figure("list-off", "last card by the list, off by", PIXELS, |it| {
        it.list_off
    }),
    figure("photos", "photos there, at the end", COUNT, |it| {
        it.passes.as_ref().map(|passes| passes.photos)
    }),
    figure(
        "second-pass",
        "memory, second reading by the first",
        COUNT,
        |it| {
            it.passes
                .as_ref()
                .map(|passes| passes.second / passes.first)
        },
    ),
];

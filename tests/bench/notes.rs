//! What a page has noted, and what follows from it.

use serde::{Deserialize, Serialize};

/// What `measure.js` has noted. Times are milliseconds since the page was asked for.
#[derive(Deserialize, Serialize)]
pub struct Notes {
    /// When this was asked for.
    pub now: f64,
    /// The bytes of the page itself, as they came.
    pub page: u64,
    /// First paints.
    pub paints: Vec<Paint>,
    /// Images, when they were first painted whole.
    pub photos: Vec<Photo>,
    /// What was the largest in the window, one after the other.
    pub largest: Vec<Largest>,
    /// Tasks longer than 50 ms.
    pub tasks: Vec<Task>,
    /// Layout shifts.
    pub shifts: Vec<Shift>,
    /// Files that were asked for.
    pub files: Vec<File>,
    /// Events that were slow to be seen.
    pub events: Vec<Event>,
}

/// A first paint.
#[derive(Deserialize, Serialize)]
pub struct Paint {
    /// Of what.
    pub name: String,
    /// When.
    pub at: f64,
}

/// An image that was painted.
#[derive(Deserialize, Serialize)]
pub struct Photo {
    /// When.
    pub at: f64,
    /// Its address.
    pub url: String,
    /// In its own pixels.
    pub width: u32,
    /// Whether any of it was in the window.
    pub seen: bool,
}

/// What was the largest in the window.
#[derive(Deserialize, Serialize)]
pub struct Largest {
    /// When it was painted.
    pub at: f64,
    /// Its address; empty for text.
    pub url: String,
}

/// A task longer than 50 ms.
#[derive(Deserialize, Serialize)]
pub struct Task {
    /// When it began.
    pub at: f64,
    /// How long it took.
    pub r#for: f64,
}

/// A layout shift.
#[derive(Deserialize, Serialize)]
pub struct Shift {
    /// When.
    pub at: f64,
    /// How much of the window, and how far.
    pub value: f64,
    /// Whether the reader had just done something that may move things.
    pub expected: bool,
}

/// A file that was asked for.
#[derive(Deserialize, Serialize)]
pub struct File {
    /// Its address.
    pub url: String,
    /// When it was asked for.
    pub at: f64,
    /// When all of it was there.
    pub until: f64,
    /// As it came, compressed.
    pub bytes: u64,
}

/// An event that was slow to be seen.
#[derive(Deserialize, Serialize)]
pub struct Event {
    /// Of what kind.
    pub name: String,
    /// When.
    pub at: f64,
    /// Until the next frame was painted.
    pub r#for: f64,
    /// Which interaction it was part of; 0 for none.
    pub interaction: u64,
}

/// What a file is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Photos.
    Photo,
    /// Scripts, programs and styles.
    Code,
    /// Fonts, data and whatever else.
    Other,
}

impl File {
    /// By the ending of its name.
    pub fn kind(&self) -> Kind {
        let path = self.url.split(['?', '#']).next().unwrap_or_default();
        match path.rsplit('.').next() {
            Some("avif" | "jpg" | "jpeg" | "png" | "webp") => Kind::Photo,
            Some("js" | "mjs" | "css" | "wasm") => Kind::Code,
            _ => Kind::Other,
        }
    }
}

/// An image narrower than this is no photo of the story.
const PHOTO: u32 = 200;
/// How long a task may take before it blocks: <https://web.dev/articles/tbt>.
const TASK: f64 = 50.0;

impl Notes {
    /// First contentful paint.
    pub fn first_contentful_paint(&self) -> Option<f64> {
        let paint = self
            .paints
            .iter()
            .find(|it| it.name == "first-contentful-paint");
        Some(paint?.at)
    }

    /// When the first photo in the window was painted whole.
    pub fn first_photo(&self) -> Option<f64> {
        let photos = self.photos.iter();
        let photos = photos.filter(|photo| photo.seen && photo.width >= PHOTO);
        photos.map(|photo| photo.at).reduce(f64::min)
    }

    /// Total blocking time from the first contentful paint on.
    pub fn blocking(&self) -> f64 {
        let from = self.first_contentful_paint().unwrap_or_default();
        let after = |task: &Task| task.at + task.r#for - task.at.max(from);
        let tasks = self.tasks.iter().map(|task| (after(task) - TASK).max(0.0));
        total(tasks)
    }

    /// All layout shifts that no reader expects.
    pub fn shifts(&self) -> f64 {
        let unexpected = self.shifts.iter().filter(|shift| !shift.expected);
        total(unexpected.map(|shift| shift.value))
    }

    /// The bytes of all files of a kind.
    pub fn bytes(&self, kind: Kind) -> u64 {
        let files = self.files.iter().filter(|file| file.kind() == kind);
        files.map(|file| file.bytes).sum()
    }

    /// How many files with photos have come.
    pub fn photos(&self) -> usize {
        let photos = self.files.iter().filter(|file| file.kind() == Kind::Photo);
        photos.count()
    }

    /// How many files of code were asked for before the first photo had arrived.
    pub fn code_before_photo(&self) -> usize {
        let photos = self.files.iter().filter(|file| file.kind() == Kind::Photo);
        let first = photos
            .map(|file| file.until)
            .reduce(f64::min)
            .unwrap_or(f64::INFINITY);
        let is_before = |file: &&File| file.kind() == Kind::Code && file.at < first;
        self.files.iter().filter(is_before).count()
    }

    /// The longest that an interaction since then took to be seen; 0 for less than can be
    /// measured, which is 16 ms.
    pub fn longest_interaction(&self, since: f64) -> f64 {
        let events = self.events.iter();
        events
            .filter(|event| event.at >= since && event.interaction != 0)
            .map(|event| event.r#for)
            .fold(0.0, f64::max)
    }
}

/// Their sum; of none it is 0 and not -0.
fn total(values: impl Iterator<Item = f64>) -> f64 {
    values.fold(0.0, |sum, value| sum + value)
}

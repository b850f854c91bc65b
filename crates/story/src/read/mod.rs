//! Reading a bundle: everything that can be understood, and every fault.
//!
//! serde stops at the first thing that it does not expect. A reader is better
//! served by the rest of the story, and an author by the whole list of faults, so
//! the JSON is taken apart here field by field.

mod bounds;
mod card;
mod cards;
mod credentials;
mod fields;
mod json;
mod node;
mod photo;
mod story;
mod text;
mod video;
mod words;

use crate::{FORMAT_VERSION, Fault, NotAStory, Story};
use node::{Node, Notes};

pub use bounds::FILE as LARGEST_FILE;
pub use cards::Cards;
pub use json::{Json, Kind};

/// A story as far as it could be read, and what was wrong with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The story. Every card is there, as far as it could be understood.
    pub story: Story,
    /// Every fault, object by object in the order of the file.
    pub faults: Vec<Fault>,
}

/// Reads a `story.json`.
///
/// # Errors
/// Only when nothing of it can be shown: it is not JSON, not a story, or of a
/// format version newer than [`FORMAT_VERSION`]. Everything else is a [`Fault`].
#[cfg(not(target_arch = "wasm32"))]
pub fn read(json: &str) -> Result<Reading, NotAStory> {
    let value: serde_json::Value = serde_json::from_str(text_of(json)?)
        .map_err(|error| NotAStory::NotJson(error.to_string()))?;
    read_parsed(&value)
}

/// The JSON in a file; none if there is a web page in it, or more than any story has.
///
/// # Errors
/// [`NotAStory::Html`], [`NotAStory::TooLarge`].
pub fn text_of(file: &str) -> Result<&str, NotAStory> {
    if file.len() > bounds::FILE {
        return Err(NotAStory::TooLarge);
    }
    let json = file.trim_start_matches('\u{feff}');
    match json.trim_start().starts_with('<') {
        true => Err(NotAStory::Html),
        false => Ok(json),
    }
}

/// A story whose cards are still to be read.
pub struct Opened<J> {
    /// The story without its cards.
    pub story: Story,
    /// Its cards.
    pub cards: Cards<J>,
}

/// Opens a `story.json` that somebody has parsed.
///
/// # Errors
/// As [`read`].
pub fn open<J: Json>(value: J) -> Result<Opened<J>, NotAStory> {
    if value.field("headline").is_none() && value.field("cards").is_none() {
        return Err(NotAStory::SomethingElse);
    }
    // As a number of any kind: 2.0 is newer as well.
    let version = value.field("formatVersion");
    if let Some(found) = version.and_then(|version| version.number())
        && found > FORMAT_VERSION as f64
    {
        return Err(NotAStory::Newer {
            found: found.ceil() as u64,
        });
    }
    let notes = Notes::new();
    let node = Node::root(value.clone(), &notes);
    let (story, list) = (story::read(&node), story::cards(&node));
    Ok(Opened {
        story,
        cards: Cards::of(value, list, notes),
    })
}

/// Reads a `story.json` that somebody has parsed, with all of its cards.
///
/// # Errors
/// As [`read`].
pub fn read_parsed(value: impl Json) -> Result<Reading, NotAStory> {
    let Opened {
        mut story,
        mut cards,
    } = open(value)?;
    story.cards = cards.by_ref().collect();
    Ok(Reading {
        story,
        faults: cards.into_faults(),
    })
}

const SHA256: &str = "must be a SHA-256: 64 hexadecimal digits";

//! Reading a bundle: everything that can be understood, and every fault.
//!
//! serde stops at the first thing that it does not expect. A reader is better
//! served by the rest of the story, and an author by the whole list of faults, so
//! the JSON is taken apart here field by field.

mod card;
mod node;
mod photo;
mod story;
mod text;
mod value;
mod video;
mod words;

use crate::{FORMAT_VERSION, Fault, NotAStory, Story};
use node::{Faults, Node};

pub use value::Value;

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
    read_parsed(json, |json| {
        let value: serde_json::Value =
            serde_json::from_str(json).map_err(|error| error.to_string())?;
        Ok(value.into())
    })
}

/// Reads a `story.json` that `parse` takes for JSON, or says why it is none.
///
/// # Errors
/// As [`read`].
pub fn read_parsed(
    json: &str,
    parse: impl FnOnce(&str) -> Result<Value, String>,
) -> Result<Reading, NotAStory> {
    let json = json.trim_start_matches('\u{feff}');
    if json.trim_start().starts_with('<') {
        return Err(NotAStory::Html);
    }
    let value = parse(json).map_err(NotAStory::NotJson)?;
    if value.get("headline").is_none() && value.get("cards").is_none() {
        return Err(NotAStory::SomethingElse);
    }
    // As a number of any kind: 2.0 is newer as well.
    if let Some(found) = value.get("formatVersion").and_then(Value::as_number)
        && found > FORMAT_VERSION as f64
    {
        return Err(NotAStory::Newer {
            found: found.ceil() as u64,
        });
    }
    let faults = Faults::default();
    let story = story::read(&Node::root(&value, &faults));
    Ok(Reading {
        story,
        faults: faults.into_inner(),
    })
}

const SHA256: &str = "must be a SHA-256: 64 hexadecimal digits";

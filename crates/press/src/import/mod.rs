//! Starting a story from something that exists: a newspaper's photo essay pasted
//! as plain text, or a timeline made with TimelineJS.
//!
//! What comes out is a first `story.md`, not a finished one. An importer can see
//! where a picture stood, but not what it shows; so every picture is written with
//! an empty alt text, which `reportage check` will not let pass, and whatever was
//! guessed or left out is said in a [`Note`]. Nothing is fetched and no file is
//! read or written here.

mod article;
mod draft;
mod escape;
mod files;
mod html;
mod names;
mod timeline;
mod words;
mod write;
mod yaml;

use std::fmt;

/// A story as far as an importer can bring it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The text for `story.md`: front matter and cards.
    pub story_md: String,
    /// What was guessed, left out or found missing: first what concerns the whole
    /// story, then by line.
    pub notes: Vec<Note>,
    /// The pictures and videos that the story names, in its order, each once.
    pub media: Vec<MediaFile>,
}

/// A picture or video that has to be put into the story's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaFile {
    /// Where it has to be put, relative to the story's folder: `photos/bridge-5.jpg`.
    pub path: String,
    /// What the source calls it: `bridge 5`, or an address. Empty where the source
    /// has a place for a picture, but no name for it.
    pub source: String,
    /// Where it can be fetched, if the source gives an `http` address.
    pub address: Option<String>,
}

/// Something that the author should know about what was imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The line of the source that is meant, from 1.
    pub line: Option<usize>,
    /// What was guessed, left out or found missing, in whole sentences.
    pub message: String,
}

impl Note {
    /// A note about the whole story.
    fn on_the_whole(message: impl Into<String>) -> Self {
        Self {
            line: None,
            message: message.into(),
        }
    }

    /// A note about a line of the source, from 1.
    fn on_line(line: usize, message: impl Into<String>) -> Self {
        Self {
            line: Some(line),
            message: message.into(),
        }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        f.write_str(&self.message)
    }
}

/// Why a text cannot be made into a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportError {
    /// What is wrong, without the file's name: `is empty`.
    pub message: String,
    /// The way out: `Save it as plain text`.
    pub help: String,
}

impl ImportError {
    fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: help.into(),
        }
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ImportError {}

/// Makes a first `story.md` of `text`, the content of a file called `name`.
///
/// What kind of source it is shows in the text itself: JSON is a timeline, anything
/// else an article. The name only decides about text that begins like JSON and is
/// not.
///
/// # Errors
///
/// Where there is nothing to import: an empty text, JSON that is no timeline, or a
/// format with markup of its own, such as a saved web page.
pub fn import(name: &str, text: &str) -> Result<Imported, ImportError> {
    let text = text.trim_start_matches('\u{feff}');
    let start = text.trim_start();
    if start.is_empty() {
        return Err(ImportError::new(
            "is empty",
            "Paste the article into it, or export the timeline as JSON",
        ));
    }
    if begins_with(start, "{\\rtf") {
        return Err(ImportError::new(
            "is rich text (RTF)",
            "Save it as plain text",
        ));
    }
    if ["<!doctype", "<html", "<?xml"]
        .iter()
        .any(|opening| begins_with(start, opening))
    {
        return Err(ImportError::new(
            "is a web page, not its text",
            "Open it in a browser, select the article, and paste it into a text file",
        ));
    }
    match timeline::parse(name, text)? {
        Some(timeline) => timeline::read(&timeline),
        None => article::read(text),
    }
}

/// Whether `text` begins with `opening`, whatever the case of its ASCII letters.
fn begins_with(text: &str, opening: &str) -> bool {
    text.get(..opening.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(opening))
}

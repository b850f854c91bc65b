//! The YAML at the head of `story.md`: the story's own fields, under the names that
//! they have in `story.json`.

use std::ops::Range;

use reportage_story::{Content, Photo, Story, Words};
use serde_json::{Map, Value, json};

use super::figure;
use crate::language;
use crate::yaml::{Document, Fault};

/// What the front matter says.
#[derive(Debug, Default)]
pub struct FrontMatter {
    /// The story without its cards.
    pub story: Story,
    /// What goes for every photo that says nothing itself: `photos:`.
    pub photos: Photo,
    /// Where the Markdown begins, in bytes.
    pub end: usize,
    /// Whether there is one that can be read.
    pub is_readable: bool,
    /// What is wrong: where, what, and how to mend it.
    pub faults: Vec<Fault>,
    /// What its author should know and can leave, likewise.
    pub doubts: Vec<Fault>,
}

/// The names that each part of the front matter has; `author[]` is any author.
const NAMES: [(&str, &[&str]); 10] = [
    (
        "",
        &[
            "headline",
            "alternativeHeadline",
            "author",
            "publisher",
            "datePublished",
            "dateModified",
            "correction",
            "inLanguage",
            "direction",
            "editions",
            "url",
            "readingMode",
            "theme",
            "idle",
            "words",
            "draft",
            "onlineOnly",
            "photos",
        ],
    ),
    ("author[]", &["name", "role", "url"]),
    ("publisher", &["name", "url", "logo"]),
    ("correction[]", &["datePublished", "text"]),
    ("editions[]", &["inLanguage", "name", "url"]),
    ("theme", &["colorScheme"]),
    ("idle", &["after", "countdown"]),
    ("photos", &figure::RIGHTS),
    ("words", Words::NAMES),
    (
        "words.secondsLeft",
        &["zero", "one", "two", "few", "many", "other"],
    ),
];

/// Reads the front matter of `file`.
pub fn read(file: &str) -> FrontMatter {
    let Some((yaml, end)) = split(file) else {
        return FrontMatter {
            faults: vec![missing(file)],
            ..FrontMatter::default()
        };
    };
    let mut document = Document::read(file, yaml, &NAMES);
    if !document.is_readable {
        // What else there is to say of it shows when it can be read.
        return FrontMatter {
            end,
            faults: document.faults,
            ..FrontMatter::default()
        };
    }
    let mut fields = std::mem::take(&mut document.fields);
    let photos = fields.remove("photos").unwrap_or(Value::Null);
    shorten(&mut fields);
    let (story, photos) = check(&mut document, fields, photos);
    let place = document.nearest("inLanguage");
    let doubts = language::doubt(&story)
        .map(|(message, help)| (place, message, help))
        .into_iter()
        .collect();
    FrontMatter {
        story,
        photos,
        end,
        is_readable: true,
        faults: document.faults,
        doubts,
    }
}

/// There is none, or no end of it.
fn missing(file: &str) -> Fault {
    let first = file.lines().next().unwrap_or_default();
    let (message, help) = if first.trim_end() == "---" {
        (
            "the front matter has no end",
            "Put another line --- after it",
        )
    } else {
        (
            "the story does not begin with its front matter",
            "Begin the file with a line ---, then headline: … and inLanguage: en, and another line ---",
        )
    };
    (0..first.len(), message.to_owned(), help.to_owned())
}

/// The YAML between the first line and the next line of the same kind, and where the
/// rest begins.
fn split(file: &str) -> Option<(Range<usize>, usize)> {
    let mut lines = file.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    let mut at = first.len();
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((first.len()..at, at + line.len()));
        }
        at += line.len();
    }
    None
}

/// `author: Jane Roe` is an author of that name; `publisher: The Paper` likewise.
fn shorten(fields: &mut Map<String, Value>) {
    let named = |value: &mut Value| {
        if let Value::String(name) = value {
            *value = json!({ "name": name });
        }
    };
    if let Some(author) = fields.get_mut("author") {
        if !author.is_array() {
            *author = Value::Array(vec![author.take()]);
        }
        if let Value::Array(authors) = author {
            authors.iter_mut().for_each(named);
        }
    }
    if let Some(publisher) = fields.get_mut("publisher") {
        named(publisher);
    }
    if let Some(correction @ Value::Object(_)) = fields.get_mut("correction") {
        *correction = Value::Array(vec![correction.take()]);
    }
}

/// Has the format's own reader look at it, and brings its faults to their places.
fn check(document: &mut Document, fields: Map<String, Value>, photos: Value) -> (Story, Photo) {
    let has_headline = fields.contains_key("headline");
    let mut story = Value::Object(fields);
    story["formatVersion"] = json!(reportage_story::FORMAT_VERSION);
    if !photos.is_object() && !photos.is_null() {
        document.faults.push((
            document.nearest("photos"),
            "photos has no fields".to_owned(),
            "Write below it, with two spaces before each: creator: Jane Roe".to_owned(),
        ));
    }
    let mut photo = json!({
        "altText": "-",
        "variants": [{ "src": "-", "width": 1, "height": 1, "type": "image/png", "bytes": 1, "sha256": "0".repeat(64) }],
    });
    if let (Value::Object(photo), Value::Object(photos)) = (&mut photo, photos) {
        photo.extend(
            photos
                .into_iter()
                .filter(|(name, _)| figure::RIGHTS.contains(&name.as_str())),
        );
    }
    story["cards"] = json!([{ "id": "card", "kind": "photo", "photo": photo }]);
    language::lend_direction(&mut story);
    language::lend_words(&mut story);
    let Ok(reading) = reportage_story::read(&story.to_string()) else {
        return Default::default();
    };
    for fault in reading.faults {
        let place = match fault.place.strip_prefix("cards[0].photo") {
            Some(rest) => format!("photos{rest}"),
            None => fault.place,
        };
        // A headline may stand in the text: its absence is noted there.
        if place == "headline" && !has_headline {
            continue;
        }
        let span = document.nearest(&place);
        let message = format!("{place} {}", fault.message);
        document
            .faults
            .push((span, message, help(&place).to_owned()));
    }
    let mut story = reading.story;
    let photo = match story.cards.pop().map(|card| card.content) {
        Some(Content::Photo { photo }) => photo,
        _ => Photo::default(),
    };
    let photos = Photo {
        alt_text: String::new(),
        variants: Vec::new(),
        ..photo
    };
    (story, photos)
}

/// How a field is written, where its author may not know.
fn help(place: &str) -> &'static str {
    match place {
        "inLanguage" => "Say in which language it is written: inLanguage: en",
        "publisher" => {
            "Write publisher: The Paper, or { name: The Paper, url: https://example.org/ }"
        }
        "correction" => {
            "Write below it: - { datePublished: 2017-04-02, text: What was wrong and what is right. }"
        }
        "editions" => {
            "Write below it: - { inLanguage: pl, name: Polski, url: https://example.pl/most/ }"
        }
        "theme" => "Write theme: { colorScheme: dark }",
        "idle" => "Write idle: { after: 120 }",
        _ if place.starts_with("author") => {
            "Write author: Jane Roe, or a list of - { name: Jane Roe, role: words }"
        }
        _ => "",
    }
}

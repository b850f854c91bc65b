//! The YAML at the head of `story.md`: the story's own fields, under the names that
//! they have in `story.json`.

use std::ops::Range;

use reportage_story::{Content, Photo, Story};
use serde_json::{Map, Value, json};

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
    /// What is wrong: where, what, and how to mend it.
    pub faults: Vec<Fault>,
}

/// The names that each part of the front matter has; `author[]` is any author.
const NAMES: [(&str, &[&str]); 9] = [
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
            "photos",
        ],
    ),
    ("author[]", &["name", "role", "url"]),
    ("publisher", &["name", "url", "logo"]),
    ("correction[]", &["datePublished", "text"]),
    ("editions[]", &["inLanguage", "name", "url"]),
    ("theme", &["colorScheme"]),
    ("idle", &["after", "countdown"]),
    ("photos", &PHOTO_NAMES),
    (
        "words.secondsLeft",
        &["zero", "one", "two", "few", "many", "other"],
    ),
];

/// What can be said of all photos at once: whose they are, not what they show.
const PHOTO_NAMES: [&str; 8] = [
    "creator",
    "creditLine",
    "copyrightNotice",
    "license",
    "acquireLicensePage",
    "dataMining",
    "digitalSourceType",
    "location",
];

/// Reads the front matter of `file`.
pub fn read(file: &str) -> FrontMatter {
    let Some((yaml, end)) = split(file) else {
        let missing = (
            0..0,
            "the story does not begin with its front matter".to_owned(),
            "Begin the file with a line ---, then headline: … and inLanguage: en, and another line ---"
                .to_owned(),
        );
        return FrontMatter {
            faults: vec![missing],
            ..FrontMatter::default()
        };
    };
    let mut document = Document::read(file, yaml, &NAMES);
    let mut fields = std::mem::take(&mut document.fields);
    let photos = fields.remove("photos").unwrap_or(Value::Null);
    shorten(&mut fields);
    let (story, photos) = check(&mut document, fields, photos);
    FrontMatter {
        story,
        photos,
        end,
        faults: document.faults,
    }
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
    let mut photo = json!({
        "altText": "-",
        "variants": [{ "src": "-", "width": 1, "height": 1, "type": "image/png", "bytes": 1, "sha256": "0".repeat(64) }],
    });
    if let (Value::Object(photo), Value::Object(photos)) = (&mut photo, photos) {
        photo.extend(
            photos
                .into_iter()
                .filter(|(name, _)| PHOTO_NAMES.contains(&name.as_str())),
        );
    }
    story["cards"] = json!([{ "id": "card", "kind": "photo", "photo": photo }]);
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
        document.faults.push((span, message, String::new()));
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

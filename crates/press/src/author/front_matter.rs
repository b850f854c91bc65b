//! The YAML at the head of `story.md`: the story's own fields, under the names that
//! they have in `story.json`.

use std::collections::HashMap;
use std::ops::Range;

use reportage_story::{Content, Photo, Story};
use saphyr::{LoadableYamlNode, MarkedYaml, Scalar, YamlData};
use serde_json::{Map, Value, json};

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
    pub faults: Vec<(Range<usize>, String, String)>,
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
    let mut reader = Reader {
        lines: line_starts(file, yaml.start),
        file,
        places: HashMap::new(),
        faults: Vec::new(),
    };
    let mut fields = reader.document(&file[yaml.clone()]);
    let photos = fields.remove("photos").unwrap_or(Value::Null);
    shorten(&mut fields);
    let (story, photos) = reader.check(fields, photos);
    FrontMatter {
        story,
        photos,
        end,
        faults: reader.faults,
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

struct Reader<'a> {
    file: &'a str,
    /// Where each line of the YAML begins, in bytes of the file.
    lines: Vec<usize>,
    /// Where each field stands, by the name that the format's reader gives it.
    places: HashMap<String, Range<usize>>,
    faults: Vec<(Range<usize>, String, String)>,
}

impl Reader<'_> {
    fn fault(&mut self, span: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        self.faults.push((span, message.into(), help.into()));
    }

    /// The front matter as an object.
    fn document(&mut self, yaml: &str) -> Map<String, Value> {
        let documents = match MarkedYaml::load_from_str(yaml) {
            Ok(documents) => documents,
            Err(error) => {
                let at = self.offset(error.marker().line(), error.marker().col());
                self.fault(
                    at..self.line_end(at),
                    format!("the front matter is not YAML: {}", error.info()),
                    "Text that holds a colon, a # or a quotation mark goes between quotation marks",
                );
                return Map::new();
            }
        };
        let Some(document) = documents.into_iter().next() else {
            return Map::new();
        };
        match self.value(&document, "", "", 0) {
            Value::Object(fields) => fields,
            Value::Null => Map::new(),
            _ => {
                self.fault(
                    0..3,
                    "the front matter has no fields",
                    "Write each as its name, a colon and a space: headline: The bridge",
                );
                Map::new()
            }
        }
    }

    /// `place` is the field as the format's reader names it, `pattern` the same without
    /// the numbers of lists.
    fn value(&mut self, node: &MarkedYaml<'_>, place: &str, pattern: &str, depth: usize) -> Value {
        const DEEPEST: usize = 8;
        if depth > DEEPEST {
            let span = self.span(node);
            self.fault(span, "the front matter is nested too deep", "");
            return Value::Null;
        }
        let span = self.span(node);
        self.places.entry(place.to_owned()).or_insert(span);
        match &node.data {
            YamlData::Value(Scalar::String(text)) => Value::String(text.trim().to_owned()),
            YamlData::Value(Scalar::Integer(number)) => json!(number),
            YamlData::Value(Scalar::FloatingPoint(number)) => json!(number.into_inner()),
            YamlData::Value(Scalar::Boolean(flag)) => json!(flag),
            YamlData::Sequence(items) => items
                .iter()
                .enumerate()
                .map(|(index, item)| {
                    let place = format!("{place}[{index}]");
                    self.value(item, &place, &format!("{pattern}[]"), depth + 1)
                })
                .collect(),
            YamlData::Mapping(mapping) => {
                let mut fields = Map::new();
                for (key, value) in mapping {
                    let span = self.span(key);
                    let Some(name) = key.data.as_str() else {
                        self.fault(span, "the name of a field has to be text", "");
                        continue;
                    };
                    self.known(name, pattern, span);
                    let joined = |prefix: &str| match prefix {
                        "" => name.to_owned(),
                        prefix => format!("{prefix}.{name}"),
                    };
                    let (place, pattern) = (joined(place), joined(pattern));
                    let value = self.value(value, &place, &pattern, depth + 1);
                    fields.insert(name.to_owned(), value);
                }
                Value::Object(fields)
            }
            _ => Value::Null,
        }
    }

    /// Notes a name that nothing has: a slip of the pen would else be lost in silence.
    fn known(&mut self, name: &str, pattern: &str, span: Range<usize>) {
        let Some((_, names)) = NAMES.iter().find(|(of, _)| *of == pattern) else {
            return;
        };
        if names.contains(&name) {
            return;
        }
        let nearest = names
            .iter()
            .map(|other| (strsim::damerau_levenshtein(name, other), other))
            .min()
            .filter(|(distance, _)| *distance <= 3);
        let help = match nearest {
            Some((_, other)) => format!("Is {other} meant?"),
            None => format!("There are {}", names.join(", ")),
        };
        self.fault(span, format!("{name} is no field"), help);
    }

    /// Has the format's own reader look at it, and brings its faults to their places.
    fn check(&mut self, fields: Map<String, Value>, photos: Value) -> (Story, Photo) {
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
            let span = self.nearest(&place);
            self.fault(span, format!("{place} {}", fault.message), "");
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

    /// Where a field stands, or the part that should hold it, or the first line.
    fn nearest(&self, place: &str) -> Range<usize> {
        let mut place = place;
        loop {
            match self.places.get(place) {
                Some(span) if !place.is_empty() => return span.clone(),
                _ => match place.rfind(['.', '[']) {
                    Some(end) => place = &place[..end],
                    None => return 0..3,
                },
            }
        }
    }

    fn span(&self, node: &MarkedYaml<'_>) -> Range<usize> {
        let start = self.offset(node.span.start.line(), node.span.start.col());
        let end = self.offset(node.span.end.line(), node.span.end.col());
        // A value that goes over several lines is shown by its first.
        start..end.clamp(start, self.line_end(start).max(start))
    }

    /// The byte in the file of a line, from 1, and a column of letters, from 0.
    fn offset(&self, line: usize, column: usize) -> usize {
        let start = line
            .checked_sub(1)
            .and_then(|index| self.lines.get(index).copied())
            .unwrap_or(self.file.len());
        let rest = self.file.get(start..).unwrap_or_default();
        start
            + rest
                .char_indices()
                .nth(column)
                .map_or(rest.len(), |(at, _)| at)
    }

    fn line_end(&self, at: usize) -> usize {
        let rest = self.file.get(at..).unwrap_or_default();
        at + rest.find(['\r', '\n']).unwrap_or(rest.len())
    }
}

fn line_starts(file: &str, from: usize) -> Vec<usize> {
    std::iter::once(from)
        .chain(
            file[from..]
                .match_indices('\n')
                .map(|(at, _)| from + at + 1),
        )
        .collect()
}

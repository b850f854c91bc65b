//! YAML as JSON whose every field knows its place in the file.

use std::collections::HashMap;
use std::ops::Range;

use saphyr::{LoadableYamlNode, MarkedYaml, Marker, Scalar, YamlData};
use saphyr_parser::{Event, Parser};
use serde_json::{Map, Value, json};

/// The names that a part of a document has; `author[]` is any element of `author`. Parts
/// that are not listed can have any names.
pub type Names<'a> = &'a [(&'a str, &'a [&'a str])];

/// How deep lists and fields may be nested: deeper than any that a story has.
const DEEPEST: usize = 8;
const TOO_DEEP: &str = "this is nested too deep";

/// What is wrong: where, what, and how to mend it.
pub type Fault = (Range<usize>, String, String);

/// A document of YAML.
#[derive(Debug, Default)]
pub struct Document {
    /// Its fields.
    pub fields: Map<String, Value>,
    /// What is wrong with it as YAML, and names that nothing has.
    pub faults: Vec<Fault>,
    /// Whether it is YAML, and has fields or none.
    pub is_readable: bool,
    /// Where each field stands in the file, by a path such as `author[0].name`.
    places: HashMap<String, Range<usize>>,
}

impl Document {
    /// Reads the part `yaml` of `file`.
    pub fn read(file: &str, yaml: Range<usize>, names: Names<'_>) -> Self {
        let text = file.get(yaml.clone()).unwrap_or_default();
        let mut reader = Reader {
            file,
            names,
            letters: text
                .char_indices()
                .map(|(at, _)| yaml.start + at)
                .chain([yaml.start + text.len()])
                .collect(),
            places: HashMap::new(),
            faults: Vec::new(),
        };
        let fields = reader.document(text);
        Self {
            is_readable: fields.is_some(),
            fields: fields.unwrap_or_default(),
            faults: reader.faults,
            places: reader.places,
        }
    }

    /// Where a field stands, or the part that should hold it, or the first three bytes.
    pub fn nearest(&self, place: &str) -> Range<usize> {
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
}

struct Reader<'a> {
    file: &'a str,
    names: Names<'a>,
    /// Where each letter of the YAML begins, and where the last ends, in bytes of the file.
    letters: Vec<usize>,
    /// Where each field stands, by the name that the format's reader gives it.
    places: HashMap<String, Range<usize>>,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn fault(&mut self, span: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        self.faults.push((span, message.into(), help.into()));
    }

    /// The fields of the first document, if there can be any.
    fn document(&mut self, yaml: &str) -> Option<Map<String, Value>> {
        if let Some(marker) = too_deep(yaml) {
            let at = self.offset(marker);
            self.fault(at..self.line_end(at), TOO_DEEP, "");
            return None;
        }
        let documents = match MarkedYaml::load_from_str(yaml) {
            Ok(documents) => documents,
            Err(error) => {
                let at = self.offset(*error.marker());
                let message = format!("this is not YAML: {}", error.info());
                self.fault(at..self.line_end(at), message, help(error.info()));
                return None;
            }
        };
        let Some(document) = documents.into_iter().next() else {
            return Some(Map::new());
        };
        match self.value(&document, "", "", 0) {
            Value::Object(fields) => Some(fields),
            Value::Null => Some(Map::new()),
            _ => {
                let span = self.span(&document);
                self.fault(
                    span,
                    "there are no fields here",
                    "Write each as its name, a colon and a space: headline: The bridge",
                );
                None
            }
        }
    }

    /// `place` is the field as the format's reader names it, `pattern` the same without
    /// the numbers of lists.
    fn value(&mut self, node: &MarkedYaml<'_>, place: &str, pattern: &str, depth: usize) -> Value {
        let span = self.span(node);
        // References (`*a`) can nest what does not look nested.
        if depth > DEEPEST {
            self.fault(span, TOO_DEEP, "");
            return Value::Null;
        }
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
        let Some((_, names)) = self.names.iter().find(|(of, _)| *of == pattern) else {
            return;
        };
        if names.contains(&name) {
            return;
        }
        let nearest = names
            .iter()
            .map(|other| (strsim::damerau_levenshtein(name, other), other))
            .min()
            .filter(|(distance, other)| 3 * distance <= other.len())
            .map(|(_, other)| other)
            .or_else(|| names.iter().find(|other| other.starts_with(name)));
        let help = match nearest {
            Some(other) => format!("Is {other} meant?"),
            None => format!("There are {}", names.join(", ")),
        };
        self.fault(span, format!("{name} is no field"), help);
    }

    fn span(&self, node: &MarkedYaml<'_>) -> Range<usize> {
        let start = self.offset(node.span.start);
        let end = self.offset(node.span.end);
        // A value that goes over several lines is shown by its first.
        let end = end.clamp(start, self.line_end(start).max(start));
        let text = self.file.get(start..end).unwrap_or_default();
        start..start + text.trim_end().len()
    }

    /// The byte in the file of a letter of the YAML.
    fn offset(&self, marker: Marker) -> usize {
        let end = self.letters.last().copied().unwrap_or_default();
        self.letters.get(marker.index()).copied().unwrap_or(end)
    }

    fn line_end(&self, at: usize) -> usize {
        let rest = self.file.get(at..).unwrap_or_default();
        at + rest.find(['\r', '\n']).unwrap_or(rest.len())
    }
}

/// Where lists and fields are nested deeper than any that a story has. This is looked for
/// first: building the tree takes a part of the stack for each level.
fn too_deep(yaml: &str) -> Option<Marker> {
    let mut depth = 0;
    for event in Parser::new_from_str(yaml) {
        // What is no YAML is complained of by the reader.
        let (event, span) = event.ok()?;
        match event {
            Event::SequenceStart(..) | Event::MappingStart(..) => depth += 1,
            Event::SequenceEnd | Event::MappingEnd => depth -= 1,
            _ => {}
        }
        if depth > DEEPEST {
            return Some(span.start);
        }
    }
    None
}

/// What to do about what the reader of YAML says.
fn help(info: &str) -> &'static str {
    if info.contains("duplicated key") {
        "Keep one of the two"
    } else if info.contains("tab") {
        "Begin the line with spaces in place of the tab"
    } else {
        "Text that holds a colon, a # or a quotation mark goes between quotation marks"
    }
}

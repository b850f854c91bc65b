//! YAML as JSON whose every field knows its place in the file.

use std::collections::HashMap;
use std::ops::Range;

use saphyr::{LoadableYamlNode, MarkedYaml, Scalar, YamlData};
use serde_json::{Map, Value, json};

/// The names that a part of a document has; `author[]` is any element of `author`. Parts
/// that are not listed can have any names.
pub type Names<'a> = &'a [(&'a str, &'a [&'a str])];

/// What is wrong: where, what, and how to mend it.
pub type Fault = (Range<usize>, String, String);

/// A document of YAML.
#[derive(Debug, Default)]
pub struct Document {
    /// Its fields.
    pub fields: Map<String, Value>,
    /// What is wrong with it as YAML, and names that nothing has.
    pub faults: Vec<Fault>,
    /// Where each field stands in the file, by a path such as `author[0].name`.
    places: HashMap<String, Range<usize>>,
}

impl Document {
    /// Reads the part `yaml` of `file`.
    pub fn read(file: &str, yaml: Range<usize>, names: Names<'_>) -> Self {
        let mut reader = Reader {
            lines: line_starts(file, yaml.start),
            file,
            names,
            places: HashMap::new(),
            faults: Vec::new(),
        };
        let fields = reader.document(file.get(yaml).unwrap_or_default());
        Self {
            fields,
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
    /// Where each line of the YAML begins, in bytes of the file.
    lines: Vec<usize>,
    /// Where each field stands, by the name that the format's reader gives it.
    places: HashMap<String, Range<usize>>,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn fault(&mut self, span: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        self.faults.push((span, message.into(), help.into()));
    }

    /// The fields of the first document.
    fn document(&mut self, yaml: &str) -> Map<String, Value> {
        let documents = match MarkedYaml::load_from_str(yaml) {
            Ok(documents) => documents,
            Err(error) => {
                let at = self.offset(error.marker().line(), error.marker().col());
                self.fault(
                    at..self.line_end(at),
                    format!("this is not YAML: {}", error.info()),
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
                    "there are no fields here",
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
            self.fault(span, "this is nested too deep", "");
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
            .filter(|(distance, _)| *distance <= 3);
        let help = match nearest {
            Some((_, other)) => format!("Is {other} meant?"),
            None => format!("There are {}", names.join(", ")),
        };
        self.fault(span, format!("{name} is no field"), help);
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

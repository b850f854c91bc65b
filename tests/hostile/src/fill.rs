//! Puts a payload into the sample story.

use serde_json::Value;

/// Stands for the payload while the story is a tree.
const HERE: &str = "the payload stands here";

/// What a string of a story is for, by the key that it stands at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Words that are shown to somebody.
    Text,
    /// Where something is.
    Address,
    /// What means something to a program: ids, kinds, types, languages, dates, hashes.
    Name,
}

/// The story with `literal`, a value of JSON, in place of every string of which `wanted` is true.
pub fn strings(story: &Value, literal: &str, wanted: impl Fn(Role) -> bool) -> String {
    let mut story = story.clone();
    walk(&mut story, "", &mut |key, value| {
        if value.is_string() && wanted(role(key)) {
            *value = HERE.into();
        }
    });
    finish(&story, literal)
}

/// The story with `literal` in place of every number.
pub fn numbers(story: &Value, literal: &str) -> String {
    let mut story = story.clone();
    walk(&mut story, "", &mut |_, value| {
        if value.is_number() {
            *value = HERE.into();
        }
    });
    finish(&story, literal)
}

/// The story with `literal` at one place, a JSON pointer.
pub fn place(story: &Value, pointer: &str, literal: &str) -> String {
    let mut story = story.clone();
    *story.pointer_mut(pointer).expect("the story has the place") = HERE.into();
    finish(&story, literal)
}

/// The pointer of every value of the story, one for each field: of a list's elements only the
/// first of each sort.
pub fn fields(story: &Value) -> Vec<String> {
    let mut seen = std::collections::HashSet::new();
    let mut found = Vec::new();
    collect(
        story,
        String::new(),
        String::new(),
        &mut |field, pointer| {
            if seen.insert(field) {
                found.push(pointer);
            }
        },
    );
    found
}

fn collect(value: &Value, field: String, pointer: String, found: &mut impl FnMut(String, String)) {
    // Cards and blocks of different kinds have different fields.
    let sort = ["kind", "type"]
        .into_iter()
        .find_map(|key| value.get(key)?.as_str());
    let field = sort.map_or(field.clone(), |sort| format!("{field}({sort})"));
    found(field.clone(), pointer.clone());
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                collect(
                    value,
                    format!("{field}/{key}"),
                    format!("{pointer}/{key}"),
                    found,
                );
            }
        }
        Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                collect(
                    value,
                    format!("{field}/*"),
                    format!("{pointer}/{index}"),
                    found,
                );
            }
        }
        _ => {}
    }
}

/// Shows every value that holds no others to `look`, with the key that it stands at, or that the
/// list around it stands at.
fn walk(value: &mut Value, key: &str, look: &mut impl FnMut(&str, &mut Value)) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                walk(value, key, look);
            }
        }
        Value::Array(values) => {
            for value in values {
                walk(value, key, look);
            }
        }
        _ => look(key, value),
    }
}

/// The story's text. The payload need not be anything that a tree can hold.
fn finish(story: &Value, literal: &str) -> String {
    story.to_string().replace(&format!("\"{HERE}\""), literal)
}

fn role(key: &str) -> Role {
    match key {
        "url" | "logo" | "src" | "href" | "license" | "acquireLicensePage" => Role::Address,
        "id" | "kind" | "type" | "role" | "inLanguage" | "srclang" | "lang" | "direction"
        | "readingMode" | "colorScheme" | "datePublished" | "dateModified" | "dateCreated"
        | "dataMining" | "digitalSourceType" | "thumbHash" | "dominantColor" | "sha256" => {
            Role::Name
        }
        _ => Role::Text,
    }
}

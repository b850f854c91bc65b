//! A ready `story.json` in place of `story.md`, as another system writes it.
//!
//! It may leave out whatever the press finds out by itself: a photo needs one variant that
//! names its file, a video one source.

use reportage_story::NotAStory;
use serde_json::{Map, Value, json};

use super::Manuscript;
use crate::complaint::Complaint;
use crate::language;

/// The name of the file.
pub const STORY_JSON: &str = "story.json";

/// Reads the text of a `story.json`, and says what is wrong with it.
pub fn read(text: &str) -> (Manuscript, Vec<Complaint>) {
    let mut manuscript = Manuscript {
        file: STORY_JSON.to_owned(),
        text: text.to_owned(),
        ..Manuscript::default()
    };
    let json = match reportage_story::text_of(text) {
        Ok(json) => json,
        Err(reason) => return (manuscript, vec![no_story(&reason)]),
    };
    let mut value = match serde_json::from_str::<Value>(json) {
        Ok(value) => value,
        Err(error) => {
            let at = offset(text, error.line(), error.column());
            let complaint = Complaint::error(STORY_JSON, format!("this is not JSON: {error}"))
                .at(at..at)
                .help("The program that wrote it has to be mended");
            return (manuscript, vec![complaint]);
        }
    };
    complete(&mut value);
    language::lend_words(&mut value);
    let reading = match reportage_story::read_parsed(&value) {
        Ok(reading) => reading,
        Err(reason) => return (manuscript, vec![no_story(&reason)]),
    };
    manuscript.story = reading.story;
    let doubt = language::doubt(&manuscript.story)
        .map(|(message, help)| Complaint::warning(STORY_JSON, message).help(help));
    let complaints = reading
        .faults
        .into_iter()
        // The picture itself may say it; if not, it is complained of when that is known.
        .filter(|fault| {
            !(fault.place.ends_with(".altText") && fault.message.starts_with("is missing"))
        })
        .map(|fault| Complaint::error(STORY_JSON, fault.to_string()))
        .chain(doubt)
        .collect();
    (manuscript, complaints)
}

fn no_story(reason: &NotAStory) -> Complaint {
    let help = match reason {
        NotAStory::Newer { .. } => "Get a newer press",
        _ => "docs/story-format.md describes what belongs into it",
    };
    Complaint::error(STORY_JSON, reason.to_string()).help(help)
}

/// Brings photos and videos into the form that the format's reader wants, from what there
/// is of them: of a photo's files the largest counts, since the press makes all others.
fn complete(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::Array(variants)) = fields.get_mut("variants") {
                let width = |variant: &Value| variant["width"].as_u64().unwrap_or_default();
                let largest = variants
                    .iter()
                    .fold(None, |best: Option<&Value>, next| match best {
                        Some(best) if width(best) >= width(next) => Some(best),
                        _ => Some(next),
                    });
                if let Some(src) = largest.and_then(|variant| variant.get("src")) {
                    *variants = vec![json!({
                        "src": src, "width": 1, "height": 1, "type": "image/png", "bytes": 1, "sha256": NO_HASH,
                    })];
                }
            }
            if let Some(Value::Array(sources)) = fields.get_mut("sources") {
                for source in sources.iter_mut().filter_map(Value::as_object_mut) {
                    default(source, "type", json!("video/mp4"));
                    default(source, "bytes", json!(1));
                    default(source, "sha256", json!(NO_HASH));
                }
                default(fields, "width", json!(1));
                default(fields, "height", json!(1));
                default(fields, "duration", json!(0));
            }
            // What a picture's Content Credentials say is for the press to find out.
            fields.remove("contentCredentials");
            fields.values_mut().for_each(complete);
        }
        Value::Array(values) => values.iter_mut().for_each(complete),
        _ => {}
    }
}

fn default(fields: &mut Map<String, Value>, name: &str, value: Value) {
    fields.entry(name).or_insert(value);
}

/// Sixty-four noughts: a hash that is not known yet.
const NO_HASH: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The byte of a line and a column, both from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let mut at = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

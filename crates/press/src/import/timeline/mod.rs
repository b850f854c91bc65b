//! A timeline in the JSON of TimelineJS 3,
//! <https://timeline.knightlab.com/docs/json-format.html>.
//!
//! The title slide becomes the cover and every event a card, in the order of their
//! dates. A card begins with its date, as a slide does: as it is written there, or
//! spelt out; an event without a headline has its date for one. People fill these
//! files in by hand and with programs of their own, so whatever is not what it should
//! be is passed over.

mod date;
mod fields;
mod media;
mod slide;

use std::collections::HashSet;

use serde_json::Value;

use super::draft::{Card, Draft};
use super::files::Files;
use super::words::quoted;
use super::{ImportError, Imported, Note, html, write};
use slide::Slide;

/// The JSON in `text`, the content of a file called `name`, or `None` where it is
/// some other kind of text.
///
/// # Errors
///
/// Where it is meant to be a timeline and is none: broken JSON, or JSON of something
/// else.
pub fn parse(name: &str, text: &str) -> Result<Option<Value>, ImportError> {
    let is_called_json = name.to_lowercase().ends_with(".json");
    let begins_like_json = text.trim_start().starts_with(['{', '[']);
    if !is_called_json && !begins_like_json {
        return Ok(None);
    }
    match serde_json::from_str::<Value>(text) {
        Ok(value) if value["events"].is_array() || value["title"].is_object() => Ok(Some(value)),
        Ok(value) if value["timeline"].is_object() => Err(ImportError::new(
            "is a timeline of TimelineJS 1 or 2",
            "Convert it to the JSON of TimelineJS 3, which has a list of events at its top",
        )),
        Ok(_) => Err(ImportError::new(
            "is JSON, but no timeline: it has no list of events",
            "Export the timeline as TimelineJS 3 JSON, or paste the article as plain text",
        )),
        Err(error) if is_called_json || text.contains("\"events\"") => Err(ImportError::new(
            format!("is not valid JSON: {error}"),
            "Mend it there, or export the timeline once more",
        )),
        // An article may begin with a bracket.
        Err(_) => Ok(None),
    }
}

/// Reads a timeline.
///
/// # Errors
///
/// Where there is nothing in it.
pub fn read(timeline: &Value) -> Result<Imported, ImportError> {
    let title = Slide::of(&timeline["title"], "The title slide");
    let mut notes = vec![];
    let mut events = events(&timeline["events"], &mut notes);
    if title.is_none() && events.is_empty() {
        return Err(ImportError::new(
            "has no events",
            "Export the timeline with its slides in it",
        ));
    }
    // The sort keeps the file's order where dates are the same or missing.
    events.sort_by_key(|event| {
        event
            .start
            .as_ref()
            .map_or((true, [0; 7]), |start| (false, start.key()))
    });

    let mut draft = Draft::default();
    let mut files = Files::default();
    if let Some(title) = title {
        draft.headline = title.headline.clone();
        draft.cover = title.blocks(None, &mut files, &mut notes);
    }
    if draft.headline.is_none() {
        notes.push(Note::on_the_whole(
            "No headline was found. Write one at the top of the story.",
        ));
    }
    // The cover has its id already.
    let mut ids = HashSet::from(["cover".to_owned()]);
    for event in &events {
        draft
            .cards
            .push(card(event, &mut ids, &mut files, &mut notes));
    }
    left_out(timeline, &events, &mut notes);
    notes.push(Note::on_the_whole(
        "Took English for the language. If it is another, say so at inLanguage, and look at the dates.",
    ));
    Ok(Imported {
        story_md: write::story_md(&draft),
        notes,
        media: files.into_list(),
    })
}

fn events(events: &Value, notes: &mut Vec<Note>) -> Vec<Slide> {
    let mut slides = vec![];
    for (n, event) in events.as_array().into_iter().flatten().enumerate() {
        let name = format!("Event {}", n + 1);
        match Slide::of(event, &name) {
            Some(slide) => slides.push(slide),
            None => notes.push(Note::on_the_whole(format!(
                "{name}: It is no slide, and was left out."
            ))),
        }
    }
    slides
}

fn card(
    event: &Slide,
    ids: &mut HashSet<String>,
    files: &mut Files,
    notes: &mut Vec<Note>,
) -> Card {
    if event.start.is_none() {
        notes.push(event.note("It has no date, so it stands at the end."));
    }
    let id = event.id.clone().filter(|id| {
        let is_good = is_id(id) && ids.insert(id.clone());
        if !is_good {
            let id = quoted(id);
            notes.push(event.note(format!(
                "Left out its id {id}, which a card cannot have or another card has."
            )));
        }
        is_good
    });
    let date = event.date();
    let (heading, date) = match &event.headline {
        Some(headline) => (Some(headline.clone()), date),
        None => (date, None),
    };
    Card {
        heading,
        id,
        blocks: event.blocks(date, files, notes),
    }
}

/// Whether a card can have this id: letters, digits, `-` and `_`, and not one of the
/// page's own.
fn is_id(id: &str) -> bool {
    (1..=64).contains(&id.chars().count())
        && !id.starts_with("reportage-")
        && id
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

/// Notes what a story has no place for.
fn left_out(timeline: &Value, events: &[Slide], notes: &mut Vec<Note>) {
    let mut groups: Vec<&str> = vec![];
    let mut known = HashSet::new();
    for group in events.iter().filter_map(|event| event.group.as_deref()) {
        if known.insert(group) {
            groups.push(group);
        }
    }
    let eras: Vec<String> = timeline["eras"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|era| {
            let headline =
                fields::text(&era["text"], "headline").map(|headline| html::words(&headline));
            headline.unwrap_or_else(|| "without a name".into())
        })
        .collect();
    if !groups.is_empty() {
        notes.push(Note::on_the_whole(format!(
            "Left out the groups: {}. A story has one row of cards.",
            groups.join(", ")
        )));
    }
    if !eras.is_empty() {
        notes.push(Note::on_the_whole(format!(
            "Left out the eras: {}. Say in the text what they say.",
            eras.join(", ")
        )));
    }
    if events.iter().any(|event| event.has_background_colour) {
        notes.push(Note::on_the_whole(
            "Left out the colours behind the slides. A story’s colours are in theme.yaml.",
        ));
    }
}

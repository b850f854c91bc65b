//! What a reader who keeps the story on a device fetches: a list of the edition's files, each with
//! its hash. `assets/offline` reads it.

use std::collections::HashSet;

use reportage_story::{Content, Story};
use serde::Serialize;
use serde_json::{Value, json};

use super::{GENERATOR, is_absolute};
use crate::original::sha256;

/// The list's name beside each page.
pub const OFFLINE: &str = "offline.json";
/// The service worker's name beside the main edition's page: the stories that it serves are
/// those at its own address and below.
pub const OFFLINE_WORKER: &str = "offline-worker.js";

/// A file as it is published.
#[derive(Clone, Debug, Serialize)]
pub struct Kept {
    /// Its address from the page; empty for the page itself.
    #[serde(skip_serializing_if = "String::is_empty")]
    src: String,
    /// Its media type, where there is a choice.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    media_type: Option<String>,
    /// Its width in pixels, if it is a picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    width: Option<u32>,
    bytes: u64,
    sha256: String,
}

impl Kept {
    /// A file of these bytes, to be found at `src` from the page.
    pub fn new(src: impl Into<String>, bytes: &[u8]) -> Self {
        Self {
            src: src.into(),
            media_type: None,
            width: None,
            bytes: bytes.len() as u64,
            sha256: sha256(bytes),
        }
    }
}

#[derive(Serialize)]
struct List<'a> {
    generator: &'a str,
    /// The service worker's address from the page.
    worker: String,
    page: Kept,
    /// What every reader needs.
    files: Vec<Kept>,
    /// Of each of these one file.
    choices: Vec<Vec<Kept>>,
}

/// The list for an edition whose page is `html`. `up` is the way from there to the main edition;
/// `others` is what the page needs besides what its story names with a hash.
pub fn offline(story: &Story, html: &str, up: &str, others: Vec<Kept>) -> String {
    let mut seen = HashSet::new();
    let mut choices = Vec::new();
    let mut choose = |files: Vec<Kept>| {
        let is_new = files.first().is_some_and(|file| {
            // What lies elsewhere, the page's policy does not let it show.
            !is_absolute(&file.src) && seen.insert(file.src.clone())
        });
        if is_new {
            choices.push(files);
        }
    };
    for card in &story.cards {
        for photo in card.content.photos() {
            let files = photo.variants.iter().map(|file| Kept {
                src: file.src.clone(),
                media_type: Some(file.media_type.clone()),
                width: Some(file.width),
                bytes: file.bytes,
                sha256: file.sha256.clone(),
            });
            choose(files.collect());
        }
        if let Content::Video { video } = &card.content {
            let files = video.sources.iter().map(|file| Kept {
                src: file.src.clone(),
                media_type: Some(file.media_type.clone()),
                width: None,
                bytes: file.bytes,
                sha256: file.sha256.clone(),
            });
            choose(files.collect());
        }
    }
    let list = List {
        generator: GENERATOR,
        worker: format!("{up}{OFFLINE_WORKER}"),
        page: Kept::new("", html.as_bytes()),
        files: others,
        choices,
    };
    // Plain data: writing it as JSON cannot fail.
    serde_json::to_string(&list).unwrap_or_default() + "\n"
}

/// The list for an edition that nobody is to keep: devices that do let go of it. A file and not
/// the lack of one, since whoever uploads a folder seldom deletes.
pub fn nothing_offline() -> String {
    json!({ "generator": GENERATOR }).to_string() + "\n"
}

/// The addresses, from the page, of all that a list names.
pub fn kept(list: &[u8]) -> Vec<String> {
    let list: Value = serde_json::from_slice(list).unwrap_or_default();
    let files = list["files"].as_array().into_iter().flatten();
    let choices = list["choices"].as_array().into_iter().flatten();
    let all = files.chain(choices.filter_map(Value::as_array).flatten());
    all.map(|file| &file["src"])
        .chain([&list["worker"]])
        .filter_map(|address| address.as_str().map(str::to_owned))
        .collect()
}

#[cfg(test)]
mod tests {
    use reportage_story::{Card, Photo, Variant};

    use super::*;

    #[test]
    fn a_photo_that_is_shown_twice_is_kept_once_and_of_each_type_and_width_it_says_how_large() {
        let variant = |src: &str, media_type: &str| Variant {
            src: src.to_owned(),
            width: 800,
            height: 600,
            media_type: media_type.to_owned(),
            bytes: 7,
            sha256: "ab".repeat(32),
        };
        let photo = Photo {
            variants: vec![
                variant("media/a.avif", "image/avif"),
                variant("media/a.jpg", "image/jpeg"),
            ],
            ..Photo::default()
        };
        let card = Card {
            id: "a".to_owned(),
            heading: None,
            body: Vec::new(),
            content: Content::Photo { photo },
        };
        let story = Story {
            cards: vec![card.clone(), card],
            ..Story::default()
        };
        let list = offline(
            &story,
            "<!doctype html>",
            "../",
            vec![Kept::new("x.js", b"x")],
        );
        let list: Value = serde_json::from_str(&list).expect("it is JSON");
        assert_eq!(list["worker"], "../offline-worker.js");
        assert_eq!(list["page"]["bytes"], 15);
        assert_eq!(list["page"].get("src"), None);
        assert_eq!(list["files"][0]["src"], "x.js");
        let sha256 = "ab".repeat(32);
        let file = |src: &str, media_type: &str| json!({ "src": src, "type": media_type, "width": 800, "bytes": 7, "sha256": sha256 });
        assert_eq!(
            list["choices"],
            json!([[
                file("media/a.avif", "image/avif"),
                file("media/a.jpg", "image/jpeg")
            ]])
        );
    }
}

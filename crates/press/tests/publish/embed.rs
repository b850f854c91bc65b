//! What lets others put a story into their pages.

use std::fs;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use crate::html;
use crate::studio::{BASE, Studio, press};

#[test]
fn others_are_told_how_to_embed_it_where_its_address_is_known() {
    let studio = Studio::new();
    studio.published();
    let answer = fs::read(studio.out().join("oembed.json")).expect("there is an answer");
    let answer: Value = serde_json::from_slice(&answer).expect("it is JSON");
    assert_eq!(answer["version"], json!("1.0"));
    assert_eq!(answer["type"], json!("rich"));
    assert_eq!(answer["title"], studio.bundle()["headline"]);
    let frame = answer["html"].as_str().expect("it is text");
    let frame = html::all(&format!("{frame}<"), "iframe");
    assert_eq!(frame[0].attribute("src"), Some(BASE));
    assert_eq!(frame[0].attribute("title"), answer["title"].as_str());
    let picture = answer["thumbnail_url"].as_str().expect("there is one");
    assert!(picture.starts_with(&format!("{BASE}media/")), "{picture}");
    assert!(!picture.contains("wreck"), "a notice covers that");
    let discovery = html::all(&studio.page(), "link")
        .into_iter()
        .find(|link| link.attribute("type") == Some("application/json+oembed"))
        .expect("the page names it");
    let expected = format!("{BASE}oembed.json");
    assert_eq!(discovery.attribute("href"), Some(expected.as_str()));
}

#[test]
fn without_an_address_there_is_the_script_alone() {
    let studio = Studio::new();
    press(&studio.story(), &studio.cache(), &studio.out(), None).expect("it can be published");
    assert!(studio.out().join("embed.js").is_file());
    assert!(!studio.out().join("oembed.json").exists());
    assert!(!studio.page().contains("oembed"));
}

#[test]
fn the_script_that_embeds_is_small() {
    let mut compressed = GzEncoder::new(Vec::new(), Compression::best());
    compressed
        .write_all(reportage_press::page::SCRIPT.as_bytes())
        .expect("there is room");
    let size = compressed.finish().expect("there is room").len();
    assert!(size <= 3_000, "{size} bytes of gzip");
}

//! What comes of whole articles and timelines, word for word.
//!
//! Beside each source stand the story and the notes that are expected of it.
//! `UPDATE_EXPECTED=1 cargo test -p reportage-press --test import` writes them as they
//! now are: read the difference.

use std::fs;
use std::path::{Path, PathBuf};

use reportage_press::import::{Imported, import};

#[test]
fn an_article_becomes_a_story_of_cards() {
    as_expected("article.txt");
}

#[test]
fn an_article_with_a_masthead_and_lines_broken_by_hand() {
    as_expected("masthead.txt");
}

#[test]
fn a_timeline_becomes_a_story_in_order_of_its_dates() {
    as_expected("timeline.json");
}

#[test]
fn what_is_no_story_is_refused_with_a_way_out() {
    for (name, text, message) in [
        ("a.txt", "", "is empty"),
        ("a.txt", "\u{feff} \r\n", "is empty"),
        ("a.txt", "* * *", "has no words in it"),
        (
            "a.txt",
            "<!DOCTYPE html><p>Words",
            "is a web page, not its text",
        ),
        ("a.txt", "{\\rtf1 Words}", "is rich text (RTF)"),
        (
            "a.json",
            "Words",
            "is not valid JSON: expected value at line 1 column 1",
        ),
        (
            "a.txt",
            "{ \"events\": [",
            "is not valid JSON: EOF while parsing a list at line 1 column 13",
        ),
        (
            "a.json",
            "{ \"cards\": [] }",
            "is JSON, but no timeline: it has no list of events",
        ),
        (
            "a.json",
            "{ \"timeline\": {} }",
            "is a timeline of TimelineJS 1 or 2",
        ),
        ("a.json", "{ \"events\": [] }", "has no events"),
    ] {
        let error = import(name, text).expect_err(text);
        assert_eq!(error.message, message, "{text}");
        assert!(!error.help.is_empty(), "{text}");
    }
}

#[test]
fn the_text_says_what_it_is_and_not_the_name() {
    let timeline = r#"{ "events": [{ "text": { "headline": "The quay" } }] }"#;
    let story = import("pasted.txt", timeline)
        .expect("this is a timeline")
        .story_md;
    assert!(story.contains("\n## The quay\n"), "{story}");
    let story = import("pasted.txt", "[Applause] So it began.")
        .expect("this is an article")
        .story_md;
    assert!(story.contains("\n\\[Applause\\] So it began.\n"), "{story}");
}

#[test]
fn every_file_to_be_put_beside_the_story_is_listed_once() {
    let text =
        "The quay\n\nIt is wet.\n\nquay 1\n(Jane Roe/Agency)\n\nquay 1\n(Jane Roe/Agency)\n\nVideo";
    let media = import("quay.txt", text).expect("this is an article").media;
    let paths: Vec<_> = media.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["photos/quay-1.jpg", "video/cover.mp4"]);
    assert_eq!(media[0].source, "quay 1");
}

/// Imports `name` and compares what comes of it with what is expected.
fn as_expected(name: &str) {
    let source = folder().join(name);
    let text = fs::read_to_string(&source).expect("the source is there");
    let imported = import(name, &text).expect("this can be imported");
    compare(&source.with_extension("md"), &imported.story_md);
    compare(&source.with_extension("notes"), &notes(&imported));
}

/// The notes and the files, one a line.
fn notes(imported: &Imported) -> String {
    let notes = imported.notes.iter().map(|note| format!("{note}\n"));
    let media = imported.media.iter().map(|file| {
        let address = file.address.as_deref().unwrap_or("nowhere known");
        format!("{} is “{}”, from {address}\n", file.path, file.source)
    });
    notes.chain(["\n".to_owned()]).chain(media).collect()
}

fn compare(path: &Path, actual: &str) {
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(path, actual).expect("what is expected can be written");
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    assert!(
        expected == actual,
        "{} is not as expected. It is now:\n{actual}",
        path.display()
    );
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import")
}

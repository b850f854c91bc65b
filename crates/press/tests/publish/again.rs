//! What is done when a story is published again.

use std::fs;
use std::time::SystemTime;

use crate::studio::{Studio, files, picture};

#[test]
fn a_second_time_nothing_is_encoded_and_nothing_written() {
    let studio = Studio::new();
    studio.published();
    let before = (files(&studio.out()), times(&studio));
    assert_eq!(studio.published().encoded, 0);
    assert!((files(&studio.out()), times(&studio)) == before);
}

#[test]
fn one_photo_that_has_changed_is_encoded_alone() {
    let studio = Studio::new();
    studio.published();
    studio.write("left.png", picture(5));
    assert_eq!(studio.published().encoded, 1);
}

#[test]
fn another_credit_encodes_nothing_and_is_in_the_files() {
    let studio = Studio::new();
    studio.published();
    let before = studio.bundle();
    studio.replace("(John Doe)", "(Ann Poe)");
    assert_eq!(studio.published().encoded, 0);
    let after = studio.bundle();
    let files = |bundle: &serde_json::Value, photo: usize| {
        bundle["cards"][1]["photos"][photo]["variants"].clone()
    };
    assert_eq!(files(&before, 0), files(&after, 0));
    assert_ne!(files(&before, 1), files(&after, 1));
    let src = after["cards"][1]["photos"][1]["variants"][0]["src"].as_str();
    let file = fs::read(studio.out().join(src.expect("it has an address"))).expect("it is there");
    assert!(file.windows(7).any(|part| part == b"Ann Poe"));
}

#[test]
fn a_damaged_cache_is_noticed_and_mended() {
    let studio = Studio::new();
    studio.published();
    let before = files(&studio.out());
    let kept = files(&studio.cache());
    let pictures = kept
        .iter()
        .filter(|(name, _)| !name.ends_with("index.json"));
    for (number, (name, bytes)) in pictures.enumerate() {
        let path = studio.cache().join(name);
        let half = bytes.len() / 2;
        let damaged = match number % 3 {
            0 => bytes[..half].to_vec(),
            1 => [&bytes[..half], &[!bytes[half]], &bytes[half + 1..]].concat(),
            _ => Vec::new(),
        };
        fs::write(path, damaged).expect("the cache can be written");
    }
    assert_eq!(studio.published().encoded, 3);
    assert!(files(&studio.out()) == before);
    assert_eq!(studio.published().encoded, 0);
}

#[test]
fn a_cache_that_cannot_be_written_costs_nothing_but_time() {
    let studio = Studio::new();
    fs::write(studio.cache(), "a file where a folder should be").expect("there is room");
    assert_eq!(studio.published().encoded, 3);
    assert_eq!(studio.published().encoded, 3);
}

/// When each file was written.
fn times(studio: &Studio) -> Vec<SystemTime> {
    let out = studio.out();
    let names = files(&out).into_keys();
    let time = |name: String| out.join(name).metadata()?.modified();
    names
        .map(|name| time(name).expect("the system keeps times"))
        .collect()
}

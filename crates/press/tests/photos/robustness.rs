//! Damaged files: an error or a picture, but never a panic.

use proptest::prelude::*;
use reportage_press::photo::{PhotoError, header, press};

use crate::make;

/// What a decoder that panics is turned into.
const BROKE_DOWN: &str = "could not be read: the decoder broke down over it";

#[track_caller]
fn check(name: &str, bytes: &[u8]) {
    for error in [header(bytes).err(), press(bytes).err()]
        .into_iter()
        .flatten()
    {
        let PhotoError { message, help } = error;
        assert!(!message.is_empty() && !help.is_empty(), "{name}");
        assert_ne!(message, BROKE_DOWN, "{name}: {}", bytes.escape_ascii());
    }
}

#[test]
fn every_sample_is_whole() {
    for (name, bytes) in make::samples() {
        if let Err(error) = press(bytes) {
            panic!("{name}: {error}");
        }
    }
}

#[test]
fn a_file_may_be_cut_off_anywhere() {
    for (name, bytes) in make::samples() {
        let step = (bytes.len() / 60).max(1);
        for kept in (0..bytes.len()).step_by(step) {
            check(name, &bytes[..kept]);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 150,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_file_may_be_anything_at_all(
        start in any::<prop::sample::Index>(),
        kept in 0..16usize,
        rest in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let (name, bytes) = start.get(make::samples());
        check(name, &[&bytes[..kept], &rest].concat());
    }

    #[test]
    fn any_bytes_of_a_file_may_be_wrong(
        sample in any::<prop::sample::Index>(),
        places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let samples = make::samples();
        let (name, bytes) = sample.get(samples);
        let mut bytes = bytes.clone();
        let length = bytes.len();
        for (place, byte) in places {
            bytes[place.index(length)] = byte;
        }
        check(name, &bytes);
    }
}

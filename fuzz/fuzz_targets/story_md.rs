//! Whatever `story.md` says, it is read, and every complaint points at letters of it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use reportage_press::author;

fuzz_target!(|text: &str| {
    let (_, complaints) = author::read(text);
    for complaint in complaints {
        if let Some(span) = &complaint.span {
            assert!(text.get(span.clone()).is_some(), "{complaint:?}");
        }
    }
});

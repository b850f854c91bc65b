//! The story that is spoilt: whole and innocent.

use serde_json::{Value, json};

/// The format's own example, with the fields that it does without.
pub fn story() -> Value {
    let mut story: Value =
        serde_json::from_str(include_str!("../../../crates/story/tests/example.json"))
            .expect("the example is JSON");
    for (pointer, fields) in [
        (
            "",
            json!({
                "draft": true,
                "direction": "ltr",
                "readingMode": "scroll",
                "theme": { "colorScheme": "auto" },
            }),
        ),
        (
            "/publisher",
            json!({ "logo": "media/logo-8b36353c954fe593.png" }),
        ),
        (
            "/cards/5/video",
            json!({ "creator": "Jane Roe", "notice": "Shots are to be heard." }),
        ),
        (
            "/words",
            json!({
                "byPhotos": "Pictures",
                "published": "Published",
                "draft": "Draft",
                "photoFailed": "This photo has not arrived.",
                "tryAgain": "Try again",
                "playVideo": "Play video",
                "showPicture": "Show the picture",
                "position": "{n} of {total}",
                "contents": "In this story",
                "settings": "Reading settings",
                "idleTitle": "Are you still reading?",
                "secondsLeft": { "one": "{n} second", "other": "{n} seconds" },
            }),
        ),
    ] {
        let at = story
            .pointer_mut(pointer)
            .and_then(Value::as_object_mut)
            .expect("the example has it");
        for (key, value) in fields.as_object().into_iter().flatten() {
            at.insert(key.clone(), value.clone());
        }
    }
    story
}

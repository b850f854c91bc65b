//! A story in one file.

use std::fs;

use reportage_press::export::{self, ExportError, Whole, Wishes};
use reportage_press::page::Program;
use reportage_press::theme::Theme;

use crate::html;
use crate::studio::Studio;

fn export(studio: &Studio, wishes: Wishes) -> Result<Whole, ExportError> {
    let published = studio.published();
    export::export(
        &published.editions[0],
        &Theme::default(),
        &Program::new((b"let program;", b"wasm"), (b"let tools;", b"their wasm")),
        &studio.out(),
        wishes,
    )
}

#[test]
fn every_word_and_every_photo_stands_in_the_file_and_nothing_else_is_asked_for() {
    let studio = Studio::new();
    let whole = export(&studio, Wishes::default()).expect("it can be exported");
    for word in ["The bridge", "The left one.", "Jane Roe/Agency", "John Doe"] {
        assert!(whole.html.contains(word), "{word}");
    }
    let images = html::all(&whole.html, "img");
    assert_eq!(images.len(), 2);
    for image in &images {
        let src = image.attribute("src").expect("it has one");
        assert!(src.starts_with("data:image/jpeg;base64,"), "{src:.60}");
        assert_eq!(image.attribute("srcset"), None, "no byte is there twice");
    }
    for tag in html::tags(&whole.html) {
        for name in ["src", "srcset", "data-src", "data-srcset"] {
            let value = tag.attribute(name).unwrap_or("data:");
            assert!(value.starts_with("data:"), "{name} of {}", tag.name);
        }
    }
    let policy = html::all(&whole.html, "meta")
        .into_iter()
        .find_map(|tag| {
            tag.attribute("http-equiv")?;
            tag.attribute("content").map(str::to_owned)
        })
        .expect("there is a policy");
    for word in ["'self'", "http", "*", "unsafe-inline", "connect-src"] {
        assert!(!policy.contains(word), "{policy}");
    }
}

#[test]
fn a_picture_with_a_notice_is_left_out_unless_it_is_wanted() {
    let studio = Studio::new();
    let whole = export(&studio, Wishes::default()).expect("it can be exported");
    assert_eq!(whole.left_out, 1);
    assert!(
        whole
            .html
            .contains("A picture has been left out here: A wreck is to be seen.")
    );
    let wishes = Wishes {
        include_graphic: true,
        ..Wishes::default()
    };
    let with = export(&studio, wishes).expect("it can be exported");
    assert_eq!(with.left_out, 0);
    let images = html::all(&with.html, "img");
    assert_eq!(images.len(), 3);
    assert_eq!(images[0].attribute("src"), None, "it is covered");
    assert!(
        images[0]
            .attribute("data-src")
            .is_some_and(|src| src.starts_with("data:"))
    );
    assert_eq!(with.html.matches("data:image/jpeg").count(), 3);
}

#[test]
fn the_bundle_holds_no_bytes_of_its_media() {
    let studio = Studio::new();
    export(&studio, Wishes::default()).expect("it can be exported");
    let bundle = fs::read_to_string(studio.out().join("story.json")).expect("there is a bundle");
    assert!(!bundle.contains("\"data:"));
}

#[test]
fn photos_are_chosen_so_that_the_file_is_no_larger_than_is_wished() {
    let studio = Studio::new();
    let at_best = export(&studio, Wishes::default()).expect("it can be exported");
    let smaller = Wishes {
        max_size: Some(at_best.html.len() as u64 - 1),
        ..Wishes::default()
    };
    let whole = export(&studio, smaller).expect("it can be exported");
    assert!(whole.html.len() < at_best.html.len());
    assert_ne!(whole.choice, at_best.choice);
    let nothing = Wishes {
        max_size: Some(100),
        ..Wishes::default()
    };
    match export(&studio, nothing) {
        Err(error @ ExportError::TooLarge { .. }) => {
            let words = error.to_string();
            assert!(words.contains("media/"), "{words}");
        }
        other => panic!("{other:?}"),
    }
}

//! What lies in the folder that is not the press's own.

use std::fs;

use reportage_press::publish::NotPublished;

use crate::studio::{Studio, files};

#[test]
fn files_that_the_press_did_not_write_stay_as_they_are() {
    let studio = Studio::new();
    studio.published();
    for name in ["robots.txt", "media/notes.txt", "media/left-24-0000.jpg"] {
        fs::write(studio.out().join(name), "not ours").expect("it can be written");
    }
    studio.replace("It was the last one", "It was not the last one");
    studio.published();
    let files = files(&studio.out());
    for name in ["robots.txt", "media/notes.txt", "media/left-24-0000.jpg"] {
        assert_eq!(files[name], b"not ours", "{name}");
    }
}

#[test]
fn a_page_a_bundle_and_headers_of_somebody_else_are_refused_before_anything_is_written() {
    for (name, text) in [
        ("index.html", "<!doctype html><title>Our paper</title>"),
        ("story.json", r#"{ "generator": "Something else 1.0" }"#),
        ("story.json", "not even JSON"),
        ("_headers", "/*\n  X-Frame-Options: DENY\n"),
    ] {
        let studio = Studio::new();
        fs::create_dir(studio.out()).expect("there is room");
        fs::write(studio.out().join(name), text).expect("there is room");
        let Err(NotPublished::Out(error)) = studio.press() else {
            panic!("{name} was not refused");
        };
        assert!(error.path.ends_with(name), "{error}");
        assert_eq!(
            (error.message.as_str(), error.help.as_str()),
            (
                "was not written by the press, which leaves other files alone",
                "Move it away, or publish in another folder"
            )
        );
        let there: Vec<_> = files(&studio.out()).into_keys().collect();
        assert_eq!(there, [name]);
    }
}

#[test]
fn a_file_that_is_not_what_its_name_says_is_refused() {
    let studio = Studio::new();
    studio.published();
    let name = files(&studio.out())
        .into_keys()
        .find(|name| name.starts_with("media/left"))
        .expect("there is a picture");
    fs::write(studio.out().join(&name), "damaged").expect("it can be written");
    let Err(NotPublished::Out(error)) = studio.press() else {
        panic!("{name} was not noticed");
    };
    assert!(error.path.ends_with(&name), "{error}");
    assert_eq!(error.message, "is not what the press wrote under this name");
}

/// Has a folder of what is published be a link to another place.
#[cfg(unix)]
fn is_refused_where_a_link_is(studio: &Studio, name: &str) {
    let elsewhere = tempfile::tempdir().expect("there is room");
    fs::create_dir(studio.out()).expect("there is room");
    std::os::unix::fs::symlink(elsewhere.path(), studio.out().join(name)).expect("a link");
    let Err(NotPublished::Out(error)) = studio.press() else {
        panic!("the link was followed");
    };
    assert!(
        error.message.contains("it leads out of the folder"),
        "{error}"
    );
    assert!(files(elsewhere.path()).is_empty());
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_what_is_written_out_of_the_folder() {
    is_refused_where_a_link_is(&Studio::new(), "media");
}

#[cfg(unix)]
#[test]
fn links_in_place_of_files_are_replaced_and_never_written_through() {
    let studio = Studio::new();
    studio.published();
    let elsewhere = tempfile::tempdir().expect("there is room");
    // Each leads to a file of the press's own, so that it would be taken for one.
    for name in [
        "index.html",
        "story.json",
        "_headers",
        "offline.json",
        "embed.js",
    ] {
        let target = elsewhere.path().join(name);
        fs::rename(studio.out().join(name), &target).expect("it is there");
        std::os::unix::fs::symlink(&target, studio.out().join(name)).expect("a link");
    }
    let before = files(elsewhere.path());
    studio.replace("It was the last one", "It was not the last one");
    studio.published();
    assert!(
        files(elsewhere.path()) == before,
        "it was written outside the folder"
    );
    assert!(studio.page().contains("It was not the last one"));
}

#[cfg(unix)]
#[test]
fn a_folder_of_an_edition_that_is_a_link_is_refused() {
    let studio = Studio::new();
    let story = fs::read_to_string(studio.story().join("story.md")).expect("there is a story");
    let arabic = story.replace("inLanguage: en", "inLanguage: ar\ndirection: rtl");
    studio.write("story.ar.md", arabic);
    is_refused_where_a_link_is(&studio, "ar");
}

//! What comes of small stories, each in a folder of its own under `stories/`.
//!
//! Beside a story stands what is expected of it: `expected.json` is the story as it goes to
//! press, if nothing keeps it from there; `complaints.txt` is what its author is told, if
//! anything is wrong. `UPDATE_EXPECTED=1 cargo test -p reportage-press --test stories`
//! writes both as they now are: read the difference.

use std::fs;
use std::path::{Path, PathBuf};

use reportage_press::author::STORY_MD;
use reportage_press::folder::Folder;
use reportage_press::original::Originals;
use reportage_press::{reading, report};
use tempfile::TempDir;

/// The story as it goes to press, and what its author is told; either may be nothing.
type Outcome = (Option<String>, Option<String>);

const EXPECTED: [&str; 2] = ["expected.json", "complaints.txt"];

#[test]
fn every_story_becomes_what_is_expected_and_its_author_is_told_what_is_wrong() {
    let mut differing = Vec::new();
    for story in stories() {
        let (json, complaints) = read(&story);
        for (name, actual) in EXPECTED.into_iter().zip([json, complaints]) {
            let path = story.join(name);
            if std::env::var_os("UPDATE_EXPECTED").is_some() {
                write(&path, actual.as_deref());
            }
            if fs::read_to_string(&path).ok() != actual {
                let actual = actual.as_deref().unwrap_or("nothing");
                differing.push(format!("{} should now be:\n{actual}", path.display()));
            }
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn a_story_reads_the_same_as_windows_saves_it() {
    for story in stories() {
        let Ok(text) = fs::read_to_string(story.join(STORY_MD)) else {
            continue;
        };
        let copy = copy(&story);
        let text = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        fs::write(copy.path().join(STORY_MD), text).expect("the copy can be written");
        assert_eq!(read(copy.path()), read(&story), "{}", story.display());
    }
}

/// Reads the story in a folder.
fn read(story: &Path) -> Outcome {
    let folder = Folder::open(story).expect("there is a folder");
    let (reading, complaints) = reading::read(&folder, &Originals::default());
    let json = reading
        .filter(|_| !report::any_error(&complaints))
        .map(|reading| {
            let editions = reading.editions.iter().map(|edition| {
                let story = serde_json::to_string_pretty(&edition.manuscript.story);
                story.expect("a story is plain data") + "\n"
            });
            editions.collect()
        });
    let told = report::text(&complaints, &folder, false);
    (json, (!complaints.is_empty()).then(|| told + "\n"))
}

/// All of them, in order.
fn stories() -> Vec<PathBuf> {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories");
    let mut stories: Vec<_> = fs::read_dir(all)
        .expect("there are stories")
        .map(|entry| entry.expect("the folder can be read").path())
        .collect();
    stories.sort();
    assert!(!stories.is_empty());
    stories
}

/// A copy of a story to change, without what is expected of it.
fn copy(story: &Path) -> TempDir {
    let copy = tempfile::tempdir().expect("there is room for a copy");
    for entry in fs::read_dir(story).expect("the story can be read") {
        let entry = entry.expect("the story can be read");
        fs::copy(entry.path(), copy.path().join(entry.file_name())).expect("it can be copied");
    }
    copy
}

fn write(path: &Path, text: Option<&str>) {
    let done = match text {
        Some(text) => fs::write(path, text),
        None if path.exists() => fs::remove_file(path),
        None => Ok(()),
    };
    done.expect("what is expected can be written");
}

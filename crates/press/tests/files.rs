//! Which files of a story are read, and which are not.

use std::fs::{self, File};

use reportage_press::complaint::Complaint;
use reportage_press::folder::{Folder, LARGEST_FILE, LARGEST_TEXT};
use reportage_press::original::Originals;
use reportage_press::photo::bounds::{MAX_FILE_BYTES, MAX_SVG_BYTES};
use reportage_press::reading;
use tempfile::TempDir;

const STORY: &str = "---\nheadline: The bridge\ninLanguage: en\n---\n\n";
const BOAT: &str =
    r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><path d="M0 0h3v2z"/></svg>"#;

#[cfg(unix)]
#[test]
fn a_link_within_the_folder_is_followed_and_one_out_of_it_is_not() {
    use std::os::unix::fs::symlink;

    let elsewhere = tempfile::tempdir().expect("there is room");
    fs::write(elsewhere.path().join("boat.svg"), BOAT).expect("there is room");
    let story = story("![A boat.](boat.svg)\n(Jane Roe)");
    let link = story.path().join("boat.svg");

    fs::write(story.path().join("real.svg"), BOAT).expect("there is room");
    symlink("real.svg", &link).expect("links can be made");
    assert_eq!(messages(&story), [""; 0]);

    fs::remove_file(&link).expect("it is there");
    symlink(elsewhere.path().join("boat.svg"), &link).expect("links can be made");
    assert_eq!(
        messages(&story),
        ["boat.svg is a link that leads out of the story's folder"]
    );
}

#[cfg(unix)]
#[test]
fn nothing_is_said_of_what_lies_behind_a_link_out_of_the_folder() {
    let elsewhere = tempfile::tempdir().expect("there is room");
    for name in ["Boat.svg", "clip.mp4", "clip.en.vtt", "clip.svg"] {
        fs::write(elsewhere.path().join(name), "secret").expect("there is room");
    }
    let story = story(
        "## The boat\n\n![A boat.](out/boat.svg)\n(Jane Roe)\n\n## The clip\n\n![A clip.](out/clip.mp4)\n(Jane Roe)",
    );
    let link = story.path().join("out");
    std::os::unix::fs::symlink(elsewhere.path(), link).expect("links can be made");
    let complaints = complaints(&story);
    assert_eq!(complaints.len(), 2, "{complaints:?}");
    for complaint in complaints {
        assert!(!complaint.help.contains("Boat.svg"), "{complaint:?}");
        assert!(!complaint.message.contains("vtt"), "{complaint:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_nothing_and_a_link_to_itself_are_refused() {
    use std::os::unix::fs::symlink;

    let story =
        story("![A boat.](boat.svg)\n(Jane Roe)\n\n## Two\n\n![A boat.](loop.svg)\n(Jane Roe)");
    symlink("gone.svg", story.path().join("boat.svg")).expect("links can be made");
    symlink("loop.svg", story.path().join("loop.svg")).expect("links can be made");
    let messages = messages(&story);
    assert_eq!(messages[0], "boat.svg does not exist");
    assert!(
        messages[1].starts_with("loop.svg cannot be read: "),
        "{messages:?}"
    );
}

#[test]
fn a_folder_is_no_picture() {
    let story = story("![A boat.](boat.svg)\n(Jane Roe)");
    fs::create_dir(story.path().join("boat.svg")).expect("there is room");
    assert_eq!(messages(&story), ["boat.svg is not a file"]);
}

#[test]
fn a_file_that_is_too_large_is_refused_before_it_is_read() {
    let story = story("![A boat.](boat.svg)\n(Jane Roe)");
    // It has no bytes on the disk, only a length.
    let file = File::create(story.path().join("boat.svg")).expect("there is room");
    file.set_len(LARGEST_FILE + 1)
        .expect("the system knows sparse files");
    assert_eq!(messages(&story), ["boat.svg is larger than 512 MiB"]);
    // Just within, it is looked into.
    file.set_len(LARGEST_FILE).expect("it was longer before");
    assert_eq!(
        messages(&story),
        ["boat.svg is in an unknown format, which the press cannot read"]
    );
}

#[test]
fn a_text_that_is_too_large_is_refused() {
    let story = story("");
    let text = fs::read_to_string(story.path().join("story.md")).expect("there is a story");
    let of = |bytes: u64| {
        let spaces = "\n".repeat(bytes as usize - text.len());
        fs::write(story.path().join("story.md"), format!("{text}{spaces}")).expect("there is room");
        messages(&story)
    };
    assert_eq!(of(LARGEST_TEXT), [""; 0]);
    assert_eq!(of(LARGEST_TEXT + 1), ["story.md is larger than 32 MiB"]);
}

#[test]
fn whatever_a_story_calls_a_file_it_is_one_of_its_folder() {
    let place = tempfile::tempdir().expect("there is room");
    let story = place.path().join("story");
    fs::create_dir(&story).expect("there is room");
    fs::write(place.path().join("secret.svg"), BOAT).expect("there is room");
    let secret = place.path().join("secret.svg");
    let folder = Folder::open(&story).expect("there is a folder");
    for name in [
        "../secret.svg",
        "a/../../secret.svg",
        "./../secret.svg",
        "%2e%2e/secret.svg",
        "..%2fsecret.svg",
        "%2E%2E%2Fsecret.svg",
        "..\\secret.svg",
        "../story/../secret.svg",
        "C:\\secret.svg",
        "C:secret.svg",
        "\\\\server\\share\\secret.svg",
        "//server/share/secret.svg",
        "file:///secret.svg",
        "secret.svg\0.png",
        "/dev/zero",
        "/dev/stdin",
        "/proc/self/environ",
        "..",
        ".",
        "",
        " ",
        &secret.to_string_lossy(),
        &secret.to_string_lossy().replace('/', "%2f"),
    ] {
        assert!(folder.find(name).is_err(), "{name:?}");
        assert!(folder.read(name).is_err(), "{name:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_is_no_file_and_nobody_waits_for_it() {
    let story = story("![A boat.](boat.svg)\n(Jane Roe)");
    let made = std::process::Command::new("mkfifo")
        .arg(story.path().join("boat.svg"))
        .status();
    assert!(
        made.is_ok_and(|status| status.success()),
        "mkfifo is everywhere"
    );
    assert_eq!(messages(&story), ["boat.svg is not a file"]);
}

#[test]
fn the_bounds_of_files_and_of_pictures_agree() {
    assert_eq!(LARGEST_FILE, MAX_FILE_BYTES as u64);
    const { assert!(MAX_SVG_BYTES < MAX_FILE_BYTES) };
}

#[test]
fn a_story_that_is_not_utf_8_is_told_the_line() {
    let story = story("It was\nthe last one.");
    let mut text = fs::read(story.path().join("story.md")).expect("there is a story");
    text.extend(b"\nJos\xe9 said so.");
    fs::write(story.path().join("story.md"), text).expect("there is room");
    assert_eq!(
        messages(&story),
        ["story.md is not text in UTF-8: its line 8 has other bytes"]
    );
}

/// A folder with a story of these words.
fn story(words: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("there is room");
    fs::write(folder.path().join("story.md"), format!("{STORY}{words}")).expect("there is room");
    folder
}

fn complaints(story: &TempDir) -> Vec<Complaint> {
    let folder = Folder::open(story.path()).expect("there is a folder");
    reading::read(&folder, &Originals::default()).1
}

fn messages(story: &TempDir) -> Vec<String> {
    let complaints = complaints(story).into_iter();
    complaints.map(|complaint| complaint.message).collect()
}

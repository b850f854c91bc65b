//! What readers keep on their devices.

use std::collections::BTreeSet;
use std::fs;

use reportage_press::original::sha256;
use serde_json::Value;

use crate::studio::{STORY, Studio};

fn list(studio: &Studio) -> Value {
    let list = fs::read(studio.out().join("offline.json")).expect("there is a list");
    serde_json::from_slice(&list).expect("it is JSON")
}

#[test]
fn the_list_has_every_file_of_the_page_with_its_hash() {
    let studio = Studio::new();
    studio.published();
    let list = list(&studio);
    let choices = list["choices"].as_array().expect("there are photos");
    assert_eq!(choices.len(), 3);
    let files = list["files"].as_array().expect("there are files");
    let mut listed = BTreeSet::new();
    for file in files.iter().chain(choices.iter().flat_map(|choice| {
        let files = choice.as_array().map(Vec::as_slice);
        files.unwrap_or_default()
    })) {
        let src = file["src"].as_str().expect("it has an address");
        let bytes = fs::read(studio.out().join(src)).expect("it is published");
        assert_eq!(file["sha256"], Value::from(sha256(&bytes)), "{src}");
        assert_eq!(file["bytes"], Value::from(bytes.len()), "{src}");
        listed.insert(src.to_owned());
    }
    let page = studio.page();
    assert_eq!(list["page"]["sha256"], Value::from(sha256(page.as_bytes())));
    // Whatever is published and bears a hash is there.
    let media = fs::read_dir(studio.out().join("media")).expect("there is media");
    for file in media.chain(fs::read_dir(studio.out()).expect("it is a folder")) {
        let path = file.expect("it can be read").path();
        let name = path.strip_prefix(studio.out()).expect("it is in there");
        let name = name.to_string_lossy().into_owned();
        if name.contains('-') && name != "offline-worker.js" {
            assert!(listed.contains(&name), "{name}");
        }
    }
    assert!(page.contains("<main id=\"reportage-story\" data-offline>"));
    assert!(page.contains("worker-src 'self' https://example.org;"));
    assert!(page.contains("trusted-types reportage\""));
}

#[test]
fn a_publisher_can_switch_it_off_and_a_draft_is_not_offered() {
    for line in ["onlineOnly: true", "draft: true"] {
        let studio = Studio::new();
        studio.published();
        assert!(list(&studio)["page"].is_object());
        let story = STORY.replacen("---\n", &format!("---\n{line}\n"), 1);
        studio.write("story.md", story);
        studio.published();
        // Devices that have kept it find nothing in the list any more.
        assert!(list(&studio)["page"].is_null());
        let page = studio.page();
        assert!(!page.contains("data-offline"));
        assert!(page.contains("trusted-types 'none'"));
        assert!(!page.contains("worker-src"));
    }
}

#[test]
fn each_edition_says_for_itself_whether_it_may_be_kept() {
    let studio = Studio::new();
    studio.write(
        "story.ar.md",
        "---\nheadline: الجسر\ninLanguage: ar\nonlineOnly: true\n---\n\nآخرها.\n",
    );
    studio.published();
    assert!(list(&studio)["page"].is_object());
    let arabic = fs::read(studio.out().join("ar/offline.json")).expect("there is a list");
    let arabic: Value = serde_json::from_slice(&arabic).expect("it is JSON");
    assert!(arabic["page"].is_null());
    let page = fs::read_to_string(studio.out().join("ar/index.html")).expect("there is a page");
    assert!(!page.contains("data-offline"));
}

//! Whenever publishing ends before it is done, what is published is whole: as it was before
//! or as it should be.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::studio::{Studio, assert_whole, files, press};

/// Tells a process of its own where to press: the story, the cache and the published folder.
const PLACES: [&str; 3] = ["TEST_STORY", "TEST_CACHE", "TEST_OUT"];

#[test]
fn a_file_that_cannot_be_written_leaves_the_old_page_whole() {
    let studio = Studio::new();
    studio.published();
    let before = files(&studio.out());

    // Other credits, so that every file of a picture is another one.
    let changed = Studio::new();
    for studio in [&studio, &changed] {
        studio.replace("(Jane Roe/Agency)", "(Ann Poe/Agency)");
        studio.replace("(John Doe)", "(Ann Poe)");
    }
    changed.published();
    let added = files(&changed.out());
    let added: Vec<_> = added
        .keys()
        .filter(|name| !before.contains_key(*name))
        .collect();
    assert_eq!(added.len(), 6, "three pictures in two forms");

    for name in added {
        let in_the_way = studio.out().join(name);
        let _ = fs::remove_file(&in_the_way);
        fs::create_dir(&in_the_way).expect("there is room");
        assert!(studio.press().is_err(), "{name} could be written");
        assert_whole(&studio.out());
        let page = fs::read(studio.out().join("index.html")).expect("there is a page");
        assert!(page == before["index.html"], "the page names {name}");
        fs::remove_dir(&in_the_way).expect("it is empty");
    }
    studio.published();
    assert_whole(&studio.out());
    assert_eq!(studio.page(), changed.page());
}

#[test]
fn a_press_that_is_killed_leaves_a_whole_page_or_none() {
    let studio = Studio::new();
    let mut done = 0;
    for round in 0..24 {
        // Each time all files are other ones, and half the time all pictures, too.
        let year = format!("photos:\n  copyrightNotice: © {}", 1900 + round);
        let story = crate::studio::STORY.replace("photos:\n  copyrightNotice: © 2017", &year);
        studio.write("story.md", story);
        if round % 2 == 0 {
            let _ = fs::remove_dir_all(studio.cache());
        }
        let mut press = in_a_process_of_its_own(&studio);
        std::thread::sleep(Duration::from_millis(20 * round));
        let _ = press.kill();
        let end = press.wait().expect("it has ended");
        done += usize::from(end.success());
        assert_whole(&studio.out());
    }
    assert!(done < 24, "none was killed in time");
    studio.published();
    assert_whole(&studio.out());
    let left = files(&studio.out())
        .into_keys()
        .find(|name| name.contains(".reportage"));
    assert_eq!(left, None, "it was left behind");
}

#[test]
fn two_processes_publish_in_one_folder_one_after_the_other() {
    let studio = Studio::new();
    let other = Studio::new();
    other.replace("headline: The bridge", "headline: The ferry");
    let mut presses: Vec<Child> = Vec::new();
    for story in [studio.story(), other.story()] {
        presses.push(process(&story, &studio.cache(), &studio.out()));
    }
    for mut press in presses {
        assert!(press.wait().expect("it has ended").success());
    }
    assert_whole(&studio.out());
    let headline = studio.bundle()["headline"].to_string();
    assert!(studio.page().contains(headline.trim_matches('"')));
}

fn in_a_process_of_its_own(studio: &Studio) -> Child {
    process(&studio.story(), &studio.cache(), &studio.out())
}

/// This program once more, to run [`press_where_told`] alone.
fn process(story: &Path, cache: &Path, out: &Path) -> Child {
    Command::new(std::env::current_exe().expect("this program has a path"))
        .args(["--ignored", "--exact", "cut::press_where_told"])
        .envs(PLACES.into_iter().zip([story, cache, out]))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("this program can be run")
}

#[test]
#[ignore = "the others run it as a process of its own"]
fn press_where_told() {
    let [story, cache, out] = PLACES.map(|name| std::env::var_os(name).expect("it was told"));
    press(story.as_ref(), cache.as_ref(), out.as_ref(), None).expect("it can be published");
}

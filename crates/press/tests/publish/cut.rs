//! Whenever publishing ends before it is done, what is published is whole: as it was before
//! or as it should be.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use rayon::prelude::*;
use reportage_press::original::sha256;
use reportage_press::publish::{NotPublished, Published};
use serde_json::Value;

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
fn a_press_that_is_killed_at_any_step_leaves_the_old_edition_whole_and_no_half_file_in_its_cache() {
    at_every_step("killed", true);
}

#[test]
fn a_first_press_that_is_killed_at_any_step_leaves_a_whole_page_or_none() {
    at_every_step("killed", false);
}

#[test]
fn a_disk_that_is_full_from_any_step_on_leaves_the_old_edition_whole() {
    at_every_step("full", true);
}

/// Has a press fail at its first step, another at its second, and so on until there are no more;
/// each where the story was published before with another picture and another credit, or where it
/// never was. Whatever the step, what is there is whole, and the next press mends all.
fn at_every_step(fault: &str, was_published: bool) {
    let ends = [small("(Ann Poe/Agency)", 1), small("(Jane Roe)", 2)].map(|studio| {
        publish(&studio).expect("it can be published");
        files(&studio.out())
    });
    let [before, after] = &ends;
    let is_whole = |out: &Path, step: usize| {
        assert_whole(out);
        let page = fs::read(out.join("index.html")).ok();
        let is = |edition: &BTreeMap<_, _>| page.as_ref() == edition.get("index.html");
        let was = if was_published {
            is(before)
        } else {
            page.is_none()
        };
        assert!(was || is(after), "at step {step} there is neither page");
    };
    let fails = |step: usize| {
        let studio = small("(Ann Poe/Agency)", 1);
        if was_published {
            publish(&studio).expect("it can be published");
        }
        change(&studio, "(Jane Roe)", 2);
        let failed = !in_a_process_of_its_own(&studio, Some(&format!("{fault} {step}")));
        is_whole(&studio.out(), step);
        assert_no_half_file(&studio.cache());

        publish(&studio).expect("nothing is in the way any more");
        let there = files(&studio.out());
        for (name, bytes) in after {
            assert!(
                there.get(name) == Some(bytes),
                "at step {step} {name} differs"
            );
        }
        let ours = |name: &&String| {
            after.contains_key(*name) || was_published && before.contains_key(*name)
        };
        let left = there.keys().find(|name| !ours(name));
        assert_eq!(left, None, "it was left behind at step {step}");
        let left = files(&studio.cache())
            .into_keys()
            .find(|name| name.contains(PART));
        assert_eq!(left, None, "it was left in the cache at step {step}");
        failed
    };
    // As many steps at once as there are cores; they are not known before.
    let at_once = rayon::current_num_threads();
    let steps = (1..)
        .step_by(at_once)
        .take_while(|first| {
            let failed = (*first..first + at_once).into_par_iter().map(fails);
            failed.reduce(|| true, |one, other| one && other)
        })
        .count();
    assert!(steps * at_once > 8, "there are more steps than {steps}");
}

/// What the names of files begin with that are not whole yet.
const PART: &str = ".reportage-part-";

/// A story of one photo, with a credit.
fn small(credit: &str, picture: u8) -> Studio {
    let studio = Studio::empty();
    change(&studio, credit, picture);
    studio
}

fn change(studio: &Studio, credit: &str, picture: u8) {
    let story = "---\nheadline: The bridge\ninLanguage: en\n---\n\n![A bridge.](bridge.png)\n";
    studio.write("story.md", format!("{story}{credit}\n"));
    studio.write("bridge.png", crate::studio::picture(picture));
}

fn publish(studio: &Studio) -> Result<Published, NotPublished> {
    press(&studio.story(), &studio.cache(), &studio.out(), None)
}

/// Checks that every picture in a cache that is said to be whole is.
fn assert_no_half_file(cache: &Path) {
    if !cache.exists() {
        return;
    }
    let kept = files(cache);
    let whole = kept.iter().filter(|(name, _)| !name.contains(PART));
    for (name, bytes) in whole {
        let (folder, file) = name.rsplit_once('/').expect("every picture has a folder");
        let index = &kept[&format!("{folder}/index.json")];
        let index: Value = serde_json::from_slice(index).expect("the index is whole");
        if let Ok(number) = file.parse::<usize>() {
            let hash = index["files"][number]["sha256"].as_str();
            assert_eq!(hash, Some(sha256(bytes).as_str()), "{name} is damaged");
        }
    }
}

#[test]
fn two_processes_publish_in_one_folder_one_after_the_other() {
    let studio = Studio::new();
    let other = Studio::new();
    other.replace("headline: The bridge", "headline: The ferry");
    let mut presses: Vec<Child> = Vec::new();
    for story in [studio.story(), other.story()] {
        presses.push(process(&story, &studio.cache(), &studio.out(), None));
    }
    for mut press in presses {
        assert!(press.wait().expect("it has ended").success());
    }
    assert_whole(&studio.out());
    let headline = studio.bundle()["headline"].to_string();
    assert!(studio.page().contains(headline.trim_matches('"')));
}

#[test]
fn presses_that_share_a_cache_publish_what_each_would_alone() {
    let alone = Studio::new();
    publish(&alone).expect("it can be published");
    let together = [Studio::new(), Studio::new(), Studio::new()];
    let cache = together[0].cache();
    let presses: Vec<Child> = together
        .iter()
        .map(|studio| process(&studio.story(), &cache, &studio.out(), None))
        .collect();
    for mut press in presses {
        assert!(press.wait().expect("it has ended").success());
    }
    for studio in &together {
        assert_eq!(files(&studio.out()), files(&alone.out()));
    }
    assert_no_half_file(&cache);
    assert_eq!(files(&cache), files(&alone.cache()), "something is left");
}

/// Whether a press in a process of its own, at which something may fail, comes to its end.
fn in_a_process_of_its_own(studio: &Studio, fault: Option<&str>) -> bool {
    let mut press = process(&studio.story(), &studio.cache(), &studio.out(), fault);
    press.wait().expect("it has ended").success()
}

/// This program once more, to run [`press_where_told`] alone.
fn process(story: &Path, cache: &Path, out: &Path, fault: Option<&str>) -> Child {
    Command::new(std::env::current_exe().expect("this program has a path"))
        .args(["--ignored", "--exact", "cut::press_where_told"])
        .envs(PLACES.into_iter().zip([story, cache, out]))
        .envs(fault.map(|fault| ("REPORTAGE_FAULT", fault)))
        // So that the steps of each come in the same order.
        .env("RAYON_NUM_THREADS", "1")
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

//! Many stories, pressed on several machines: each has a copy of them, and a cache of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use crate::studio::{STORY, files, picture};

const BASE: &str = "https://example.org/reports/";

/// A machine: somewhere with a home, a cache and a copy of the stories.
struct Machine {
    place: TempDir,
}

impl Machine {
    fn new() -> Self {
        let machine = Self {
            place: tempfile::tempdir().expect("there is room"),
        };
        for number in 0..5_u8 {
            let story = machine.path(&format!("reports/bridge-{number}"));
            fs::create_dir_all(&story).expect("there is room");
            let text = STORY.replace("The bridge", &format!("Bridge {number}"));
            fs::write(story.join("story.md"), text).expect("there is room");
            for name in ["wreck.png", "left.png", "right.png"] {
                fs::write(story.join(name), picture(number)).expect("there is room");
            }
        }
        let page = machine.path("dist/page");
        fs::create_dir_all(&page).expect("there is room");
        for name in ["page.js", "page_bg.wasm", "tools.js", "tools_bg.wasm"] {
            fs::write(page.join(name), name).expect("there is room");
        }
        machine
    }

    fn path(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }

    /// `reportage build` of the stories, or of a part of them.
    fn build(&self, out: &Path, shard: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_reportage"));
        command
            .args(["build", "reports", "--base-url", BASE, "--out"])
            .arg(out)
            .args(shard)
            .current_dir(self.place.path())
            .env("HOME", self.path("home"))
            .env("REPORTAGE_CACHE", self.path("cache"))
            .env("REPORTAGE_DIST", self.path("dist"))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }
}

fn said(output: &Output) -> String {
    let told = String::from_utf8_lossy(&output.stdout);
    let wrong = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}{wrong}");
    told.into_owned()
}

#[test]
fn parts_of_several_machines_are_the_same_as_of_one_and_nothing_is_made_again() {
    let alone = Machine::new();
    let expected = alone.path("public");
    said(&alone.build(&expected, &[]).output().expect("it can be run"));

    let place = tempfile::tempdir().expect("there is room");
    let shared = place.path().join("public");
    let machines = [Machine::new(), Machine::new()];
    let parts: Vec<_> = machines
        .iter()
        .zip(["1/2", "2/2"])
        .map(|(machine, part)| {
            let mut build = machine.build(&shared, &["--shard", part]);
            build.spawn().expect("it can be run")
        })
        .collect();
    for part in parts {
        said(&part.wait_with_output().expect("it ends"));
    }
    assert!(!shared.join("index.html").exists());

    let last = Machine::new();
    let told = said(&last.build(&shared, &[]).output().expect("it can be run"));
    assert!(
        told.contains("of 5 stories 0 are published now, 5 had been before"),
        "{told}"
    );
    assert!(!last.path("cache").exists(), "something was pressed again");
    assert!(files(&shared) == files(&expected));
}

#[test]
fn who_publishes_is_told_which_folder_is_left_out() {
    let machine = Machine::new();
    let draft = STORY.replace("inLanguage: en", "inLanguage: en\ndraft: true");
    fs::write(machine.path("reports/bridge-3/story.md"), draft).expect("there is room");
    let public = machine.path("public");
    said(&machine.build(&public, &[]).output().expect("it can be run"));
    let output = Command::new(env!("CARGO_BIN_EXE_reportage"))
        .args(["publish", "public", "www"])
        .current_dir(machine.place.path())
        .output()
        .expect("it can be run");
    said(&output);
    let wrong = String::from_utf8_lossy(&output.stderr);
    assert!(
        wrong.contains("warning: public/bridge-3/ is a draft, and is left out"),
        "{wrong}"
    );
    let www = files(&machine.path("www"));
    assert!(www.contains_key("bridge-2/index.html") && www.contains_key("index.html"));
    assert!(!www.keys().any(|name| name.contains("bridge-3")));
}

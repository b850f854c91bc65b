//! Disks that are full or cannot be written: real ones, where this machine lets us have them.

use std::fs;
use std::process::Command;

use reportage_press::publish::NotPublished;

use crate::studio::{Studio, assert_whole, files};

/// Where the test within finds its disk.
const DISK: &str = "TEST_DISK";
/// What ends a script that could not mount anything.
const NO_MOUNT: i32 = 77;

#[test]
fn a_disk_that_is_really_full_leaves_the_old_edition_whole() {
    on_a_disk("mount -t tmpfs -o size=1m none .", "disks::full");
}

#[test]
fn a_disk_that_is_really_read_only_leaves_the_old_edition_whole() {
    on_a_disk(
        "mount --bind . . && cd . && mount -o remount,bind,ro .",
        "disks::read_only",
    );
}

/// Runs a test of this program where `mount` has mounted something, which nobody else sees. Where
/// that may not be done, it says so.
fn on_a_disk(mount: &str, test: &str) {
    let disk = Studio::new();
    fs::create_dir(disk.out()).expect("there is room");
    // What is read-only later has its edition before.
    if test.ends_with("read_only") {
        disk.published();
    }
    let script =
        format!("cd \"${DISK}\" && {mount} || exit {NO_MOUNT}; cd / && exec \"$0\" \"$@\"");
    let program = std::env::current_exe().expect("this program has a path");
    let run = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount", "sh", "-c", &script])
        .arg(program)
        .args(["--ignored", "--exact", "--nocapture", test])
        .env(DISK, disk.out())
        .output();
    let Ok(run) = run else {
        eprintln!("NOT TESTED: there is no unshare here, and so no disk to spare");
        return;
    };
    let said = String::from_utf8_lossy(&run.stdout) + String::from_utf8_lossy(&run.stderr);
    // A test that fails ends its program with 101; nothing before it does.
    assert_ne!(run.status.code(), Some(101), "{said}");
    match run.status.success() {
        true => assert!(said.contains("1 passed"), "{said}"),
        false => eprintln!("NOT TESTED: no disk can be mounted here: {said}"),
    }
}

#[test]
#[ignore = "another runs it, on a disk of a mebibyte"]
fn full() {
    let studio = on_the_disk();
    studio.published();
    let before = studio.page();
    // All that is left is for a file of some bytes.
    let filler = studio.out().join("filler");
    let mut bytes = vec![0; 1 << 20];
    while fs::write(&filler, &bytes).is_err() {
        bytes.truncate(bytes.len() - 4096);
    }
    studio.replace("(John Doe)", "(Ann Poe)");
    let Err(NotPublished::Out(error)) = studio.press() else {
        panic!("there was room");
    };
    assert!(error.message.contains("No space left"), "{error}");
    assert_whole(&studio.out());
    assert_eq!(studio.page(), before);
    fs::remove_file(filler).expect("it is there");
    studio.published();
    assert_whole(&studio.out());
    assert!(studio.page().contains("Ann Poe"));
}

#[test]
#[ignore = "another runs it, where nothing can be written"]
fn read_only() {
    let studio = on_the_disk();
    let before = files(&studio.out());
    studio.replace("(John Doe)", "(Ann Poe)");
    let Err(NotPublished::Out(error)) = studio.press() else {
        panic!("it could be written");
    };
    assert!(error.message.contains("Read-only file system"), "{error}");
    assert!(files(&studio.out()) == before);
    assert_whole(&studio.out());
}

/// A story that is published on the disk.
fn on_the_disk() -> Studio {
    Studio::publishing_in(std::env::var_os(DISK).expect("it was told").into())
}

#[test]
fn a_file_where_a_folder_should_be_is_named_and_stays() {
    let studio = Studio::new();
    fs::write(studio.out(), "ours").expect("there is room");
    let Err(NotPublished::Out(error)) = studio.press() else {
        panic!("a file is no folder");
    };
    assert_eq!(error.path, studio.out());
    assert_eq!(fs::read(studio.out()).expect("it is there"), b"ours");

    fs::remove_file(studio.out()).expect("it is there");
    studio.published();
    let before = studio.page();
    // No user may write into a file as into a folder, not even root.
    fs::rename(studio.out().join("media"), studio.out().join("kept")).expect("it is there");
    fs::write(studio.out().join("media"), "ours").expect("there is room");
    assert!(matches!(studio.press(), Err(NotPublished::Out(_))));
    assert_eq!(studio.page(), before);
    fs::remove_file(studio.out().join("media")).expect("it is there");
    fs::rename(studio.out().join("kept"), studio.out().join("media")).expect("it is there");
    studio.published();
    assert_whole(&studio.out());
}

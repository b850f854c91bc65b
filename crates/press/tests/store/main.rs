//! A built folder on an object store: a real one, which speaks S3.

mod many;
mod parallel;
mod server;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use image::RgbImage;
use reportage_press::folder::Folder;
use reportage_press::original::Originals;
use reportage_press::page::Program;
use reportage_press::publish::{Cache, Out, Press, Progress};
use reportage_press::reading;
use reportage_press::store::{Done, StoreError, Target, publish};
use server::Server;
use tempfile::TempDir;

const STORY: &str = "---
headline: The bridge
author: Jane Roe
inLanguage: en
---

![The left bank.](left.png)
(Jane Roe/Agency)

It was the last one that stood.

## The other bank

![The right bank.](right.png)
(John Doe)
";

struct Silent;

impl Progress for Silent {
    fn begin(&self, _: usize) {}
    fn done(&self, _: &str, _: bool) {}
    fn end(&self) {}
}

/// A story and the folder that is built of it.
struct Desk {
    place: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self {
            place: tempfile::tempdir().expect("there is room"),
        };
        fs::create_dir(desk.path("story")).expect("there is room");
        for (name, color) in [("left", 40), ("right", 200)] {
            RgbImage::from_pixel(24, 16, image::Rgb([color, 90, 90]))
                .save(desk.path("story").join(format!("{name}.png")))
                .expect("there is room");
        }
        desk.build(STORY);
        desk
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.place.path().join(name)
    }

    fn out(&self) -> std::path::PathBuf {
        self.path("out")
    }

    fn build(&self, story: &str) {
        fs::write(self.path("story/story.md"), story).expect("there is room");
        let folder = Folder::open(&self.path("story")).expect("there is a story");
        let (reading, _) = reading::read(&folder, &Originals::default());
        Press {
            folder: &folder,
            cache: &Cache::new(self.path("cache")),
            program: &Program::new((b"js", b"wasm"), (b"tools", b"their wasm")),
            base_url: None,
            root: "",
            script: None,
            progress: &Silent,
        }
        .publish(
            reading.expect("there is a story"),
            &Out::open(&self.out(), || {}).expect("there is room"),
        )
        .expect("it can be published");
    }
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(path) = waiting.pop() {
        for entry in fs::read_dir(&path).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = path.strip_prefix(folder).expect("it is below");
            let name = name.to_string_lossy().into_owned();
            // The store's own notes are hidden.
            if name.split('/').any(|part| part.starts_with('.')) {
                continue;
            }
            if path.is_dir() {
                waiting.push(path);
            } else {
                files.insert(name, fs::read(&path).expect("it can be read"));
            }
        }
    }
    files
}

/// Whatever pages are there, everything that they name is there too.
fn assert_no_page_is_broken(store: &Path) {
    let files = files(store);
    for (name, text) in &files {
        if !name.ends_with(".html") && !name.ends_with(".json") {
            continue;
        }
        let text = String::from_utf8_lossy(text);
        for word in text.split(['"', '\'', ' ', ',', '(', ')']) {
            let word = word.trim_start_matches("./");
            let is_file = ["media/", "reportage-", "icon-"]
                .iter()
                .any(|start| word.starts_with(start));
            assert!(
                !is_file || !word.contains('.') || files.contains_key(word),
                "{name} names {word}, which is not there"
            );
        }
    }
}

#[tokio::test]
async fn the_store_has_every_file_of_the_folder_and_knows_what_it_is() {
    let desk = Desk::new();
    let server = Server::start().await;
    let target = server.target("stories");
    let done = publish(&desk.out(), &target, |_| {}, |_| {})
        .await
        .expect("it can");
    let there = files(&server.folder().join("stories"));
    assert_eq!(there, files(&desk.out()));
    assert_eq!(done.written, there.len());
    let photo = there
        .keys()
        .find(|name| name.ends_with(".avif"))
        .expect("there is one");
    for (name, media_type, keeping) in [
        ("index.html", "text/html; charset=utf-8", "no-cache"),
        (photo, "image/avif", "public, max-age=31536000, immutable"),
    ] {
        assert_eq!(
            server.told_of(&format!("stories/{name}")),
            Some((media_type.to_owned(), keeping.to_owned()))
        );
    }
}

#[tokio::test]
async fn only_what_has_changed_is_written_again() {
    let desk = Desk::new();
    let server = Server::start().await;
    let target = server.target("stories");
    publish(&desk.out(), &target, |_| {}, |_| {})
        .await
        .expect("it can");
    let again = publish(&desk.out(), &target, |_| {}, |_| {})
        .await
        .expect("it can");
    assert_eq!(again.written, 0);
    // A change that leaves the page as long as it was.
    desk.build(&STORY.replace("last one", "only one"));
    let written = RefCell::new(Vec::new());
    publish(
        &desk.out(),
        &target,
        |_| {},
        |name| written.borrow_mut().push(name.to_owned()),
    )
    .await
    .expect("it can");
    assert_eq!(
        written.into_inner(),
        ["story.json", "index.html", "offline.json"]
    );
    assert_eq!(files(&server.folder().join("stories")), files(&desk.out()));
}

#[tokio::test]
async fn whenever_it_is_cut_off_no_page_is_broken_and_the_next_run_goes_on() {
    let desk = Desk::new();
    let out = desk.out();
    let count = files(&out).len();
    for cut in 1..count {
        let server = Server::start().await;
        let target = server.target("stories");
        let store = server.folder().join("stories");
        let (cut_off, is_cut_off) = tokio::sync::oneshot::channel::<()>();
        let state = RefCell::new((0, Some(cut_off)));
        let told = |_: &str| {
            assert_no_page_is_broken(&store);
            let (written, cut_off) = &mut *state.borrow_mut();
            *written += 1;
            if *written == cut
                && let Some(cut_off) = cut_off.take()
            {
                let _ = cut_off.send(());
            }
        };
        // Whoever is waited for no longer is dropped where it is.
        let ended = tokio::select! {
            biased;
            _ = is_cut_off => false,
            done = publish(&out, &target, |_| {}, told) => done.is_ok(),
        };
        assert!(!ended, "it was cut off after {cut} files");
        assert_no_page_is_broken(&store);
        publish(
            &desk.out(),
            &target,
            |_| {},
            |_| assert_no_page_is_broken(&store),
        )
        .await
        .expect("it can");
        assert_eq!(files(&store), files(&desk.out()));
    }
}

#[tokio::test]
async fn a_draft_is_refused() {
    let desk = Desk::new();
    desk.build(&STORY.replace("inLanguage: en", "inLanguage: en\ndraft: true"));
    let server = Server::start().await;
    match publish(&desk.out(), &server.target("stories"), |_| {}, |_| {}).await {
        Err(StoreError::Draft(folder)) => assert_eq!(folder, desk.out()),
        other => panic!("{other:?}"),
    }
    assert!(files(&server.folder().join("stories")).is_empty());
}

#[tokio::test]
async fn a_folder_that_is_not_whole_or_not_built_is_refused() {
    let desk = Desk::new();
    let target = Target::parse(&desk.path("www").to_string_lossy(), []).expect("it can be made");
    assert!(matches!(
        publish(&desk.path("story"), &target, |_| {}, |_| {}).await,
        Err(StoreError::NotBuilt(_))
    ));
    // A photo, the program, the icon: whatever a page asks for.
    for end in [".jpg", ".avif", ".wasm", ".js", ".svg"] {
        let desk = Desk::new();
        let name = files(&desk.out())
            .into_keys()
            .find(|name| name.ends_with(end) && name != "embed.js")
            .expect("there is one");
        fs::remove_file(desk.out().join(&name)).expect("it is there");
        match publish(&desk.out(), &target, |_| {}, |_| {}).await {
            Err(StoreError::Incomplete(_, missing)) => assert_eq!(missing, name),
            other => panic!("{name}: {other:?}"),
        }
        assert!(files(&desk.path("www")).is_empty());
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_link_is_refused_by_its_name() {
    let desk = Desk::new();
    let target = Target::parse(&desk.path("www").to_string_lossy(), []).expect("it can be made");
    for to in ["index.html", "media", "nowhere"] {
        let link = desk.out().join("link");
        std::os::unix::fs::symlink(desk.out().join(to), &link).expect("there is room");
        match publish(&desk.out(), &target, |_| {}, |_| {}).await {
            Err(StoreError::Link(path)) => assert_eq!(path, link),
            other => panic!("{to}: {other:?}"),
        }
        fs::remove_file(link).expect("it is there");
    }
}

#[tokio::test]
async fn while_a_press_is_at_work_on_the_folder_it_is_not_read() {
    let desk = Desk::new();
    let target = Target::parse(&desk.path("www").to_string_lossy(), []).expect("it can be made");
    let out = RefCell::new(Some(Out::open(&desk.out(), || {}).expect("it is there")));
    let waiting = |_: &Path| drop(out.take());
    publish(&desk.out(), &target, waiting, |_| {})
        .await
        .expect("it can");
    assert!(out.borrow().is_none(), "nobody waited");
}

#[tokio::test]
async fn a_folder_is_a_store_too() {
    let desk = Desk::new();
    let target = Target::parse(&desk.path("www").to_string_lossy(), []).expect("it can be made");
    let done = publish(&desk.out(), &target, |_| {}, |_| {})
        .await
        .expect("it can");
    assert_eq!(files(&desk.path("www")), files(&desk.out()));
    let again = publish(&desk.out(), &target, |_| {}, |_| {})
        .await
        .expect("it can");
    let unchanged = done.written;
    assert_eq!(
        again,
        Done {
            unchanged,
            ..Done::default()
        }
    );
}

#[test]
fn an_address_that_is_none_is_refused() {
    for wrong in ["ftp://example.org/stories", "s3:"] {
        assert!(
            matches!(Target::parse(wrong, []), Err(StoreError::Address(_))),
            "{wrong}"
        );
    }
}

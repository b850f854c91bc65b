//! Many stories on a store.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use image::RgbImage;
use reportage_press::credentials::Verifier;
use reportage_press::folder::Folder;
use reportage_press::page::Program;
use reportage_press::publication::{self, Fate, Publication};
use reportage_press::publish::{Cache, Out};
use reportage_press::store::{Done, StoreError, publish};
use tempfile::TempDir;

use crate::server::Server;
use crate::{STORY, Silent, files};

const BASE: &str = "https://example.org/stories/";

/// A folder of stories and what is built of it.
struct Newsroom {
    place: TempDir,
}

impl Newsroom {
    /// With two stories, one of them in two languages.
    fn new() -> Self {
        let newsroom = Self {
            place: tempfile::tempdir().expect("there is room"),
        };
        newsroom.write("lake", STORY);
        newsroom.write("river", STORY);
        let arabic = STORY.replace("inLanguage: en", "inLanguage: ar");
        fs::write(newsroom.path("reports/river/story.ar.md"), arabic).expect("there is room");
        newsroom
    }

    fn write(&self, name: &str, story: &str) {
        let folder = self.path("reports").join(name);
        fs::create_dir_all(&folder).expect("there is room");
        let dated = story.replace("inLanguage", "datePublished: 2017-03-31\ninLanguage");
        fs::write(folder.join("story.md"), dated).expect("there is room");
        for (name, color) in [("left", 40), ("right", 200)] {
            RgbImage::from_pixel(24, 16, image::Rgb([color, 90, 90]))
                .save(folder.join(format!("{name}.png")))
                .expect("there is room");
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }

    fn out(&self) -> PathBuf {
        self.path("public")
    }

    fn build(&self, with_index: bool) {
        let sources = publication::stories_in(&self.path("reports")).expect("it is there");
        let site = Publication {
            out: &self.out(),
            cache: &Cache::new(self.path("cache")),
            program: &Program::new((b"js", b"wasm"), (b"tools", b"their wasm")),
            base_url: Some(BASE),
            verifier: &Verifier::default(),
            progress: &Silent,
            waiting: &|_| {},
        };
        site.begin().expect("there is room");
        for source in &sources {
            let fate = site.press(source, |_, _| {}).expect("there is room");
            assert!(!matches!(fate, Fate::AtFault), "{}", source.name);
        }
        if with_index {
            let folder = Folder::open(&self.path("reports")).expect("it is there");
            let (about, _) = publication::about(&folder);
            site.put_index(&about, &sources).expect("there is room");
        }
    }

    async fn publish(&self, server: &Server) -> Result<Done, StoreError> {
        publish(&self.out(), &server.target("stories"), |_| {}, |_| {}).await
    }
}

/// What is on the store, of what was told to it.
fn on(server: &Server) -> BTreeMap<String, Vec<u8>> {
    files(&server.folder().join("stories"))
}

/// Every file is there, and nothing that is hidden is.
fn assert_all_is_there(server: &Server, out: &Path) {
    assert_eq!(on(server), files(out));
    let hidden = walk(&server.folder().join("stories"), ".reportage");
    assert_eq!(hidden, Vec::<PathBuf>::new());
}

fn walk(folder: &Path, start: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(start) {
            found.push(entry.path());
        }
        found.extend(walk(&entry.path(), start));
    }
    found
}

#[tokio::test]
async fn a_part_without_an_index_can_go_and_the_index_later() {
    let newsroom = Newsroom::new();
    let server = Server::start().await;
    newsroom.build(false);
    newsroom.publish(&server).await.expect("it can");
    assert!(!on(&server).contains_key("index.html"));
    assert_all_is_there(&server, &newsroom.out());
    assert!(!walk(&newsroom.out(), ".reportage-made").is_empty());
    newsroom.build(true);
    newsroom.publish(&server).await.expect("it can");
    assert_all_is_there(&server, &newsroom.out());
    assert!(on(&server).contains_key("index.html"));
}

#[tokio::test]
async fn nothing_comes_before_what_it_leads_to() {
    let newsroom = Newsroom::new();
    newsroom.build(true);
    let out = newsroom.out();
    // As they would be of more stories than fit on one.
    let page = fs::read_to_string(out.join("index.html")).expect("it is there");
    fs::write(out.join("index-2.html"), &page).expect("there is room");
    let nav = "<nav><a href=\"index-2.html\">2</a></nav>\n</main>";
    let page = page.replace("</main>", nav);
    fs::write(out.join("index.html"), page).expect("there is room");
    let map = fs::read(out.join("sitemap.xml")).expect("it is there");
    fs::write(out.join("sitemap-1.xml"), map).expect("there is room");

    let server = Server::start().await;
    let order = RefCell::new(Vec::new());
    let told = |name: &str| order.borrow_mut().push(name.to_owned());
    publish(&out, &server.target("stories"), |_| {}, told)
        .await
        .expect("it can");
    let order = order.into_inner();
    let at = |name: &str| {
        let at = order.iter().position(|other| other == name);
        at.unwrap_or_else(|| panic!("{name} is not among {order:?}"))
    };
    let before = |first: &str, then: &str| assert!(at(first) < at(then), "{first}, then {then}");
    for name in order.iter().filter(|name| name.contains("media/")) {
        let story = name.split('/').next().unwrap_or_default();
        before(name, &format!("{story}/story.json"));
    }
    for name in order
        .iter()
        .filter(|name| name.contains("-") && !name.contains('/'))
    {
        if name.starts_with("reportage-") || name.starts_with("icon-") {
            before(name, "lake/index.html");
            before(name, "river/index.html");
        }
    }
    for (first, then) in [
        ("lake/embed.js", "lake/index.html"),
        ("lake/oembed.json", "lake/index.html"),
        ("lake/story.json", "lake/index.html"),
        ("river/ar/oembed.json", "river/ar/index.html"),
        ("river/ar/story.json", "river/ar/index.html"),
        ("river/ar/index.html", "river/index.html"),
        ("lake/index.html", "feed.xml"),
        ("river/index.html", "feed.xml"),
        ("feed.xml", "index-2.html"),
        ("index-2.html", "index.html"),
        ("index.html", "sitemap-1.xml"),
        ("sitemap-1.xml", "sitemap.xml"),
    ] {
        before(first, then);
    }
}

#[tokio::test]
async fn a_draft_is_left_out_and_keeps_no_other_from_being_published() {
    let newsroom = Newsroom::new();
    let draft = STORY.replace("inLanguage", "draft: true\ninLanguage");
    newsroom.write("secret", &draft);
    for with_index in [false, true] {
        newsroom.build(with_index);
        let server = Server::start().await;
        let done = newsroom.publish(&server).await.expect("it can");
        assert_eq!(done.drafts, ["secret/"]);
        let there = on(&server);
        assert!(there.contains_key("lake/index.html"));
        assert!(there.contains_key("index.html") == with_index);
        assert!(!there.keys().any(|name| name.starts_with("secret")));
    }
}

#[tokio::test]
async fn an_index_that_leads_nowhere_stays_at_home() {
    let newsroom = Newsroom::new();
    newsroom.build(true);
    // It has become a draft, and the index does not know that yet.
    newsroom.write(
        "lake",
        &STORY.replace("inLanguage", "draft: true\ninLanguage"),
    );
    newsroom.build(false);
    let server = Server::start().await;
    match newsroom.publish(&server).await {
        Err(StoreError::Incomplete(page, missing)) => {
            assert!(page.ends_with("index.html"));
            assert_eq!(missing, "lake/index.html");
        }
        other => panic!("{other:?}"),
    }
    let there = on(&server);
    assert!(there.contains_key("river/index.html") && !there.contains_key("index.html"));
}

#[tokio::test]
async fn a_story_is_not_read_while_a_press_is_at_work_on_it() {
    let newsroom = Newsroom::new();
    newsroom.build(true);
    let server = Server::start().await;
    let lake = newsroom.out().join("lake");
    let press = RefCell::new(Some(Out::open(&lake, || {}).expect("it is there")));
    let waiting = |place: &Path| {
        assert!(place.ends_with("lake/") && press.take().is_some());
    };
    publish(&newsroom.out(), &server.target("stories"), waiting, |_| {})
        .await
        .expect("it can");
    assert!(press.borrow().is_none(), "nobody waited");
    assert_all_is_there(&server, &newsroom.out());
}

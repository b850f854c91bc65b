//! A folder of stories, published as one site.

use std::fs;
use std::path::Path;

use reportage_press::folder::Folder;
use reportage_press::page::Program;
use reportage_press::publication::{self, Fate, Publication, Shard, Source};
use reportage_press::publish::{Cache, Out};

use crate::html;
use crate::studio::{STORY, Silent, Studio, files, picture};

const BASE: &str = "https://example.org/reports/";

/// A folder of stories with this many.
fn stories(count: u32) -> Studio {
    let studio = Studio::empty();
    for number in 0..count {
        let story = STORY
            .replace("The bridge", &format!("Bridge {number}"))
            .replace("2017-03-31", &format!("2017-03-{:02}", number + 1));
        let name = format!("bridge-{number}");
        fs::create_dir(studio.story().join(&name)).expect("there is room");
        studio.write(&format!("{name}/story.md"), story);
        for (color, file) in ["wreck.png", "left.png", "right.png"].iter().enumerate() {
            studio.write(&format!("{name}/{file}"), picture(color as u8));
        }
    }
    studio
}

/// Publishes those of a part into a folder, and says what became of each.
fn press(studio: &Studio, sources: &[Source], out: &Path) -> Vec<Fate> {
    let out = Out::open(out, || {}).expect("there is room");
    let site = Publication {
        out: &out,
        cache: &Cache::new(studio.cache()),
        program: &Program::new(b"js", b"wasm"),
        base_url: Some(BASE),
        progress: &Silent,
    };
    site.begin().expect("there is room");
    sources
        .iter()
        .map(|source| site.press(source, |_, _| {}).expect("there is room"))
        .collect()
}

/// Writes what leads to all stories.
fn index(studio: &Studio, sources: &[Source], out: &Path) {
    let folder = Folder::open(&studio.story()).expect("there is one");
    let (about, complaints) = publication::about(&folder);
    assert_eq!(complaints, []);
    let out = Out::open(out, || {}).expect("there is room");
    let published = publication::published(sources, out.path());
    publication::put_index(&about, &published, Some(BASE), &out).expect("there is room");
}

fn sources(studio: &Studio) -> Vec<Source> {
    publication::stories_in(&studio.story()).expect("they can be looked at")
}

#[test]
fn the_index_leads_to_every_story_the_newest_first() {
    let studio = stories(3);
    studio.write(
        "publication.yaml",
        "name: Reports of the Paper\ndescription: From the river.\n",
    );
    let sources = sources(&studio);
    press(&studio, &sources, &studio.out());
    index(&studio, &sources, &studio.out());
    let page = studio.page();
    let headlines: Vec<_> = html::all(&page, "h2")
        .into_iter()
        .map(|tag| tag.text)
        .collect();
    assert_eq!(headlines, ["Bridge 2", "Bridge 1", "Bridge 0"]);
    assert!(page.contains("Reports of the Paper") && page.contains("From the river."));
    for link in html::all(&page, "a") {
        let href = link.attribute("href").expect("it leads somewhere");
        assert!(
            studio.out().join(href).join("index.html").is_file(),
            "{href}"
        );
    }
    for image in html::all(&page, "img") {
        let src = image.attribute("src").expect("it has one");
        assert!(studio.out().join(src).is_file(), "{src}");
        assert!(!src.contains("wreck"), "a notice covers that");
    }
    assert!(
        page.contains("<bdi>Jane Roe/Agency</bdi>"),
        "its credit is not lost"
    );
}

#[test]
fn all_stories_share_one_program() {
    let studio = stories(2);
    press(&studio, &sources(&studio), &studio.out());
    let files = files(&studio.out());
    let programs: Vec<_> = files
        .keys()
        .filter(|name| name.contains("reportage-"))
        .collect();
    assert_eq!(programs.len(), 2, "{programs:?}");
    let page = fs::read_to_string(studio.out().join("bridge-0/index.html")).expect("it is there");
    let script = programs
        .iter()
        .find(|name| name.ends_with(".js"))
        .expect("there is one");
    assert!(page.contains(&format!("import(\"../{script}\")")));
}

#[test]
fn feed_and_map_name_every_story_by_its_whole_address() {
    let studio = stories(3);
    let sources = sources(&studio);
    press(&studio, &sources, &studio.out());
    index(&studio, &sources, &studio.out());
    let feed = fs::read_to_string(studio.out().join("feed.xml")).expect("there is one");
    let feed: atom_syndication::Feed = feed.parse().expect("it is Atom");
    let ids: Vec<_> = feed.entries().iter().map(|entry| entry.id()).collect();
    assert_eq!(ids[0], format!("{BASE}bridge-2/"));
    assert_eq!(ids.len(), 3);
    assert_eq!(feed.updated().to_rfc3339(), "2017-03-03T00:00:00+00:00");
    assert_eq!(feed.entries()[0].authors()[0].name(), "Jane Roe");
    let map = fs::read_to_string(studio.out().join("sitemap.xml")).expect("there is one");
    for number in 0..3 {
        assert!(
            map.contains(&format!("<loc>{BASE}bridge-{number}/</loc>")),
            "{map}"
        );
    }
}

#[test]
fn a_draft_is_published_and_nothing_leads_to_it() {
    let studio = stories(2);
    let draft = STORY.replace("inLanguage: en", "inLanguage: en\ndraft: true");
    studio.write("bridge-1/story.md", draft);
    let sources = sources(&studio);
    press(&studio, &sources, &studio.out());
    index(&studio, &sources, &studio.out());
    assert!(studio.out().join("bridge-1/index.html").is_file());
    for name in ["index.html", "feed.xml", "sitemap.xml"] {
        let text = fs::read_to_string(studio.out().join(name)).expect("it is there");
        assert!(!text.contains("bridge-1"), "{name}");
    }
}

#[test]
fn only_what_has_changed_is_made_again() {
    let studio = stories(3);
    let sources = sources(&studio);
    let first = press(&studio, &sources, &studio.out());
    assert!(first.iter().all(|fate| matches!(fate, Fate::Published)));
    let again = press(&studio, &sources, &studio.out());
    assert!(
        again.iter().all(|fate| matches!(fate, Fate::Unchanged)),
        "{again:?}"
    );
    let longer = STORY.replace("last one that stood", "last one of all that stood");
    studio.write("bridge-1/story.md", longer);
    let page = studio.out().join("bridge-2/index.html");
    fs::remove_file(&page).expect("it is there");
    let fates = press(&studio, &sources, &studio.out());
    assert!(
        matches!(
            fates[..],
            [Fate::Unchanged, Fate::Published, Fate::Published]
        ),
        "{fates:?}"
    );
    assert!(page.is_file());
}

#[test]
fn a_story_at_fault_keeps_no_other_from_being_published() {
    let studio = stories(3);
    studio.write("bridge-0/story.md", "No story.");
    let sources = sources(&studio);
    let fates = press(&studio, &sources, &studio.out());
    assert!(
        matches!(fates[..], [Fate::AtFault, Fate::Published, Fate::Published]),
        "{fates:?}"
    );
    index(&studio, &sources, &studio.out());
    assert_eq!(html::all(&studio.page(), "h2").len(), 2);
}

#[test]
fn parts_that_were_made_apart_come_together_to_the_same_bytes() {
    let studio = stories(5);
    let sources = sources(&studio);
    press(&studio, &sources, &studio.out());
    index(&studio, &sources, &studio.out());
    let together = studio.cache().join("together");
    for shard in ["1/3", "2/3", "3/3"] {
        let shard: Shard = shard.parse().expect("it is one");
        press(&studio, &shard.of(&sources), &together);
    }
    index(&studio, &sources, &together);
    assert_eq!(files(&studio.out()), files(&together));
}

#[test]
fn a_folder_that_cannot_stand_in_an_address_is_refused() {
    let studio = stories(1);
    fs::rename(studio.story().join("bridge-0"), studio.story().join("a b")).expect("there is room");
    let fates = press(&studio, &sources(&studio), &studio.out());
    assert!(matches!(fates[..], [Fate::AtFault]));
}

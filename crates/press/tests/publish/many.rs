//! A folder of stories, published as one site.

use std::fs;
use std::path::Path;

use reportage_press::credentials::Verifier;
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

/// What stories are published with, into a folder, by a program of these bytes.
fn site<R>(
    studio: &Studio,
    out: &Path,
    base_url: Option<&str>,
    program: &[u8],
    work: impl FnOnce(Publication<'_>) -> R,
) -> R {
    work(Publication {
        out,
        cache: &Cache::new(studio.cache()),
        program: &Program::new((program, b"wasm"), (b"tools", b"their wasm")),
        base_url,
        verifier: &Verifier::default(),
        progress: &Silent,
        waiting: &|place| panic!("nobody is at work on {}", place.display()),
    })
}

fn press_by(site: Publication<'_>, sources: &[Source]) -> Vec<Fate> {
    site.begin().expect("there is room");
    sources
        .iter()
        .map(|source| site.press(source, |_, _| {}).expect("there is room"))
        .collect()
}

/// Publishes those of a part into a folder, and says what became of each.
fn press(studio: &Studio, sources: &[Source], out: &Path) -> Vec<Fate> {
    site(studio, out, Some(BASE), b"js", |site| {
        press_by(site, sources)
    })
}

/// Writes what leads to all stories.
fn index(studio: &Studio, sources: &[Source], out: &Path) {
    index_at(studio, sources, out, Some(BASE));
}

fn index_at(studio: &Studio, sources: &[Source], out: &Path, base_url: Option<&str>) {
    let folder = Folder::open(&studio.story()).expect("there is one");
    let (about, complaints) = publication::about(&folder);
    assert_eq!(complaints, []);
    site(studio, out, base_url, b"js", |site| {
        site.put_index(&about, sources).expect("there is room");
    });
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
        .filter(|name| {
            name.rsplit('/')
                .next()
                .is_some_and(|file| file.starts_with("reportage-"))
        })
        .collect();
    // What wakes a page, and its style; its tools; and what keeps a story.
    assert_eq!(programs.len(), 6, "{programs:?}");
    let page = fs::read_to_string(studio.out().join("bridge-0/index.html")).expect("it is there");
    let asked = |name: &&&String| page.contains(&format!("import(\"../{name}\""));
    assert_eq!(programs.iter().filter(asked).count(), 1);
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
    for name in ["a b", "a~", "caf\u{e9}"] {
        let studio = stories(1);
        let folder = studio.story();
        fs::rename(folder.join("bridge-0"), folder.join(name)).expect("there is room");
        let fates = press(&studio, &sources(&studio), &studio.out());
        assert!(matches!(fates[..], [Fate::AtFault]), "{name}");
    }
}

#[test]
fn whatever_a_page_is_made_of_changes_it_is_made_again() {
    let studio = stories(1);
    let (sources, out) = (sources(&studio), studio.out());
    let fate = |base, program: &[u8]| {
        let fates = site(&studio, &out, base, program, |site| {
            press_by(site, &sources)
        });
        fates.into_iter().next().expect("there is one story")
    };
    let elsewhere = Some("https://example.org/elsewhere/");
    for (what, base, program) in [
        ("it is new", Some(BASE), b"js"),
        ("it has moved", elsewhere, b"js"),
        ("it has come back", Some(BASE), b"js"),
        ("there is another program", Some(BASE), b"ts"),
    ] {
        assert!(matches!(fate(base, program), Fate::Published), "{what}");
        assert!(matches!(fate(base, program), Fate::Unchanged), "{what}");
    }
    studio.write("bridge-0/theme.yaml", "light:\n  accent: \"#004488\"\n");
    assert!(matches!(fate(Some(BASE), b"ts"), Fate::Published));
}

#[test]
fn whatever_is_missing_or_another_of_what_was_made_is_made_again() {
    let studio = stories(1);
    studio.write(
        "bridge-0/story.ar.md",
        STORY.replace("inLanguage: en", "inLanguage: ar"),
    );
    let sources = sources(&studio);
    press(&studio, &sources, &studio.out());
    let place = studio.out().join("bridge-0");
    let whole = files(&place);
    let photo = whole
        .keys()
        .find(|name| name.ends_with(".jpg"))
        .expect("there is one");
    let damages: [(&str, &dyn Fn()); 6] = [
        ("embed.js", &|| {
            fs::remove_file(place.join("embed.js")).expect("it is there")
        }),
        ("oembed.json", &|| {
            fs::remove_file(place.join("oembed.json")).expect("it is there")
        }),
        ("a photo", &|| {
            fs::remove_file(place.join(photo)).expect("it is there")
        }),
        ("ar/", &|| {
            fs::remove_dir_all(place.join("ar")).expect("it is there")
        }),
        ("the page", &|| {
            let page = fs::read_to_string(place.join("index.html")).expect("it is there");
            fs::write(place.join("index.html"), page + "<!-- -->").expect("there is room");
        }),
        ("the note", &|| {
            fs::write(place.join(".reportage-made.json"), "{}").expect("there is room");
        }),
    ];
    for (what, damage) in damages {
        damage();
        let fates = press(&studio, &sources, &studio.out());
        assert!(matches!(fates[..], [Fate::Published]), "{what}");
        assert!(files(&place) == whole, "{what}");
        let fates = press(&studio, &sources, &studio.out());
        assert!(matches!(fates[..], [Fate::Unchanged]), "{what}");
    }
}

#[test]
fn what_led_to_stories_and_does_no_longer_is_taken_away() {
    let studio = stories(2);
    let (sources, out) = (sources(&studio), studio.out());
    press(&studio, &sources, &out);
    index(&studio, &sources, &out);
    let read = |name: &str| fs::read(out.join(name)).expect("it is there");
    let (page, map) = (read("index.html"), read("sitemap.xml"));
    let foreign = "<!doctype html><p>Reportage 0.1.0 is a press, says <b>Reportage Weekly</b>.";
    for (name, bytes) in [
        ("index-2.html", &page[..]),
        ("sitemap-1.xml", &map[..]),
        ("index-3.html", foreign.as_bytes()),
        (
            "sitemap-2.xml",
            b"<?xml version=\"1.0\"?><!--Reportage photos--><urlset/>",
        ),
    ] {
        fs::write(out.join(name), bytes).expect("there is room");
    }
    index(&studio, &sources, &out);
    let above = |name: &&str| out.join(name).exists();
    let names = [
        "index-2.html",
        "index-3.html",
        "sitemap-1.xml",
        "sitemap-2.xml",
        "feed.xml",
        "sitemap.xml",
    ];
    let there: Vec<_> = names.into_iter().filter(above).collect();
    assert_eq!(
        there,
        ["index-3.html", "sitemap-2.xml", "feed.xml", "sitemap.xml"]
    );
    index_at(&studio, &sources, &out, None);
    let there: Vec<_> = names.into_iter().filter(above).collect();
    assert_eq!(there, ["index-3.html", "sitemap-2.xml"]);
    assert!(!studio.page().contains("feed.xml"));
}

#[test]
fn a_feed_or_map_of_somebody_else_is_left_alone() {
    for (name, text) in [
        ("feed.xml", "<feed><title>Reportage Weekly</title></feed>"),
        (
            "feed.xml",
            "<feed><generator>Reportage Maker</generator></feed>",
        ),
        (
            "sitemap.xml",
            "<?xml version=\"1.0\"?><urlset><!--Reportage 1--></urlset>",
        ),
    ] {
        let studio = stories(1);
        let (sources, out) = (sources(&studio), studio.out());
        press(&studio, &sources, &out);
        fs::write(out.join(name), text).expect("there is room");
        let (about, _) = publication::about(&Folder::open(&studio.story()).expect("there is one"));
        let error = site(&studio, &out, Some(BASE), b"js", |site| {
            site.put_index(&about, &sources)
                .expect_err("it is not ours")
        });
        assert!(error.path.ends_with(name), "{error}");
        assert_eq!(
            fs::read_to_string(out.join(name)).expect("it is there"),
            text
        );
    }
}

#[test]
fn a_story_without_a_date_is_in_no_feed_and_one_without_an_author_has_the_publications() {
    let studio = stories(3);
    studio.write(
        "bridge-0/story.md",
        STORY.replace("datePublished: 2017-03-31\n", ""),
    );
    let nobody = STORY.replace("author: Jane Roe\n", "");
    studio.write("bridge-1/story.md", nobody);
    studio.write("publication.yaml", "name: Reports of the Paper\n");
    let (sources, out) = (sources(&studio), studio.out());
    press(&studio, &sources, &out);
    index(&studio, &sources, &out);
    let feed = || fs::read_to_string(out.join("feed.xml"));
    let text = feed().expect("there is one");
    assert!(!text.contains("1970"), "{text}");
    let read: atom_syndication::Feed = text.parse().expect("it is Atom");
    let ids: Vec<_> = read.entries().iter().map(|entry| entry.id()).collect();
    assert_eq!(
        ids,
        [format!("{BASE}bridge-1/"), format!("{BASE}bridge-2/")]
    );
    assert!(read.entries()[0].authors().is_empty());
    assert_eq!(read.authors()[0].name(), "Reports of the Paper");
    // Without any there is none.
    for name in ["bridge-1", "bridge-2"] {
        let story = STORY.replace("datePublished: 2017-03-31\n", "");
        studio.write(&format!("{name}/story.md"), story);
    }
    press(&studio, &sources, &out);
    index(&studio, &sources, &out);
    assert!(feed().is_err() && !studio.page().contains("feed.xml"));
}

#[test]
fn who_is_at_work_on_one_story_keeps_nobody_from_another() {
    let studio = stories(2);
    let (sources, out) = (sources(&studio), studio.out());
    let place = out.join("bridge-0");
    let other = Out::open(&place, || {}).expect("there is room");
    let part = place.join(".reportage-part-of-the-other");
    fs::write(&part, "half of").expect("there is room");
    // Whoever had to wait would panic.
    let fates = press(&studio, &sources[1..], &out);
    assert!(matches!(fates[..], [Fate::Published]));
    index(&studio, &sources, &out);
    assert!(part.exists(), "it is not left behind, but at work on");
    drop(other);
    index(&studio, &sources, &out);
    assert!(!part.exists(), "it was left behind");
}

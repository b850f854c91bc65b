//! Stories of enemies: each is refused, and it is said why, or can do nothing but be read.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use hostile_bundles::Hostile;
use rayon::prelude::*;
use reportage_press::complaint::{Complaint, Severity};
use reportage_press::folder::Folder;
use reportage_press::original::Originals;
use reportage_press::publish::NotPublished;
use reportage_press::{reading, report};
use serde_json::Value;

use crate::inert::{assert_inert, assert_plain, parsed};
use crate::studio::{BASE, Studio, press, strings};

/// A place for stories of the corpus, and one cache for all of their pictures.
struct Desk {
    cache: tempfile::TempDir,
    /// The files that they name.
    media: BTreeSet<String>,
}

impl Desk {
    fn new() -> Self {
        let sample: Value = serde_json::from_str(&hostile_bundles::sample()).expect("it is JSON");
        let media = ["src", "logo"].iter().flat_map(|key| strings(&sample, key));
        Self {
            cache: tempfile::tempdir().expect("there is room"),
            media: media.map(str::to_owned).collect(),
        }
    }

    /// A folder with this `story.json` and the media of the sample.
    fn studio(&self, json: &str) -> Studio {
        let studio = Studio::empty();
        fs::create_dir(studio.story().join("media")).expect("there is room");
        for name in &self.media {
            studio.write(name, file(name));
        }
        studio.write("story.json", json);
        studio
    }

    /// Has the story pressed; whether it was published. If not, every reason names its place.
    fn press(&self, hostile: &Hostile) -> bool {
        let Hostile { name, json } = hostile;
        let studio = self.studio(json);
        let complaints = complaints(&studio.story(), name);
        let errors = complaints
            .iter()
            .filter(|one| one.severity == Severity::Error);
        for error in errors.clone() {
            assert!(
                !error.file.as_os_str().is_empty() && !error.message.is_empty(),
                "{name}"
            );
        }
        if errors.count() > 0 {
            return false;
        }
        match press(
            &studio.story(),
            self.cache.path(),
            &studio.out(),
            Some(BASE),
        ) {
            Ok(_) => {}
            // Some files are only looked for when they are wanted.
            Err(NotPublished::Story(errors)) if !errors.is_empty() => return false,
            Err(error) => panic!("{name}: {error:?}"),
        }
        assert_inert(&studio.out(), name);
        true
    }
}

fn complaints(story: &Path, name: &str) -> Vec<Complaint> {
    let folder = Folder::open(story).expect("there is a folder");
    let (_, complaints) = reading::read(&folder, &Originals::default());
    // It is printed on the terminal of whoever presses it.
    assert_plain(&report::text(&complaints, &folder, false), name);
    complaints
}

fn file(name: &str) -> Vec<u8> {
    match name.rsplit('.').next() {
        Some("webm") => include_bytes!("../stories/video/clip.webm").to_vec(),
        Some("vtt") => include_bytes!("../stories/video/clip.en.vtt").to_vec(),
        _ => crate::studio::picture(6),
    }
}

#[test]
fn the_story_that_is_spoilt_can_be_published_as_it_is() {
    let innocent = Hostile {
        name: "the sample".to_owned(),
        json: hostile_bundles::sample(),
    };
    assert!(Desk::new().press(&innocent));
}

#[test]
fn every_hostile_bundle_is_refused_or_can_do_nothing() {
    let desk = Desk::new();
    let all = hostile_bundles::all();
    let published = all.par_iter().filter(|hostile| desk.press(hostile)).count();
    // Neither is everything refused, nor nothing.
    assert!(published > 20, "{published} of {}", all.len());
    assert!(published < all.len() / 2, "{published} of {}", all.len());
}

#[test]
fn whatever_field_holds_it_a_hostile_value_is_refused_or_can_do_nothing() {
    let desk = Desk::new();
    // That a value of a wrong type is refused is the reader's to show.
    let mut all = hostile_bundles::in_turn();
    all.retain(|hostile| {
        let kinds = ["everything", "a script's address", "a foreign address"];
        kinds.iter().any(|kind| hostile.name.starts_with(kind))
    });
    let published = all.par_iter().filter(|hostile| desk.press(hostile)).count();
    assert!(published < all.len() / 2, "{published} of {}", all.len());
}

#[test]
fn markup_in_every_text_of_a_story_makes_no_element_of_the_page() {
    let desk = Desk::new();
    let names = |json: &str, name: &str| {
        let studio = desk.studio(json);
        press(
            &studio.story(),
            desk.cache.path(),
            &studio.out(),
            Some(BASE),
        )
        .unwrap_or_else(|error| panic!("{name}: {error:?}"));
        let (tags, words) = parsed(&studio.page());
        (
            tags.into_iter().map(|tag| tag.name).collect::<Vec<_>>(),
            words,
        )
    };
    let (innocent, _) = names(&hostile_bundles::sample(), "the sample");
    let markup = hostile_bundles::all().into_iter().filter(|hostile| {
        hostile.name.starts_with("script-") || hostile.name.starts_with("event-handler")
    });
    let mut count = 0;
    for Hostile { name, json } in markup.filter(|hostile| hostile.name.ends_with("in every text")) {
        let (spoilt, words) = names(&json, &name);
        assert_eq!(spoilt, innocent, "{name}");
        assert!(
            words.contains("hostile"),
            "{name} is not shown as the text that it is"
        );
        count += 1;
    }
    assert_eq!(count, 10);
}

#[test]
fn addresses_that_are_no_files_of_the_story_are_refused_with_their_places() {
    let desk = Desk::new();
    for (payload, place, why) in [
        (
            "javascript",
            "cards[0].photo.variants[0].src",
            "must be a relative address",
        ),
        (
            "foreign-without-a-scheme",
            "publisher.logo",
            "must be a relative address",
        ),
        (
            "foreign",
            "card cover",
            "nothing is fetched from the network",
        ),
        (
            "upwards",
            "card cover",
            "is not a path within the story's folder",
        ),
        (
            "absolute",
            "card cover",
            "is not a path within the story's folder",
        ),
        ("upwards-by-percents", "card cover", "does not exist"),
    ] {
        let name = format!("{payload} in every address");
        let mut all = hostile_bundles::all().into_iter();
        let hostile = all
            .find(|hostile| hostile.name == name)
            .expect("it is in the corpus");
        let studio = desk.studio(&hostile.json);
        let complaints = complaints(&studio.story(), &name);
        let is_told = |one: &Complaint| one.message.contains(place) && one.message.contains(why);
        assert!(complaints.iter().any(is_told), "{name}: {complaints:#?}");
    }
}

#[test]
fn giants_are_refused_with_what_is_too_much() {
    let desk = Desk::new();
    for Hostile { name, json } in hostile_bundles::large() {
        let studio = desk.studio(&json);
        let complaints = complaints(&studio.story(), &name);
        let told: Vec<_> = complaints.iter().map(|one| one.message.as_str()).collect();
        let why = match name.as_str() {
            "ten megabytes of caption" => "caption[0] is too long",
            "ten megabytes of headline" => "headline is too long",
            "ten megabytes of alt text" => "photo.altText is too long",
            "ten megabytes in a hundred thousand paragraphs" => "body is too long",
            "a million cards that are none" | "a million cards of one id" => "cards is too long",
            name if name.starts_with("a million cards") => "larger than 32 MiB",
            _ => "recursion limit exceeded",
        };
        assert!(
            told.iter().any(|message| message.contains(why)),
            "{name}: {told:#?}"
        );
        assert!(told.len() <= 1_100, "{name}: {} complaints", told.len());
    }
}

#[test]
fn a_hostile_text_is_refused_or_can_do_nothing() {
    const FRONT: &str = "---\nheadline: The bridge\ninLanguage: en\n---\n\n";
    let photo = "![A boat.](media/boat.png)\n(Jane Roe)\n";
    let stories = [
        format!("{FRONT}<script>window.hostile=1</script>\n\n<img src=x onerror=window.hostile=1>\n"),
        format!("{FRONT}[a](javascript:window.hostile=1) [b](JaVa&#x73;cript:x) [c](data:text/html,x) <javascript:x>\n"),
        format!("{FRONT}[a](//hostile.invalid/) ![b](https://hostile.invalid/a.jpg) ![c](//hostile.invalid/a.jpg)\n"),
        format!("{FRONT}## One {{#one onclick=window.hostile=1 .\"><script>}}\n\n{photo}"),
        format!("{FRONT}![\"><script>window.hostile=1</script>](media/boat.png)\n(\"><script>/<b>)\nnotice: </p><script>\n"),
        format!("{FRONT}<span lang='en\" onclick=\"x'>a</span> &lt;script&gt; \\<script> &#60;script&#62;\n"),
        format!("{FRONT}gpj.\u{202e}exe \u{2066}left open\u{1b}[2J\u{7}\n\n{photo}"),
        format!("{FRONT}> {}deep\n", "> ".repeat(100_000)),
        format!("{FRONT}{}", "![a](media/boat.png)\n(Jane Roe)\n\n## b\n\n".repeat(10_001)),
        format!("{FRONT}{}", "All work and no play. ".repeat(500_000)),
        "---\nheadline: \"</title><script>window.hostile=1</script>\"\ninLanguage: en\nauthor: \"<b onclick=x>\"\nurl: \"https://example.org/\\\"><script>\"\n---\n\nWords.\n".to_owned(),
        "---\nheadline: \"\\u202egpj\\0\\e[2J\"\ninLanguage: \"en\\\" onclick=\\\"x\"\nurl: javascript:x\n__proto__: { a: b }\n---\n\nWords.\n".to_owned(),
    ];
    let published = stories.par_iter().enumerate().filter(|(number, text)| {
        let name = format!("the story number {number}");
        let studio = Studio::empty();
        fs::create_dir(studio.story().join("media")).expect("there is room");
        studio.write("media/boat.png", crate::studio::picture(1));
        studio.write("story.md", text);
        let complaints = complaints(&studio.story(), &name);
        if report::any_error(&complaints) {
            return false;
        }
        studio.published();
        assert_inert(&studio.out(), &name);
        true
    });
    let published: Vec<_> = published.map(|(number, _)| number).collect();
    assert_eq!(published, [4, 10]);
}

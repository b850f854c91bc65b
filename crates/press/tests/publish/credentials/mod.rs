//! What pictures' Content Credentials say, as far as it holds.

mod publishing;
mod signing;
mod stamped;

use std::fs;

use reportage_press::credentials::Verifier;
use reportage_press::folder::Folder;
use reportage_press::original::Originals;
use reportage_press::page::Program;
use reportage_press::publication::{Fate, Publication, stories_in};
use reportage_press::publish::{Cache, Published};
use reportage_press::reading;
use serde_json::{Value, json};

use crate::studio::{BASE, Silent, Studio, press_originals};
use signing::{Hand, SIGNER, action, actions, altered, created, done_with_it, forged, jpeg};

/// A story with one picture, `boat.jpg`, and settings under it.
fn studio(picture: &[u8], settings: &str) -> Studio {
    let studio = Studio::empty();
    let story = format!(
        "---\nheadline: The boat\ninLanguage: en\n---\n\n## The boat\n\n\
         ![A boat.](boat.jpg)\n(Jane Roe/Agency)\n{settings}"
    );
    studio.write("story.md", story);
    studio.write("boat.jpg", picture);
    studio
}

fn published(studio: &Studio, verifier: Verifier) -> Published {
    let originals = Originals::verified_by(verifier);
    let (story, cache, out) = (studio.story(), studio.cache(), studio.out());
    let published = press_originals(&originals, &story, &cache, &out, Some(BASE));
    published.expect("it can be published")
}

/// What the published photo says of its origin, and in the page.
fn told(picture: &[u8], verifier: Verifier) -> (Value, String) {
    let studio = studio(picture, "");
    published(&studio, verifier);
    told_by(&studio)
}

fn told_by(studio: &Studio) -> (Value, String) {
    let page = studio.page();
    let line = page
        .split_once("<span class=\"credentials\">")
        .and_then(|(_, line)| line.split_once("</figcaption>"))
        .map(|(line, _)| line.to_owned());
    let known = studio.bundle()["cards"][1]["photo"]["contentCredentials"].clone();
    (known, line.unwrap_or_default())
}

/// What the press complains of, a line each.
fn complaints(studio: &Studio, verifier: Verifier) -> Vec<String> {
    let folder = Folder::open(&studio.story()).expect("there is a story");
    let (_, complaints) = reading::read(&folder, &Originals::verified_by(verifier));
    let lines = complaints.iter();
    lines
        .map(|wrong| format!("{:?}: {}", wrong.severity, wrong.message))
        .collect()
}

#[test]
fn a_signer_for_whom_somebody_trusted_vouches_is_named() {
    let camera = Hand::new();
    let (known, line) = told(&camera.photograph(), camera.verifier());
    // No time stamp stands in it, so nobody knows when.
    assert_eq!(
        known,
        json!({ "validationState": "trusted", "signer": SIGNER })
    );
    assert_eq!(
        line,
        format!(
            "The original’s Content Credentials are intact, signed by <bdi>{SIGNER}</bdi>.</span>"
        )
    );
}

#[test]
fn a_signer_for_whom_nobody_vouches_is_not_named() {
    let (camera, stranger) = (Hand::new(), Hand::new());
    let photograph = camera.photograph();
    for verifier in [Verifier::default(), stranger.verifier()] {
        let (known, line) = told(&photograph, verifier);
        assert_eq!(known, json!({ "validationState": "valid" }));
        assert_eq!(
            line,
            "The original’s Content Credentials are intact; who signed them was not verified.</span>"
        );
    }
}

#[test]
fn a_photo_without_a_manifest_says_nothing() {
    let (known, line) = told(&jpeg(1), Hand::new().verifier());
    assert_eq!((known, line), (Value::Null, String::new()));
    // Nor does one that only speaks of them.
    let speaks = [&jpeg(1)[..], b"c2pa\0\x11\0\x10"].concat();
    assert_eq!(told(&speaks, Verifier::default()).0, Value::Null);
}

/// That a picture's credentials are said to be broken, to readers and to its author.
fn assert_broken(picture: &[u8], verifier: Verifier, code: &str) {
    let (known, line) = told(picture, verifier.clone());
    assert_eq!(known, json!({ "validationState": "invalid" }), "{code}");
    assert_eq!(
        line,
        "The original’s Content Credentials are broken; nothing they say could be verified.</span>"
    );
    let complaints = complaints(&studio(picture, ""), verifier);
    let [complaint] = complaints.as_slice() else {
        panic!("{complaints:?}");
    };
    let start = "Warning: boat.jpg has broken Content Credentials: ";
    assert!(
        complaint.starts_with(start) && complaint.contains(code),
        "{complaint}"
    );
}

#[test]
fn other_pixels_than_were_signed_are_told_of() {
    let camera = Hand::new();
    let forged = forged(&jpeg(2), &camera.photograph(), &jpeg(1));
    assert_broken(&forged, camera.verifier(), "assertion.dataHash.mismatch");
}

#[test]
fn another_manifest_than_was_signed_is_told_of() {
    let camera = Hand::new();
    let made = camera.sign(&jpeg(1), created("trainedAlgorithmicMedia"), &[]);
    let altered = altered(&made, "trainedAlgorithmicMedia", "humanEditsOrSoTheySayIt");
    let code = "assertion.hashedURI.mismatch";
    assert_broken(&altered, camera.verifier(), code);
}

#[test]
fn a_manifest_that_cannot_be_read_is_told_of() {
    let camera = Hand::new();
    let mut torn = camera.photograph();
    // Within the first manifest's box, behind its label.
    let label = torn.windows(9).position(|bytes| bytes == b"urn:c2pa:");
    let at = label.expect("it has a name");
    torn[at + 60..at + 600].fill(0xFF);
    assert_broken(&torn, camera.verifier(), "");
}

#[test]
fn nothing_in_a_manifest_makes_the_press_fail() {
    let camera = Hand::new();
    let verifier = camera.verifier();
    let signed = camera.photograph();
    let mut seed = 1_u32;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % below
    };
    for _ in 0..200 {
        let mut spoilt = signed.clone();
        for _ in 0..=next(4) {
            let at = next(spoilt.len());
            spoilt[at] = next(256) as u8;
        }
        spoilt.truncate(spoilt.len() - next(2) * next(spoilt.len()));
        verifier.verify(&spoilt);
    }
}

/// What the photo says of AI: by its Content Credentials, and by itself.
fn of_ai(picture: &[u8], verifier: Verifier) -> (Value, Value) {
    let studio = studio(picture, "");
    published(&studio, verifier);
    let photo = &studio.bundle()["cards"][1]["photo"];
    let credentials = &photo["contentCredentials"]["digitalSourceType"];
    (credentials.clone(), photo["digitalSourceType"].clone())
}

#[test]
fn what_ai_made_or_edited_says_so_whoever_signed_it() {
    const EDITED: &str = "compositeWithTrainedAlgorithmicMedia";
    const MADE: &str = "trainedAlgorithmicMedia";
    let hand = Hand::new();
    let made = hand.sign(&jpeg(1), created(MADE), &[]);
    let edits = actions(json!([
        action("c2pa.created", "digitalCapture"),
        action("c2pa.edited", EDITED),
    ]));
    let edited = hand.sign(&jpeg(1), json!([edits]), &[]);
    // Opened, and changed by hand.
    let opened = json!([actions(json!([done_with_it("c2pa.opened")]))]);
    let later = hand.sign(&jpeg(2), opened.clone(), &[("parentOf", &made)]);
    let later_edited = hand.sign(&jpeg(2), opened, &[("parentOf", &edited)]);
    // Put into a photograph.
    let placed = json!([actions(json!([
        action("c2pa.created", "compositeCapture"),
        done_with_it("c2pa.placed"),
    ]))]);
    let composed = hand.sign(&jpeg(3), placed, &[("componentOf", &made)]);
    for (picture, term, label) in [
        (&made, MADE, "Made with AI"),
        (&edited, EDITED, "Edited with AI"),
        (&later, MADE, "Made with AI"),
        (&later_edited, EDITED, "Edited with AI"),
        (&composed, EDITED, "Edited with AI"),
    ] {
        for verifier in [hand.verifier(), Verifier::default()] {
            assert_eq!(
                of_ai(picture, verifier),
                (json!(term), json!(term)),
                "{label}"
            );
        }
        let studio = studio(picture, "");
        published(&studio, Verifier::default());
        let caption = format!("<span class=\"source-type\">{label}</span>");
        assert!(studio.page().contains(&caption), "{label}");
    }
    let photograph = hand.photograph();
    assert_eq!(
        of_ai(&photograph, hand.verifier()),
        (Value::Null, Value::Null)
    );
}

#[test]
fn an_author_who_says_otherwise_is_told_and_readers_read_both() {
    let hand = Hand::new();
    let made = hand.sign(&jpeg(1), created("trainedAlgorithmicMedia"), &[]);
    let studio = studio(&made, "digitalSourceType: digitalCreation\n");
    assert_eq!(
        complaints(&studio, hand.verifier()),
        [
            "Warning: digitalSourceType is digitalCreation, and by its Content Credentials boat.jpg is trainedAlgorithmicMedia"
        ]
    );
    published(&studio, hand.verifier());
    let (_, line) = told_by(&studio);
    assert!(line.ends_with(". <span class=\"source-type\">Made with AI</span></span>"));
    assert!(
        studio
            .page()
            .contains("<span class=\"source-type\">Illustration</span>")
    );
}

#[test]
fn a_ready_story_cannot_vouch_for_itself() {
    let studio = Studio::empty();
    let story = json!({
        "formatVersion": 1, "headline": "The boat", "inLanguage": "en",
        "cards": [{ "id": "sea", "kind": "text", "heading": "The sea" }, {
            "id": "boat", "kind": "photo", "photo": {
                "variants": [{ "src": "boat.jpg" }],
                "altText": "A boat.", "creditLine": "Jane Roe",
                "contentCredentials": { "validationState": "trusted", "signer": "The Paper" },
            },
        }],
    });
    studio.write("story.json", story.to_string());
    studio.write("boat.jpg", jpeg(1));
    published(&studio, Verifier::default());
    assert_eq!(told_by(&studio), (Value::Null, String::new()));
}

#[test]
fn whom_to_trust_is_asked_anew_though_nothing_is_encoded_anew() {
    let camera = Hand::new();
    let studio = studio(&camera.photograph(), "");
    assert_eq!(published(&studio, Verifier::default()).encoded, 1);
    assert_eq!(told_by(&studio).0["validationState"], "valid");
    assert_eq!(published(&studio, camera.verifier()).encoded, 0);
    assert_eq!(told_by(&studio).0["validationState"], "trusted");
}

#[test]
fn of_many_stories_those_are_made_again_for_which_others_are_trusted() {
    let camera = Hand::new();
    let stories = Studio::empty();
    fs::create_dir(stories.story().join("boat")).expect("there is room");
    let one = studio(&camera.photograph(), "");
    for name in ["story.md", "boat.jpg"] {
        let file = fs::read(one.story().join(name)).expect("it is there");
        stories.write(&format!("boat/{name}"), file);
    }
    let sources = stories_in(&stories.story()).expect("there is one");
    let press = |verifier: &Verifier| {
        let site = Publication {
            out: &stories.out(),
            cache: &Cache::new(stories.cache()),
            program: &Program::new((b"js", b"wasm"), (b"tools", b"their wasm")),
            base_url: None,
            verifier,
            progress: &Silent,
            waiting: &|place| panic!("nobody is at work on {}", place.display()),
        };
        site.begin().expect("there is room");
        site.press(&sources[0], |_, _| {}).expect("there is room")
    };
    for verifier in [Verifier::default(), camera.verifier()] {
        assert!(matches!(press(&verifier), Fate::Published));
        assert!(matches!(press(&verifier), Fate::Unchanged));
    }
}

#[test]
fn what_is_no_certificate_is_not_trusted() {
    assert!(Verifier::trusting("somebody").is_err());
    assert!(Verifier::trusting("").is_err());
}

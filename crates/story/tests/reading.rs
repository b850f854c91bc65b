//! Reading bundles: good, bad and hostile.

use reportage_story::{Content, NotAStory, Reading, Story, ValidationState, read};
use serde_json::{Value, json};

/// A story with one card, to be spoilt.
fn story_with(card: Value) -> Value {
    json!({
        "formatVersion": 1,
        "headline": "The bridge",
        "inLanguage": "en",
        "cards": [card],
    })
}

fn photo() -> Value {
    json!({
        "variants": [{
            "src": "media/bridge-960.avif",
            "width": 960,
            "height": 640,
            "type": "image/avif",
            "bytes": 15000,
            "sha256": "0".repeat(64),
        }],
        "altText": "A bridge",
        "creditLine": "Jane Roe/Agency",
    })
}

fn photo_card() -> Value {
    json!({ "id": "bridge", "kind": "photo", "photo": photo() })
}

fn reading(bundle: &Value) -> Reading {
    read(&bundle.to_string()).expect("this is a story")
}

/// The faults of a bundle, one a line.
fn faults(bundle: &Value) -> Vec<String> {
    let faults = reading(bundle).faults;
    faults.iter().map(ToString::to_string).collect()
}

/// Sets the value at a JSON pointer.
fn with(mut bundle: Value, pointer: &str, value: Value) -> Value {
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer has a slash");
    match bundle.pointer_mut(parent).expect("the parent is there") {
        Value::Object(map) => {
            map.insert(key.to_owned(), value);
        }
        Value::Array(list) => list[key.parse::<usize>().expect("an index")] = value,
        other => panic!("{other} has no {key}"),
    }
    bundle
}

fn without(mut bundle: Value, pointer: &str) -> Value {
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer has a slash");
    bundle
        .pointer_mut(parent)
        .and_then(Value::as_object_mut)
        .and_then(|map| map.remove(key))
        .expect("the field was there");
    bundle
}

#[test]
fn a_story_with_every_kind_of_card_has_no_fault() {
    let json = include_str!("example.json");
    let reading = read(json).expect("this is a story");
    assert_eq!(reading.faults, []);
    assert_eq!(reading.story.cards.len(), 7);
}

#[test]
fn a_missing_alt_text_is_reported_with_its_place_and_the_photo_is_shown() {
    let bundle = without(story_with(photo_card()), "/cards/0/photo/altText");
    let reading = reading(&bundle);
    assert_eq!(
        reading.faults[0].to_string(),
        "cards[0].photo.altText is missing: describe the picture, or say \"decorative\": true"
    );
    assert!(matches!(
        &reading.story.cards[0].content,
        Content::Photo { photo } if photo.credit() == Some("Jane Roe/Agency")
    ));
}

#[test]
fn a_decorative_photo_needs_no_alt_text_and_may_have_none() {
    let bundle = with(
        story_with(photo_card()),
        "/cards/0/photo/decorative",
        true.into(),
    );
    assert_eq!(
        faults(&bundle),
        ["cards[0].photo.decorative contradicts altText: a decorative picture has none"]
    );
    assert!(faults(&without(bundle, "/cards/0/photo/altText")).is_empty());
}

#[test]
fn only_who_was_verified_is_named_as_the_signer() {
    let bundle = |credentials| {
        let place = "/cards/0/photo/contentCredentials";
        with(story_with(photo_card()), place, credentials)
    };
    let told = |credentials| {
        let reading = reading(&bundle(credentials));
        let Content::Photo { photo } = &reading.story.cards[0].content else {
            panic!("it is a photo");
        };
        let known = photo.content_credentials.clone();
        known.map(|known| (known.validation_state, known.signer))
    };
    let trusted = json!({ "validationState": "trusted", "signer": "Agency" });
    let signer = Some("Agency".to_owned());
    assert_eq!(told(trusted), Some((ValidationState::Trusted, signer)));
    assert_eq!(told(json!({})), None);
    assert_eq!(
        faults(&bundle(json!({}))),
        ["cards[0].photo.contentCredentials.validationState is missing"]
    );
    assert_eq!(
        faults(&bundle(
            json!({ "validationState": "true", "original": "javascript:1" })
        )),
        [
            "cards[0].photo.contentCredentials.validationState must be one of trusted, valid, invalid"
        ]
    );
    for wrong in [
        json!({ "validationState": "valid", "signer": "Agency" }),
        json!({ "validationState": "invalid", "signer": "Agency" }),
        json!({ "validationState": "trusted" }),
    ] {
        assert_eq!(told(wrong.clone()), Some((ValidationState::Invalid, None)));
        assert_eq!(
            faults(&bundle(wrong)),
            [
                "cards[0].photo.contentCredentials.signer must be there if validationState is \"trusted\", and else not"
            ]
        );
    }
}

#[test]
fn every_fault_is_reported_not_only_the_first() {
    let bundle = json!({
        "formatVersion": 1,
        "inLanguage": "English please",
        "datePublished": "31.3.2017",
        "url": "javascript:alert(1)",
        "readingMode": "jump",
        "idle": { "after": 0 },
        "cards": [
            { "id": "one two", "kind": "text" },
            { "id": "same", "kind": "text", "body": [{ "type": "shout", "content": ["Oh"] }] },
            { "id": "same", "kind": "panorama" },
            { "kind": "photo" },
            7,
        ],
    });
    assert_eq!(
        faults(&bundle),
        [
            "headline is missing",
            "datePublished must be a date like 2017-03-31 or a date and time like 2017-03-31T09:30:00Z",
            "inLanguage must be a language tag like en, ar or pt-BR",
            "url must be a relative address or begin with https:// or http://",
            "readingMode must be one of scroll, swipe",
            "idle.after must be a whole number from 1 to 86400",
            "cards[0].id must be made of letters, digits, - and _, at most 64 of them, and not begin with reportage-",
            "cards[1].body[0].type must be one of paragraph, list, quote",
            "cards[2].id must differ from every other card's: \"same\" is taken",
            "cards[2].kind must be one of cover, text, photo, gallery, compare, quote, video: \"panorama\" is not known; its heading, text and photo are shown",
            "cards[3].id is missing",
            "cards[3].photo is missing",
            "cards[4] must be an object, not a number",
        ]
    );
    // Nothing is left out for that: five cards, each with an id of its own.
    let story = reading(&bundle).story;
    let ids: Vec<_> = story.cards.iter().map(|card| card.id.as_str()).collect();
    assert_eq!(ids, ["card-1", "same", "card-3", "card-4", "card-5"]);
}

#[test]
fn a_card_of_an_unknown_kind_keeps_its_heading_text_and_photo() {
    let card = json!({
        "id": "round",
        "kind": "panorama",
        "heading": "All around",
        "body": [{ "type": "paragraph", "content": ["The square."] }],
        "photo": photo(),
    });
    let story = reading(&story_with(card)).story;
    let card = &story.cards[0];
    assert_eq!(card.heading.as_deref(), Some("All around"));
    assert_eq!(card.body.len(), 1);
    assert_eq!(card.content.kind(), "panorama");
    assert_eq!(card.content.photos().len(), 1);
}

#[test]
fn impossible_sizes_are_refused() {
    for size in [
        json!(0),
        json!(-3),
        json!(1.5),
        json!(65_536),
        json!("960"),
        json!(1e300),
    ] {
        let bundle = with(
            story_with(photo_card()),
            "/cards/0/photo/variants/0/width",
            size.clone(),
        );
        assert_eq!(
            faults(&bundle)[0],
            "cards[0].photo.variants[0].width must be a whole number from 1 to 65535",
            "{size}"
        );
    }
}

#[test]
fn variants_of_another_shape_are_left_out() {
    let mut bundle = story_with(photo_card());
    let mut square = bundle["cards"][0]["photo"]["variants"][0].clone();
    square["height"] = 960.into();
    let mut half = bundle["cards"][0]["photo"]["variants"][0].clone();
    half["width"] = 479.into();
    half["height"] = 320.into();
    bundle["cards"][0]["photo"]["variants"]
        .as_array_mut()
        .expect("a list")
        .extend([square, half]);
    let reading = reading(&bundle);
    assert_eq!(
        reading.faults[0].to_string(),
        "cards[0].photo.variants[1] must have the shape of the first variant, 960 × 640, not 960 × 960"
    );
    let Content::Photo { photo } = &reading.story.cards[0].content else {
        panic!("a photo card");
    };
    assert_eq!(photo.variants.len(), 2, "the rounded half is of the shape");
}

#[test]
fn addresses_that_a_browser_would_run_are_refused_wherever_they_stand() {
    let evil = json!("javascript:alert(1)");
    let link = json!([{ "type": "paragraph", "content": [
        { "type": "link", "href": "data:text/html,x", "content": ["Read me"] }
    ] }]);
    for (pointer, value, place) in [
        ("/url", &evil, "url"),
        (
            "/cards/0/photo/variants/0/src",
            &evil,
            "cards[0].photo.variants[0].src",
        ),
        ("/cards/0/photo/license", &evil, "cards[0].photo.license"),
        ("/cards/0/body", &link, "cards[0].body[0].content[0].href"),
    ] {
        let bundle = with(story_with(photo_card()), pointer, value.clone());
        let reading = reading(&bundle);
        assert_eq!(reading.faults[0].place, place);
        let read_again = serde_json::to_string(&reading.story).expect("a story is JSON");
        assert!(!read_again.contains("javascript:") && !read_again.contains("data:"));
    }
}

#[test]
fn a_link_that_is_refused_leaves_its_words() {
    let card = json!({ "id": "a", "kind": "text", "body": [{ "type": "paragraph", "content": [
        "Please ", { "type": "link", "href": "javascript:x", "content": ["read"] }, " this."
    ] }] });
    let story = reading(&story_with(card)).story;
    let reportage_story::Block::Paragraph { content } = &story.cards[0].body[0] else {
        panic!("a paragraph");
    };
    assert_eq!(reportage_story::plain_text(content), "Please read this.");
}

#[test]
fn a_compare_card_with_one_photo_shows_that_one() {
    let card = json!({ "id": "street", "kind": "compare", "before": photo() });
    let reading = reading(&story_with(card));
    assert_eq!(reading.faults[0].to_string(), "cards[0].after is missing");
    assert_eq!(reading.story.cards[0].content.kind(), "photo");
}

#[test]
fn what_is_not_a_story_is_told_apart() {
    assert_eq!(
        read("\n<!doctype html><title>Not found</title>"),
        Err(NotAStory::Html)
    );
    assert!(matches!(
        read("{\"headline\": "),
        Err(NotAStory::NotJson(_))
    ));
    assert!(matches!(read(""), Err(NotAStory::NotJson(_))));
    assert_eq!(read("{\"cats\": 2}"), Err(NotAStory::SomethingElse));
    assert_eq!(read("[1, 2]"), Err(NotAStory::SomethingElse));
    assert_eq!(read("null"), Err(NotAStory::SomethingElse));
    let newer = with(story_with(photo_card()), "/formatVersion", 2.into());
    assert_eq!(read(&newer.to_string()), Err(NotAStory::Newer { found: 2 }));
}

#[test]
fn a_byte_order_mark_does_no_harm() {
    let bundle = format!("\u{feff}{}", story_with(photo_card()));
    assert!(read(&bundle).is_ok_and(|reading| reading.faults.is_empty()));
}

#[test]
fn nesting_without_end_is_refused_and_not_followed() {
    let deep = format!(
        "{{\"headline\":\"x\",\"cards\":{}{}}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    assert!(matches!(read(&deep), Err(NotAStory::NotJson(_))));
}

#[test]
fn a_field_that_is_null_is_a_field_that_is_absent() {
    let bundle = with(
        story_with(photo_card()),
        "/alternativeHeadline",
        Value::Null,
    );
    assert!(faults(&bundle).is_empty());
}

#[test]
fn names_that_mean_something_to_javascript_mean_nothing_here() {
    let mut bundle = story_with(photo_card());
    for name in ["__proto__", "constructor", "toString"] {
        bundle[name] = json!({ "headline": "stolen" });
    }
    let Reading { story, faults } = reading(&bundle);
    assert!(faults.is_empty());
    assert_eq!(story.headline, "The bridge");
}

#[test]
fn the_words_of_the_interface_are_english_where_the_bundle_brings_none() {
    let bundle = with(
        story_with(photo_card()),
        "/words",
        json!({
            "tryAgain": "Réessayer",
            "secondsLeft": { "one": "Encore {n} seconde", "other": "Encore {n} secondes" },
            "dates": { "2017-03-31": "31 mars 2017" },
        }),
    );
    let Story { words, .. } = reading(&bundle).story;
    assert_eq!(words.try_again, "Réessayer");
    assert_eq!(words.credits, "Credits");
    assert_eq!(words.seconds_left.other, "Encore {n} secondes");
    assert_eq!(words.date("2017-03-31"), "31 mars 2017");
}

#[test]
fn an_empty_credit_line_does_not_hide_the_creator() {
    let bundle = with(
        story_with(photo_card()),
        "/cards/0/photo/creditLine",
        "".into(),
    );
    let bundle = with(bundle, "/cards/0/photo/creator", "Jane Roe".into());
    let reading = reading(&bundle);
    assert_eq!(
        reading.faults[0].to_string(),
        "cards[0].photo.creditLine must not be empty; leave it out instead"
    );
    let photo = reading.story.cards[0].content.photos()[0].clone();
    assert_eq!(photo.credit(), Some("Jane Roe"));
}

#[test]
fn a_card_without_an_id_takes_none_that_another_card_has() {
    let mut bundle = story_with(json!({ "kind": "text" }));
    bundle["cards"]
        .as_array_mut()
        .expect("a list")
        .push(json!({ "id": "card-1", "kind": "text" }));
    let reading = reading(&bundle);
    assert_eq!(reading.faults.len(), 1, "the second card is not at fault");
    assert_eq!(reading.story.cards[1].id, "card-1");
}

#[test]
fn a_card_without_a_kind_keeps_its_photo_and_its_credit() {
    let bundle = without(story_with(photo_card()), "/cards/0/kind");
    assert_eq!(faults(&bundle), ["cards[0].kind is missing"]);
    let card = &reading(&bundle).story.cards[0];
    assert_eq!(card.content.photos()[0].credit(), Some("Jane Roe/Agency"));
}

#[test]
fn words_without_a_type_are_words_all_the_same() {
    let card = json!({ "id": "a", "kind": "text", "body": [{ "content": ["Said ", { "content": ["so"] }] }] });
    let bundle = story_with(card);
    assert_eq!(
        faults(&bundle),
        [
            "cards[0].body[0].type is missing",
            "cards[0].body[0].content[1].type is missing",
        ]
    );
    let story = reading(&bundle).story;
    let reportage_story::Block::Paragraph { content } = &story.cards[0].body[0] else {
        panic!("a paragraph");
    };
    assert_eq!(reportage_story::plain_text(content), "Said so");
}

#[test]
fn a_card_of_an_unknown_kind_can_be_written_again() {
    let card = json!({ "id": "round", "kind": "panorama", "photo": photo() });
    let story = reading(&story_with(card)).story;
    let written = serde_json::to_value(&story).expect("a story is JSON");
    assert_eq!(written["cards"][0]["kind"], "panorama");
    assert_eq!(written["cards"][0]["photo"]["altText"], "A bridge");
}

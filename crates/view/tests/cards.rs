//! The HTML of each kind of card, as snapshots, and what must hold of all of it.

use reportage_story::read;
use reportage_view::{Base, preload, to_html};
use serde_json::{Value, json};

fn photo(name: &str, width: u32, height: u32) -> Value {
    let variant = |width: u32, height: u32, extension: &str, media_type: &str| {
        json!({
            "src": format!("media/{name}-{width}.{extension}"),
            "width": width, "height": height, "type": media_type,
            "bytes": 1000, "sha256": "0".repeat(64),
        })
    };
    json!({
        "variants": [
            variant(width / 2, height / 2, "jpg", "image/jpeg"),
            variant(width, height, "jpg", "image/jpeg"),
            variant(width, height, "avif", "image/avif"),
        ],
        "altText": format!("What {name} shows"),
        "caption": ["A caption with ", { "type": "emphasis", "content": ["stress"] }, "."],
        "creator": "Jane Roe",
        "creditLine": "Jane Roe/Agency",
        "copyrightNotice": "© 2017 Agency",
        "license": "https://example.org/licence",
        "location": "Mosul, Iraq",
        "dateCreated": "2017-03-08",
        "digitalSourceType": "digitalCapture",
        "thumbHash": "3OcRJYB4d3h/iIeHeEh3eIhw+j2w",
        "dominantColor": "#b07a4c",
    })
}

/// The page of a story with these cards.
fn page(cards: Value) -> String {
    let bundle = json!({
        "formatVersion": 1,
        "headline": "The bridge",
        "inLanguage": "en",
        "words": { "dates": { "2017-03-08": "8 March 2017" } },
        "cards": cards,
    });
    html(&bundle)
}

fn html(bundle: &Value) -> String {
    let reading = read(&bundle.to_string()).expect("this is a story");
    to_html(&reading.story, &Base::default())
}

/// The page without what every story ends with, a tag a line.
fn cards_of(page: &str) -> String {
    let end = page
        .find("<footer")
        .or_else(|| page.find("<ul class=\"interface-words\""))
        .expect("a story ends with its words");
    page[..end].replace("><", ">\n<")
}

macro_rules! snapshot {
    ($name:literal, $page:expr) => {
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!($name, cards_of(&$page));
        })
    };
}

#[test]
fn a_cover_card() {
    let bundle = json!({
        "formatVersion": 1,
        "headline": "The bridge",
        "alternativeHeadline": "Who crosses it, and why.",
        "author": [
            { "name": "A. Writer", "role": "words", "url": "https://example.org/writer" },
            { "name": "B. Writer", "role": "words" },
            { "name": "Jane Roe", "role": "photos" },
        ],
        "draft": true,
        "publisher": { "name": "The Paper", "url": "https://example.org/", "logo": "media/logo.svg" },
        "datePublished": "2017-03-31",
        "dateModified": "2017-04-02T10:00:00Z",
        "correction": [{ "datePublished": "2017-04-02", "text": "The bridge has five arches, not four." }],
        "inLanguage": "en",
        "editions": [{ "inLanguage": "ar", "name": "العربية", "url": "ar/" }],
        "words": { "dates": { "2017-03-31": "31 March 2017" } },
        "cards": [{ "id": "start", "kind": "cover", "photo": photo("bridge", 2160, 1440),
            "body": [{ "type": "paragraph", "content": ["It stands."] }] }],
    });
    snapshot!("cover", html(&bundle));
}

/// The line about a photo's origin, of a photo with these Content Credentials.
fn origin(credentials: Value) -> String {
    let mut photo = photo("bridge", 2160, 1440);
    photo["contentCredentials"] = credentials;
    let page = page(json!([{ "id": "bridge", "kind": "photo", "photo": photo }]));
    let line = page.split_once("<span class=\"credentials\">");
    let (_, line) = line.expect("there is a line");
    let (line, _) = line
        .split_once("</figcaption>")
        .expect("it ends the caption");
    line.strip_suffix("</span>")
        .expect("it is one line")
        .to_owned()
}

#[test]
fn a_photos_origin_is_told_as_far_as_it_was_verified() {
    let trusted = json!({
        "validationState": "trusted", "signer": "Roe & <Co>", "dateSigned": "2017-03-08",
        "digitalSourceType": "compositeWithTrainedAlgorithmicMedia",
        "original": "media/bridge-0123456789abcdef.jpg",
        "manifest": "media/bridge-fedcba9876543210.c2pa",
    });
    assert_eq!(
        origin(trusted.clone()),
        "The original’s Content Credentials are intact, signed by <bdi>Roe &amp; &lt;Co&gt;</bdi>, \
         8 March 2017. <span class=\"source-type\">Edited with AI</span> \
         <a href=\"media/bridge-0123456789abcdef.jpg\" rel=\"noopener\">Original file</a> \
         <a href=\"media/bridge-fedcba9876543210.c2pa\" rel=\"noopener\">File of the Content Credentials</a>"
    );
    assert_eq!(
        origin(json!({ "validationState": "valid" })),
        "The original’s Content Credentials are intact; who signed them was not verified."
    );
    let broken =
        "The original’s Content Credentials are broken; nothing they say could be verified.";
    assert_eq!(origin(json!({ "validationState": "invalid" })), broken);
    // A name that nobody has verified is not shown, whatever else stands beside it.
    for state in ["valid", "invalid"] {
        let mut claimed = trusted.clone();
        claimed["validationState"] = state.into();
        assert!(origin(claimed).starts_with(broken), "{state}");
    }
}

#[test]
fn a_photo_without_content_credentials_says_nothing_of_them() {
    let page =
        page(json!([{ "id": "bridge", "kind": "photo", "photo": photo("bridge", 2160, 1440) }]));
    assert!(!page.contains("redentials"));
}

#[test]
fn a_text_card() {
    snapshot!(
        "text",
        page(
            json!([{ "id": "words", "kind": "text", "heading": "Words <alone>", "body": [
            { "type": "paragraph", "content": [
                "Plain, ",
                { "type": "strong", "content": ["strong"] },
                " & ",
                { "type": "link", "href": "https://example.org/?a=1&b=2", "content": ["linked"] },
                { "type": "lineBreak" },
                { "type": "language", "lang": "ar", "content": ["الموصل"] },
            ] },
            { "type": "list", "ordered": true, "items": [
                [{ "type": "paragraph", "content": ["One"] }],
                [{ "type": "paragraph", "content": ["Two"] }],
            ] },
            { "type": "quote", "content": [{ "type": "paragraph", "content": ["Said"] }] },
        ] }])
        )
    );
}

#[test]
fn a_photo_card() {
    snapshot!(
        "photo",
        page(
            json!([{ "id": "bridge", "kind": "photo", "heading": "Five arches",
            "body": [{ "type": "paragraph", "content": ["It stands."] }],
            "photo": photo("bridge", 2160, 1440) }])
        )
    );
}

#[test]
fn a_gallery_card() {
    snapshot!(
        "gallery",
        page(json!([{ "id": "row", "kind": "gallery",
            "photos": [photo("one", 2160, 1440), photo("two", 1440, 2160)] }]))
    );
}

#[test]
fn a_compare_card() {
    snapshot!(
        "compare",
        page(json!([{ "id": "street", "kind": "compare",
            "before": photo("before", 2160, 1440), "after": photo("after", 2160, 1440) }]))
    );
}

#[test]
fn a_quote_card() {
    snapshot!(
        "quote",
        page(
            json!([{ "id": "pride", "kind": "quote", "quote": ["I fight."],
            "attribution": ["Sgt. Rafid"], "photo": photo("soldier", 1440, 2160) }])
        )
    );
}

#[test]
fn a_video_card() {
    let mut poster = photo("map", 1280, 720);
    poster["digitalSourceType"] = "dataDrivenMedia".into();
    snapshot!(
        "video",
        page(json!([{ "id": "map", "kind": "video", "video": {
            "sources": [{ "src": "media/map.webm", "type": "video/webm; codecs=\"vp9\"",
                "bytes": 1000, "sha256": "0".repeat(64) }],
            "width": 1280, "height": 720, "duration": 65, "poster": poster,
            "tracks": [{ "src": "media/map.en.vtt", "srclang": "en", "label": "English" }],
            "transcript": [{ "type": "paragraph", "content": ["The line moves."] }],
            "caption": ["The front line."], "creator": "Jane Roe",
        } }]))
    );
}

#[test]
fn a_card_of_an_unknown_kind() {
    snapshot!(
        "unknown",
        page(
            json!([{ "id": "round", "kind": "panorama", "heading": "All around",
            "photo": photo("square", 1000, 1000) }])
        )
    );
}

#[test]
fn a_photo_with_a_notice_is_covered_and_gives_nothing_away() {
    let mut graphic = photo("graphic", 2160, 1440);
    graphic["notice"] = "A wounded man".into();
    let page = page(json!([{ "id": "a", "kind": "photo", "photo": graphic }]));
    snapshot!("notice", page);
    assert!(
        !page.contains("3OcRJYB4d3h"),
        "its ThumbHash is not in the page"
    );
    assert!(!page.contains("#b07a4c"), "nor is its colour");
    assert!(
        !page.contains("eager"),
        "nor is it fetched before it is asked for"
    );
}

#[test]
fn the_list_of_credits_names_every_maker_once_for_each_card() {
    let page = page(json!([
        { "id": "a", "kind": "gallery", "heading": "Row",
            "photos": [photo("one", 2160, 1440), photo("two", 2160, 1440)] },
        { "id": "b", "kind": "photo", "photo": photo("three", 2160, 1440) },
    ]));
    let credits = &page[page.find("<footer").expect("there are credits")..];
    assert_eq!(credits.matches("Jane Roe/Agency").count(), 2);
    assert!(credits.contains("href=\"#a\"") && credits.contains("href=\"#b\""));
    assert!(credits.contains("© 2017 Agency"));
    assert_eq!(
        credits.matches(">Row</a>").count(),
        2,
        "a card without a heading goes on under it"
    );
}

#[test]
fn a_long_story_gives_a_browser_the_time_to_draw_and_runs_nothing() {
    let page_of = |count: usize| {
        let cards: Vec<_> = (0..count)
            .map(|at| {
                let photo = photo("boats", 1200, 800);
                json!({ "id": format!("card-{at}"), "kind": "photo", "photo": photo })
            })
            .collect();
        page(cards.into())
    };
    let pauses = |count, ends: &str| page_of(count).matches(ends).count();
    // The headline and the credits stand in a part as well.
    for (cards, parts, lines) in [(29, 0, 0), (30, 1, 0), (64, 2, 1), (200, 6, 3)] {
        assert_eq!(pauses(cards, "</div><script></script></div>"), parts);
        assert_eq!(pauses(cards, "<script></script></li></ul>"), lines);
        assert_eq!(pauses(cards, "<script"), parts + lines);
    }
}

#[test]
fn only_the_first_photo_is_fetched_at_once() {
    let page = page(json!([
        { "id": "a", "kind": "text" },
        { "id": "b", "kind": "photo", "photo": photo("one", 2160, 1440) },
        { "id": "c", "kind": "photo", "photo": photo("two", 2160, 1440) },
    ]));
    assert_eq!(page.matches("loading=\"eager\"").count(), 1);
    assert_eq!(page.matches("fetchpriority=\"high\"").count(), 1);
    assert_eq!(page.matches("loading=\"lazy\"").count(), 1);
    assert!(page.find("one-").expect("is there") < page.find("eager").expect("is there"));
    assert!(page.find("eager").expect("is there") < page.find("two-").expect("is there"));
}

#[test]
fn the_head_asks_for_the_first_photo_in_the_words_in_which_the_story_will() {
    let cards = |photo: Value| json!([{ "id": "a", "kind": "text" }, { "id": "b", "kind": "photo", "photo": photo }]);
    let asked_of = |cards: &Value| {
        let bundle = json!({
            "formatVersion": 1, "headline": "The bridge", "inLanguage": "en", "cards": cards,
        });
        let reading = read(&bundle.to_string()).expect("this is a story");
        preload(&reading.story, &Base::default())
    };
    let open = cards(photo("one", 2160, 1440));
    let link = asked_of(&open).expect("there is a photo to be fetched at once");
    let story = page(open);
    let source = story.find("<source").expect("it has two forms");
    for (name, preloads) in [
        ("srcset", "imagesrcset"),
        ("sizes", "imagesizes"),
        ("type", "type"),
    ] {
        let value = |text: &str, name: &str| {
            let (_, value) = text.split_once(&format!(" {name}=\""))?;
            Some(value.split('"').next()?.to_owned())
        };
        assert_eq!(
            value(&link, preloads),
            value(&story[source..], name),
            "{link}"
        );
    }
    assert!(link.starts_with("<link rel=\"preload\" as=\"image\" fetchpriority=\"high\""));

    let mut plain = photo("one", 2160, 1440);
    plain["variants"] = json!([plain["variants"][1]]);
    let link = asked_of(&cards(plain)).expect("there is a photo to be fetched at once");
    assert!(link.ends_with(" href=\"media/one-2160.jpg\">"), "{link}");

    let mut graphic = photo("graphic", 2160, 1440);
    graphic["notice"] = "A wounded man".into();
    assert_eq!(asked_of(&cards(graphic)), None, "nobody has asked for that");
}

#[test]
fn pictures_that_are_not_photographs_say_so() {
    for (source_type, label) in [
        ("digitalCreation", "Illustration"),
        ("compositeCapture", "Composite image"),
        ("trainedAlgorithmicMedia", "Made with AI"),
        ("compositeWithTrainedAlgorithmicMedia", "Edited with AI"),
    ] {
        let mut picture = photo("picture", 2160, 1440);
        picture["digitalSourceType"] = source_type.into();
        let page = page(json!([{ "id": "a", "kind": "photo", "photo": picture }]));
        assert!(
            page.contains(&format!("<span class=\"source-type\">{label}</span>")),
            "{source_type}"
        );
    }
    let photograph = page(json!([{ "id": "a", "kind": "photo", "photo": photo("p", 2160, 1440) }]));
    assert!(!photograph.contains("source-type"));
}

#[test]
fn no_field_can_put_markup_style_or_script_into_the_page() {
    let evil = "\"><script>alert(1)</script><img src=x onerror=alert(1) style=\"x\">'";
    let mut photo = photo("p", 2160, 1440);
    for field in [
        "altText",
        "creator",
        "creditLine",
        "copyrightNotice",
        "location",
    ] {
        photo[field] = evil.into();
    }
    photo["caption"] = json!([evil]);
    let bundle = json!({
        "formatVersion": 1, "headline": evil, "alternativeHeadline": evil, "inLanguage": "en",
        "author": [{ "name": evil }], "publisher": { "name": evil },
        "words": { "tryAgain": evil, "credits": evil, "dates": { "2017-03-08": evil } },
        "cards": [
            { "id": "a", "kind": evil, "heading": evil, "photo": photo },
            { "id": "b", "kind": "quote", "quote": [evil], "attribution": [evil] },
        ],
    });
    let page = html(&bundle);
    assert!(!page.contains("<script"));
    assert!(!page.contains("<img src=x"));
    for tag in tags(&page) {
        assert!(!tag.contains(" style") && !tag.contains(" on"), "<{tag}>");
    }
}

/// The tags of a page without the values of their attributes.
fn tags(page: &str) -> Vec<String> {
    let mut tags = Vec::new();
    let mut tag: Option<String> = None;
    let mut in_value = false;
    for c in page.chars() {
        match (&mut tag, c) {
            (None, '<') => tag = Some(String::new()),
            (None, _) => {}
            (Some(_), '"') => in_value = !in_value,
            (Some(_), '>') if !in_value => tags.extend(tag.take()),
            (Some(tag), c) if !in_value => tag.push(c),
            (Some(_), _) => {}
        }
    }
    tags
}

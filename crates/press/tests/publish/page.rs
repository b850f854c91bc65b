//! The page that is published.

use std::fs;

use base64::Engine;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::html::{self, Tag};
use crate::studio::{BASE, Studio, press};

#[test]
fn the_policy_allows_the_files_beside_the_page_and_the_one_style_and_script_in_it() {
    let studio = Studio::new();
    studio.published();
    let page = studio.page();
    let styles = html::all(&page, "style");
    let scripts: Vec<_> = html::all(&page, "script")
        .into_iter()
        .filter(|script| script.attribute("src").is_none() && script.attribute("type").is_none())
        .collect();
    let ([style], [script]) = (styles.as_slice(), scripts.as_slice()) else {
        panic!("{} styles and {} scripts", styles.len(), scripts.len());
    };
    assert!(script.text.len() <= 1200, "{} bytes", script.text.len());
    let policy = html::all(&page, "meta")
        .into_iter()
        .find(|tag| tag.attribute("http-equiv") == Some("Content-Security-Policy"))
        .expect("there is a policy");
    let policy = policy.attribute("content").expect("it says something");
    let hash = |tag: &Tag| {
        let hash = Sha256::digest(tag.text.as_bytes());
        let hash = base64::engine::general_purpose::STANDARD.encode(hash);
        format!("'sha256-{hash}'")
    };
    assert!(
        policy.contains(&format!(
            "style-src 'self' https://example.org {};",
            hash(style)
        )),
        "{policy}"
    );
    assert!(
        policy.contains(&format!("'wasm-unsafe-eval' {};", hash(script))),
        "{policy}"
    );
    assert_eq!(policy.matches("sha256-").count(), 2, "{policy}");
    // By name too: in a sandbox WebKit takes nobody for `'self'`.
    assert!(
        policy.contains("img-src 'self' https://example.org;"),
        "{policy}"
    );
    let headers = std::fs::read_to_string(studio.out().join("_headers")).expect("there are some");
    assert!(headers.contains(policy), "{headers}");
}

#[test]
fn the_first_photo_is_asked_for_above_the_style() {
    let studio = Studio::new();
    studio.published();
    let page = studio.page();
    let at = |what: &str| page.find(what).expect(what);
    assert!(at("Content-Security-Policy") < at("rel=\"preload\""));
    assert!(at("rel=\"preload\"") < at("<style>"));
}

#[test]
fn no_element_has_a_style_or_a_script_of_its_own() {
    let studio = Studio::new();
    studio.published();
    for tag in html::tags(&studio.page()) {
        for (name, value) in &tag.attributes {
            assert!(name != "style" && !name.starts_with("on"), "{tag:?}");
            assert!(!value.trim_start().starts_with("javascript:"), "{tag:?}");
        }
    }
}

#[test]
fn search_engines_are_told_of_every_photo_that_is_not_covered() {
    let studio = Studio::new();
    studio.published();
    let article = json_ld(&studio.page());
    assert_eq!(article["@type"], "NewsArticle");
    assert_eq!(article["headline"], "The bridge");
    assert_eq!(article["url"], BASE);
    let images = article["image"].as_array().expect("there are images");
    assert_eq!(images.len(), 2, "{article:#}");
    let bundle = studio.bundle();
    for (image, photo) in images
        .iter()
        .zip(bundle["cards"][1]["photos"].as_array().expect("two"))
    {
        assert_eq!(image["@type"], "ImageObject");
        assert_eq!(
            image["creator"],
            json!({ "@type": "Person", "name": photo["creator"] })
        );
        assert_eq!(image["creditText"], photo["creditLine"]);
        assert_eq!(image["copyrightNotice"], "© 2017 Jane Roe");
        assert_eq!(image["license"], "https://example.org/terms");
        assert_eq!(image["acquireLicensePage"], "https://example.org/buy");
        let address = image["contentUrl"].as_str().expect("it has an address");
        let name = address.strip_prefix(BASE).expect("it is absolute");
        assert!(studio.out().join(name).exists(), "{name}");
    }
}

#[test]
fn without_a_base_nothing_pretends_to_have_an_absolute_address() {
    let studio = Studio::new();
    press(&studio.story(), &studio.cache(), &studio.out(), None).expect("it can be published");
    let page = studio.page();
    let article = json_ld(&page);
    assert_eq!(article["url"], Value::Null);
    assert_eq!(article["image"][0]["contentUrl"], Value::Null);
    assert_eq!(article["image"][0]["creditText"], "Jane Roe/Agency");
    assert_eq!(html::meta(&page, "og:image"), None);
    assert_eq!(html::meta(&page, "og:url"), None);
    let links = html::all(&page, "link");
    assert!(
        links
            .iter()
            .all(|link| link.attribute("rel") != Some("canonical"))
    );
}

#[test]
fn the_address_that_a_story_names_is_its_base() {
    // That of a folder, with or without the slash.
    for url in [BASE, BASE.trim_end_matches('/')] {
        let studio = Studio::new();
        let text = fs::read_to_string(studio.story().join("story.md")).expect("there is a text");
        let text = text.replacen("---\n", &format!("---\nurl: {url}\n"), 1);
        studio.write("story.md", text);
        press(&studio.story(), &studio.cache(), &studio.out(), None).expect("it can be published");
        let page = studio.page();
        assert_eq!(json_ld(&page)["url"], BASE);
        let picture = html::meta(&page, "og:image").expect("there is a picture");
        assert!(picture.starts_with(&format!("{BASE}media/")), "{picture}");
    }
}

#[test]
fn the_picture_that_is_shown_elsewhere_is_one_that_nobody_has_to_be_asked_about() {
    let studio = Studio::new();
    studio.published();
    let page = studio.page();
    let image = html::meta(&page, "og:image").expect("there is one");
    assert!(image.starts_with(&format!("{BASE}media/left-")), "{image}");
    assert_eq!(
        html::meta(&page, "og:image:alt").as_deref(),
        Some("The left bank.")
    );
    assert_eq!(html::meta(&page, "og:url").as_deref(), Some(BASE));
    let canonical: Vec<_> = html::all(&page, "link")
        .into_iter()
        .filter(|link| link.attribute("rel") == Some("canonical"))
        .collect();
    let [canonical] = canonical.as_slice() else {
        panic!("{canonical:?}");
    };
    assert_eq!(canonical.attribute("href"), Some(BASE));
}

#[test]
fn search_engines_are_kept_away_from_a_draft_alone() {
    let studio = Studio::new();
    studio.published();
    assert_eq!(html::meta(&studio.page(), "robots"), None);
    studio.replace("headline: The bridge", "headline: The bridge\ndraft: true");
    studio.published();
    assert_eq!(
        html::meta(&studio.page(), "robots").as_deref(),
        Some("noindex")
    );
    assert_eq!(json_ld(&studio.page())["creativeWorkStatus"], "Draft");
}

#[test]
fn hostile_words_make_the_page_that_harmless_ones_make() {
    let harmless = page_of("words");
    for hostile in [
        "</script><script>alert(1)</script>",
        "</style><style>*{display:none}",
        "</title><img src=x onerror=alert(1)>",
        "\"><svg onload=alert(1)>",
        "' onmouseover='alert(1)",
        "<!--",
        "--><!--<script>",
        "]]><b>",
        "&lt;b&gt;&#60;b&#62;",
        "{program}{wasm}",
        "one\u{2028}line\u{2029}",
    ] {
        let page = page_of(hostile);
        let shape = |page: &str| -> Vec<(String, Vec<String>)> {
            html::tags(page)
                .into_iter()
                .map(|tag| {
                    let names = tag.attributes.into_iter().map(|(name, _)| name);
                    (tag.name, names.collect())
                })
                .collect()
        };
        assert_eq!(shape(&page), shape(&harmless), "{hostile}");
        assert_eq!(json_ld(&page)["headline"], hostile);
        assert_eq!(json_ld(&page)["image"][0]["creditText"], hostile);
        assert_eq!(html::meta(&page, "og:title").as_deref(), Some(hostile));
    }
}

#[test]
fn nothing_of_a_covered_picture_shows_in_the_bundle_but_its_files() {
    let studio = Studio::new();
    studio.published();
    let bundle = studio.bundle();
    let covered = &bundle["cards"][0]["photo"];
    assert_eq!(covered["notice"], "A wreck is to be seen.");
    assert_eq!(covered["thumbHash"], Value::Null);
    assert_eq!(covered["dominantColor"], Value::Null);
    let others = &bundle["cards"][1]["photos"];
    assert!(others[0]["thumbHash"].is_string() && others[0]["dominantColor"].is_string());
}

/// The page of a story that says `words` wherever it can say anything.
fn page_of(words: &str) -> String {
    let inlines = json!([words, { "type": "emphasis", "content": [words] }]);
    let photo = json!({
        "variants": [{ "src": "boat.png" }],
        "altText": words, "caption": inlines, "creator": words, "creditLine": words,
        "copyrightNotice": words, "location": words,
    });
    let body = json!([{ "type": "paragraph", "content": inlines }]);
    let mut covered = photo.clone();
    covered["notice"] = json!(words);
    covered["variants"][0]["src"] = json!("wreck.png");
    let story = json!({
        "formatVersion": 1, "headline": words, "alternativeHeadline": words, "inLanguage": "en",
        "author": [{ "name": words, "url": "https://example.org/?a=1&b=<2>\"'" }],
        "publisher": { "name": words, "url": "https://example.org/" },
        "datePublished": "2017-03-31",
        "correction": [{ "datePublished": "2017-04-02", "text": words }],
        "editions": [{ "inLanguage": "ar", "name": words, "url": "../ar/" }],
        "words": { "published": words, "license": words, "dates": { "2017-03-31": words } },
        "cards": [
            { "id": "cover", "kind": "cover", "photo": photo, "body": body },
            { "id": "covered", "kind": "photo", "heading": words, "photo": covered },
            { "id": "said", "kind": "quote", "quote": inlines, "attribution": inlines },
        ],
    });
    let studio = Studio::empty();
    studio.write("story.json", story.to_string());
    studio.write("boat.png", crate::studio::picture(1));
    studio.write("wreck.png", crate::studio::picture(2));
    studio.published();
    studio.page()
}

/// What search engines are told.
fn json_ld(page: &str) -> Value {
    let script = html::all(page, "script")
        .into_iter()
        .find(|script| script.attribute("type") == Some("application/ld+json"))
        .expect("there is some");
    serde_json::from_str(&script.text).expect("it is JSON")
}

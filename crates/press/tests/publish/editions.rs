//! Stories in several languages.

use std::fs;

use serde_json::{Value, json};

use crate::html;
use crate::studio::{BASE, Studio, press};

/// The story of [`Studio::new`], in Arabic.
fn in_two_languages() -> Studio {
    let studio = Studio::new();
    studio.write(
        "story.ar.md",
        "---
headline: الجسر
inLanguage: ar
photos: { copyrightNotice: © 2017 Jane Roe, license: https://example.org/terms, acquireLicensePage: https://example.org/buy, dataMining: DMI-PROHIBITED }
---

![حطام.](wreck.png)
(Jane Roe/Agency)
notice: حطام.

كان آخر جسر. [المزيد](more.html)

## الضفتان

![اليسرى.](left.png)
(Jane Roe/Agency)

![اليمنى.](right.png)
(John Doe)
",
    );
    studio.write("font.woff2", b"wOF2 and so on");
    studio.write(
        "theme.yaml",
        "fonts: { serif: { family: Literata, files: [{ src: font.woff2 }] } }",
    );
    studio
}

fn page(studio: &Studio, folder: &str) -> String {
    fs::read_to_string(studio.out().join(folder).join("index.html")).expect("there is a page")
}

#[test]
fn each_edition_has_a_page_and_a_bundle_of_its_own_and_they_share_their_photos() {
    let studio = in_two_languages();
    let published = studio.published();
    assert_eq!(published.encoded, 3, "each picture once");
    let [english, arabic] = ["story.json", "ar/story.json"].map(|name| -> Value {
        let bundle = fs::read(studio.out().join(name)).expect("there is a bundle");
        serde_json::from_slice(&bundle).expect("a bundle is JSON")
    });
    let variants = |story: &Value| story["cards"][1]["photos"][0]["variants"].clone();
    let src = |story: &Value| variants(story)[0]["src"].as_str().map(str::to_owned);
    let shared = src(&english).expect("it has a file");
    assert_eq!(src(&arabic), Some(format!("../{shared}")));
    assert!(studio.out().join("ar").join("..").join(shared).is_file());
    assert_eq!(
        variants(&english)[0]["sha256"],
        variants(&arabic)[0]["sha256"]
    );
    assert_eq!(arabic["direction"], json!("rtl"));
    assert_eq!(
        english["editions"],
        json!([{ "inLanguage": "ar", "name": "العربية", "url": "ar/" }])
    );
    assert_eq!(
        arabic["editions"],
        json!([{ "inLanguage": "en", "name": "English", "url": "../" }])
    );
    assert_eq!(arabic["cards"][1]["id"], english["cards"][1]["id"]);
    let link = &arabic["cards"][0]["body"][0]["content"][1];
    assert_eq!(
        link["href"],
        json!("../more.html"),
        "an author counts from the story's folder"
    );
    assert!(page(&studio, "ar").contains("<html lang=\"ar\" dir=\"rtl\""));
}

#[test]
fn whatever_a_page_names_is_there() {
    let studio = in_two_languages();
    studio.published();
    for folder in ["", "ar"] {
        let page = page(&studio, folder);
        let mut files = Vec::new();
        for tag in html::tags(&page) {
            for name in ["src", "href"] {
                files.extend(tag.attribute(name).map(str::to_owned));
            }
            let srcset = tag.attribute("srcset").unwrap_or_default();
            let first = |file: &str| file.split_whitespace().next().map(str::to_owned);
            files.extend(srcset.split(',').filter_map(first));
        }
        for part in ["import(\"", "src:url("] {
            let at = page.find(part).expect("it is there") + part.len();
            let end = page[at..].find(['"', ')']).expect("it ends");
            files.push(page[at..at + end].to_owned());
        }
        let is_ours = |file: &String| !file.contains("://") && !file.ends_with("more.html");
        files.retain(|file| is_ours(file) && !file.starts_with('#'));
        assert!(files.len() > 8, "{files:?}");
        for file in files {
            let path = studio.out().join(folder).join(&file);
            assert!(path.exists(), "{folder}: {file}");
        }
    }
}

#[test]
fn search_engines_are_told_of_every_edition_by_every_edition() {
    let studio = in_two_languages();
    studio.published();
    for folder in ["", "ar"] {
        let told: Vec<_> = html::all(&page(&studio, folder), "link")
            .into_iter()
            .filter(|link| link.attribute("rel") == Some("alternate"))
            .filter_map(|link| {
                let language = link.attribute("hreflang")?.to_owned();
                Some((language, link.attribute("href")?.to_owned()))
            })
            .collect();
        let expected = [
            ("ar", format!("{BASE}ar/")),
            ("en", BASE.to_owned()),
            ("x-default", BASE.to_owned()),
        ];
        for (language, address) in expected {
            assert!(
                told.contains(&(language.to_owned(), address.clone())),
                "{language} {address}: {told:?}"
            );
        }
        assert_eq!(told.len(), 3);
    }
    let arabic = page(&studio, "ar");
    assert!(arabic.contains(&format!("<link rel=\"canonical\" href=\"{BASE}ar/\">")));
    let image = html::all(&arabic, "meta")
        .into_iter()
        .find(|meta| meta.attribute("property") == Some("og:image"))
        .expect("there is one");
    let image = image.attribute("content").unwrap_or_default();
    assert!(image.starts_with(&format!("{BASE}media/")), "{image}");
}

#[test]
fn an_edition_that_the_story_has_no_longer_is_reported() {
    let studio = in_two_languages();
    assert_eq!(studio.published().withdrawn, Vec::<String>::new());
    fs::remove_file(studio.story().join("story.ar.md")).expect("it was there");
    assert_eq!(studio.published().withdrawn, ["ar/"]);
    assert!(!page(&studio, "").contains("hreflang"));
}

#[test]
fn without_an_address_the_editions_still_know_each_other() {
    let studio = in_two_languages();
    press(&studio.story(), &studio.cache(), &studio.out(), None).expect("it can be published");
    let links = |folder: &str| -> Vec<_> {
        html::tags(&page(&studio, folder))
            .into_iter()
            .filter(|tag| tag.attribute("hreflang").is_some())
            .map(|tag| {
                (
                    tag.name.to_owned(),
                    tag.attribute("href").map(str::to_owned),
                )
            })
            .collect()
    };
    assert_eq!(links(""), [("a".to_owned(), Some("ar/".to_owned()))]);
    assert_eq!(links("ar"), [("a".to_owned(), Some("../".to_owned()))]);
}

#[test]
fn a_page_that_is_no_folders_has_its_editions_beside_it() {
    let studio = in_two_languages();
    studio.replace(
        "inLanguage: en",
        "inLanguage: en\nurl: https://example.org/bridge.html",
    );
    press(&studio.story(), &studio.cache(), &studio.out(), None).expect("it can be published");
    for folder in ["", "ar"] {
        let page = page(&studio, folder);
        for (language, address) in [
            ("en", "https://example.org/bridge.html"),
            ("ar", "https://example.org/ar/"),
            ("x-default", "https://example.org/bridge.html"),
        ] {
            let link = format!("hreflang=\"{language}\" href=\"{address}\"");
            assert!(page.contains(&link), "{folder}: {link}");
        }
    }
}

#[test]
fn one_policy_in_the_headers_goes_for_all_pages() {
    let studio = in_two_languages();
    studio.published();
    let headers = fs::read_to_string(studio.out().join("_headers")).expect("there are some");
    assert_eq!(headers.matches("Content-Security-Policy:").count(), 1);
    for folder in ["", "ar"] {
        let page = page(&studio, folder);
        let hashes: Vec<_> = page
            .match_indices("'sha256-")
            .map(|(at, _)| &page[at..at + 53])
            .collect();
        assert_eq!(hashes.len(), 2);
        for hash in hashes {
            assert!(headers.contains(hash), "{hash} of {folder}: {headers}");
        }
    }
    assert!(headers.contains("/ar/story.json\n  Cache-Control: no-cache"));
}

#[test]
fn nothing_is_replaced_in_an_editions_folder_that_is_not_the_presss_own() {
    let studio = in_two_languages();
    fs::create_dir_all(studio.out().join("ar")).expect("there is room");
    fs::write(studio.out().join("ar/index.html"), "<p>mine").expect("there is room");
    assert!(studio.press().is_err());
    assert_eq!(page(&studio, "ar"), "<p>mine");
    assert!(!studio.out().join("index.html").exists());
}

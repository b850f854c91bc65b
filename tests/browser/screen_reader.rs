//! What is told to screen readers.

use anyhow::{Context, Result};
use browser_tests::{Ability, PHONE, Reader, Site};
use serde_json::json;

const STORIES: [&str; 3] = ["/stories/mosul/", "/stories/mosul/ar/", "/stories/starter/"];

/// What is said, without the letters that are told once more below what they name.
async fn heard(reader: &Reader) -> Result<Vec<String>> {
    let mut heard = reader.hears().await?;
    heard.retain(|told| !told.starts_with("StaticText") && !told.starts_with("ListMarker"));
    Ok(heard)
}

/// What is told of controls and pictures without a name.
async fn nameless(reader: &Reader) -> Result<Vec<String>> {
    const NAMED: [&str; 10] = [
        "button",
        "link",
        "slider",
        "image",
        "Video",
        "dialog",
        "radio",
        "checkbox",
        "switch",
        "DisclosureTriangle",
    ];
    let mut heard = heard(reader).await?;
    // Of a name that is empty only the state is left.
    heard.retain(|told| {
        let (role, name) = told.split_once(": ").unwrap_or((told, ""));
        NAMED.contains(&role) && (name.is_empty() || name.starts_with(", "))
    });
    Ok(heard)
}

// ampproject/amphtml#37393, hakimel/reveal.js#3772
#[tokio::test]
async fn a_story_is_an_article_in_the_main_landmark_with_one_headline() -> Result<()> {
    let site = Site::start().await?;
    for story in STORIES {
        for mode in ["scroll", "swipe"] {
            let reader = Reader::new(PHONE).await?;
            if !reader.can(Ability::AccessibilityTree) {
                return Ok(());
            }
            reader
                .read(&site.at(&format!("{story}?mode={mode}")))
                .await?;
            let heard = heard(&reader).await?;
            let count = |role: &str| {
                let role = format!("{role}:");
                heard.iter().filter(|told| told.starts_with(&role)).count()
            };
            assert_eq!(count("main"), 1, "{story}");
            assert_eq!(count("article"), 1, "{story}");
            assert_eq!(count("application"), 0, "{story}");
            let photos = reader
                .sees("document.querySelectorAll('figure > picture > img[src]:not([alt=\"\"])').length")
                .await?;
            assert_eq!(
                json!(count("image")),
                photos,
                "{story} {mode}: every photo, near and far, is told of"
            );
            // Also what is off the screen, beside the card that is shown.
            let headings = reader
                .sees("document.querySelectorAll('.story :is(h1, h2)').length")
                .await?;
            assert_eq!(json!(count("heading")), headings, "{story} {mode}");
            reader.leave().await?;
        }
    }
    Ok(())
}

#[tokio::test]
async fn every_control_has_a_name_and_the_right_role() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    if !reader.can(Ability::AccessibilityTree) {
        return Ok(());
    }
    for story in STORIES {
        reader.read(&site.at(story)).await?;
        assert_eq!(nameless(&reader).await?, Vec::<String>::new(), "{story}");
        for (button, dialog) in [
            (".bar .settings", ".menu"),
            (".bar .position", ".contents"),
            (".card .photo:not([data-covered]) > .enlarge", ".zoom"),
        ] {
            reader
                .run(&format!("document.querySelector('{button}').click()"))
                .await?;
            reader
                .until(&format!("document.querySelector('{dialog}[open]')"))
                .await?;
            let nameless = nameless(&reader).await?;
            assert_eq!(nameless, Vec::<String>::new(), "{story} {dialog}");
            reader.press("Escape").await?;
            reader.until("!document.querySelector('dialog')").await?;
        }
    }
    reader.read(&site.at("/stories/starter/")).await?;
    // It comes when its card is near.
    reader
        .until("document.querySelector('.divider input')")
        .await?;
    let heard = heard(&reader).await?;
    for told in [
        "button: Reading settings",
        "button: Previous card",
        "button: 1 of 9",
        "button: Next card",
        "button: Share this card",
        "group: Photos",
    ] {
        assert!(
            heard.iter().any(|other| other == told),
            "{told}: {heard:#?}"
        );
    }
    let slider = heard.iter().any(|told| {
        told.starts_with("slider: The creek at low water")
            && told.contains("The same creek at high")
    });
    assert!(slider, "{heard:#?}");
    reader.leave().await
}

#[tokio::test]
async fn the_list_of_cards_is_a_list_of_links_and_says_where_the_reader_is() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    if !reader.can(Ability::AccessibilityTree) {
        return Ok(());
    }
    reader
        .read(&site.at("/stories/mosul/#bloody-battle"))
        .await?;
    reader.click(".bar .position").await?;
    reader
        .until("document.querySelector('.contents[open]')")
        .await?;
    let heard = heard(&reader).await?;
    let dialog = heard
        .iter()
        .position(|told| told.starts_with("dialog: In this story"))
        .context("the dialog is told of by its name")?;
    assert!(heard[dialog].contains("modal"), "{}", heard[dialog]);
    let links = heard[dialog..]
        .iter()
        .filter(|told| told.starts_with("link: "))
        .count();
    assert_eq!(links, 11);
    assert!(heard[dialog..].iter().any(|told| told.starts_with("list:")));
    assert_eq!(
        reader
            .reads("document.querySelector('.contents [aria-current]').textContent")
            .await?
            .trim(),
        "Bloody battle"
    );
    reader.leave().await
}

//! Stories in several languages.

use anyhow::Result;
use browser_tests::{DESKTOP, PHONE, Reader, Site};
use serde_json::json;

const CARD: &str = "document.querySelector('.card[aria-current=true]')?.id";

#[tokio::test]
async fn the_language_is_changed_in_place_and_the_card_stays() -> Result<()> {
    let site = Site::start().await?;
    for (english, arabic) in [
        ("/stories/mosul/", "/stories/mosul/ar/"),
        (
            "/?story=stories/mosul/story.json",
            "/?story=stories/mosul/ar/story.json",
        ),
    ] {
        let reader = Reader::new(PHONE).await?;
        reader.read(&site.at(english)).await?;
        reader
            .run("document.getElementById('bloody-battle').scrollIntoView({ behavior: 'instant' })")
            .await?;
        reader.until(&format!("{CARD} === 'bloody-battle'")).await?;
        let history = reader.sees("history.length").await?;
        reader.click(".bar .settings").await?;
        // What comes into the menu later is there, and the focus has come to rest.
        reader
            .until("document.querySelector('.menu .offline:empty') === null && document.activeElement.closest('.menu')")
            .await?;
        reader.go_to(".menu .editions a").await?;
        reader.click(".menu .editions a[hreflang=ar]").await?;
        reader
            .until("document.documentElement.dir === 'rtl' && document.documentElement.dataset.viewer === 'ready'")
            .await?;
        reader.until(&format!("{CARD} === 'bloody-battle'")).await?;
        assert_eq!(
            reader.reads("location.href").await?,
            site.at(&format!("{arabic}#bloody-battle"))
        );
        assert_eq!(
            reader
                .reads("document.querySelector('#bloody-battle h2').textContent")
                .await?,
            "معركة دامية"
        );
        assert_eq!(reader.sees("history.length").await?, history);
        // And back again, by the link in the opening.
        reader
            .run("document.querySelector('.opening .editions a').click()")
            .await?;
        reader
            .until("document.documentElement.lang === 'en' && document.documentElement.dataset.viewer === 'ready'")
            .await?;
        reader.until(&format!("{CARD} === 'bloody-battle'")).await?;
        assert_eq!(reader.sees("history.length").await?, history);
        reader.leave().await?;
    }
    Ok(())
}

#[tokio::test]
async fn both_editions_show_the_same_files() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(DESKTOP).await?;
    reader.read(&site.at("/stories/mosul/")).await?;
    let file = "document.querySelector('#cover img').currentSrc";
    let english = reader.reads(file).await?;
    reader.read(&site.at("/stories/mosul/ar/")).await?;
    reader
        .until("document.querySelector('#cover img').naturalWidth")
        .await?;
    assert_eq!(reader.reads(file).await?, english);
    assert_eq!(reader.sees("window.shifts ?? []").await?, json!([]));
    reader.leave().await
}

#[tokio::test]
async fn a_story_from_right_to_left_is_a_mirror_of_the_other() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(DESKTOP).await?;
    let mut places = Vec::new();
    for page in ["/stories/mosul/", "/stories/mosul/ar/"] {
        reader.read(&site.at(page)).await?;
        let mut sides = Vec::new();
        for part in [
            ".opening",
            "#the-ground-shakes h2",
            "#pushing-forward figure",
            ".bar .settings",
            ".bar .next",
        ] {
            let middle = reader
                .sees(&format!(
                    "(({{ left, right }}) => Math.sign(left + right - document.documentElement.clientWidth))(document.querySelector('{part}').getBoundingClientRect())"
                ))
                .await?;
            sides.push((part, middle.as_i64().unwrap_or_default()));
        }
        places.push(sides);
    }
    for ((part, left), (_, right)) in places[0].iter().zip(&places[1]) {
        assert_eq!(*left, -right, "{part}");
        assert_ne!(*left, 0, "{part}");
    }
    reader.leave().await
}

//! Pictures with a notice.

use anyhow::{Context, Result};
use browser_tests::{Ability, PHONE, Reader, Site, mosul};
use serde_json::{Value, json};

/// The starter's card with a picture of a spider.
const PAGE: &str = "/stories/starter/#the-other-tenant";
const NOTICE: &str = "A large spider is to be seen.";
const SPIDER: &str = "A brown garden spider";

#[tokio::test]
async fn before_it_is_asked_for_nothing_of_a_covered_picture_is_fetched_or_told() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    reader.read(&site.at(PAGE)).await?;
    // The cards above and below are there, and so would this one be.
    reader.go_to("#now-it-is-your-turn").await?;
    reader
        .until("document.querySelector('#now-it-is-your-turn img').naturalWidth")
        .await?;
    reader.go_to("#the-other-tenant .photo").await?;
    assert_eq!(site.requests_for("spider"), Vec::<String>::new());
    let shown = "[...document.querySelectorAll('#the-other-tenant :is(img, canvas, .enlarge)')].filter((part) => part.checkVisibility()).length";
    assert_eq!(reader.sees(shown).await?, json!(0));
    assert!(
        !reader
            .reads("document.body.innerText")
            .await?
            .contains(SPIDER)
    );
    // Its caption and its credit are no secret.
    let credit = "document.querySelector('#the-other-tenant .credit').checkVisibility()";
    assert_eq!(reader.sees(credit).await?, json!(true));
    if reader.can(Ability::AccessibilityTree) {
        let heard = reader.hears().await?;
        assert!(
            !heard.iter().any(|told| told.contains(SPIDER)),
            "{heard:#?}"
        );
        let at = |told: &str| heard.iter().position(|other| other == told);
        let notice = at(&format!("paragraph: {NOTICE}"))
            .or_else(|| at(&format!("StaticText: {NOTICE}")))
            .context("the notice is told")?;
        let button = at("button: Show the picture").context("so is the button")?;
        assert!(notice < button, "{heard:#?}");
    }
    reader.leave().await
}

#[tokio::test]
async fn a_click_shows_it_in_its_place_and_takes_the_focus_there() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    reader.read(&site.at(PAGE)).await?;
    let below = "document.querySelector('#the-other-tenant figcaption').offsetTop";
    let before = reader.sees(below).await?;
    reader.click("#the-other-tenant .notice button").await?;
    reader
        .until("document.querySelector('#the-other-tenant img').naturalWidth")
        .await?;
    assert_eq!(reader.sees(below).await?, before, "nothing moves");
    let focus = "document.activeElement.matches('#the-other-tenant figure')";
    assert_eq!(reader.sees(focus).await?, json!(true));
    if reader.can(Ability::AccessibilityTree) {
        let heard = reader.hears().await?;
        assert!(
            heard
                .iter()
                .any(|told| told.starts_with(&format!("image: {SPIDER}"))),
            "{heard:#?}"
        );
        assert!(
            !heard.iter().any(|told| told.contains(NOTICE)),
            "{heard:#?}"
        );
    }
    // Now it can be opened large as any other.
    reader.click("#the-other-tenant .enlarge").await?;
    reader
        .until("document.querySelector('.zoom[open] img')?.naturalWidth")
        .await?;
    reader.leave().await
}

#[tokio::test]
async fn one_click_shows_all_in_the_story_and_one_more_visit_covers_them_again() -> Result<()> {
    let site = Site::start().await?;
    let mut story: Value = serde_json::from_str(&mosul())?;
    for card in [3, 5, 10] {
        story["cards"][card]["photo"]["notice"] = json!("The dead.");
    }
    site.put(
        "/stories/mosul/covered.json",
        "application/json",
        story.to_string(),
    );
    let address = site.at("/?story=stories/mosul/covered.json");
    let reader = Reader::new(PHONE).await?;
    reader.read(&address).await?;
    let covered = "document.querySelectorAll('[data-covered]').length";
    let count = reader.sees(covered).await?;
    assert!(count.as_u64() >= Some(2), "{count}");
    reader.go_to("#bloody-battle").await?;
    reader.click("#bloody-battle .notice button.quiet").await?;
    assert_eq!(reader.sees(covered).await?, json!(0));
    reader
        .until("document.querySelector('#bloody-battle img').naturalWidth")
        .await?;
    // Those far away come as the reader does, as all photos do.
    assert_eq!(
        site.requests_for("fighting-and-fleeing"),
        Vec::<String>::new()
    );
    reader.open("about:blank").await?;
    reader.read(&address).await?;
    assert_eq!(reader.sees(covered).await?, count);
    reader.leave().await
}

#[tokio::test]
async fn without_javascript_it_stays_behind_a_link() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    reader.without_scripts().await?;
    reader.open(&site.at(PAGE)).await?;
    // Without scripts browsers fetch lazy photos at once.
    reader
        .until("document.querySelector('#now-it-is-your-turn img').naturalWidth")
        .await?;
    assert_eq!(site.requests_for("spider"), Vec::<String>::new());
    assert_eq!(
        reader
            .reads("document.querySelector('#the-other-tenant .notice').innerText")
            .await?
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
        format!("{NOTICE} Show the picture")
    );
    reader.click("#the-other-tenant .notice a").await?;
    // The story has pictures too, until it is left.
    reader
        .until("document.contentType.startsWith('image/') && document.images[0]?.naturalWidth")
        .await?;
    assert_eq!(site.requests_for("spider").len(), 1);
    reader.leave().await
}

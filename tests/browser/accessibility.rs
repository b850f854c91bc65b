//! What axe-core finds, and what it cannot see.

use anyhow::Result;
use browser_tests::{DESKTOP, PHONE, Reader, Screen, Site, from_npm};
use serde_json::json;

/// What axe-core objects to in the page as it is.
async fn objections(reader: &Reader) -> Result<serde_json::Value> {
    reader
        .sees("axe.run().then((result) => result.violations.map((violation) => `${violation.id}: ${violation.nodes[0].html}`))")
        .await
}

/// Somebody who brings axe-core to every page.
async fn reader_with_axe(screen: Screen) -> Result<Reader> {
    let reader = Reader::new(screen).await?;
    reader
        .before_every_page(&from_npm("axe-core/axe.min.js")?)
        .await?;
    // axe reads colours as they are now, so nothing may be half faded in.
    reader.prefer("prefers-reduced-motion", "reduce").await?;
    Ok(reader)
}

#[tokio::test]
async fn axe_finds_nothing_in_any_story_mode_and_theme() -> Result<()> {
    let site = Site::start().await?;
    for (mode, scheme, screen) in [
        ("scroll", "light", PHONE),
        ("scroll", "dark", DESKTOP),
        ("swipe", "light", DESKTOP),
        ("swipe", "dark", PHONE),
    ] {
        let reader = reader_with_axe(screen).await?;
        reader.prefer("prefers-color-scheme", scheme).await?;
        for story in [
            "/?",
            "/stories/mosul/?",
            "/stories/mosul/ar/?",
            "/stories/starter/?",
        ] {
            let address = site.at(&format!("{story}mode={mode}"));
            reader.read(&address).await?;
            assert_eq!(
                objections(&reader).await?,
                json!([]),
                "{address} {screen:?} {scheme}"
            );
        }
        reader.leave().await?;
    }
    Ok(())
}

#[tokio::test]
async fn axe_finds_nothing_in_the_dialog_and_in_the_messages() -> Result<()> {
    let site = Site::start().await?;
    let reader = reader_with_axe(PHONE).await?;
    site.fail("ground-shakes", 503, usize::MAX);
    reader.read(&site.at("/?idle=60#the-ground-shakes")).await?;
    reader
        .until("document.querySelector('.photo-failed')")
        .await?;
    assert_eq!(objections(&reader).await?, json!([]), "a photo that failed");
    reader.read(&site.at("/?idle=1")).await?;
    reader
        .until("document.querySelector('dialog.idle[open]')")
        .await?;
    assert_eq!(objections(&reader).await?, json!([]), "the idle dialog");
    reader.open(&site.at("/?story=none.json")).await?;
    reader.until("document.querySelector('.trouble')").await?;
    assert_eq!(objections(&reader).await?, json!([]), "no story");
    reader.leave().await
}

#[tokio::test]
async fn axe_finds_nothing_while_swiping_and_in_what_the_bar_opens() -> Result<()> {
    let site = Site::start().await?;
    for scheme in ["light", "dark"] {
        let reader = reader_with_axe(PHONE).await?;
        reader.prefer("prefers-color-scheme", scheme).await?;
        reader.read(&site.at("/stories/mosul/?mode=swipe")).await?;
        assert_eq!(objections(&reader).await?, json!([]), "swiping, {scheme}");
        for (button, dialog) in [
            (".bar .settings", ".menu"),
            (".bar .position", ".contents"),
            (".card .photo img", ".zoom"),
        ] {
            reader.click(button).await?;
            reader
                .until(&format!("document.querySelector('{dialog}[open]')"))
                .await?;
            assert_eq!(objections(&reader).await?, json!([]), "{dialog}, {scheme}");
            reader.press("Escape").await?;
            reader.until("!document.querySelector('dialog')").await?;
        }
        reader.leave().await?;
    }
    Ok(())
}

#[tokio::test]
async fn headings_follow_one_order() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    reader.read(&site.at("/")).await?;
    let levels = reader
        .sees("[...document.querySelectorAll('h1, h2, h3, h4')].map((heading) => heading.tagName).join(' ')")
        .await?;
    assert_eq!(levels, json!("H1 H2 H2 H2 H2 H2 H2 H2 H2 H2 H2"));
    reader.leave().await
}

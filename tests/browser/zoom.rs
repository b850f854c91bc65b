//! Photos opened large.

use anyhow::Result;
use browser_tests::{Ability, DESKTOP, PHONE, Reader, Site};
use serde_json::json;

const PAGE: &str = "/stories/mosul/";
const WIDTH: &str = "document.querySelector('.zoom img').getBoundingClientRect().width";

/// Opens the photo of the second card.
async fn opened(reader: &Reader, site: &Site) -> Result<()> {
    reader.read(&site.at(PAGE)).await?;
    reader.go_to(".card:nth-of-type(2) .photo").await?;
    reader
        .until("document.querySelector('.card:nth-of-type(2) img').naturalWidth")
        .await?;
    reader.click(".card:nth-of-type(2) .photo img").await?;
    reader
        .until("document.querySelector('.zoom[open] img')?.naturalWidth")
        .await
}

// dimsemenov/PhotoSwipe#1077, dimsemenov/PhotoSwipe#757
#[tokio::test]
async fn a_photo_opens_whole_with_its_caption_and_credit_and_gives_the_focus_back() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    opened(&reader, &site).await?;
    let place = reader
        .sees("(({ left, right, top, bottom }) => left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight)(document.querySelector('.zoom img').getBoundingClientRect())")
        .await?;
    assert_eq!(place, json!(true));
    assert_eq!(
        reader
            .reads("document.querySelector('.zoom .credit').textContent")
            .await?,
        "(Reportage)"
    );
    reader.press("Escape").await?;
    reader.until("!document.querySelector('dialog')").await?;
    reader
        .run("const button = document.querySelector('.card:nth-of-type(2) .enlarge'); button.focus(); button.click();")
        .await?;
    reader
        .until("document.querySelector('.zoom[open]')")
        .await?;
    reader.click(".zoom .close").await?;
    reader.until("!document.querySelector('dialog')").await?;
    assert_eq!(
        reader.reads("document.activeElement.className").await?,
        "enlarge"
    );
    reader.leave().await
}

#[tokio::test]
async fn the_larger_file_is_fetched_when_it_is_looked_at_and_not_before() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    opened(&reader, &site).await?;
    assert_eq!(
        site.requests_for("the-ground-shakes-2880"),
        Vec::<String>::new()
    );
    assert_eq!(
        site.requests_for("ground-shakes-2160"),
        Vec::<String>::new()
    );
    for _ in 0..3 {
        reader.press("+").await?;
    }
    let largest = "document.querySelector('.zoom img').currentSrc";
    reader
        .until(&format!("/-(2160|2880)-/.test({largest})"))
        .await?;
    reader.leave().await
}

#[tokio::test]
async fn keys_wheel_and_double_click_make_it_larger_within_bounds() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(DESKTOP).await?;
    opened(&reader, &site).await?;
    let fits = reader.sees(WIDTH).await?.as_f64().unwrap_or_default();
    reader.press("+").await?;
    reader.until(&format!("{WIDTH} > {fits} * 1.4")).await?;
    reader.press("0").await?;
    reader
        .until(&format!("Math.abs({WIDTH} - {fits}) < 1"))
        .await?;
    reader.press("-").await?;
    reader
        .until(&format!("Math.abs({WIDTH} - {fits}) < 1"))
        .await?;
    for _ in 0..12 {
        reader.press("+").await?;
    }
    let most = reader.sees(WIDTH).await?.as_f64().unwrap_or_default();
    assert!(most <= fits * 8.0 + 1.0 && most >= fits * 2.4, "{most}");
    reader.press("0").await?;
    // The point under the pointer stays there.
    let wheel = "document.querySelector('.zoom img').dispatchEvent(new WheelEvent('wheel', { deltaY: -400, clientX: 700, clientY: 300, bubbles: true, cancelable: true }))";
    let under = |at: &str| {
        format!(
            "(({{ left, width }}) => (700 - left) / width)(document.querySelector('.zoom img').getBoundingClientRect()){at}"
        )
    };
    let before = reader.sees(&under("")).await?.as_f64().unwrap_or_default();
    assert_eq!(
        reader.sees(wheel).await?,
        json!(false),
        "the page is not zoomed"
    );
    reader.until(&format!("{WIDTH} > {fits} * 2")).await?;
    let after = reader.sees(&under("")).await?.as_f64().unwrap_or_default();
    assert!((before - after).abs() < 0.01, "{before} {after}");
    reader.press("0").await?;
    reader
        .run("for (let n = 0; n < 2; n += 1) document.querySelector('.zoom img').dispatchEvent(new PointerEvent('click', { clientX: 600, clientY: 300, bubbles: true }))")
        .await?;
    reader.until(&format!("{WIDTH} > {fits} * 2")).await?;
    reader.leave().await
}

#[tokio::test]
async fn two_fingers_make_it_larger_and_one_moves_it() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    if !reader.can(Ability::Touch) {
        return Ok(());
    }
    opened(&reader, &site).await?;
    let fits = reader.sees(WIDTH).await?.as_f64().unwrap_or_default();
    reader
        .touch(&[40, 60, 120].map(|apart| [(195 - apart, 400), (195 + apart, 400)]))
        .await?;
    reader.until(&format!("{WIDTH} > {fits} * 2.3")).await?;
    let scrolled = "document.querySelector('.pane').scrollLeft";
    let before = reader.sees(scrolled).await?.as_f64().unwrap_or_default();
    reader
        .touch(&[300, 260, 200, 120].map(|x| [(x, 400)]))
        .await?;
    reader.until(&format!("{scrolled} > {before} + 60")).await?;
    // The page itself is as large as it was.
    assert_eq!(reader.sees("visualViewport.scale").await?, json!(1));
    reader.leave().await
}

#[tokio::test]
async fn each_photo_of_a_comparison_and_of_a_gallery_opens_from_its_own_button() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    reader.read(&site.at("/stories/starter/")).await?;
    for (card, files) in [
        ("tides", ["low-water", "high-water"]),
        ("from-stone-to-table", ["stones", "loaf"]),
    ] {
        reader.go_to(&format!("#{card}")).await?;
        for (at, file) in files.iter().enumerate() {
            let button = format!("document.querySelectorAll('#{card} .enlarge')[{at}]");
            let seen = format!("getComputedStyle({button}).display !== 'none'");
            assert_eq!(reader.sees(&seen).await?, json!(true), "{file}");
            reader.run(&format!("{button}.click()")).await?;
            reader
                .until(&format!(
                    "document.querySelector('.zoom[open] img')?.currentSrc.includes('/{file}-')"
                ))
                .await?;
            reader.press("Escape").await?;
            reader.until("!document.querySelector('dialog')").await?;
        }
    }
    reader.leave().await
}

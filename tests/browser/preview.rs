//! `reportage preview`: an author writes, and the page follows.

use anyhow::Result;
use browser_tests::{PHONE, Preview, Reader};
use serde_json::json;

const STARTER: &str = "crates/press/starter";

#[tokio::test]
async fn an_edit_shows_at_once_where_the_reader_is_and_encodes_nothing() -> Result<()> {
    let preview = Preview::of(STARTER).await?;
    let reader = Reader::new(PHONE).await?;
    reader.read(&preview.address).await?;
    let card = reader
        .reads("document.querySelectorAll('.card')[4].id")
        .await?;
    reader.go_to(&format!("#{card}")).await?;
    reader
        .run("scrollBy({ top: 37, behavior: 'instant' })")
        .await?;
    reader.settle().await?;
    let top = format!("document.getElementById('{card}').getBoundingClientRect().top");
    let before = reader.sees(&top).await?.as_f64().unwrap_or_default();
    let headline = reader
        .reads("document.querySelector('h1').innerText")
        .await?;

    // What is written above the reader makes the page longer there.
    preview.edit(
        &format!("headline: {headline}"),
        "headline: A headline that is a good deal longer than the one that stood here before it, and then some",
    )?;
    reader
        .until("document.querySelector('h1')?.innerText.startsWith('A headline that')")
        .await?;
    reader
        .until("document.documentElement.dataset.viewer === 'ready'")
        .await?;
    // A page scrolls by whole pixels, and what was written is no whole number of them long.
    reader
        .until(&format!("Math.abs({top} - {before}) <= 1"))
        .await?;
    assert!(!preview.said().contains("pressed"), "{}", preview.said());
    reader.leave().await
}

#[tokio::test]
async fn a_mistake_is_told_and_the_last_good_page_stays_until_it_is_mended() -> Result<()> {
    let preview = Preview::of(STARTER).await?;
    let reader = Reader::new(PHONE).await?;
    reader.read(&preview.address).await?;
    preview.edit("inLanguage: en", "inLanguage: english")?;
    reader
        .until("document.getElementById('reportage-preview')?.textContent.includes('inLanguage must be a language tag')")
        .await?;
    assert_eq!(
        reader
            .sees("document.querySelectorAll('h1').length")
            .await?,
        json!(1)
    );
    preview.edit("inLanguage: english", "inLanguage: en-GB")?;
    reader
        .until("document.documentElement.lang === 'en-GB'")
        .await?;
    assert_eq!(
        reader
            .sees("!!document.getElementById('reportage-preview')?.textContent")
            .await?,
        json!(false)
    );
    reader.leave().await
}

//! What few readers use comes when they reach for it.

use anyhow::Result;
use browser_tests::{DESKTOP, PHONE, Reader, Site};
use serde_json::json;

const PAGE: &str = "/stories/mosul/";
/// Both files of the program.
const TOOLS: &str = "/reportage-tools-";
const ARE_THERE: &str = "document.documentElement.hasAttribute('data-tools')";
const BUSY: &str = "document.querySelectorAll('[aria-busy]').length";

#[tokio::test]
async fn who_only_reads_is_sent_none_of_them() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(DESKTOP).await?;
    reader.read(&site.at(PAGE)).await?;
    for key in ["ArrowRight", "ArrowRight", "ArrowLeft"] {
        reader.press(key).await?;
    }
    reader.go_to(".card:last-of-type").await?;
    reader
        .until("document.querySelector('.card:last-of-type').ariaCurrent === 'true'")
        .await?;
    reader.click(".bar .previous").await?;
    assert_eq!(site.requests_for(TOOLS), Vec::<String>::new());
    reader.leave().await
}

#[tokio::test]
async fn what_is_clicked_before_they_are_there_opens_once_they_are() -> Result<()> {
    let site = Site::start().await?;
    for (button, dialog) in [
        (".bar .settings", ".menu"),
        (".bar .position", ".contents"),
        ("#cover .photo img", ".zoom"),
    ] {
        let gate = site.hold(TOOLS);
        let reader = Reader::new(PHONE).await?;
        reader.read(&site.at(PAGE)).await?;
        reader
            .run(&format!("document.querySelector('{button}').click()"))
            .await?;
        reader.until(&format!("{BUSY} === 1")).await?;
        assert_eq!(
            reader.sees("document.querySelector('dialog')").await?,
            json!(null)
        );
        gate.open();
        reader
            .until(&format!("document.querySelector('{dialog}[open]')"))
            .await?;
        assert_eq!(reader.sees(BUSY).await?, json!(0));
        assert_eq!(reader.sees(ARE_THERE).await?, json!(true));
        reader.leave().await?;
    }
    Ok(())
}

#[tokio::test]
async fn if_they_do_not_come_the_reader_may_try_again_and_the_story_goes_on() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    reader.read(&site.at(PAGE)).await?;
    site.fail(TOOLS, 503, usize::MAX);
    reader.click(".bar .settings").await?;
    reader
        .until("document.querySelector('.bar .position').textContent === 'Try again'")
        .await?;
    assert_eq!(reader.sees(BUSY).await?, json!(0));
    assert_eq!(
        reader
            .reads("document.documentElement.dataset.viewer")
            .await?,
        "ready"
    );
    site.mend();
    reader.click(".bar .settings").await?;
    reader
        .until("document.querySelector('.menu[open]')")
        .await?;
    reader.leave().await
}

//! The reading menu.

use anyhow::Result;
use browser_tests::{PHONE, Reader, Site};
use serde_json::json;

// ampproject/amphtml#24799
#[tokio::test]
async fn what_the_reader_has_chosen_is_there_before_the_program_is() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    for page in ["/stories/mosul/", "/"] {
        reader.read(&site.at(page)).await?;
        reader.click(".bar .settings").await?;
        for choice in [
            "fieldset:nth-of-type(1) label:nth-of-type(3) span",
            "fieldset:nth-of-type(2) label:nth-of-type(3) span",
            "fieldset:nth-of-type(3) label:nth-of-type(2) span",
        ] {
            reader.click(&format!(".menu {choice}")).await?;
        }
        let gate = site.hold(".wasm");
        reader.open(&site.at(page)).await?;
        reader
            .until("document.documentElement.dataset.text")
            .await?;
        assert_eq!(
            reader
                .sees("(({ text, theme, motion }) => [text, theme, motion])(document.documentElement.dataset)")
                .await?,
            json!(["130", "dark", "less"])
        );
        assert_eq!(
            reader
                .sees("(({ fontSize, colorScheme }) => [Math.round(10 * parseFloat(fontSize)), colorScheme])(getComputedStyle(document.documentElement))")
                .await?,
            json!([208, "dark"])
        );
        gate.open();
        reader.run("localStorage.clear()").await?;
    }
    reader.leave().await
}

#[tokio::test]
async fn a_question_mark_opens_the_menu_with_the_keys_in_it() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    reader.read(&site.at("/stories/mosul/")).await?;
    reader.press("?").await?;
    reader
        .until("document.querySelector('.menu[open] .keys dt')")
        .await?;
    assert_eq!(
        reader.reads("document.activeElement.id").await?,
        "reportage-settings"
    );
    reader.leave().await
}

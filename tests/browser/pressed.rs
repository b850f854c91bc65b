//! Pages that have the story in them already, as a press writes them.

use anyhow::Result;
use browser_tests::{DESKTOP, PHONE, Reader, Site, mosul, pressed_page};
use serde_json::{Value, json};

/// What a browser that translates pages does: every text in a `font` element.
const TRANSLATE: &str = "
    const texts = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts.filter((text) => text.data.trim())) {
        const outer = document.createElement('font');
        const inner = document.createElement('font');
        inner.textContent = `¡${text.data}!`;
        outer.append(inner);
        text.replaceWith(outer);
    }
";

async fn site() -> Result<Site> {
    let site = Site::start().await?;
    let page = pressed_page(&mosul(), "stories/mosul/story.json");
    site.put("/page.html", "text/html; charset=utf-8", page);
    Ok(site)
}

#[tokio::test]
async fn a_page_with_its_story_is_woken_and_not_built_again() -> Result<()> {
    let site = site().await?;
    let gate = site.hold(".wasm");
    let reader = Reader::new(PHONE).await?;
    reader.open(&site.at("/page.html")).await?;
    assert_eq!(
        reader
            .reads("document.documentElement.dataset.viewer")
            .await?,
        "static"
    );
    reader
        .run("window.heading = document.querySelector('h1'); getSelection().selectAllChildren(heading); scrollTo(0, 1200)")
        .await?;
    gate.open();
    reader
        .until("document.documentElement.dataset.viewer === 'ready'")
        .await?;
    assert_eq!(
        reader
            .sees("document.querySelector('h1') === window.heading")
            .await?,
        json!(true)
    );
    assert_eq!(reader.sees("scrollY").await?, json!(1200));
    assert_eq!(
        reader.reads("getSelection().toString()").await?,
        "Street by street into western Mosul"
    );
    assert_eq!(site.requests_for("story.json"), Vec::<String>::new());
    assert_eq!(reader.sees("window.shifts").await?, json!([]));
    reader.leave().await
}

#[tokio::test]
async fn a_page_that_was_translated_before_the_program_started_still_works() -> Result<()> {
    let site = site().await?;
    site.fail("ground-shakes", 503, usize::MAX);
    let gate = site.hold(".wasm");
    let reader = Reader::new(DESKTOP).await?;
    reader.open(&site.at("/page.html?idle=1")).await?;
    reader.run(TRANSLATE).await?;
    gate.open();
    reader
        .until("document.documentElement.dataset.viewer === 'ready'")
        .await?;
    // The interface's words were translated with the page.
    reader
        .until("document.querySelector('dialog.idle[open]')")
        .await?;
    assert_eq!(
        reader
            .reads("document.querySelector('.idle h2').textContent")
            .await?,
        "¡Are you still reading?!"
    );
    reader.click("dialog.idle button").await?;
    reader.go_to("#the-ground-shakes").await?;
    reader
        .until("document.querySelector('.photo-failed button')")
        .await?;
    // Whatever was asked meanwhile, nobody was away for long.
    reader.press("Shift").await?;
    reader
        .until("!document.querySelector('dialog.idle[open]')")
        .await?;
    reader.go_to("#war-takes-its-toll").await?;
    assert_eq!(
        reader
            .reads("document.querySelector('.play-label').textContent")
            .await?,
        "¡Play video!"
    );
    reader
        .until(
            "document.getElementById('war-takes-its-toll').getAttribute('aria-current') === 'true'",
        )
        .await?;
    reader.leave().await
}

#[tokio::test]
async fn a_photo_that_failed_before_the_program_started_is_noticed() -> Result<()> {
    let site = site().await?;
    site.fail("run-for-cover", 503, 1);
    let gate = site.hold(".wasm");
    let reader = Reader::new(PHONE).await?;
    reader.open(&site.at("/page.html")).await?;
    reader
        .until("document.querySelector('#cover img').complete && !document.querySelector('#cover img').naturalWidth")
        .await?;
    gate.open();
    reader
        .until("document.querySelector('#cover img').naturalWidth")
        .await?;
    assert_eq!(site.requests_for("run-for-cover").len(), 2);
    reader.leave().await
}

#[tokio::test]
async fn without_javascript_every_word_photo_caption_and_credit_is_there() -> Result<()> {
    let site = site().await?;
    let reader = Reader::new(PHONE).await?;
    reader
        .devtools(
            "Emulation.setScriptExecutionDisabled",
            json!({ "value": true }),
        )
        .await?;
    reader.open(&site.at("/page.html")).await?;
    // The browser's protocol can still look where the page's scripts cannot run.
    let state = "document.documentElement.dataset.viewer";
    assert_eq!(reader.reads(state).await?, "static");
    let text = reader
        .reads("document.querySelector('article').innerText")
        .await?;
    let story: Value = serde_json::from_str(&mosul())?;
    for words in [
        &story["headline"],
        &story["cards"][4]["body"][0]["content"][0],
        &story["cards"][9]["photo"]["caption"][0],
        &story["cards"][6]["video"]["caption"][0],
    ] {
        let words = words.as_str().unwrap_or("missing");
        assert!(text.contains(words), "{words}");
    }
    let hidden = reader
        .sees(
            "[...document.querySelectorAll('img, video, .words, .said')]
                .filter((part) => getComputedStyle(part).visibility === 'hidden').length",
        )
        .await?;
    assert_eq!(hidden, json!(0));
    let controls = "document.querySelector('video').controls";
    assert_eq!(reader.sees(controls).await?, json!(true));
    reader.leave().await
}

//! Bundles that are not there, not whole or not bundles, and a program that goes
//! wrong: the reader is told, and keeps what there is.

use anyhow::Result;
use browser_tests::{PHONE, Reader, Site, mosul};
use serde_json::{Value, json};

/// What the page says once it has given up.
async fn told(reader: &Reader, address: &str) -> Result<String> {
    reader.open(address).await?;
    reader
        .until("document.documentElement.dataset.viewer === 'failed' && document.querySelector('.trouble')")
        .await?;
    reader
        .reads("document.querySelector('.trouble[role=alert] h1').textContent")
        .await
}

#[tokio::test]
async fn every_trouble_has_its_own_plain_message() -> Result<()> {
    let site = Site::start().await?;
    let newer = mosul().replace("\"formatVersion\":1", "\"formatVersion\":2");
    site.put(
        "/page/story.json",
        "text/html",
        "<!doctype html><title>Oops</title>",
    )
    .put("/broken/story.json", "application/json", "{\"headline\": ")
    .put("/cats/story.json", "application/json", "{\"cats\": 2}")
    .put("/newer/story.json", "application/json", newer)
    .fail("/down/", 503, usize::MAX);
    let reader = Reader::new(PHONE).await?;
    for (story, message) in [
        ("none/story.json", "There is no story here"),
        ("down/story.json", "The story cannot be delivered just now"),
        ("page/story.json", "This file is not a story"),
        ("broken/story.json", "This file is not a story"),
        ("cats/story.json", "This file is not a story"),
        ("newer/story.json", "This story needs a newer viewer"),
        ("javascript:alert(1)", "This is not the address of a story"),
    ] {
        let address = site.at(&format!("/?story={story}"));
        assert_eq!(told(&reader, &address).await?, message, "{story}");
        let button = "document.querySelector('.trouble button').textContent";
        assert_eq!(reader.reads(button).await?, "Try again", "{story}");
    }
    reader.leave().await
}

#[tokio::test]
async fn try_again_opens_the_story_once_the_trouble_is_over() -> Result<()> {
    let site = Site::start().await?;
    site.fail("/story.json", 503, usize::MAX);
    let reader = Reader::new(PHONE).await?;
    told(&reader, &site.at("/")).await?;
    site.mend();
    reader.click(".trouble button").await?;
    reader
        .until("document.documentElement.dataset.viewer === 'ready' && document.querySelectorAll('.card').length === 11")
        .await?;
    assert_eq!(
        reader.sees("document.querySelector('.trouble')").await?,
        Value::Null
    );
    reader.leave().await
}

#[tokio::test]
async fn when_the_connection_breaks_the_reader_is_told_to_look_at_it() -> Result<()> {
    let site = Site::start().await?;
    site.cut("/story.json");
    let reader = Reader::new(PHONE).await?;
    told(&reader, &site.at("/")).await?;
    assert_eq!(
        reader
            .reads_lines("document.querySelector('.trouble')")
            .await?,
        [
            "The story has not arrived",
            "Please check your connection, then try again.",
            "Try again"
        ]
    );
    reader.leave().await
}

#[tokio::test]
async fn while_a_story_loads_there_is_a_quiet_placeholder_and_no_jump() -> Result<()> {
    let site = Site::start().await?;
    let gate = site.hold("/story.json");
    let reader = Reader::new(PHONE).await?;
    reader.open(&site.at("/")).await?;
    reader
        .until("document.documentElement.dataset.viewer === 'loading'")
        .await?;
    let placeholder = "document.querySelector('.placeholder-page').offsetHeight";
    assert_eq!(reader.sees(placeholder).await?, json!(844));
    gate.open();
    reader
        .until("document.documentElement.dataset.viewer === 'ready'")
        .await?;
    assert_eq!(reader.sees("window.shifts").await?, json!([]));
    reader.leave().await
}

#[tokio::test]
async fn a_bundle_with_faults_leaves_a_readable_page() -> Result<()> {
    let mut story: Value = serde_json::from_str(&mosul())?;
    let cards = &mut story["cards"];
    cards[1]["kind"] = "hologram".into();
    cards[2]["photo"]["variants"] = json!([]);
    cards[3] = json!(null);
    cards[4]["photo"]["variants"][0]["width"] = json!(-1);
    cards[5]["body"] = json!("not a list");
    cards[6]["video"] = json!(17);
    story["author"] = json!({});
    let site = Site::start().await?;
    site.put(
        "/stories/mosul/story.json",
        "application/json",
        story.to_string(),
    );
    let reader = Reader::new(PHONE).await?;
    reader.read(&site.at("/")).await?;
    reader.until_laid_out().await?;
    let text = reader
        .reads("document.querySelector('article').innerText")
        .await?;
    for words in [
        "Street by street into western Mosul",
        "Whoever holds the sky over Mosul",
        "A team on a roof",
        "The Diyala brigade of the Iraqi special forces files",
        "Sweets for a boy",
        "A find in western Mosul",
        "After more than four months",
        "I fight with my country’s flag",
        "Credits",
    ] {
        assert!(text.contains(words), "{words}");
    }
    let count = reader
        .sees("document.querySelectorAll('.card').length")
        .await?;
    assert_eq!(count, json!(11));
    reader.leave().await
}

#[tokio::test]
async fn a_panic_leaves_the_story_readable_and_says_failed() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    reader.read(&site.at("/?idle=1")).await?;
    // The idle dialog needs new elements. Without any, Leptos panics.
    reader
        .run(
            "const make = document.createElement;
              document.createElement = function (tag) {
                  if (tag !== 'div') throw new Error('a broken browser');
                  return make.call(this, tag);
              };",
        )
        .await?;
    reader
        .until("document.documentElement.dataset.viewer === 'failed'")
        .await?;
    let text = reader
        .reads("document.querySelector('article').innerText")
        .await?;
    assert!(text.contains("Fighting and fleeing") && text.contains("Credits"));
    // What only the program could uncover is not covered any more.
    reader
        .until(
            "[...document.querySelectorAll('img, video')]
                .every((media) => getComputedStyle(media).opacity !== '0' && getComputedStyle(media).visibility !== 'hidden')",
        )
        .await?;
    reader.leave().await
}

#[tokio::test]
async fn where_the_program_cannot_start_the_page_says_so() -> Result<()> {
    let site = Site::start().await?;
    site.fail(".wasm", 404, usize::MAX);
    let reader = Reader::new(PHONE).await?;
    assert_eq!(
        told(&reader, &site.at("/")).await?,
        "The viewer could not start"
    );
    reader.leave().await
}

#[tokio::test]
async fn what_is_no_story_is_asked_for_once_more_past_what_the_browser_has_kept() -> Result<()> {
    let site = Site::start().await?;
    site.put("/cats/story.json", "application/json", "{\"cats\": 2}");
    let reader = Reader::new(PHONE).await?;
    told(&reader, &site.at("/?story=cats/story.json")).await?;
    // What WebKit has asked for ahead of the program it may ask for again itself.
    let asked = site.requests_for("cats/story.json").len();
    assert!((2..=3).contains(&asked), "{asked}");
    reader.leave().await
}

#[tokio::test]
async fn a_page_whose_program_does_not_come_says_so_and_stays_readable() -> Result<()> {
    for part in [".wasm", ".css"] {
        let site = Site::start().await?;
        site.fail(part, 503, usize::MAX);
        let reader = Reader::new(PHONE).await?;
        reader.open(&site.at("/stories/mosul/")).await?;
        reader
            .until("document.documentElement.dataset.viewer === 'failed'")
            .await?;
        let cards = "document.querySelectorAll('.card').length";
        assert_eq!(reader.sees(cards).await?, json!(11), "{part}");
        reader.go_to("#bloody-battle").await?;
        reader
            .until("document.querySelector('#bloody-battle img').naturalWidth")
            .await?;
        reader.leave().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_style_that_has_not_come_is_asked_for_anew() -> Result<()> {
    for page in ["/", "/stories/mosul/"] {
        let site = Site::start().await?;
        site.fail(".css", 503, 1);
        let reader = Reader::new(PHONE).await?;
        reader.read(&site.at(page)).await?;
        reader
            .until("getComputedStyle(document.querySelector('.bar')).position === 'fixed'")
            .await?;
        assert_eq!(site.requests_for(".css").len(), 2, "{page}");
        reader.leave().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_style_that_came_with_other_bytes_is_applied_to_nothing() -> Result<()> {
    // What came anew spoilt the viewer keeps, applied to nothing; a page takes it away.
    for (page, state, kept) in [("/", "ready", 1), ("/stories/mosul/", "failed", 0)] {
        let site = Site::start().await?;
        let folder = browser_tests::root().join("dist").join(&page[1..]);
        for file in std::fs::read_dir(folder)? {
            let name = file?.file_name().into_string().unwrap_or_default();
            if name.ends_with(".css") {
                let spoilt = "body { display: none }";
                site.put(&format!("{page}{name}"), "text/css", spoilt);
            }
        }
        let reader = Reader::new(PHONE).await?;
        reader.open(&site.at(page)).await?;
        let is_so = format!("document.documentElement.dataset.viewer === '{state}'");
        reader.until(&is_so).await?;
        // What Firefox has asked for ahead of the page and found spoilt it may ask for again itself.
        let asked = site.requests_for(".css").len();
        assert!((2..=3).contains(&asked), "{page}: {asked}");
        let anew = "document.querySelectorAll('link[rel=stylesheet][href*=\".css?\"]').length";
        assert_eq!(reader.sees(anew).await?, json!(kept), "{page}");
        let seen = "document.querySelector('h1').checkVisibility()";
        assert_eq!(reader.sees(seen).await?, json!(true), "{page}");
        reader.leave().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_style_whose_rules_no_script_may_see_is_one_that_has_not_come() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    let kept = "Object.defineProperty(CSSStyleSheet.prototype, 'cssRules', {
        get() { throw new DOMException('Cannot access rules', 'SecurityError') },
    })";
    reader.before_every_page(kept).await?;
    reader.read(&site.at("/")).await?;
    assert_eq!(site.requests_for(".css").len(), 2);
    reader.leave().await
}

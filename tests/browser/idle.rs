//! The question whether anybody is still reading.

use anyhow::Result;
use browser_tests::{DESKTOP, Reader, Site, mosul};
use serde_json::{Value, json};

/// Lets the page's clock be put forward by `skip(seconds)`, so that no test has to
/// wait for a minute.
const CLOCK: &str = "
    const now = Date.now.bind(Date);
    let skipped = 0;
    Date.now = () => now() + skipped;
    window.skip = (seconds) => { skipped += seconds * 1000; };
";

async fn idle_reader(address: &str) -> Result<Reader> {
    let reader = Reader::new(DESKTOP).await?;
    reader.before_every_page(CLOCK).await?;
    reader.read(address).await?;
    Ok(reader)
}

/// The question is open.
async fn asked(reader: &Reader) -> Result<()> {
    reader
        .until("document.querySelector('dialog.idle[open]')")
        .await
}

/// The question is gone.
async fn answered(reader: &Reader) -> Result<()> {
    reader.until("!document.querySelector('dialog.idle')").await
}

#[tokio::test]
async fn nothing_is_asked_unless_somebody_wants_it() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(DESKTOP).await?;
    reader
        .before_every_page(
            "window.heard = [];
             const listen = EventTarget.prototype.addEventListener;
             EventTarget.prototype.addEventListener = function (type, ...rest) {
                 heard.push(type);
                 return listen.call(this, type, ...rest);
             };",
        )
        .await?;
    reader.read(&site.at("/")).await?;
    assert_eq!(
        reader.sees("heard.includes('pointermove')").await?,
        json!(false)
    );
    reader.leave().await
}

#[tokio::test]
async fn the_countdown_is_shown_and_announced_at_sensible_steps() -> Result<()> {
    let site = Site::start().await?;
    let reader = idle_reader(&site.at("/?idle=1")).await?;
    asked(&reader).await?;
    let countdown = "document.querySelector('.idle .countdown').textContent";
    let said = "document.querySelector('.idle .announced').textContent";
    assert_eq!(
        reader
            .reads("document.querySelector('dialog').getAttribute('role')")
            .await?,
        "alertdialog"
    );
    assert_eq!(
        reader.reads("document.activeElement.textContent").await?,
        "Keep reading"
    );
    assert_eq!(
        reader.reads(said).await?,
        "The story starts again in 60 seconds."
    );
    reader.run("skip(15)").await?;
    reader
        .until(&format!("/ 4[0-5] /.test({countdown})"))
        .await?;
    assert_eq!(
        reader.reads(said).await?,
        "The story starts again in 60 seconds.",
        "nothing is announced in between"
    );
    // Against the deadline: however long the page slept, the time is right.
    reader.run("skip(14)").await?;
    reader
        .until(&format!(
            "{said} === 'The story starts again in 30 seconds.'"
        ))
        .await?;
    reader.leave().await
}

#[tokio::test]
async fn keep_reading_keeps_everything_as_it_was() -> Result<()> {
    let site = Site::start().await?;
    let reader = idle_reader(&site.at("/?idle=1")).await?;
    reader.go_to("#bloody-battle").await?;
    let place = reader.sees("scrollY").await?;
    asked(&reader).await?;
    reader.click("dialog.idle button").await?;
    answered(&reader).await?;
    assert_eq!(reader.sees("scrollY").await?, place);
    // And when it is asked again, any key will do.
    asked(&reader).await?;
    reader.press("Shift").await?;
    answered(&reader).await?;
    assert_eq!(reader.sees("scrollY").await?, place);
    reader.leave().await
}

#[tokio::test]
async fn a_click_without_any_key_or_pointer_answers_as_well() -> Result<()> {
    let site = Site::start().await?;
    let reader = idle_reader(&site.at("/?idle=1")).await?;
    asked(&reader).await?;
    // As a screen reader or a switch does it.
    reader
        .run("document.querySelector('dialog.idle button').click()")
        .await?;
    answered(&reader).await?;
    // And so does whatever closes a dialog without asking us.
    asked(&reader).await?;
    reader
        .run("document.querySelector('dialog.idle').close()")
        .await?;
    answered(&reader).await?;
    reader.leave().await
}

#[tokio::test]
async fn a_key_that_answers_does_nothing_else() -> Result<()> {
    let site = Site::start().await?;
    let reader = idle_reader(&site.at("/?idle=1#bloody-battle")).await?;
    reader.until("scrollY > 1000").await?;
    asked(&reader).await?;
    let place = reader.sees("scrollY").await?;
    reader.press("PageDown").await?;
    answered(&reader).await?;
    assert_eq!(reader.sees("scrollY").await?, place);
    reader.leave().await
}

#[tokio::test]
async fn at_zero_the_story_is_back_at_its_cover() -> Result<()> {
    let site = Site::start().await?;
    let reader = idle_reader(&site.at("/?idle=1#bloody-battle")).await?;
    reader.until("scrollY > 1000").await?;
    let history = reader.sees("history.length").await?;
    // A reader may go away from anything.
    reader
        .run("document.querySelector('#bloody-battle .enlarge').click()")
        .await?;
    asked(&reader).await?;
    reader.run("skip(61)").await?;
    reader
        .until("!document.querySelector('dialog') && scrollY === 0")
        .await?;
    reader
        .until("document.getElementById('cover').getAttribute('aria-current') === 'true'")
        .await?;
    assert_eq!(reader.reads("location.hash").await?, "");
    assert_eq!(reader.sees("history.length").await?, history);
    // It waits for the next reader, and asks that one again.
    assert_eq!(
        reader
            .sees("document.activeElement.matches('article')")
            .await?,
        json!(true),
        "the first Tab begins at the beginning"
    );
    assert_eq!(
        reader.sees("document.querySelector('dialog.idle')").await?,
        Value::Null
    );
    // For a second, what the page itself has scrolled and focused is nobody's input.
    reader.run("window.start = performance.now()").await?;
    reader.until("performance.now() - start > 1500").await?;
    reader.press("Shift").await?;
    asked(&reader).await?;
    reader.leave().await
}

#[tokio::test]
async fn a_story_can_ask_for_it_itself() -> Result<()> {
    let mut story: Value = serde_json::from_str(&mosul())?;
    story["idle"] = json!({ "after": 1, "countdown": 20 });
    story["words"]["idleTitle"] = json!("Encore là ?");
    let site = Site::start().await?;
    site.put(
        "/stories/mosul/story.json",
        "application/json",
        story.to_string(),
    );
    let reader = idle_reader(&site.at("/")).await?;
    asked(&reader).await?;
    assert_eq!(
        reader
            .reads("document.querySelector('.idle h2').textContent")
            .await?,
        "Encore là ?"
    );
    assert_eq!(
        reader
            .reads("document.querySelector('.idle .announced').textContent")
            .await?,
        "The story starts again in 20 seconds."
    );
    reader.leave().await
}

#[tokio::test]
async fn nobody_is_asked_over_a_playing_video() -> Result<()> {
    let site = Site::start().await?;
    let reader = idle_reader(&site.at("/?idle=2#war-takes-its-toll")).await?;
    reader.click(".play button").await?;
    reader
        .until("document.querySelector('video').currentTime > 0")
        .await?;
    reader.run("skip(600)").await?;
    // Long enough for the question to have come up.
    reader
        .until("document.querySelector('video').currentTime > 3.5")
        .await?;
    assert_eq!(
        reader.sees("document.querySelector('dialog.idle')").await?,
        Value::Null
    );
    reader
        .run("document.querySelector('video').pause(); skip(600)")
        .await?;
    asked(&reader).await?;
    reader.leave().await
}

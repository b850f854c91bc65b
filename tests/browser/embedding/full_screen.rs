//! A story that fills the screen, out of the frame that it is in.

use anyhow::Result;
use browser_tests::{DESKTOP, Reader, Site};
use serde_json::json;

use super::growing::{STORY, growing_host};
use super::{AT, READY};

const FILLED: &str = "document.fullscreenElement === document.documentElement";
/// The host's window is known to the story, and the story's height to the host.
const AS_HIGH_AS_IT_IS: &str =
    "getComputedStyle(document.documentElement).getPropertyValue('--host-height')
        && Math.ceil(document.body.getBoundingClientRect().height) === innerHeight";
const PRESSED: &str = "document.querySelector('.way-out').ariaPressed";

#[tokio::test]
async fn a_story_that_has_grown_scrolls_by_itself_while_it_fills_the_screen() -> Result<()> {
    let story = Site::start().await?;
    let host = Site::start().await?;
    host.put("/article", "text/html", growing_host(&story));
    let reader = Reader::new(DESKTOP).await?;
    reader.open(&host.at("/article")).await?;
    reader.look_into("iframe:not([inert])").await?;
    reader.until(READY).await?;
    reader.until(AS_HIGH_AS_IT_IS).await?;
    let width = reader.sees("innerWidth").await?;
    reader.look_up().await?;
    let heights = reader.sees("heights").await?;
    let height = reader.sees("heights.at(-1)").await?;
    reader.look_into("iframe").await?;
    assert_eq!(reader.reads(PRESSED).await?, "false");
    reader.click(".way-out").await?;
    reader.until(FILLED).await?;
    reader.until(&format!("{PRESSED} === 'true'")).await?;
    // It has a foot of the window, and a window to scroll.
    reader
        .until("getComputedStyle(document.querySelector('.bar')).position === 'fixed'")
        .await?;
    reader.click(".bar .next").await?;
    reader
        .until(&format!("{AT} === 'the-ground-shakes' && scrollY > 300"))
        .await?;
    reader
        .run("document.getElementById('bloody-battle').scrollIntoView({ behavior: 'instant' })")
        .await?;
    reader.until(&format!("{AT} === 'bloody-battle'")).await?;
    // The host was told nothing of what that has to do with the screen.
    reader.look_up().await?;
    assert_eq!(reader.sees("heights").await?, heights);
    reader.look_into("iframe").await?;
    // However that ends.
    reader.run("document.exitFullscreen()").await?;
    reader.until(&format!("!({FILLED})")).await?;
    reader.until(&format!("{PRESSED} === 'false'")).await?;
    reader
        .until("getComputedStyle(document.querySelector('.bar')).position === 'static'")
        .await?;
    // The story is as it was, and the host where the reader has come to.
    reader.until(&format!("innerWidth === {width}")).await?;
    reader.until(AS_HIGH_AS_IT_IS).await?;
    let top = "document.getElementById('bloody-battle').getBoundingClientRect().top";
    let top = reader.sees(top).await?;
    reader.look_up().await?;
    // What it said while the screen was given back may come later than that.
    reader
        .until(&format!("heights.at(-1) === {height}"))
        .await?;
    reader
        .until(&format!(
            "Math.abs({STORY}.getBoundingClientRect().top + {top}) <= 2"
        ))
        .await?;
    reader.leave().await
}

#[tokio::test]
async fn a_video_that_is_scrolled_away_on_a_filled_screen_pauses() -> Result<()> {
    let story = Site::start().await?;
    let host = Site::start().await?;
    host.put("/article", "text/html", growing_host(&story));
    let reader = Reader::new(DESKTOP).await?;
    reader.open(&host.at("/article")).await?;
    reader.look_into("iframe:not([inert])").await?;
    reader.until(READY).await?;
    reader.click(".way-out").await?;
    reader.until(FILLED).await?;
    reader.go_to("video").await?;
    // Without its sound it needs nobody's click.
    reader
        .run("const video = document.querySelector('video'); video.muted = true; video.play()")
        .await?;
    reader
        .until("document.querySelector('video').currentTime > 0")
        .await?;
    reader.go_to("#cover").await?;
    reader
        .until("document.querySelector('video').paused")
        .await?;
    assert_eq!(reader.sees(FILLED).await?, json!(true));
    reader.leave().await
}

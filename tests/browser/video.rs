//! Click to play.

use anyhow::Result;
use browser_tests::{DESKTOP, Reader, Site};

#[tokio::test]
async fn nothing_of_a_video_is_fetched_before_play() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(DESKTOP).await?;
    reader.read(&site.at("/#war-takes-its-toll")).await?;
    reader
        .until("document.querySelector('#war-takes-its-toll img').naturalWidth")
        .await?;
    reader.settle().await?;
    let of_video =
        |site: &Site| [".webm", ".mp4", ".vtt"].map(|ending| site.requests_for(ending).len());
    assert_eq!(of_video(&site), [0, 0, 0]);

    reader.click(".play button").await?;
    reader
        .until("document.querySelector('video').currentTime > 0")
        .await?;
    reader
        .until_so("the captions are fetched", || {
            site.requests_for(".vtt").len() == 1
        })
        .await?;
    assert!(of_video(&site)[0] > 0, "the first source is played");
    assert_eq!(
        reader
            .reads("document.querySelector('video').textTracks[0].mode")
            .await?,
        "showing"
    );
    assert_eq!(
        reader.reads("document.activeElement.tagName").await?,
        "VIDEO",
        "the keyboard is with the video's controls"
    );
    reader.leave().await
}

#[tokio::test]
async fn a_video_pauses_when_its_card_is_left() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(DESKTOP).await?;
    reader.read(&site.at("/#war-takes-its-toll")).await?;
    reader.click(".play button").await?;
    reader
        .until("document.querySelector('video').currentTime > 0")
        .await?;
    reader.go_to("#cover").await?;
    reader
        .until("document.querySelector('video').paused")
        .await?;
    reader.leave().await
}

#[tokio::test]
async fn play_is_reached_and_pressed_with_the_keyboard() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(DESKTOP).await?;
    reader.read(&site.at("/#war-takes-its-toll")).await?;
    reader
        .run("document.querySelector('.play button').focus()")
        .await?;
    assert_eq!(
        reader.reads("document.activeElement.textContent").await?,
        "Play video 0:14"
    );
    reader.press("Enter").await?;
    reader
        .until("document.querySelector('video').currentTime > 0")
        .await?;
    reader.leave().await
}

#[tokio::test]
async fn the_transcript_can_be_read_without_playing() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(DESKTOP).await?;
    reader.read(&site.at("/#war-takes-its-toll")).await?;
    reader.click(".transcript summary").await?;
    reader
        .until("document.querySelector('.transcript').innerText.includes('five bridges')")
        .await?;
    assert_eq!(site.requests_for(".webm").len(), 0);
    reader.leave().await
}

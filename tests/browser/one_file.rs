//! A story in one file, opened from a disk.

use anyhow::Result;
use browser_tests::{OneFile, PHONE, Reader, story};
use serde_json::{Value, json};

const MOSUL: &str = "assets/stories/mosul";

#[tokio::test]
async fn a_story_in_one_file_has_every_photo_and_the_video_and_wakes() -> Result<()> {
    let file = OneFile::of(MOSUL, &[])?;
    let reader = Reader::new(PHONE).await?;
    reader.read(&file.address()).await?;
    let cards: Value = serde_json::from_str(&story("mosul"))?;
    let cards = cards["cards"].as_array().map_or(0, Vec::len);
    for card in 0..cards {
        reader
            .run(&format!(
                "document.querySelectorAll('.card')[{card}].scrollIntoView({{ behavior: 'instant' }})"
            ))
            .await?;
        reader
            .until(&format!(
                "[...document.querySelectorAll('.card')[{card}].querySelectorAll('img')].every((photo) => photo.naturalWidth > 300)"
            ))
            .await?;
    }
    // Nobody else has what lies on this device.
    assert_eq!(
        reader
            .sees("document.querySelectorAll('.bar .share').length")
            .await?,
        json!(0)
    );
    // The comparison has its slider, a photo opens large, the video plays.
    assert_eq!(
        reader
            .sees("!!document.querySelector('.compare input[type=range]')")
            .await?,
        json!(true)
    );
    reader.click(".bar .position").await?;
    reader.click(".contents li:nth-child(5) a").await?;
    reader
        .until("document.querySelector('.card[aria-current=true]')?.id === 'hearts-and-minds'")
        .await?;
    reader.click("#hearts-and-minds .photo img").await?;
    reader
        .until("document.querySelector('.zoom[open] img')?.naturalWidth > 300")
        .await?;
    reader.press("Escape").await?;
    reader.until("!document.querySelector('dialog')").await?;
    reader.go_to("video").await?;
    reader
        .run("window.video = document.querySelector('video'); video.preload = 'metadata'; video.load()")
        .await?;
    // Of its files the one that is played most widely is there, which needs a codec that not
    // every WebKitGTK has.
    reader
        .until("video.videoWidth > 0 || !video.canPlayType('video/mp4; codecs=\"avc1.42E01E\"')")
        .await?;
    reader.until("[...video.textTracks].length > 0").await?;
    reader.leave().await
}

#[tokio::test]
async fn without_javascript_it_can_be_read_all_the_same() -> Result<()> {
    let file = OneFile::of(MOSUL, &["--max-size", "3MB"])?;
    let reader = Reader::new(PHONE).await?;
    reader.without_scripts().await?;
    reader.open(&file.address()).await?;
    reader
        .until("document.querySelector('#cover img').naturalWidth")
        .await?;
    assert_eq!(
        reader
            .reads("document.documentElement.dataset.viewer")
            .await?,
        "static"
    );
    let text = reader.reads("document.body.innerText").await?;
    for words in ["Street by street", "Soldiers make for cover", "(Reportage)"] {
        assert!(text.contains(words), "{words}");
    }
    reader.leave().await
}

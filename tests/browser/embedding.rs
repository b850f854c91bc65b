//! Stories in other people's pages.

use anyhow::Result;
use browser_tests::{DESKTOP, Reader, Site};

/// A page with a story in it.
const HOST: &str = "<!doctype html><title>Host</title>
    <style>body { margin: 0 } iframe { width: 400px; height: 600px }</style>
    <p style='height: 200px'>Before</p>
    FRAME
    <p style='height: 3000px'>After</p>";

const READY: &str = "document.documentElement.dataset.viewer === 'ready'";
const AT: &str = "document.querySelector('.card[aria-current=true]')?.id";

/// A host on a site of its own, with the story of another in a frame with these attributes.
async fn hosted(story: &Site, query: &str, attributes: &str) -> Result<Site> {
    let host = Site::start().await?;
    let src = story.at(&format!("/stories/mosul/{query}"));
    let page = HOST.replace(
        "FRAME",
        &format!("<iframe src='{src}' {attributes}></iframe>"),
    );
    host.put("/article", "text/html", page);
    Ok(host)
}

/// A reader at a host page whose story is ready, looking at the host.
async fn reader_of(host: &Site) -> Result<Reader> {
    let reader = Reader::new(DESKTOP).await?;
    host.put("/before", "text/html", "<title>Before</title>");
    reader.open(&host.at("/before")).await?;
    reader.open(&host.at("/article")).await?;
    reader.look_into("iframe").await?;
    reader.until(READY).await?;
    reader.look_up().await?;
    Ok(reader)
}

// alvarotrigo/fullPage.js#2444, NUKnightLab/StoryMapJS#288
#[tokio::test]
async fn a_frame_hands_the_scroll_on_at_its_ends_so_that_nobody_is_trapped() -> Result<()> {
    let story = Site::start().await?;
    let host = hosted(&story, "#fighting-and-fleeing", "").await?;
    let reader = reader_of(&host).await?;
    reader.look_into("iframe").await?;
    reader.until("scrollY > 1000").await?;
    reader
        .run("scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' })")
        .await?;
    reader.look_up().await?;
    for _ in 0..3 {
        reader.wheel((200, 400), (0, 200)).await?;
    }
    reader.until("scrollY > 0").await?;
    reader.leave().await
}

// ampproject/amphtml#31010, ampproject/amphtml#31431
#[tokio::test]
async fn back_and_history_belong_to_the_host() -> Result<()> {
    let story = Site::start().await?;
    let host = hosted(&story, "", "allow=fullscreen").await?;
    let reader = reader_of(&host).await?;
    let entries = reader.sees("history.length").await?;
    reader.look_into("iframe").await?;
    reader.click(".bar .next").await?;
    reader
        .until(&format!("{AT} === 'the-ground-shakes'"))
        .await?;
    reader.click(".bar .position").await?;
    reader.click(".contents li:nth-child(5) a").await?;
    reader
        .until("location.hash === '#hearts-and-minds'")
        .await?;
    reader.click("#hearts-and-minds .photo img").await?;
    reader
        .until("document.querySelector('.zoom[open]')")
        .await?;
    reader.press("Escape").await?;
    reader.until("!document.querySelector('dialog')").await?;
    reader.look_up().await?;
    assert_eq!(reader.sees("history.length").await?, entries);
    reader.run("history.back()").await?;
    reader.until("document.title === 'Before'").await?;
    reader.leave().await
}

// NUKnightLab/TimelineJS3#293, NUKnightLab/TimelineJS3#382
#[tokio::test]
async fn a_deep_link_works_in_a_frame() -> Result<()> {
    let story = Site::start().await?;
    let host = hosted(&story, "#bloody-battle", "").await?;
    let reader = reader_of(&host).await?;
    reader.look_into("iframe").await?;
    reader.until(&format!("{AT} === 'bloody-battle'")).await?;
    reader.leave().await
}

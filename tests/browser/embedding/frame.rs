//! A frame of the host's size: nothing but `<iframe>`.

use anyhow::Result;
use browser_tests::Site;
use serde_json::json;

use super::{AT, hosted, reader_of, tell_address};

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

#[tokio::test]
async fn in_a_frame_nothing_is_kept_unless_the_address_says_so() -> Result<()> {
    for (query, kept) in [("", 0), ("?store", 1)] {
        let story = Site::start().await?;
        let host = hosted(&story, query, "").await?;
        let reader = reader_of(&host).await?;
        reader.look_into("iframe").await?;
        reader.click(".bar .settings").await?;
        reader
            .run("document.querySelector('.menu [name=theme]:last-of-type').closest('fieldset').querySelectorAll('input')[2].click()")
            .await?;
        reader
            .until("document.documentElement.dataset.theme === 'dark'")
            .await?;
        assert_eq!(
            reader.sees("localStorage.length").await?,
            json!(kept),
            "{query}"
        );
        assert_eq!(reader.reads("document.cookie").await?, "");
        reader.leave().await?;
    }
    Ok(())
}

#[tokio::test]
async fn in_a_sandbox_the_story_is_there_and_works_without_storage() -> Result<()> {
    let story = Site::start().await?;
    tell_address(&story)?;
    let host = hosted(&story, "", "sandbox=allow-scripts").await?;
    let reader = reader_of(&host).await?;
    reader.look_into("iframe").await?;
    reader.click(".bar .next").await?;
    reader
        .until(&format!("{AT} === 'the-ground-shakes'"))
        .await?;
    reader
        .until("document.querySelector('#the-ground-shakes img').naturalWidth")
        .await?;
    reader.leave().await
}

#[tokio::test]
async fn the_way_out_of_a_frame_is_full_screen_or_a_tab() -> Result<()> {
    let story = Site::start().await?;
    for (allow, way) in [
        ("allow=fullscreen", "button.way-out"),
        ("allow=\"fullscreen 'none'\"", "a.way-out[target=_blank]"),
    ] {
        let host = hosted(&story, "", allow).await?;
        let reader = reader_of(&host).await?;
        reader.look_into("iframe").await?;
        let is_there = format!("!!document.querySelector('.bar {way}')");
        assert_eq!(reader.sees(&is_there).await?, json!(true), "{allow}");
        assert_eq!(
            reader
                .sees("document.querySelectorAll('.bar .share').length")
                .await?,
            json!(0)
        );
        reader.leave().await?;
    }
    Ok(())
}

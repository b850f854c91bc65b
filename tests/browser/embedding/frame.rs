//! A frame of the host's size: nothing but `<iframe>`.

use anyhow::Result;
use browser_tests::{Ability, PHONE, Reader, Site};
use serde_json::json;

use super::{AT, READY, hosted, reader_of, tell_address};

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
/// A finger that goes over the frame from one side to the other.
async fn swipe(reader: &Reader, from: i32, to: i32) -> Result<()> {
    let steps: Vec<_> = (0..=6)
        .map(|step| [(from + (to - from) * step / 6, 300)])
        .collect();
    reader.touch(&steps).await
}

// NUKnightLab/TimelineJS3#906, hakimel/reveal.js#2219
#[tokio::test]
async fn swiping_in_a_frame_does_not_pan_the_host() -> Result<()> {
    let story = Site::start().await?;
    let host = Site::start().await?;
    for mode in ["scroll", "swipe"] {
        let src = story.at(&format!("/stories/mosul/?mode={mode}"));
        // A host that is wider than its window, and scrolled to its middle.
        host.put(
            "/article",
            "text/html",
            format!(
                "<!doctype html><title>Host</title>
                 <meta name=viewport content='width=device-width, initial-scale=1, minimum-scale=1'>
                 <body style='margin: 0; width: 1200px'>
                 <iframe src='{src}' style='border: 0; width: 390px; height: 700px; margin-left: 400px'></iframe>"
            ),
        );
        let reader = Reader::new(PHONE).await?;
        if !reader.can(Ability::Touch) {
            return Ok(());
        }
        reader.open(&host.at("/article")).await?;
        reader.run("scrollTo(400, 0)").await?;
        reader.look_into("iframe").await?;
        reader.until(READY).await?;
        if mode == "scroll" {
            // Such a host can be panned by a finger on the frame, where nothing else comes of it.
            swipe(&reader, 60, 300).await?;
            reader.look_up().await?;
            reader.until("scrollX < 400").await?;
            reader.leave().await?;
            continue;
        }
        // At rest on the cover Chromium takes such a finger for its own way back through the history: here
        // there is none, and what is left is whether the host is panned.
        reader.look_up().await?;
        reader
            .devtools("Page.resetNavigationHistory", json!({}))
            .await?;
        reader.look_into("iframe").await?;
        // On from the cover, back, and from the cover to where nothing is.
        for (from, to, card) in [
            (300, 60, "the-ground-shakes"),
            (60, 300, "cover"),
            (60, 300, "cover"),
        ] {
            swipe(&reader, from, to).await?;
            reader.until(&format!("{AT} === '{card}'")).await?;
            // The next finger would only stop what is still on its way.
            let left = format!("document.getElementById('{card}').getBoundingClientRect().left");
            reader.until(&format!("Math.abs({left}) < 1")).await?;
            reader.settle().await?;
            reader.look_up().await?;
            assert_eq!(reader.sees("scrollX").await?, json!(400), "{card}");
            reader.look_into("iframe").await?;
        }
        reader.leave().await?;
    }
    Ok(())
}

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
            .until("document.querySelector('.menu[open]')")
            .await?;
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
async fn another_language_is_asked_for_the_same_by_its_address() -> Result<()> {
    let story = Site::start().await?;
    let query = "?resize=reportage&store&mode=scroll";
    let host = hosted(&story, query, "").await?;
    let reader = reader_of(&host).await?;
    reader.look_into("iframe").await?;
    reader.click(".bar .settings").await?;
    reader
        .until("document.querySelector('.menu[open]')")
        .await?;
    reader
        .run("document.querySelector('.menu .editions a[hreflang=ar]').click()")
        .await?;
    reader.look_up().await?;
    // It has grown to its own height, and so has heard what it was asked for.
    reader
        .until("told.filter(({ type }) => type === 'ready').length === 2")
        .await?;
    reader.look_into("iframe").await?;
    reader
        .until(&format!(
            "document.documentElement.lang === 'ar' && {READY}"
        ))
        .await?;
    let wishes = "[...new URLSearchParams(location.search).entries()]";
    assert_eq!(
        reader.sees(wishes).await?,
        json!([["mode", "scroll"], ["store", ""], ["resize", "reportage"]])
    );
    assert_eq!(
        reader
            .sees("document.documentElement.hasAttribute('data-grown')")
            .await?,
        json!(true)
    );
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

#[tokio::test]
async fn the_way_out_leads_to_the_storys_own_page_at_the_same_card() -> Result<()> {
    let story = Site::start().await?;
    let host = hosted(&story, "", "allow=\"fullscreen 'none'\"").await?;
    let reader = reader_of(&host).await?;
    reader.look_into("iframe").await?;
    reader.click(".bar .next").await?;
    reader
        .until("location.hash === '#the-ground-shakes'")
        .await?;
    reader.click("a.way-out").await?;
    reader.look_at_new_tab().await?;
    reader
        .until(&format!("{READY} && {AT} === 'the-ground-shakes'"))
        .await?;
    assert_eq!(
        reader.reads("location.href").await?,
        story.at("/stories/mosul/#the-ground-shakes")
    );
    // There it is a page like any other.
    assert_eq!(
        reader.sees("!!document.querySelector('.share')").await?,
        json!(true)
    );
    reader.leave().await
}

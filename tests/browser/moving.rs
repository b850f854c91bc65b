//! Moving from card to card, and being found again.

use anyhow::Result;
use browser_tests::{DESKTOP, PHONE, Reader, Site};
use serde_json::json;

const PAGE: &str = "/stories/mosul/";
/// The number and the id of the card that the reader is at.
const AT: &str =
    "[...document.querySelectorAll('.card')].findIndex((card) => card.ariaCurrent === 'true')";
const SAID: &str = "document.querySelector('.announced').textContent";
const POSITION: &str = "document.querySelector('.bar .position').textContent.trim()";

#[tokio::test]
async fn arrows_and_buttons_go_from_card_to_card_and_say_where_they_lead() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(DESKTOP).await?;
    reader.read(&site.at(PAGE)).await?;
    reader.press("ArrowRight").await?;
    reader.until(&format!("{AT} === 1")).await?;
    assert_eq!(reader.reads(SAID).await?, "2 of 11 The ground shakes");
    // The second before the first has been reached.
    reader.press("ArrowRight").await?;
    reader.press("ArrowRight").await?;
    reader.until(&format!("{AT} === 3")).await?;
    reader.until(&format!("{POSITION} === '4 of 11'")).await?;
    reader.press("ArrowLeft").await?;
    reader.until(&format!("{AT} === 2")).await?;
    reader.click(".bar .next").await?;
    reader.until(&format!("{AT} === 3")).await?;
    reader.click(".bar .previous").await?;
    reader.until(&format!("{AT} === 2")).await?;
    reader.leave().await
}

#[tokio::test]
async fn scrolling_announces_nothing() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(DESKTOP).await?;
    reader.read(&site.at(PAGE)).await?;
    reader.go_to(".card:nth-of-type(4)").await?;
    reader.until(&format!("{AT} === 3")).await?;
    assert_eq!(reader.reads(SAID).await?, "");
    reader.leave().await
}

// ampproject/amphtml#31010, nolimits4web/swiper#1178, dimsemenov/PhotoSwipe#1459
#[tokio::test]
async fn reading_makes_no_history_and_back_leaves_in_one_step() -> Result<()> {
    let site = Site::start().await?;
    site.put("/before", "text/html", "<title>Before</title>");
    let reader = Reader::new(DESKTOP).await?;
    reader.open(&site.at("/before")).await?;
    reader.read(&site.at(PAGE)).await?;
    let entries = reader.sees("history.length").await?;
    for _ in 0..3 {
        reader.press("ArrowRight").await?;
    }
    reader.until("location.hash === '#bloody-battle'").await?;
    reader.click(".bar .position").await?;
    reader.click(".contents li:nth-child(6) a").await?;
    reader.until(&format!("{AT} === 5")).await?;
    for _ in 0..2 {
        reader.click(".card:nth-of-type(6) .photo img").await?;
        reader
            .until("document.querySelector('.zoom[open]')")
            .await?;
        reader.press("Escape").await?;
        reader.until("!document.querySelector('dialog')").await?;
    }
    assert_eq!(reader.sees("history.length").await?, entries);
    // Now, since what comes after is no page of ours.
    assert_eq!(reader.sees("window.violations ?? []").await?, json!([]));
    reader.run("history.back()").await?;
    reader.until("document.title === 'Before'").await
}

// NUKnightLab/TimelineJS3#293
#[tokio::test]
async fn a_link_to_a_card_opens_there_and_stays_while_photos_above_arrive() -> Result<()> {
    let site = Site::start().await?;
    for page in [PAGE, "/?story=/stories/mosul/story.json"] {
        let reader = Reader::new(PHONE).await?;
        reader
            .read(&site.at(&format!("{page}#source-of-pride")))
            .await?;
        let top = "Math.round(document.querySelector('#source-of-pride')?.getBoundingClientRect().top ?? 9999)";
        reader.until(&format!("{top} < 5")).await?;
        reader
            .until("document.querySelector('#source-of-pride img').naturalWidth")
            .await?;
        // Those above come only now.
        assert_eq!(
            reader
                .sees("document.querySelector('#pushing-forward img').complete")
                .await?,
            json!(false)
        );
        reader
            .run("for (const photo of document.images) photo.loading = 'eager'")
            .await?;
        reader
            .until("[...document.images].every((photo) => photo.complete)")
            .await?;
        reader.settle().await?;
        assert!(
            reader
                .sees(top)
                .await?
                .as_i64()
                .is_some_and(|top| top.abs() < 5),
            "{page}"
        );
        reader.leave().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_reload_is_where_the_reader_was() -> Result<()> {
    let site = Site::start().await?;
    for page in [
        PAGE.to_owned(),
        "/?story=/stories/mosul/story.json".to_owned(),
        format!("{PAGE}?mode=swipe"),
    ] {
        let reader = Reader::new(PHONE).await?;
        reader.read(&site.at(&page)).await?;
        reader.press("ArrowRight").await?;
        reader.press("ArrowRight").await?;
        reader.until("location.hash === '#pushing-forward'").await?;
        reader.reload().await?;
        reader
            .until("document.documentElement.dataset.viewer === 'ready'")
            .await?;
        reader.until(&format!("{AT} === 2")).await?;
        assert_eq!(
            reader.sees("document.querySelector('.resume')").await?,
            json!(null)
        );
        reader.leave().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_reader_who_comes_back_is_offered_their_place_and_not_taken_there() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    reader.read(&site.at(PAGE)).await?;
    assert_eq!(
        reader.sees("document.querySelector('.resume')").await?,
        json!(null)
    );
    reader.press("ArrowRight").await?;
    reader
        .until("location.hash === '#the-ground-shakes'")
        .await?;
    reader.open("about:blank").await?;
    reader.read(&site.at(PAGE)).await?;
    reader.until("document.querySelector('.resume')").await?;
    assert_eq!(reader.sees("scrollY").await?, json!(0));
    assert_eq!(
        reader
            .reads("document.querySelector('.resume-name').textContent")
            .await?,
        "The ground shakes"
    );
    reader.click(".resume button").await?;
    reader.until(&format!("{AT} === 1")).await?;
    reader.until("!document.querySelector('.resume')").await?;
    // Who declines is not asked again.
    reader.open("about:blank").await?;
    reader.read(&site.at(PAGE)).await?;
    reader.click(".resume .quiet").await?;
    reader.until("!document.querySelector('.resume')").await?;
    reader.open("about:blank").await?;
    reader.read(&site.at(PAGE)).await?;
    assert_eq!(
        reader.sees("document.querySelector('.resume')").await?,
        json!(null)
    );
    reader.leave().await
}

#[tokio::test]
async fn keys_are_left_alone_where_something_else_needs_them() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(DESKTOP).await?;
    reader.read(&site.at(PAGE)).await?;
    // What becomes of a key that falls on an element: whether ours took it.
    let taken = |element: &str, key: &str| {
        format!(
            "!({element}).dispatchEvent(new KeyboardEvent('keydown', {{ {key}, bubbles: true, cancelable: true }}))"
        )
    };
    // A divider is there once its comparison is near.
    reader.go_to("#a-market-street").await?;
    reader
        .until("document.querySelector('.divider input')")
        .await?;
    let body = "document.body";
    let range = "document.querySelector('.divider input')";
    let field = "document.body.appendChild(document.createElement('input'))";
    for (element, key, is_ours) in [
        (body, "key: 'ArrowRight'", true),
        (body, "key: 'ArrowRight', ctrlKey: true", false),
        (body, "key: 'ArrowRight', altKey: true", false),
        (body, "key: 'ArrowRight', metaKey: true", false),
        (body, "key: 'ArrowRight', shiftKey: true", false),
        (body, "key: 'ArrowDown'", false),
        (body, "key: ' '", false),
        (range, "key: 'ArrowRight'", false),
        (field, "key: 'ArrowLeft'", false),
        (
            "document.querySelector('video')",
            "key: 'ArrowRight'",
            false,
        ),
    ] {
        assert_eq!(
            reader.sees(&taken(element, key)).await?,
            json!(is_ours),
            "{element} {key}"
        );
    }
    // WCAG 2.1.4: keys that are letters can be turned off.
    reader.press("?").await?;
    reader
        .click(".menu .switch:has(~ .keys) + .switch, .menu .switch:nth-of-type(2)")
        .await?;
    reader.press("Escape").await?;
    reader.until("!document.querySelector('dialog')").await?;
    assert_eq!(
        reader.sees(&taken(body, "key: 'ArrowRight'")).await?,
        json!(false)
    );
    reader.leave().await
}

#[tokio::test]
async fn the_list_of_cards_has_them_all_and_gives_the_focus_back() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    reader.read(&site.at(PAGE)).await?;
    reader.click(".bar .position").await?;
    reader
        .until("document.querySelectorAll('.contents li').length === 11")
        .await?;
    assert_eq!(
        reader
            .reads("document.querySelector('.contents [aria-current]').textContent")
            .await?,
        "Street by street into western Mosul"
    );
    reader.press("Escape").await?;
    reader.until("!document.querySelector('dialog')").await?;
    assert_eq!(
        reader.reads("document.activeElement.className").await?,
        "position"
    );
    // A card that is jumped to has the focus: the next Tab goes on from there.
    reader.click(".bar .position").await?;
    reader.click(".contents li:nth-child(4) a").await?;
    reader.until(&format!("{AT} === 3")).await?;
    assert_eq!(
        reader.reads("document.activeElement.id").await?,
        reader
            .reads("document.querySelectorAll('.card')[3].id")
            .await?
    );
    reader.leave().await
}

#[tokio::test]
async fn the_address_of_a_card_is_shared_or_copied_or_said() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(DESKTOP).await?;
    reader.read(&site.at(PAGE)).await?;
    reader.press("ArrowRight").await?;
    reader.until(&format!("{AT} === 1")).await?;
    let clipboard = |answer: &str| {
        format!(
            "Object.defineProperty(navigator, 'clipboard', {{ configurable: true, value: {{ writeText: (text) => {{ window.copied = text; return Promise.{answer}(); }} }} }})"
        )
    };
    reader.run(&clipboard("resolve")).await?;
    reader.click(".bar .share").await?;
    reader
        .until(&format!("{POSITION} === 'Link copied'"))
        .await?;
    let address = site.at("/stories/mosul/#the-ground-shakes");
    assert_eq!(reader.reads("window.copied").await?, address);
    assert_eq!(reader.reads(SAID).await?, "Link copied");
    reader.run(&clipboard("reject")).await?;
    reader.click(".bar .share").await?;
    reader.until(&format!("{SAID} === '{address}'")).await?;
    reader.leave().await
}

//! Reading by swiping.

use anyhow::Result;
use browser_tests::{Ability, DESKTOP, PHONE, Reader, SIDEWAYS, Site, mosul};
use serde_json::json;

const PAGE: &str = "/stories/mosul/?mode=swipe";
const AT: &str =
    "[...document.querySelectorAll('.card')].findIndex((card) => card.ariaCurrent === 'true')";

/// A finger that goes from one side of the window to the other.
async fn swipe(reader: &Reader, from: i32, to: i32) -> Result<()> {
    let steps: Vec<_> = (0..=6)
        .map(|step| [(from + (to - from) * step / 6, 400)])
        .collect();
    reader.touch(&steps).await
}

#[tokio::test]
async fn a_finger_goes_from_card_to_card_one_a_screen() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    if !reader.can(Ability::Touch) {
        return Ok(());
    }
    reader.read(&site.at(PAGE)).await?;
    let left = "document.querySelectorAll('.card')[1].getBoundingClientRect().left";
    assert_eq!(reader.sees(left).await?, json!(390));
    swipe(&reader, 300, 60).await?;
    reader.until(&format!("{AT} === 1")).await?;
    reader.until(&format!("{left} === 0")).await?;
    swipe(&reader, 60, 300).await?;
    reader.until(&format!("{AT} === 0")).await?;
    reader.leave().await
}

// hakimel/reveal.js#2219
#[tokio::test]
async fn a_card_that_is_taller_than_the_screen_can_be_read_to_its_end() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(SIDEWAYS).await?;
    reader.read(&site.at(PAGE)).await?;
    // Which card the reader is at is known a frame after the story is ready.
    reader.until(&format!("{AT} === 0")).await?;
    // By keys, page by page, and then on to the next card.
    for _ in 0..12 {
        if reader.sees(AT).await? != json!(0) {
            break;
        }
        let before = reader
            .sees("document.querySelector('.card').scrollTop")
            .await?;
        reader.press("PageDown").await?;
        reader
            .until(&format!(
                "document.querySelector('.card').scrollTop !== {before} || {AT} !== 0"
            ))
            .await?;
    }
    let rest = "(() => { const card = document.querySelector('.card'); return card.scrollHeight - card.clientHeight - card.scrollTop; })()";
    assert!(
        reader
            .sees(rest)
            .await?
            .as_f64()
            .is_some_and(|rest| rest <= 1.0)
    );
    reader.until(&format!("{AT} === 1")).await?;
    // In every card everything can be reached.
    let cut = reader
        .sees(
            "[...document.querySelectorAll('.stops > *')].filter((card) => {
                const overflow = getComputedStyle(card).overflowY;
                return card.scrollHeight > card.clientHeight + 1 && overflow !== 'auto';
            }).length",
        )
        .await?;
    assert_eq!(cut, json!(0));
    reader.leave().await
}

#[tokio::test]
async fn switching_the_way_of_moving_keeps_the_card() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    reader.read(&site.at("/stories/mosul/")).await?;
    reader.go_to("#hearts-and-minds").await?;
    reader.until(&format!("{AT} === 4")).await?;
    for (choice, side) in [(2, "left"), (1, "top")] {
        reader.click(".bar .settings").await?;
        reader
            .click(&format!(
                ".menu fieldset:nth-of-type(4) label:nth-of-type({choice}) span"
            ))
            .await?;
        reader.press("Escape").await?;
        reader.until("!document.querySelector('dialog')").await?;
        reader
            .until(&format!("Math.abs(document.querySelector('#hearts-and-minds').getBoundingClientRect().{side}) < 2"))
            .await?;
        assert_eq!(reader.sees(AT).await?, json!(4));
    }
    reader.leave().await
}

// nolimits4web/swiper#3149, hakimel/reveal.js#1587
#[tokio::test]
async fn what_is_off_the_screen_takes_no_focus_and_can_still_be_found() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(DESKTOP).await?;
    reader.read(&site.at(PAGE)).await?;
    reader.until(&format!("{AT} === 0")).await?;
    reader.press("Tab").await?;
    reader.press("ArrowRight").await?;
    reader.until(&format!("{AT} === 1")).await?;
    let reachable =
        "[...document.querySelectorAll('.story :is(a[href], button, input, summary, video)')]
        .filter((control) => control.tabIndex >= 0 && control.checkVisibility())
        .every((control) => control.closest('.card')?.ariaCurrent === 'true')";
    reader.until(reachable).await?;
    assert_eq!(
        reader
            .sees("document.querySelectorAll('.story [inert], .story [aria-hidden=true]:not(svg, canvas)').length")
            .await?,
        json!(0)
    );
    let heading = "document.querySelector('.card:nth-of-type(7) h2').textContent";
    assert_eq!(
        reader.sees(&format!("window.find({heading})")).await?,
        json!(true)
    );
    // As the browser does with what its reader is looking for.
    reader
        .run("getSelection().anchorNode.parentElement.scrollIntoView({ block: 'center', inline: 'center' })")
        .await?;
    reader.until(&format!("{AT} === 6")).await?;
    reader.leave().await
}

// ampproject/amphtml#38683
#[tokio::test]
async fn from_right_to_left_everything_is_mirrored() -> Result<()> {
    let site = Site::start().await?;
    let story = mosul().replacen(
        "\"inLanguage\":\"en\"",
        "\"inLanguage\":\"ar\",\"direction\":\"rtl\"",
        1,
    );
    site.put("/stories/rtl/story.json", "application/json", story);
    site.alias("/stories/rtl/media", "/stories/mosul/media");
    let reader = Reader::new(PHONE).await?;
    reader
        .read(&site.at("/?story=/stories/rtl/story.json&mode=swipe"))
        .await?;
    let right = "document.querySelectorAll('.card')[1].getBoundingClientRect().right";
    assert_eq!(reader.sees(right).await?, json!(0));
    reader.press("ArrowLeft").await?;
    reader.until(&format!("{AT} === 1")).await?;
    reader.press("ArrowRight").await?;
    reader.until(&format!("{AT} === 0")).await?;
    // A finger that comes while the story still moves stops it there.
    reader.until(&format!("{right} === 0")).await?;
    if reader.can(Ability::Touch) {
        swipe(&reader, 60, 300).await?;
        reader.until(&format!("{AT} === 1")).await?;
    }
    let [previous, next] = ["previous", "next"].map(|name| {
        format!("getComputedStyle(document.querySelector('.bar .{name}'), '::before').content")
    });
    assert_eq!(reader.reads(&previous).await?, "\"→\"");
    assert_eq!(reader.reads(&next).await?, "\"←\"");
    reader.leave().await
}

#[tokio::test]
async fn a_gallery_is_swiped_within_its_card() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    if !reader.can(Ability::Touch) {
        return Ok(());
    }
    reader
        .read(&site.at("/stories/starter/?mode=swipe#from-stone-to-table"))
        .await?;
    let card = "document.querySelector('.card[aria-current=true]')?.id";
    reader
        .until(&format!("{card} === 'from-stone-to-table'"))
        .await?;
    let gallery = "document.querySelector('#from-stone-to-table .gallery')";
    let at = reader
        .sees(&format!(
            "(({{ top, bottom }}) => Math.round((Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2))({gallery}.getBoundingClientRect())"
        ))
        .await?
        .as_i64()
        .and_then(|at| i32::try_from(at).ok())
        .unwrap_or(500);
    let story = reader
        .sees("document.querySelector('.story').scrollLeft")
        .await?;
    // To its end, and then once more.
    for _ in 0..3 {
        reader
            .touch(&[340, 280, 200, 120, 40].map(|x| [(x, at)]))
            .await?;
        reader.settle().await?;
    }
    reader
        .until(&format!(
            "{gallery}.scrollLeft + {gallery}.clientWidth >= {gallery}.scrollWidth - 2"
        ))
        .await?;
    assert_eq!(
        reader
            .sees("document.querySelector('.story').scrollLeft")
            .await?,
        story,
        "the story has not moved"
    );
    assert_eq!(reader.reads(card).await?, "from-stone-to-table");
    reader.leave().await
}

// nolimits4web/swiper#3865, NUKnightLab/TimelineJS3#906
#[tokio::test]
async fn a_finger_that_goes_up_scrolls_and_two_may_always_zoom() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(SIDEWAYS).await?;
    if !reader.can(Ability::Touch) {
        return Ok(());
    }
    reader.read(&site.at(PAGE)).await?;
    reader
        .touch(&[300, 250, 200, 140, 80].map(|y| [(400, y)]))
        .await?;
    reader
        .until("document.querySelector('.card').scrollTop > 100")
        .await?;
    assert_eq!(reader.sees(AT).await?, json!(0));
    // Over a gallery and over a divider as well.
    for page in ["/stories/starter/", "/stories/starter/?mode=swipe"] {
        reader.read(&site.at(page)).await?;
        let blocked = "[...document.querySelectorAll('body, body *')].map((part) => getComputedStyle(part).touchAction).filter((action) => action && action !== 'auto' && !(action.includes('pan-y') && action.includes('pinch-zoom')))";
        assert_eq!(reader.sees(blocked).await?, json!([]), "{page}");
    }
    reader.leave().await
}

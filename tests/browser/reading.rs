//! Reading a story from its cover to its credits.

use anyhow::{Result, ensure};
use browser_tests::{DESKTOP, PHONE, Published, Reader, SIDEWAYS, Site, TABLET};
use serde_json::json;

#[tokio::test]
async fn a_reader_reads_the_mosul_story_from_cover_to_credits() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    reader.read(&site.at("/")).await?;
    assert_eq!(
        reader
            .reads("document.querySelector('h1').textContent")
            .await?,
        "Street by street into western Mosul"
    );
    assert_eq!(
        reader.reads("document.title").await?,
        "Street by street into western Mosul"
    );
    let count = reader
        .sees("document.querySelectorAll('.card').length")
        .await?;
    assert_eq!(count, json!(11));

    for card in 0..11 {
        reader
            .run(&format!(
                "document.querySelectorAll('.card')[{card}].scrollIntoView({{ block: 'center', behavior: 'instant' }})"
            ))
            .await?;
        reader
            .until(&format!(
                "document.querySelectorAll('.card')[{card}].getAttribute('aria-current') === 'true'"
            ))
            .await?;
        reader
            .until(&format!(
                "[...document.querySelectorAll('.card')[{card}].querySelectorAll('img')].every((photo) => photo.complete && photo.naturalWidth)"
            ))
            .await?;
    }
    let current = "document.querySelectorAll('[aria-current]').length";
    assert_eq!(reader.sees(current).await?, json!(1));

    reader.go_to(".credits").await?;
    let credited = reader
        .sees("document.querySelectorAll('.credits li').length")
        .await?;
    // Eleven pictures and the clip; the two of the comparison are one line.
    assert_eq!(credited, json!(11));
    assert_eq!(
        reader.sees("window.shifts").await?,
        json!([]),
        "no layout shift"
    );
    reader.leave().await
}

#[tokio::test]
async fn the_credit_stands_with_every_photo() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(DESKTOP).await?;
    reader.read(&site.at("/")).await?;
    let without = reader
        .sees(
            "[...document.querySelectorAll('figure')]
                .filter((figure) => figure.querySelector('figcaption .credit')?.textContent !== '(Reportage)')
                .length",
        )
        .await?;
    assert_eq!(without, json!(0));
    reader.leave().await
}

#[tokio::test]
async fn every_photo_is_shown_whole_on_every_screen() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    for screen in [PHONE, SIDEWAYS, TABLET, DESKTOP] {
        reader.resize(screen).await?;
        reader.read(&site.at("/")).await?;
        let cut = reader
            .sees(
                "[...document.querySelectorAll('figure:not([data-crop]) img')].map((photo) => {
                    const box = photo.getBoundingClientRect();
                    const ratio = (box.width / box.height) / (photo.getAttribute('width') / photo.getAttribute('height'));
                    const fits = box.width <= innerWidth + 0.5 && box.height <= innerHeight
                        && box.left >= -0.5 && box.right <= innerWidth + 0.5 && box.width > 100;
                    return fits && Math.abs(ratio - 1) < 0.02 ? null
                        : `${photo.alt.slice(0, 40)}: ${box.width} × ${box.height}`;
                }).filter(Boolean)",
            )
            .await?;
        assert_eq!(cut, json!([]), "{screen:?}");
        let overflow = "document.documentElement.scrollWidth > innerWidth";
        assert_eq!(reader.sees(overflow).await?, json!(false), "{screen:?}");
    }
    reader.leave().await
}

#[tokio::test]
async fn lines_are_set_for_reading() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(DESKTOP).await?;
    reader.read(&site.at("/")).await?;
    // The full lines of the longest paragraph, by where each letter stands.
    let letters = reader
        .sees(
            "(() => {
                const text = [...document.querySelectorAll('.body p')]
                    .map((paragraph) => paragraph.firstChild)
                    .sort((a, b) => b.length - a.length)[0];
                const range = document.createRange();
                const lines = new Map();
                for (let at = 0; at < text.length; at += 1) {
                    range.setStart(text, at);
                    range.setEnd(text, at + 1);
                    const { bottom } = range.getBoundingClientRect();
                    lines.set(Math.round(bottom), (lines.get(Math.round(bottom)) ?? 0) + 1);
                }
                const full = [...lines.values()].slice(0, -1);
                return full.reduce((sum, line) => sum + line, 0) / full.length;
            })()",
        )
        .await?;
    let letters = letters.as_f64().unwrap_or_default();
    ensure!((58.0..=72.0).contains(&letters), "{letters} letters a line");
    reader.leave().await
}

#[tokio::test]
async fn a_link_to_a_card_opens_there() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    reader.read(&site.at("/#hearts-and-minds")).await?;
    reader
        .until(
            "document.getElementById('hearts-and-minds').getAttribute('aria-current') === 'true'",
        )
        .await?;
    reader.leave().await
}

#[tokio::test]
async fn no_script_of_ours_runs_on_the_frames_of_a_scroll() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    reader
        .before_every_page(
            "window.calls = 0; window.frames_asked = 0;
             {
             const { addEventListener, removeEventListener } = EventTarget.prototype;
             const counters = new Map();
             EventTarget.prototype.addEventListener = function (type, listener, ...rest) {
                 const counter = (event) => { calls += 1; return listener(event); };
                 counters.set(listener, counter);
                 addEventListener.call(this, type, counter, ...rest);
             };
             EventTarget.prototype.removeEventListener = function (type, listener, ...rest) {
                 removeEventListener.call(this, type, counters.get(listener) ?? listener, ...rest);
             };
             const ask = window.requestAnimationFrame;
             window.requestAnimationFrame = (...rest) => { frames_asked += 1; return ask(...rest); };
             }",
        )
        .await?;
    // With the question for idleness on, which has to know of every input.
    reader.read(&site.at("/?idle=600")).await?;
    let ahead = reader.photos_ahead();
    reader
        .until(&format!(
            "[...document.querySelectorAll('img')].filter((photo) => photo.complete).length > {ahead}"
        ))
        .await?;
    reader.settle().await?;
    reader
        .run("window.calls = 0; window.frames_asked = 0")
        .await?;
    for _ in 0..40 {
        reader.wheel((200, 400), (0, 60)).await?;
    }
    reader.until("scrollY > 1500").await?;
    let calls = reader.sees("calls").await?;
    // Photos that load are heard of, cards that come near, and an input once a second: not forty
    // wheels.
    ensure!(
        calls.as_u64() < Some(36),
        "{calls} calls in forty turns of the wheel"
    );
    assert_eq!(reader.sees("frames_asked").await?, json!(0));
    reader.leave().await
}

#[tokio::test]
async fn words_rise_and_the_line_grows_as_the_page_is_scrolled() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    reader.read(&site.at("/")).await?;
    let line = "document.querySelector('.progress').getBoundingClientRect().width";
    let last = "[...document.querySelectorAll('.card > .words')].at(-1)";
    let has_timelines = reader.sees("'ScrollTimeline' in window").await? == json!(true);
    if has_timelines {
        // The cover drifts once its photo has faded in.
        reader
            .until(
                "[...new Set(document.getAnimations()
                    .filter((animation) => animation.timeline instanceof ScrollTimeline)
                    .map((animation) => animation.animationName))].sort().join(' ') === 'drift read rise'",
            )
            .await?;
        assert_eq!(reader.sees(line).await?, json!(0));
    } else {
        // One observer does what it can: by the card, and not by the pixel.
        let next = "document.querySelectorAll('.card')[1].querySelector('.words')";
        let waits = format!("getComputedStyle({next}).opacity === '0.12'");
        reader.until(&waits).await?;
        reader.until(&format!("{line} < 100")).await?;
    }
    reader
        .run(&format!("{last}.scrollIntoView({{ block: 'center' }})"))
        .await?;
    reader
        .until(&format!("getComputedStyle({last}).opacity === '1'"))
        .await?;
    let card = "[...document.querySelectorAll('.card')].at(-1)";
    reader
        .run(&format!("{card}.scrollIntoView({{ block: 'center' }})"))
        .await?;
    reader
        .until(&format!("{card}.getAttribute('aria-current') === 'true'"))
        .await?;
    reader
        .run("scrollTo(0, document.body.scrollHeight)")
        .await?;
    reader.until(&format!("{line} > 380")).await?;
    reader.leave().await
}

// nolimits4web/swiper#2517, ampproject/amphtml#24821
#[tokio::test]
async fn a_reader_who_wants_little_motion_gets_none() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    reader.prefer("prefers-reduced-motion", "reduce").await?;
    reader.read(&site.at("/")).await?;
    let moving = reader
        .sees(
            "document.getAnimations()
                .filter((animation) => !animation.effect.target.matches('.progress'))
                .map((animation) => animation.animationName)",
        )
        .await?;
    assert_eq!(moving, json!([]));
    reader.leave().await
}

// alvarotrigo/fullPage.js#4733
#[tokio::test]
async fn card_height_hangs_on_one_custom_property() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(DESKTOP).await?;
    reader.read(&site.at("/")).await?;
    let heights = "[...document.querySelectorAll('.card')].map((card) => card.offsetHeight)";
    let tall = reader.sees(heights).await?;
    reader
        .run("document.documentElement.style.setProperty('--card-height', '500px')")
        .await?;
    let low = reader.sees(heights).await?;
    let pairs = tall
        .as_array()
        .into_iter()
        .flatten()
        .zip(low.as_array().into_iter().flatten());
    for (card, (tall, low)) in pairs.enumerate() {
        ensure!(low.as_f64() < tall.as_f64(), "card {card}: {tall} → {low}");
    }
    reader.leave().await
}

#[tokio::test]
async fn a_comparison_is_whole_again_where_the_program_has_stopped() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(DESKTOP).await?;
    reader.read(&site.at("/#a-market-street")).await?;
    reader
        .run("document.documentElement.dataset.viewer = 'failed'")
        .await?;
    let clips = "[...document.querySelectorAll('.compare picture')].map((photo) => getComputedStyle(photo).clipPath).join()";
    assert_eq!(reader.reads(clips).await?, "none,none");
    reader.leave().await
}

#[tokio::test]
async fn a_comparison_is_divided_with_the_keyboard() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(DESKTOP).await?;
    reader.read(&site.at("/#a-market-street")).await?;
    let clip = "getComputedStyle(document.querySelectorAll('.compare picture')[1]).clipPath";
    // WebKit starts the viewer's program before its style has come.
    reader
        .until(&format!("{clip} === 'inset(0px 0px 0px 50%)'"))
        .await?;
    reader
        .run("document.querySelector('.divider input').focus()")
        .await?;
    reader.press("Home").await?;
    reader
        .until(&format!(
            "{clip} === 'inset(0px)' || {clip} === 'inset(0px 0px 0px 0%)'"
        ))
        .await?;
    reader.leave().await
}

/// How far down the first photo is before all that follows it in its card has come, and after, in CSS
/// pixels.
const FIRST_PHOTO: &str = "(() => {
    const photo = document.querySelector('.card figure');
    const after = photo.getBoundingClientRect().top;
    photo.querySelector('figcaption').remove();
    while (photo.nextElementSibling) photo.nextElementSibling.remove();
    return [photo.getBoundingClientRect().top, after];
})()";

#[tokio::test]
async fn the_first_photo_stays_where_it_is_while_the_rest_of_its_card_comes() -> Result<()> {
    let without_cover = Published::written(|folder| {
        image::RgbImage::new(480, 320).save(folder.join("photo.png"))?;
        let story = json!({
            "formatVersion": 1,
            "headline": "A story without a cover",
            "inLanguage": "en",
            "cards": [{
                "id": "first",
                "kind": "photo",
                "heading": "The first",
                "body": [{ "type": "paragraph", "content": ["What is to be read of it."] }],
                "photo": {
                    "variants": [{ "src": "photo.png" }],
                    "altText": "Nothing",
                    "caption": ["Taken at night."],
                    "creditLine": "us",
                },
            }],
        });
        Ok(std::fs::write(
            folder.join("story.json"),
            story.to_string(),
        )?)
    })?;
    let site = Site::start().await?;
    site.put_folder("/without-cover/", without_cover.out())?;
    for screen in [PHONE, TABLET, DESKTOP] {
        for page in ["/stories/mosul/", "/without-cover/"] {
            let reader = Reader::new(screen).await?;
            reader.read(&site.at(page)).await?;
            let tops: [f64; 2] = serde_json::from_value(reader.sees(FIRST_PHOTO).await?)?;
            assert_eq!(tops[0], tops[1], "{page}, {screen:?}");
            reader.leave().await?;
        }
    }
    Ok(())
}

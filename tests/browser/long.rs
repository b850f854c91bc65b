//! Stories of a thousand cards. What a reader of one waits for hangs on no clock here: what is
//! touched and what is asked for is counted.

use anyhow::{Context, Result};
use browser_tests::{PHONE, Published, Reader, Site};
use serde_json::{Value, json};

/// How many cards a story has that is long, and one that is not.
const LONG: u32 = 1_000;
const SHORT: u32 = 10;
/// How many lines of credits stand in a list.
const LINES_A_LIST: u32 = 64;
/// More photos than ever lie within reach of a card.
const FEW: i64 = 12;

/// Notes every node that a script has in hand, from the first on until what is far is laid out when
/// there is time: whose methods it calls, that it gets from one, that an event or an observer tells
/// it of.
const COUNT: &str = "
    window.touched = new Set();
    {
        let isOver = false;
        const note = (it) => {
            if (isOver) return;
            if (it instanceof Node) touched.add(it);
            else if (it instanceof NodeList) for (const node of it) touched.add(node);
        };
        const kinds = [EventTarget, Node, Element, HTMLElement, HTMLImageElement, Document,
            HTMLCollection, Event, IntersectionObserver, IntersectionObserverEntry];
        for (const { prototype } of kinds) {
            for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
                if (name === 'constructor' || !property.configurable) continue;
                for (const part of ['value', 'get', 'set']) {
                    const own = property[part];
                    if (typeof own !== 'function') continue;
                    property[part] = function (...given) {
                        isOver ||= given[0] === 'data-relevant';
                        const got = Reflect.apply(own, this, given);
                        for (const it of [this, got, ...given]) note(it);
                        return got;
                    };
                }
                Object.defineProperty(prototype, name, property);
            }
        }
    }";
/// Those cards.
const TOUCHED: &str = "[...new Set([...touched].map((node) =>
    (node.closest ? node : node.parentElement)?.closest('.stops > section')?.id))].filter(Boolean).sort()";
/// Notes how many are marked at once as to be laid out.
const MARKED: &str = "
    window.marked = [];
    new MutationObserver((changes) => marked.push(changes.length))
        .observe(document, { subtree: true, attributeFilter: ['data-relevant'] });";
/// How many photos are there.
const PHOTOS: &str =
    "[...document.images].filter((photo) => photo.complete && photo.naturalWidth).length";

/// Puts a story of so many cards on the site, each with the same photo.
fn put(site: &Site, path: &str, cards: u32) -> Result<()> {
    let published = Published::written(|folder| {
        let photo = image::RgbImage::from_fn(480, 320, |x, y| image::Rgb([x as u8, y as u8, 90]));
        photo.save(folder.join("photo.png"))?;
        let cards = (1..=cards).map(|at| {
            json!({
                "id": format!("card-{at}"),
                "kind": "photo",
                "heading": format!("Number {at}"),
                "body": [{ "type": "paragraph", "content": ["What is to be read of it."] }],
                "photo": { "variants": [{ "src": "photo.png" }], "altText": "Colours", "creditLine": "us" },
            })
        });
        let story = json!({
            "formatVersion": 1,
            "headline": "A long story",
            "inLanguage": "en",
            "cards": cards.collect::<Vec<_>>(),
        });
        Ok(std::fs::write(
            folder.join("story.json"),
            story.to_string(),
        )?)
    })?;
    site.put_folder(path, published.out())?;
    for (name, media_type) in [
        ("index.html", "text/html"),
        ("story.json", "application/json"),
    ] {
        let text = std::fs::read_to_string(published.out().join(name))?;
        let path = format!("{path}{}", name.trim_start_matches("index.html"));
        site.put(&path, media_type, number_photos(&text));
    }
    Ok(())
}

/// Gives every card's photo an address of its own: what a browser has already, it shows at once
/// wherever it is.
fn number_photos(text: &str) -> String {
    let numbered = text.split("card-").enumerate().map(|(at, part)| {
        let part = part.replace(".avif", &format!(".avif?{at}"));
        part.replace(".jpg", &format!(".jpg?{at}"))
    });
    numbered.collect::<Vec<_>>().join("card-")
}

/// How far the top of a card is from that of the window, in CSS pixels.
fn top(id: &str) -> String {
    format!("Math.abs(document.getElementById('{id}').getBoundingClientRect().top)")
}

async fn number(reader: &Reader, expression: &str) -> Result<f64> {
    let seen = reader.sees(expression).await?;
    seen.as_f64()
        .with_context(|| format!("{expression} is {seen}"))
}

#[tokio::test]
async fn a_story_of_a_thousand_cards_is_gone_about_in_like_any_other() -> Result<()> {
    let site = Site::start().await?;
    put(&site, "/long/", LONG)?;
    let position = "document.querySelector('.bar .position').textContent.trim()";
    let last = format!("card-{LONG}");
    for page in ["/long/", "/?story=/long/story.json"] {
        let reader = Reader::new(PHONE).await?;
        reader.read(&site.at(page)).await?;
        reader
            .until(&format!("{position} === '1 of {LONG}'"))
            .await?;

        // The viewer may still be building it.
        reader
            .until(&format!("document.getElementById('{last}')"))
            .await?;
        // The first frame after the jump is where it stays.
        reader.run(&format!("location.hash = '{last}'")).await?;
        reader.settle().await?;
        let off = number(&reader, &top(&last)).await?;
        assert!(off < 2.0, "{page}: {off} at once");
        reader
            .until(&format!("{position} === '{LONG} of {LONG}'"))
            .await?;
        reader
            .until(&format!(
                "document.querySelector('#{last} img').naturalWidth"
            ))
            .await?;
        reader.settle().await?;
        let off = number(&reader, &top(&last)).await?;
        assert!(off < 2.0, "{page}: {off} when all is there");
        reader.press("ArrowLeft").await?;
        reader
            .until(&format!("{position} === '{} of {LONG}'", LONG - 1))
            .await?;

        reader.click(".bar .position").await?;
        reader
            .until(&format!(
                "document.querySelectorAll('.contents li').length === {LONG}"
            ))
            .await?;
        let current = "document.querySelector('.contents [aria-current]')";
        assert_eq!(
            reader.reads(&format!("{current}.textContent")).await?,
            "Number 999"
        );
        reader.click(".contents li:nth-child(500) a").await?;
        reader.settle().await?;
        let off = number(&reader, &top("card-500")).await?;
        assert!(off < 2.0, "{page}: {off} by the list");
        // Chromium would look for its place through all of the story.
        assert_eq!(reader.sees("getSelection().rangeCount").await?, json!(0));
        reader
            .until(&format!("{position} === '500 of {LONG}'"))
            .await?;
        reader.press("ArrowRight").await?;
        reader
            .until(&format!("{position} === '501 of {LONG}'"))
            .await?;

        // Those around the first card, the last and this one.
        let photos = reader.sees(PHOTOS).await?;
        assert!(photos.as_i64() < Some(3 * FEW), "{page}: {photos} photos");
        assert_eq!(reader.sees("window.shifts").await?, json!([]), "{page}");
        reader.leave().await?;
    }
    Ok(())
}

/// Notes how many cards there are when the viewer says that it is ready.
const READY: &str = "
    new MutationObserver((_, observer) => {
        if (document.documentElement.dataset.viewer !== 'ready') return;
        observer.disconnect();
        window.atFirst = document.querySelectorAll('.stops > section').length;
    }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-viewer'] })";

#[tokio::test]
async fn the_viewer_shows_the_first_cards_of_a_long_story_before_it_has_built_the_others()
-> Result<()> {
    let site = Site::start().await?;
    put(&site, "/long/", LONG)?;
    let reader = Reader::new(PHONE).await?;
    reader.before_every_page(READY).await?;
    reader.read(&site.at("/?story=/long/story.json")).await?;
    let at_first = number(&reader, "atFirst").await?;
    assert!((1.0..100.0).contains(&at_first), "{at_first}");
    // In the end it is the same story, its credits below its cards.
    reader.until("document.querySelector('.credits')").await?;
    let built = "[document.querySelectorAll('.stops > section').length,
        document.querySelectorAll('.credits li').length,
        document.querySelectorAll('.credits > h2 + ul, .credits > ul + ul').length,
        document.querySelector('.part:has(.stops > .credits:last-child) + [hidden]') !== null,
        document.querySelector('[data-coming]') === null]";
    let lists = LONG.div_ceil(LINES_A_LIST);
    assert_eq!(
        reader.sees(built).await?,
        json!([LONG, LONG, lists, true, true])
    );
    Ok(())
}

#[tokio::test]
async fn who_is_led_to_a_far_card_begins_there() -> Result<()> {
    let site = Site::start().await?;
    put(&site, "/long/", LONG)?;
    let reader = Reader::new(PHONE).await?;
    reader.before_every_page(READY).await?;
    reader
        .read(&site.at("/?story=/long/story.json#card-700"))
        .await?;
    let at_first = number(&reader, "atFirst").await?;
    assert!((700.0..800.0).contains(&at_first), "{at_first}");
    reader.until(&format!("{} < 2", top("card-700"))).await?;
    Ok(())
}

#[tokio::test]
async fn waking_a_long_story_touches_no_more_of_it_than_waking_a_short_one() -> Result<()> {
    let site = Site::start().await?;
    let mut cards: Vec<Value> = Vec::new();
    for count in [SHORT, LONG] {
        let path = format!("/{count}/");
        put(&site, &path, count)?;
        let reader = Reader::new(PHONE).await?;
        reader.before_every_page(COUNT).await?;
        reader.read(&site.at(&path)).await?;
        reader
            .until("document.querySelectorAll('[data-near]').length >= 3")
            .await?;
        reader.settle().await?;
        cards.push(reader.sees(TOUCHED).await?);
        let photos = reader.sees(PHOTOS).await?;
        assert!(
            photos.as_i64() < Some(FEW),
            "{count} cards: {photos} photos"
        );
        reader.leave().await?;
    }
    assert_eq!(cards[0], cards[1]);
    assert!(cards[0].as_array().is_some_and(|cards| !cards.is_empty()));
    Ok(())
}

/// Whether what stands in a card is laid out.
fn laid_out(id: &str) -> String {
    format!(
        "document.querySelector('#{id} h2')?.checkVisibility({{ contentVisibilityAuto: true }})"
    )
}

#[tokio::test]
async fn what_is_far_is_laid_out_once_the_story_answers() -> Result<()> {
    let site = Site::start().await?;
    put(&site, "/long/", LONG)?;
    let last = laid_out(&format!("card-{LONG}"));
    for page in ["/long/", "/?story=/long/story.json"] {
        let reader = Reader::new(PHONE).await?;
        reader.before_every_page(MARKED).await?;
        let gate = site.hold(".wasm");
        reader.open(&site.at(page)).await?;
        if page == "/long/" {
            reader.until("document.querySelector('.credits')").await?;
            // Where what is read would move meanwhile, all is laid out at once.
            let is_late = reader.sees("CSS.supports('overflow-anchor: auto')").await?;
            assert_eq!(reader.sees(&format!("!{last}")).await?, is_late);
            assert_eq!(reader.sees(&laid_out("card-2")).await?, json!(true));
        }
        gate.open();
        reader.until(&last).await?;
        // The first list of credits is laid out with them.
        let lists = "document.querySelectorAll('.credits ul[data-relevant]').length";
        let others = LONG.div_ceil(LINES_A_LIST) - 1;
        reader.until(&format!("{lists} === {others}")).await?;
        // The browser draws, and hears the reader, in between.
        let most = number(&reader, "Math.max(...window.marked)").await?;
        assert!(most <= 64.0, "{page}: {most} at once");
        assert_eq!(reader.sees("scrollY").await?, json!(0), "{page}");
        assert_eq!(reader.sees("window.shifts").await?, json!([]), "{page}");
        reader.leave().await?;
    }
    Ok(())
}

#[tokio::test]
async fn while_a_dialog_is_open_the_browser_need_not_care_for_what_is_far() -> Result<()> {
    let site = Site::start().await?;
    put(&site, "/long/", LONG)?;
    let reader = Reader::new(PHONE).await?;
    reader.read(&site.at("/long/#card-500")).await?;
    let (far, near) = (laid_out("card-1"), laid_out("card-500"));
    reader.until(&far).await?;
    reader.until_laid_out().await?;
    let place = format!(
        "[document.documentElement.scrollHeight, {}]",
        top("card-500")
    );
    let before = reader.sees(&place).await?;

    reader.click(".bar .position").await?;
    reader
        .until("document.querySelectorAll('.contents[open] li').length")
        .await?;
    reader.settle().await?;
    let keeps_place = reader.sees("CSS.supports('overflow-anchor: auto')").await?;
    assert_eq!(reader.sees(&format!("!{far}")).await?, keeps_place);
    assert_eq!(reader.sees(&near).await?, json!(true));
    assert_eq!(reader.sees(&place).await?, before, "while it is open");

    reader.press("Escape").await?;
    reader
        .until(&format!("{far} && !document.querySelector('[data-aside]')"))
        .await?;
    assert_eq!(reader.sees(&place).await?, before, "when it is closed");
    assert_eq!(reader.sees("window.shifts").await?, json!([]));
    reader.leave().await
}

#[tokio::test]
async fn at_the_last_card_the_browser_need_not_care_for_the_end_of_the_credits() -> Result<()> {
    let site = Site::start().await?;
    put(&site, "/long/", LONG)?;
    let reader = Reader::new(PHONE).await?;
    reader
        .read(&site.at(&format!("/long/#card-{LONG}")))
        .await?;
    reader.until_laid_out().await?;
    let shown = |which: &str| {
        format!(
            "document.querySelector('.credits ul:{which} a')
                .checkVisibility({{ contentVisibilityAuto: true }})"
        )
    };
    reader.until(&shown("last-child")).await?;

    reader.click(".bar .position").await?;
    reader
        .until("document.querySelectorAll('.contents[open] li').length")
        .await?;
    let keeps_place = reader.sees("CSS.supports('overflow-anchor: auto')").await?;
    reader
        .until(&format!("{} === !{keeps_place}", shown("last-child")))
        .await?;
    assert_eq!(reader.sees(&shown("first-of-type")).await?, json!(true));

    reader.press("Escape").await?;
    reader.until(&shown("last-child")).await?;
    reader.leave().await
}

#[tokio::test]
async fn where_no_program_comes_all_is_laid_out_at_once() -> Result<()> {
    let site = Site::start().await?;
    put(&site, "/long/", LONG)?;
    site.fail(".wasm", 503, usize::MAX);
    let last = laid_out(&format!("card-{LONG}"));
    for has_scripts in [true, false] {
        let reader = Reader::new(PHONE).await?;
        if !has_scripts {
            reader.without_scripts().await?;
        }
        reader.open(&site.at("/long/")).await?;
        let state = if has_scripts { "failed" } else { "static" };
        let is_so = format!("document.documentElement.dataset.viewer === '{state}'");
        reader.until(&is_so).await?;
        assert_eq!(reader.sees(&last).await?, json!(true), "{state}");
        reader.leave().await?;
    }
    Ok(())
}

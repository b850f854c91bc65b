//! Narrow windows, large letters, small targets.

use anyhow::Result;
use browser_tests::{PHONE, Reader, Screen, Site, mosul};
use serde_json::{Value, json};

/// A desktop's window of 1280 pixels at 400 %, and the narrowest phone.
const NARROW: Screen = Screen {
    width: 320,
    height: 480,
    scale: 2,
};
const PAGES: [&str; 3] = ["/stories/mosul/", "/stories/mosul/ar/", "/stories/starter/"];

/// What of the story's text is out of the window to the side, or cut off by its own box: a
/// gallery is moved sideways by itself.
const LOST: &str = "(() => {
    const lost = [];
    for (const part of document.querySelectorAll('.story :is(h1, h2, p, li, figcaption, blockquote, button, a)')) {
        const box = part.getBoundingClientRect();
        if (!part.checkVisibility() || part.closest('.gallery, .interface-words') || !box.width) continue;
        const card = part.closest('.card, .opening, .credits').getBoundingClientRect();
        const isOut = box.left < card.left - 1 || box.right > card.right + 1;
        const isCut = part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).overflowX !== 'visible';
        if (isOut || isCut) lost.push(part.outerHTML.slice(0, 120));
    }
    return lost;
})()";

#[tokio::test]
async fn at_320_pixels_nothing_is_lost_and_nothing_scrolls_in_two_directions() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(NARROW).await?;
    for page in PAGES {
        for text in ["", "150"] {
            reader.read(&site.at(page)).await?;
            reader
                .run(&format!("document.documentElement.dataset.text = '{text}'"))
                .await?;
            reader.settle().await?;
            let width = reader.sees("document.documentElement.scrollWidth").await?;
            assert_eq!(width, json!(320), "{page} {text}");
            assert_eq!(reader.sees(LOST).await?, json!([]), "{page} {text}");
        }
    }
    reader.leave().await
}

#[tokio::test]
async fn letters_of_twice_the_size_fit_while_scrolling_and_while_swiping() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    // Words that rise into the window are not where they will be.
    reader.prefer("prefers-reduced-motion", "reduce").await?;
    for page in PAGES {
        for mode in ["scroll", "swipe"] {
            reader
                .read(&site.at(&format!("{page}?mode={mode}")))
                .await?;
            // As the reader's own setting of the browser would.
            reader
                .run("document.documentElement.style.fontSize = '200%'")
                .await?;
            reader.settle().await?;
            let width = reader.sees("document.documentElement.scrollWidth").await?;
            assert_eq!(width, json!(390), "{page} {mode}");
            assert_eq!(reader.sees(LOST).await?, json!([]), "{page} {mode}");
            // The bar holds all its buttons.
            let bar = reader
                .sees("[...document.querySelectorAll('.bar button')].map((button) => [button.className, button.getBoundingClientRect()]).filter(([, { left, right }]) => left < -0.5 || right > innerWidth + 0.5)")
                .await?;
            assert_eq!(bar, json!([]), "{page} {mode}");
            // What is taller than the window can be scrolled to.
            let clipped = reader
                .sees("[...document.querySelectorAll('.card')].filter((card) => card.scrollHeight > card.clientHeight + 1 && getComputedStyle(card).overflowY !== 'auto').map((card) => card.id)")
                .await?;
            assert_eq!(clipped, json!([]), "{page} {mode}");
        }
    }
    reader.leave().await
}

#[tokio::test]
async fn words_set_wide_apart_are_neither_cut_nor_lost() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    reader.prefer("prefers-reduced-motion", "reduce").await?;
    for page in PAGES {
        reader.read(&site.at(page)).await?;
        // As far as WCAG 1.4.12 goes.
        reader
            .run(
                "const style = new CSSStyleSheet();
                 style.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }');
                 document.adoptedStyleSheets = [style];",
            )
            .await?;
        reader.settle().await?;
        let width = reader.sees("document.documentElement.scrollWidth").await?;
        assert_eq!(width, json!(390), "{page}");
        assert_eq!(reader.sees(LOST).await?, json!([]), "{page}");
    }
    reader.leave().await
}

#[tokio::test]
async fn what_is_to_be_hit_is_large_enough() -> Result<()> {
    let site = Site::start().await?;
    let mut story: Value = serde_json::from_str(&mosul())?;
    story["publisher"]["url"] = json!("https://example.org/");
    site.put(
        "/stories/mosul/story.json",
        "application/json",
        story.to_string(),
    );
    let reader = Reader::new(PHONE).await?;
    for page in PAGES
        .into_iter()
        .chain(["/?story=stories/mosul/story.json"])
    {
        reader.read(&site.at(page)).await?;
        reader.until_laid_out().await?;
        // Links within a line of text are excepted by WCAG 2.5.8.
        let small = "[...document.querySelectorAll('button, summary, input, .publisher a, .editions a, .contents a, .notice a, .credited, .copyright')]
            .filter((target) => target.checkVisibility() && !target.closest('.choices'))
            .map((target) => [target.outerHTML.slice(0, 90), target.closest('label')?.getBoundingClientRect() ?? target.getBoundingClientRect()])
            .filter(([, { width, height }]) => width < 24 || height < 24)
            .map(([name]) => name)";
        assert_eq!(reader.sees(small).await?, json!([]), "{page}");
        for (button, dialog) in [(".bar .settings", ".menu"), (".bar .position", ".contents")] {
            reader.click(button).await?;
            reader
                .until(&format!("document.querySelector('{dialog}[open]')"))
                .await?;
            assert_eq!(reader.sees(small).await?, json!([]), "{page} {dialog}");
            reader.press("Escape").await?;
            reader.until("!document.querySelector('dialog')").await?;
        }
    }
    reader.leave().await
}

#[tokio::test]
async fn dialogs_fit_into_a_narrow_window_and_scroll_to_their_end() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(NARROW).await?;
    reader.read(&site.at("/stories/mosul/ar/")).await?;
    for (button, dialog) in [
        (".bar .settings", ".menu"),
        (".bar .position", ".contents"),
        (".card .enlarge", ".zoom"),
    ] {
        reader
            .run(&format!("document.querySelector('{button}').click()"))
            .await?;
        reader
            .until(&format!("document.querySelector('{dialog}[open]')"))
            .await?;
        let fits: Value = reader
            .sees(&format!(
                "(({{ left, top, right, bottom }}) => left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight)(document.querySelector('{dialog}').getBoundingClientRect())"
            ))
            .await?;
        assert_eq!(fits, json!(true), "{dialog}");
        let sideways = format!(
            "document.querySelector('{dialog}').scrollWidth <= document.querySelector('{dialog}').clientWidth"
        );
        assert_eq!(reader.sees(&sideways).await?, json!(true), "{dialog}");
        reader
            .run(&format!(
                "document.querySelector('{dialog} .close').focus()"
            ))
            .await?;
        let close = format!(
            "(({{ top, bottom }}) => top >= 0 && bottom <= innerHeight)(document.querySelector('{dialog} .close').getBoundingClientRect())"
        );
        assert_eq!(reader.sees(&close).await?, json!(true), "{dialog}");
        reader.press("Escape").await?;
        reader.until("!document.querySelector('dialog')").await?;
    }
    reader.leave().await
}

//! Stories in other people's pages.

use anyhow::Result;
use browser_tests::{DESKTOP, Reader, Site};
use serde_json::{Value, json};

/// A host page notes what its story tells it.
const HOST: &str = "<!doctype html><title>Host</title>
    <style>body { margin: 0 } iframe { width: 400px; height: 600px }</style>
    <p style='height: 200px'>Before</p>
    FRAME
    <p style='height: 3000px'>After</p>
    <script>
        window.told = [];
        addEventListener('message', ({ data }) => told.push(data));
    </script>";

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

#[tokio::test]
async fn the_host_is_told_where_the_reader_is_and_may_say_where_to_go() -> Result<()> {
    let story = Site::start().await?;
    let host = hosted(&story, "", "").await?;
    let reader = reader_of(&host).await?;
    reader
        .until("told.some((told) => told.type === 'ready')")
        .await?;
    let ask = |message: Value| {
        format!("document.querySelector('iframe').contentWindow.postMessage({message}, '*')")
    };
    reader
        .run(&ask(
            json!({ "reportage": 1, "type": "go-to", "card": "bloody-battle" }),
        ))
        .await?;
    reader
        .until("told.some(({ type, id, index, total }) => type === 'card' && id === 'bloody-battle' && index === 3 && total === 11)")
        .await?;
    reader
        .run(&ask(
            json!({ "reportage": 1, "type": "set-theme", "theme": "dark" }),
        ))
        .await?;
    reader
        .run(&ask(
            json!({ "reportage": 1, "type": "go-to", "card": "fighting-and-fleeing" }),
        ))
        .await?;
    reader
        .until("told.some(({ type }) => type === 'finished')")
        .await?;
    reader.look_into("iframe").await?;
    assert_eq!(
        reader
            .reads("document.documentElement.dataset.theme")
            .await?,
        "dark"
    );
    reader.leave().await
}

#[tokio::test]
async fn what_a_host_may_not_ask_changes_nothing() -> Result<()> {
    let story = Site::start().await?;
    let host = hosted(&story, "", "").await?;
    let reader = reader_of(&host).await?;
    for message in [
        "null",
        "'go-to'",
        "{ type: 'go-to', card: 'bloody-battle' }",
        "{ reportage: 2, type: 'go-to', card: 'bloody-battle' }",
        "{ reportage: 1, type: 'go-to', card: { toString: 'bloody-battle' } }",
        "{ reportage: 1, type: 'go-to', card: 'reportage-story' }",
        "{ reportage: 1, type: 'set-theme', theme: 'red; background: url(//evil.example)' }",
        "{ reportage: 1, type: '__proto__' }",
        "new Map([['reportage', 1]])",
    ] {
        reader
            .run(&format!(
                "document.querySelector('iframe').contentWindow.postMessage({message}, '*')"
            ))
            .await?;
    }
    // From somebody else than the host.
    reader.look_into("iframe").await?;
    reader
        .run("window.postMessage({ reportage: 1, type: 'go-to', card: 'bloody-battle' }, '*')")
        .await?;
    reader.settle().await?;
    assert_eq!(reader.sees("scrollY").await?, json!(0));
    assert_eq!(
        reader
            .sees("document.documentElement.dataset.theme ?? null")
            .await?,
        Value::Null
    );
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
    let host = hosted(&story, "", "sandbox=allow-scripts").await?;
    let reader = reader_of(&host).await?;
    reader.look_into("iframe").await?;
    reader.click(".bar .next").await?;
    reader
        .until(&format!("{AT} === 'the-ground-shakes'"))
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

/// A page that lets nothing in but what it names.
fn strict_host(story: &Site) -> String {
    let origin = story.at("");
    format!(
        "<!doctype html><title>Host</title>
         <meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; script-src {origin}; frame-src {origin}; require-trusted-types-for 'script'\">
         <p>Before</p>
         <a id='mosul' href='{}' data-reportage>Street by street</a>
         <script async src='{}'></script>",
        story.at("/stories/mosul/"),
        story.at("/stories/mosul/embed.js"),
    )
}

#[tokio::test]
async fn a_link_becomes_a_story_where_the_script_runs_and_stays_one_where_not() -> Result<()> {
    let story = Site::start().await?;
    let host = Site::start().await?;
    host.put("/article", "text/html", strict_host(&story));
    let reader = Reader::new(DESKTOP).await?;
    reader
        .open(&host.at("/article#mosul/bloody-battle"))
        .await?;
    reader
        .look_into("reportage-story > iframe[title='Street by street']")
        .await?;
    reader.until(READY).await?;
    reader.until(&format!("{AT} === 'bloody-battle'")).await?;
    reader.look_up().await?;
    reader
        .until("!document.querySelector('reportage-story > a')")
        .await?;
    reader.leave().await?;

    let reader = Reader::new(DESKTOP).await?;
    reader.without_scripts().await?;
    reader.open(&host.at("/article")).await?;
    assert_eq!(
        reader
            .reads("document.querySelector('a').textContent")
            .await?,
        "Street by street"
    );
    assert_eq!(
        reader
            .sees("document.querySelectorAll('iframe').length")
            .await?,
        json!(0)
    );
    reader.leave().await
}

/// A page that scrolls, with a story in it that is as high as all its cards.
fn growing_host(story: &Site) -> String {
    format!(
        "<!doctype html><title>Host</title>
         <style>body {{ margin: 0 }}</style>
         <p style='height: 200px'>Before</p>
         <reportage-story src='{}' grow></reportage-story>
         <p style='height: 3000px'>After</p>
         <script>
             window.heights = [];
             addEventListener('reportage-height', ({{ detail }}) => heights.push(detail.height));
             addEventListener('reportage-card', ({{ detail }}) => {{ window.card = detail.id; }});
         </script>
         <script async src='{}'></script>",
        story.at("/stories/mosul/"),
        story.at("/stories/mosul/embed.js"),
    )
}

const STORY: &str = "document.querySelector('reportage-story')";

// NUKnightLab/juxtapose#76, NUKnightLab/juxtapose#73
#[tokio::test]
async fn a_story_grows_to_its_own_height_and_settles_at_once() -> Result<()> {
    let story = Site::start().await?;
    let host = Site::start().await?;
    host.put("/article", "text/html", growing_host(&story));
    let reader = Reader::new(DESKTOP).await?;
    reader.open(&host.at("/article")).await?;
    reader
        .until("heights.length && heights.at(-1) > 5000")
        .await?;
    let fits = format!("Math.abs({STORY}.getBoundingClientRect().height - heights.at(-1)) < 1");
    reader.until(&fits).await?;
    for width in [700, 390, 1200] {
        reader
            .run(&format!(
                "heights.length = 0; {STORY}.style.width = '{width}px'"
            ))
            .await?;
        reader.until(&format!("heights.length && {fits}")).await?;
        for _ in 0..10 {
            reader.settle().await?;
        }
        let heights = reader.sees("heights").await?;
        let count = heights.as_array().map_or(0, Vec::len);
        assert!((1..=2).contains(&count), "{width}: {heights}");
    }
    // Nothing scrolls within.
    reader.look_into("iframe").await?;
    let rest = "document.documentElement.scrollHeight - innerHeight";
    reader.until(&format!("{rest} <= 1")).await?;
    reader.leave().await
}

#[tokio::test]
async fn in_a_story_that_has_grown_the_host_scrolls_to_a_card_and_knows_where_the_reader_is()
-> Result<()> {
    let story = Site::start().await?;
    let host = Site::start().await?;
    host.put("/article", "text/html", growing_host(&story));
    let reader = Reader::new(DESKTOP).await?;
    reader.open(&host.at("/article")).await?;
    reader
        .until("heights.length && heights.at(-1) > 5000")
        .await?;
    reader
        .run(&format!("{STORY}.goTo('bloody-battle')"))
        .await?;
    reader.until("window.card === 'bloody-battle'").await?;
    reader.look_into("iframe").await?;
    let top = reader
        .sees("document.getElementById('bloody-battle').getBoundingClientRect().top")
        .await?
        .as_f64()
        .unwrap_or_default();
    reader.look_up().await?;
    reader
        .until(&format!(
            "Math.abs({STORY}.getBoundingClientRect().top + {top}) <= 2"
        ))
        .await?;
    // And by the host's own scrolling.
    reader
        .run("scrollTo({ top: 0, behavior: 'instant' })")
        .await?;
    reader.until("window.card === 'cover'").await?;
    reader.leave().await
}

#[tokio::test]
async fn a_host_with_a_resizer_of_its_own_is_told_the_height_in_its_own_words() -> Result<()> {
    let story = Site::start().await?;
    for (query, message) in [
        (
            "?resize=pym&childId=mosul",
            r"typeof told === 'string' && /^pymxPYMxmosulxPYMxheightxPYMx\d{4,6}$/.test(told)",
        ),
        (
            "?resize=amp",
            "told.sentinel === 'amp' && told.type === 'embed-size' && told.height > 5000",
        ),
    ] {
        let host = hosted(&story, query, "").await?;
        let reader = reader_of(&host).await?;
        reader
            .until(&format!("told.some((told) => {message})"))
            .await?;
        reader.leave().await?;
    }
    Ok(())
}

//! Stories that are as high as all their cards, in pages that scroll.

use anyhow::Result;
use browser_tests::{DESKTOP, Reader, Site, from_npm};
use serde_json::json;

use super::{AT, READY, ask, hosted, reader_of};

/// A page that scrolls, with a story in it that is as high as all its cards.
pub fn growing_host(story: &Site) -> String {
    format!(
        "<!doctype html><title>Host</title>
         <style>body {{ margin: 0 }}</style>
         <p style='height: 200px'>Before</p>
         <reportage-story id='mosul' src='{}#about' grow></reportage-story>
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

/// The element that the story is in.
pub const STORY: &str = "document.querySelector('reportage-story')";

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

/// A page whose story is resized by pym.js.
fn pym_host(story: &Site) -> String {
    format!(
        "<!doctype html><title>Host</title>
         <style>body {{ margin: 0 }}</style>
         <p style='height: 200px'>Before</p>
         <div id='story'></div>
         <p style='height: 3000px'>After</p>
         <script src='/pym.js'></script>
         <script>
             window.told = [];
             addEventListener('message', ({{ data }}) => told.push(data));
             new pym.Parent('story', '{}', {{ trackscroll: true }});
         </script>",
        story.at("/stories/mosul/?resize=pym"),
    )
}

/// A page that does for its story what `amp-iframe` does.
pub fn amp_host(story: &Site) -> String {
    format!(
        "<!doctype html><title>Host</title>
         <style>body {{ margin: 0 }} iframe {{ width: 100%; height: 600px; border: 0 }}</style>
         <p style='height: 200px'>Before</p>
         <iframe src='{}'></iframe>
         <p style='height: 3000px'>After</p>
         <script>
             window.told = [];
             addEventListener('message', ({{ data }}) => {{
                 told.push(data);
                 if (data.sentinel === 'amp' && data.type === 'embed-size') {{
                     document.querySelector('iframe').style.height = `${{data.height}}px`;
                 }}
             }});
         </script>",
        story.at("/stories/mosul/?resize=amp"),
    )
}

#[tokio::test]
async fn a_host_with_a_resizer_of_its_own_works_without_ours() -> Result<()> {
    let story = Site::start().await?;
    let host = Site::start().await?;
    host.put(
        "/pym.js",
        "text/javascript",
        from_npm("pym.js/dist/pym.v1.js")?,
    );
    host.put("/pym", "text/html", pym_host(&story));
    host.put("/amp", "text/html", amp_host(&story));
    for path in ["/pym", "/amp"] {
        let reader = Reader::new(DESKTOP).await?;
        reader.open(&host.at(path)).await?;
        let height = "document.querySelector('iframe').getBoundingClientRect().height";
        reader
            .until(&format!(
                "document.querySelector('iframe') && {height} > 5000"
            ))
            .await?;
        let is_at =
            |card: &str| format!("told.findLast(({{ type }}) => type === 'card')?.id === '{card}'");
        reader.until(&is_at("cover")).await?;
        reader
            .run("scrollTo({ top: document.querySelector('iframe').offsetTop + document.querySelector('iframe').offsetHeight - innerHeight, behavior: 'instant' })")
            .await?;
        reader.until(&format!("!({})", is_at("cover"))).await?;
        reader.look_into("iframe").await?;
        let rest = "document.documentElement.scrollHeight - innerHeight";
        reader.until(&format!("{rest} <= 1")).await?;
        // How high the reader's window is.
        let screen = "getComputedStyle(document.documentElement).getPropertyValue('--host-height')";
        let is_known = !reader.reads(screen).await?.is_empty();
        assert_eq!(is_known, path == "/pym");
        reader.look_up().await?;
        reader.leave().await?;
    }
    Ok(())
}

#[tokio::test]
async fn pym_js_follows_the_reader_to_a_card() -> Result<()> {
    let story = Site::start().await?;
    let host = Site::start().await?;
    host.put(
        "/pym.js",
        "text/javascript",
        from_npm("pym.js/dist/pym.v1.js")?,
    );
    host.put("/pym", "text/html", pym_host(&story));
    let reader = Reader::new(DESKTOP).await?;
    reader.open(&host.at("/pym")).await?;
    // Before, there is no room in the frame for the list.
    reader
        .until("document.querySelector('iframe')?.offsetHeight > 5000")
        .await?;
    reader.look_into("iframe").await?;
    reader.until(READY).await?;
    reader.click(".bar .position").await?;
    reader.click(".contents li:nth-child(5) a").await?;
    reader.look_up().await?;
    reader.until("scrollY > 1000").await?;
    reader.leave().await
}

#[tokio::test]
async fn cards_keep_their_height_while_the_bars_of_a_phones_browser_come_and_go() -> Result<()> {
    let story = Site::start().await?;
    let host = hosted(&story, "?resize=reportage", "").await?;
    let reader = reader_of(&host).await?;
    for (width, height, cards) in [
        (400, 640, 640),
        (400, 540, 640),
        (400, 700, 640),
        // The phone is turned.
        (420, 700, 700),
        // The window is another.
        (420, 400, 400),
    ] {
        reader
            .run(&format!(
                "document.querySelector('iframe').style.width = '{width}px'"
            ))
            .await?;
        reader.look_into("iframe").await?;
        reader.until(&format!("innerWidth === {width}")).await?;
        reader.look_up().await?;
        reader
            .run(&ask(&format!(
                "{{ reportage: 1, type: 'viewport', height: {height}, top: 7 }}"
            )))
            .await?;
        reader.look_into("iframe").await?;
        let style = |name: &str| {
            format!("getComputedStyle(document.documentElement).getPropertyValue('{name}').trim()")
        };
        reader
            .until(&format!("{} === '{height}px'", style("--host-window")))
            .await?;
        assert_eq!(
            reader.reads(&style("--host-height")).await?,
            format!("{cards}px"),
            "{width} × {height}"
        );
        reader.look_up().await?;
    }
    reader.leave().await
}

#[tokio::test]
async fn a_video_that_the_host_scrolls_away_pauses() -> Result<()> {
    let story = Site::start().await?;
    let host = Site::start().await?;
    host.put("/article", "text/html", growing_host(&story));
    let reader = Reader::new(DESKTOP).await?;
    reader.open(&host.at("/article")).await?;
    reader
        .until("heights.length && heights.at(-1) > 5000")
        .await?;
    reader
        .run(&format!("{STORY}.goTo('war-takes-its-toll')"))
        .await?;
    reader.until("window.card === 'war-takes-its-toll'").await?;
    reader.look_into("iframe").await?;
    reader.click(".play button").await?;
    reader
        .until("document.querySelector('video').currentTime > 0")
        .await?;
    reader.look_up().await?;
    reader
        .run("scrollTo({ top: 0, behavior: 'instant' })")
        .await?;
    reader.look_into("iframe").await?;
    reader
        .until("document.querySelector('video').paused")
        .await?;
    reader.leave().await
}

#[tokio::test]
async fn the_hosts_address_leads_to_a_card_of_a_story_that_has_grown() -> Result<()> {
    let story = Site::start().await?;
    let host = Site::start().await?;
    // So far below that it is not even asked for before the reader comes near.
    let page = growing_host(&story).replace("200px", "9000px");
    host.put("/article", "text/html", page);
    let reader = Reader::new(DESKTOP).await?;
    reader
        .open(&host.at("/article#mosul/bloody-battle"))
        .await?;
    is_at(&reader, "bloody-battle").await?;
    reader
        .run("location.hash = 'mosul/the-ground-shakes'")
        .await?;
    is_at(&reader, "the-ground-shakes").await?;
    reader.leave().await
}

/// Waits until the host's window begins with that card.
async fn is_at(reader: &Reader, card: &str) -> Result<()> {
    reader.until(&format!("window.card === '{card}'")).await?;
    reader.look_into("iframe").await?;
    assert_eq!(reader.reads(AT).await?, card);
    let top = format!("document.getElementById('{card}').getBoundingClientRect().top");
    let top = reader.sees(&top).await?;
    reader.look_up().await?;
    reader
        .until(&format!(
            "Math.abs({STORY}.getBoundingClientRect().top + {top}) <= 2"
        ))
        .await
}

#[tokio::test]
async fn the_card_in_a_grown_storys_own_address_stays_there_and_moves_nobody() -> Result<()> {
    let story = Site::start().await?;
    let host = Site::start().await?;
    host.put("/article", "text/html", growing_host(&story));
    let reader = Reader::new(DESKTOP).await?;
    reader.open(&host.at("/article")).await?;
    reader
        .until("heights.length && heights.at(-1) > 5000")
        .await?;
    assert_eq!(
        reader
            .reads(&format!("{STORY}.querySelector('iframe').src"))
            .await?,
        story.at("/stories/mosul/?resize=reportage#about")
    );
    assert_eq!(reader.sees("scrollY").await?, json!(0));
    reader.leave().await
}

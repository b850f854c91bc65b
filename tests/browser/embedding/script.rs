//! `embed.js`, which turns links into stories.

use anyhow::{Context, Result};
use browser_tests::{DESKTOP, Reader, Site, media};
use serde_json::json;

use super::{AT, READY};

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
        .look_into("reportage-story > iframe:only-child[title=\"Street by street\"]")
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

/// A page with three stories far below, from right to left.
fn long_host(story: &Site) -> String {
    for id in ["one", "two", "three"] {
        story.alias(&format!("/{id}/"), "/stories/mosul/");
    }
    let link = |id: &str| {
        format!(
            "<p style='height: 4000px'>Before</p>
             <a id='{id}' href='{}' data-reportage data-reportage-height='600' data-reportage-follow>
                 <img src='{}' alt='' width='960' height='640'> {id}
             </a>",
            story.at(&format!("/{id}/")),
            story.at(&format!("/stories/mosul/media/{}", media("run-for-cover-960-", ".jpg"))),
        )
    };
    format!(
        "<!doctype html><html dir='rtl'><title>Host</title>{}{}{}<script async src='{}'></script>",
        link("one"),
        link("two"),
        link("three"),
        story.at("/stories/mosul/embed.js"),
    )
}

#[tokio::test]
async fn each_story_is_asked_for_once_when_the_reader_comes_near() -> Result<()> {
    let story = Site::start().await?;
    let host = Site::start().await?;
    host.put("/article", "text/html", long_host(&story));
    let reader = Reader::new(DESKTOP).await?;
    reader.open(&host.at("/article")).await?;
    // Each has its room from the start, with its title and its poster in it.
    reader
        .until("document.querySelectorAll('reportage-story > a > img').length === 3")
        .await?;
    let height = reader.sees("document.documentElement.scrollHeight").await?;
    let pages = || {
        story
            .requests()
            .into_iter()
            .filter(|path| ["/one/", "/two/", "/three/"].contains(&path.as_str()))
    };
    assert_eq!(pages().count(), 0);
    for id in ["one", "three"] {
        reader
            .run(&format!(
                "document.getElementById('{id}').scrollIntoView({{ behavior: 'instant' }})"
            ))
            .await?;
        reader
            .until(&format!(
                "document.querySelector('#{id}').children.length === 1 && document.querySelector('#{id} > iframe')"
            ))
            .await?;
        reader.look_into(&format!("#{id} > iframe")).await?;
        reader.until(READY).await?;
        reader.look_up().await?;
    }
    assert_eq!(pages().collect::<Vec<_>>(), ["/one/", "/three/"]);
    assert_eq!(
        reader.sees("document.documentElement.scrollHeight").await?,
        height
    );
    assert_eq!(
        reader
            .sees("document.documentElement.scrollWidth - innerWidth")
            .await?,
        json!(0)
    );
    reader.leave().await
}

#[tokio::test]
async fn the_hosts_address_follows_the_reader_and_leads_to_a_card() -> Result<()> {
    let story = Site::start().await?;
    let host = Site::start().await?;
    host.put("/article", "text/html", long_host(&story));
    let reader = Reader::new(DESKTOP).await?;
    reader
        .open(&host.at("/article#one/hearts-and-minds"))
        .await?;
    // The address has brought the reader there.
    reader.look_into("#one > iframe:only-child").await?;
    reader.until(READY).await?;
    reader
        .until(&format!("{AT} === 'hearts-and-minds'"))
        .await?;
    reader.click(".bar .next").await?;
    reader.look_up().await?;
    reader
        .until("/^#one[/]./.test(location.hash) && location.hash !== '#one/hearts-and-minds'")
        .await?;
    reader.run("location.hash = 'one/bloody-battle'").await?;
    let is_there = format!("{AT} === 'bloody-battle'");
    reader
        .until_within("#one > iframe:only-child", &is_there)
        .await?;
    // What names no card, or half an escape, changes nothing.
    reader.run("location.hash = 'one/%E0%A4%A'").await?;
    reader.run("location.hash = 'elsewhere'").await?;
    reader.settle().await?;
    reader
        .until_within("#one > iframe:only-child", &is_there)
        .await?;
    reader.leave().await
}

#[tokio::test]
async fn what_an_author_writes_on_a_link_runs_nothing_in_the_host() -> Result<()> {
    let story = Site::start().await?;
    let host = Site::start().await?;
    let page = format!(
        "<!doctype html><title>Host</title>
         <a href='{}' data-reportage data-reportage-onfocusin='window.ran = 1' data-reportage-onanimationstart='window.ran = 1'
            data-reportage-height='300'>Story</a>
         <reportage-story src='javascript:parent.ran = 1'><a href='#'>No story</a></reportage-story>
         <script async src='{}'></script>",
        story.at("/stories/mosul/"),
        story.at("/stories/mosul/embed.js"),
    );
    host.put("/article", "text/html", page);
    let reader = Reader::new(DESKTOP).await?;
    reader.open(&host.at("/article")).await?;
    reader
        .until("document.querySelector('reportage-story > iframe:only-child')")
        .await?;
    assert_eq!(
        reader
            .sees("[...document.querySelector('reportage-story').attributes].map(({ name }) => name).sort()")
            .await?,
        json!(["height", "src", "style"])
    );
    assert_eq!(
        reader
            .sees("document.querySelectorAll('iframe').length")
            .await?,
        json!(1)
    );
    assert_eq!(reader.sees("window.ran ?? null").await?, json!(null));
    reader.leave().await
}

#[tokio::test]
async fn the_hosts_address_stays_until_somebody_reads_on() -> Result<()> {
    let story = Site::start().await?;
    let host = Site::start().await?;
    // An id that an address has to escape, in a page whose addresses are based elsewhere.
    let page = long_host(&story)
        .replace("id='one'", "id='قصة'")
        .replace(
            "<title>",
            "<meta charset='utf-8'><base href='https://elsewhere.example/'><title>",
        )
        .replace(
            "<script",
            "<script>addEventListener('reportage-card', () => { window.isTold = true; })</script><script",
        );
    host.put("/article", "text/html", page);
    let reader = Reader::new(DESKTOP).await?;
    reader.open(&host.at("/article")).await?;
    reader
        .run("document.getElementById('قصة').scrollIntoView({ behavior: 'instant' })")
        .await?;
    reader.until("window.isTold").await?;
    reader.look_into("#قصة > iframe:only-child").await?;
    reader.until(READY).await?;
    reader.look_up().await?;
    assert_eq!(reader.reads("location.href").await?, host.at("/article"));
    reader.look_into("#قصة > iframe:only-child").await?;
    reader.click(".bar .next").await?;
    reader.look_up().await?;
    reader
        .until("decodeURIComponent(location.hash) === '#قصة/the-ground-shakes'")
        .await?;
    assert_eq!(reader.reads("location.pathname").await?, "/article");
    // And back by the same address.
    reader
        .run("location.hash = encodeURIComponent('قصة') + '/bloody-battle'")
        .await?;
    reader
        .until_within(
            "#قصة > iframe:only-child",
            &format!("{AT} === 'bloody-battle'"),
        )
        .await?;
    reader.leave().await
}

#[tokio::test]
async fn an_address_that_names_a_story_scrolls_the_host_there() -> Result<()> {
    let story = Site::start().await?;
    let host = Site::start().await?;
    host.put("/article", "text/html", long_host(&story));
    let reader = Reader::new(DESKTOP).await?;
    reader.open(&host.at("/article")).await?;
    reader
        .until("customElements.get('reportage-story')")
        .await?;
    assert_eq!(reader.sees("scrollY").await?, json!(0));
    reader.run("location.hash = 'two/bloody-battle'").await?;
    let is_there = |id: &str| {
        format!("Math.abs(document.getElementById('{id}').getBoundingClientRect().top) < 2")
    };
    reader.until(&is_there("two")).await?;
    reader
        .until_within(
            "#two > iframe:only-child",
            &format!("{AT} === 'bloody-battle'"),
        )
        .await?;
    reader.look_up().await?;
    // What names no card leads nowhere.
    for hash in ["two/", "/bloody-battle", "two"] {
        reader
            .run("scrollTo({ top: 0, behavior: 'instant' })")
            .await?;
        reader
            .run(&format!(
                "history.replaceState(null, '', '#{hash}'); dispatchEvent(new Event('hashchange'))"
            ))
            .await?;
        assert_eq!(reader.sees("scrollY").await?, json!(0), "{hash}");
    }
    reader.leave().await
}

#[tokio::test]
async fn a_story_that_does_not_come_leaves_its_link_in_reach() -> Result<()> {
    let story = Site::start().await?;
    story.fail("/stories/mosul/", 503, 1);
    let host = Site::start().await?;
    let page = format!(
        "<!doctype html><title>Host</title>
         <script src='{}/embed.js'></script>
         <script>document.addEventListener('load', ({{ target }}) => {{ window.hasLoaded ||= target.localName === 'iframe'; }}, true)</script>
         <a href='{}' data-reportage>Street by street</a>",
        story.at("/stories/mosul"),
        story.at("/stories/mosul/"),
    );
    // The script comes from where nothing fails.
    let script = std::fs::read_to_string(browser_tests::root().join("assets/embed.js"))?;
    host.put("/embed.js", "text/javascript", script);
    let page = page.replace(&story.at("/stories/mosul/embed.js"), "/embed.js");
    host.put("/article", "text/html", page);
    let reader = Reader::new(DESKTOP).await?;
    reader.open(&host.at("/article")).await?;
    reader.until("window.hasLoaded").await?;
    reader.settle().await?;
    assert_eq!(
        reader
            .sees("!!document.elementFromPoint(20, 20)?.closest('reportage-story > a')")
            .await?,
        json!(true)
    );
    reader.click("a").await?;
    reader
        .until("document.title.startsWith('Street by street')")
        .await?;
    reader.leave().await
}

#[tokio::test]
async fn a_poster_alone_names_the_story_and_keeps_to_its_place() -> Result<()> {
    let story = Site::start().await?;
    // Without its program the story is not ready, and the link stays.
    story.fail("/stories/mosul/reportage-", 503, usize::MAX);
    let host = Site::start().await?;
    let picture = story.at(&format!(
        "/stories/mosul/media/{}",
        media("run-for-cover-960-", ".jpg")
    ));
    // The script is there before the element, and the element before what is in it.
    let page = format!(
        "<!doctype html><title>Host</title><script src='{}'></script>
         <reportage-story src='{}' height='300'>
             <a href='{}'><picture><img src='{picture}' alt='Soldiers run' width='960' height='640'></picture></a>
         </reportage-story>",
        story.at("/stories/mosul/embed.js"),
        story.at("/stories/mosul/"),
        story.at("/stories/mosul/"),
    );
    host.put("/article", "text/html", page);
    let reader = Reader::new(DESKTOP).await?;
    reader.open(&host.at("/article")).await?;
    reader.until("document.querySelector('iframe')").await?;
    assert_eq!(
        reader
            .reads("document.querySelector('iframe').title")
            .await?,
        "Soldiers run"
    );
    for part in ["a", "img"] {
        let height = reader
            .sees(&format!("document.querySelector('{part}').offsetHeight"))
            .await?
            .as_f64()
            .context("it has a height")?;
        assert!((200.0..=300.0).contains(&height), "{part}: {height}");
    }
    reader.leave().await
}

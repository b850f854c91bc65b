//! `embed.js`, which turns links into stories.

use anyhow::Result;
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
    reader
        .run("document.getElementById('one').scrollIntoView({ behavior: 'instant' })")
        .await?;
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
    reader.look_into("#one > iframe:only-child").await?;
    reader.until(&format!("{AT} === 'bloody-battle'")).await?;
    reader.look_up().await?;
    // What names no card, or half an escape, changes nothing.
    reader.run("location.hash = 'one/%E0%A4%A'").await?;
    reader.run("location.hash = 'elsewhere'").await?;
    reader.look_into("#one > iframe:only-child").await?;
    reader.settle().await?;
    assert_eq!(reader.reads(AT).await?, "bloody-battle");
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

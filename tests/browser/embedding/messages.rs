//! What story and host tell each other.

use anyhow::Result;
use browser_tests::Site;
use serde_json::json;

use super::{AT, ask, hosted, reader_of};

/// The colours that the story is seen in.
const COLORS: &str = "getComputedStyle(document.documentElement).colorScheme";

#[tokio::test]
async fn the_host_is_told_where_the_reader_is_and_may_say_where_to_go() -> Result<()> {
    let story = Site::start().await?;
    let host = hosted(&story, "", "").await?;
    let reader = reader_of(&host).await?;
    reader
        .until("told.some((told) => told.type === 'ready')")
        .await?;
    reader
        .run(&ask(
            "{ reportage: 1, type: 'go-to', card: 'bloody-battle' }",
        ))
        .await?;
    reader
        .until("told.some(({ type, id, index, total }) => type === 'card' && id === 'bloody-battle' && index === 3 && total === 11)")
        .await?;
    reader
        .run(&ask("{ reportage: 1, type: 'set-theme', theme: 'dark' }"))
        .await?;
    reader
        .run(&ask("{ reportage: 1, type: 'go-to', card: 'about' }"))
        .await?;
    reader
        .until("told.some(({ type }) => type === 'finished')")
        .await?;
    reader.look_into("iframe").await?;
    assert_eq!(reader.reads(COLORS).await?, "dark");
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
        "{ reportage: 1, type: 'go-to', card: '' }",
        "{ reportage: 1, type: '__proto__' }",
        "new Map([['reportage', 1]])",
    ] {
        reader.run(&ask(message)).await?;
    }
    // From somebody else than the host.
    reader.look_into("iframe").await?;
    reader
        .run("window.postMessage({ reportage: 1, type: 'go-to', card: 'bloody-battle' }, '*')")
        .await?;
    reader.look_up().await?;
    // Messages are heard in their order: what a host may ask is answered after all of them.
    reader
        .run(&ask("{ reportage: 1, type: 'set-theme', theme: 'light' }"))
        .await?;
    reader.look_into("iframe").await?;
    reader.until(&format!("{COLORS} === 'light'")).await?;
    reader.settle().await?;
    assert_eq!(reader.sees("scrollY").await?, json!(0));
    reader.look_up().await?;
    for theme in ["'red; background: url(//evil.example)'", "['dark']", "7"] {
        reader
            .run(&ask(&format!(
                "{{ reportage: 1, type: 'set-theme', theme: {theme} }}"
            )))
            .await?;
    }
    reader
        .run(&ask(
            "{ reportage: 1, type: 'go-to', card: 'bloody-battle' }",
        ))
        .await?;
    reader.look_into("iframe").await?;
    reader.until(&format!("{AT} === 'bloody-battle'")).await?;
    assert_eq!(reader.reads(COLORS).await?, "light");
    reader.leave().await
}

#[tokio::test]
async fn a_host_that_has_the_story_go_to_a_card_keeps_the_focus() -> Result<()> {
    let story = Site::start().await?;
    let host = hosted(&story, "", "").await?;
    let reader = reader_of(&host).await?;
    // The reader has been in the story, and writes a comment now.
    reader.look_into("iframe").await?;
    reader.click(".bar .next").await?;
    reader
        .run("document.querySelector('#the-ground-shakes').tabIndex = -1; document.querySelector('#the-ground-shakes').focus()")
        .await?;
    reader.look_up().await?;
    reader
        .run("window.comment = document.createElement('textarea'); document.querySelector('p').append(comment)")
        .await?;
    reader.click("textarea").await?;
    reader
        .run(&ask(
            "{ reportage: 1, type: 'go-to', card: 'bloody-battle' }",
        ))
        .await?;
    reader
        .until("told.some(({ type, id }) => type === 'card' && id === 'bloody-battle')")
        .await?;
    assert_eq!(
        reader
            .sees("document.activeElement === comment && document.hasFocus()")
            .await?,
        json!(true)
    );
    reader.press("x").await?;
    reader.until("comment.value === 'x'").await?;
    reader.leave().await
}

#[tokio::test]
async fn the_colours_that_a_reader_has_chosen_go_before_the_hosts() -> Result<()> {
    let story = Site::start().await?;
    let host = hosted(&story, "", "").await?;
    let reader = reader_of(&host).await?;
    reader.look_into("iframe").await?;
    reader.click(".bar .settings").await?;
    reader
        .until("document.querySelector('.menu[open]')")
        .await?;
    let choose =
        |at: usize| format!("document.querySelectorAll('.menu [name=theme]')[{at}].click()");
    // As on this device, light, dark.
    reader.run(&choose(1)).await?;
    reader.look_up().await?;
    reader
        .run(&ask("{ reportage: 1, type: 'set-theme', theme: 'dark' }"))
        .await?;
    reader
        .run(&ask(
            "{ reportage: 1, type: 'go-to', card: 'bloody-battle' }",
        ))
        .await?;
    reader
        .until("told.some(({ type, id }) => type === 'card' && id === 'bloody-battle')")
        .await?;
    reader.look_into("iframe").await?;
    assert_eq!(reader.reads(COLORS).await?, "light");
    reader.run(&choose(0)).await?;
    reader.until(&format!("{COLORS} === 'dark'")).await?;
    reader.leave().await
}

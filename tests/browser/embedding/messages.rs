//! What story and host tell each other.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use browser_tests::Site;
use serde_json::json;

use super::{AT, READY, ask, hosted, reader_of};

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

/// Sends so many messages of any kind that can be sent, by a seed: plain data of every type, and
/// messages of ours with anything in their fields.
const ANYTHING: &str = "
    let state = SEED;
    const next = (below) => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return (state >>> 8) % below;
    };
    const one = (list) => list[next(list.length)];
    const texts = ['', 'go-to', 'set-theme', 'viewport', 'pause', 'ready', 'card', 'light', 'dark', 'auto',
        'bloody-battle', 'about', 'cover', 'reportage-story', '__proto__', 'constructor', 'toString', '\\ud800',
        '\\u202e', '<img src=x>', '\\']#', '#', 'x'.repeat(300), 'pymxPYMxstoryxPYMxviewport-iframe-positionxPYMx1 2 3 4 5 6'];
    const numbers = [0, -0, 1, 2, 800, -1, 0.5, 1e7, 1e9, -1e9, 1e308, NaN, Infinity, -Infinity];
    const any = (depth = 0) => {
        const made = [
            () => undefined, () => null, () => true, () => one(texts), () => one(numbers), () => next(4000) - 1000,
            () => 7n, () => new Date(next(9)), () => /x/g, () => new Error('x'), () => new Uint8Array(next(9)),
            () => new String('pause'), () => new Number(1),
            () => Array.from({ length: next(4) }, () => any(depth + 1)),
            () => new Map([[any(3), any(3)]]), () => new Set([any(3)]),
            () => Object.fromEntries(Array.from({ length: next(4) }, () => [one(texts), any(depth + 1)])),
        ];
        return one(depth > 2 ? made.slice(0, 13) : made)();
    };
    const ours = () => {
        const message = { reportage: next(9) ? 1 : any(), type: next(9) ? one(texts.slice(1, 7)) : any() };
        for (const name of ['card', 'theme', 'height', 'top']) {
            if (next(3)) message[name] = next(2) ? one(next(2) ? texts : numbers) : any();
        }
        return message;
    };
    const story = document.querySelector('iframe').contentWindow;
    for (let count = 0; count < 1000; count += 1) story.postMessage(next(3) ? ours() : any(), '*');
";

#[tokio::test]
async fn whatever_a_host_sends_the_story_goes_on() -> Result<()> {
    // A few thousand messages; for longer, `REPORTAGE_MINUTES` says for how long, from another seed.
    let minutes = std::env::var("REPORTAGE_MINUTES").ok();
    let minutes: u64 = minutes.and_then(|text| text.parse().ok()).unwrap_or(0);
    let seed: u32 = std::env::var("REPORTAGE_SEED").map_or(Ok(1), |text| text.parse())?;
    for query in ["", "?resize=reportage", "?resize=pym&childId=story"] {
        let story = Site::start().await?;
        let host = hosted(&story, query, "").await?;
        let reader = reader_of(&host).await?;
        let mut round = 0;
        let end = Instant::now() + Duration::from_secs(minutes * 20);
        loop {
            let seed = seed.wrapping_add(round);
            reader
                .run(&ANYTHING.replace("SEED", &seed.to_string()))
                .await?;
            // Heard after all of them; whoever breaks down hears nothing any more.
            for theme in ["dark", "light"] {
                let message = format!("{{ reportage: 1, type: 'set-theme', theme: '{theme}' }}");
                reader.run(&ask(&message)).await?;
                reader.look_into("iframe").await?;
                reader
                    .until(&format!("{COLORS} === '{theme}' && {READY}"))
                    .await
                    .with_context(|| format!("{query} with seed {seed}"))?;
                reader.look_up().await?;
            }
            reader.look_into("iframe").await?;
            let cards = reader
                .sees("document.querySelectorAll('.card').length")
                .await?;
            assert_eq!(cards, json!(11), "{query} with seed {seed}");
            reader.look_up().await?;
            round += 1;
            if round >= 3 && Instant::now() >= end {
                break;
            }
        }
        println!("{query}: {round} thousand messages from seed {seed}");
        reader.leave().await?;
    }
    Ok(())
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

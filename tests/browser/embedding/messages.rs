//! What story and host tell each other.

use anyhow::Result;
use browser_tests::Site;
use serde_json::{Value, json};

use super::{hosted, reader_of};

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
            json!({ "reportage": 1, "type": "go-to", "card": "about" }),
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

//! The same again and again in one tab.

use anyhow::Result;
use browser_tests::leaks::{self, Repeated};
use browser_tests::{MEMORIES, PHONE, Reader, Site};

/// Does each, and says what has been kept that nobody needs.
pub async fn run() -> Result<Vec<String>> {
    let site = Site::start().await?;
    let mut kept = Vec::new();
    for what in Repeated::ALL {
        let times = match what {
            Repeated::Zoom => 500,
            Repeated::Mode => 200,
            Repeated::Story => 100,
        };
        let reader = Reader::new(PHONE).await?;
        reader.before_every_page(MEMORIES).await?;
        reader.read(&site.at(what.page())).await?;
        let held = leaks::in_halves(&reader, what, times).await?;
        for (half, held) in ["first", "second"].iter().zip(&held) {
            eprintln!(
                "{what:?}, {times} times, after the {half} half: {} listeners, {} nodes, {} bytes of scripts, {} of WebAssembly",
                held.listeners, held.nodes, held.script, held.wasm
            );
        }
        kept.extend(leaks::compare(what, held).err().map(|it| it.to_string()));
        reader.leave().await?;
    }
    Ok(kept)
}

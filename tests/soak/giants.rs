//! Bundles that are only too much: refused or shown, and never with a task of more than a second.

use anyhow::Result;
use browser_tests::{DESKTOP, Reader, Site, hostile};

/// The longest that a page may not answer, in milliseconds.
const TASK: f64 = 1_000.0;

/// Opens each in the viewer, and says which kept it from answering.
pub async fn run() -> Result<Vec<String>> {
    let mut slow = Vec::new();
    for bundle in hostile_bundles::large() {
        let site = Site::start().await?;
        let reader = Reader::new(DESKTOP).await?;
        reader.before_every_page(hostile::TRAP).await?;
        let outcome = hostile::open(&reader, &site, &bundle).await?;
        // Whatever follows from it is over when the page has been drawn.
        reader.settle().await?;
        let longest = reader.sees("Math.max(0, ...hostileTasks)").await?;
        let longest = longest.as_f64().unwrap_or(f64::MAX);
        let said = format!("{}: {outcome:?}, longest task {longest} ms", bundle.name);
        eprintln!("{said}");
        slow.extend((longest > TASK).then_some(said));
        reader.leave().await?;
    }
    Ok(slow)
}

//! Bundles as an enemy writes them: text, or nothing.

use anyhow::Result;
use browser_tests::hostile::{self, Outcome};
use browser_tests::{Ability, DESKTOP, Reader, Site};

#[tokio::test]
async fn a_hostile_bundle_shows_nothing_but_text() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(DESKTOP).await?;
    if !reader.can(Ability::Faults) {
        return Ok(());
    }
    reader.before_every_page(hostile::TRAP).await?;
    let mut shown = 0;
    for bundle in hostile_bundles::all() {
        let outcome = hostile::open(&reader, &site, &bundle).await?;
        shown += usize::from(outcome == Outcome::Shown);
    }
    assert!(shown > 200, "only {shown} were understood at all");
    reader.leave().await
}

#[tokio::test]
async fn what_is_only_too_much_is_refused_or_shown() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(DESKTOP).await?;
    if !reader.can(Ability::Faults) {
        return Ok(());
    }
    reader.before_every_page(hostile::TRAP).await?;
    for bundle in hostile_bundles::large() {
        hostile::open(&reader, &site, &bundle).await?;
    }
    reader.leave().await
}

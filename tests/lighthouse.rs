//! What Lighthouse finds in a published page. It looks with a Chromium of its own, so that it looks
//! only where the tests run in that.

use anyhow::Result;
use browser_tests::{Lighthouse, Site};

/// What does not hang on how busy the machine is; how fast a page is, `cargo xtask bench` says.
const CATEGORIES: [&str; 3] = ["accessibility", "best-practices", "seo"];

#[tokio::test]
async fn lighthouse_has_nothing_against_a_published_page() -> Result<()> {
    if std::env::var_os("CHROMIUM").is_none() {
        return Ok(());
    }
    let site = Site::start().await?;
    let looked = Lighthouse::look(&site.at("/stories/mosul/"), &CATEGORIES)?;
    for category in CATEGORIES {
        let objections = looked.objections(category);
        assert_eq!(
            looked.score(category)?,
            100.0,
            "{category}: {objections:#?}"
        );
    }
    Ok(())
}

//! What is done again and again in one tab leaves nothing behind.

use anyhow::Result;
use browser_tests::leaks::{self, Repeated};
use browser_tests::{Ability, MEMORIES, PHONE, Reader, Site};

async fn nothing_is_kept_of(what: Repeated, times: u32) -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    if !reader.can(Ability::Memory) {
        return Ok(());
    }
    reader.before_every_page(MEMORIES).await?;
    reader.read(&site.at(what.page())).await?;
    let held = leaks::in_halves(&reader, what, times).await?;
    leaks::compare(what, held)?;
    reader.leave().await
}

#[tokio::test]
async fn nothing_is_kept_of_photos_opened_large_and_closed() -> Result<()> {
    nothing_is_kept_of(Repeated::Zoom, 25).await
}

#[tokio::test]
async fn nothing_is_kept_of_another_way_of_moving() -> Result<()> {
    nothing_is_kept_of(Repeated::Mode, 25).await
}

#[tokio::test]
async fn nothing_is_kept_of_the_stories_before() -> Result<()> {
    nothing_is_kept_of(Repeated::Story, 10).await
}

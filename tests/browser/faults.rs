//! Networks that spoil what they carry.

use anyhow::{Context, Result};
use browser_tests::{Ability, Fault, Faults, PHONE, Reader, reading};

/// As many in `cargo xtask soak` as one has patience for.
const SEEDS: std::ops::RangeInclusive<u64> = 1..=25;

#[tokio::test]
async fn whatever_a_network_does_the_story_is_read_to_its_end() -> Result<()> {
    let reader = Reader::new(PHONE).await?;
    if !reader.can(Ability::Faults) {
        return Ok(());
    }
    reader.before_every_page(reading::WATCH).await?;
    for seed in SEEDS {
        reading::by_seed(&reader, seed)
            .await
            .with_context(|| format!("cargo xtask soak --seed {seed}"))?;
    }
    reader.leave().await
}

#[test]
fn the_same_seed_spoils_the_same() {
    let of = |seed| [0, 1, 2].map(|nth| Faults::new(seed).fault("/stories/mosul/", nth));
    assert!((0..50).all(|seed| of(seed) == of(seed)));
    assert!((0..50).any(|seed| of(seed) != of(seed + 1)));
    assert!((0..50).all(|seed| of(seed)[2].is_none_or(|fault| matches!(fault, Fault::Late(_)))));
}

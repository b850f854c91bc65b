//! Whole readings, a seed each.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use anyhow::Result;
use browser_tests::{PHONE, Reader, reading};
use tokio::sync::Mutex;

/// How many read before a browser is started anew: it keeps something of each.
const READINGS: usize = 50;

/// Reads by each seed, with two browsers to a core, and says what was lost.
pub async fn run(seeds: Range<u64>) -> Result<Vec<String>> {
    let start = Instant::now();
    let (next, end) = (Arc::new(AtomicU64::new(seeds.start)), seeds.end);
    let lost: Arc<Mutex<Vec<(u64, String)>>> = Arc::default();
    // They wait more than they work.
    let readers = 2 * std::thread::available_parallelism()?.get();
    let readers = (0..readers).map(|_| {
        let (next, lost) = (next.clone(), lost.clone());
        tokio::spawn(async move {
            while next.load(Ordering::Relaxed) < end {
                let reader = Reader::new(PHONE).await?;
                reader.before_every_page(reading::WATCH).await?;
                for _ in 0..READINGS {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= end {
                        break;
                    }
                    if let Err(error) = reading::by_seed(&reader, seed).await {
                        eprintln!("seed {seed}: {error:#}");
                        lost.lock().await.push((seed, format!("{error:#}")));
                        // What is left of it is not to be held against the next.
                        break;
                    }
                    if seed % 50 == 0 {
                        eprintln!("{seed} readings, {} s", start.elapsed().as_secs());
                    }
                }
            }
            anyhow::Ok(())
        })
    });
    for reader in readers.collect::<Vec<_>>() {
        reader.await??;
    }
    let mut lost = std::mem::take(&mut *lost.lock().await);
    lost.sort();
    eprintln!(
        "{} readings in {} s, {} of which lost something",
        end - seeds.start,
        start.elapsed().as_secs(),
        lost.len()
    );
    let lost = lost.into_iter();
    Ok(lost
        .map(|(seed, what)| format!("cargo xtask soak --seed {seed}\n  {what}"))
        .collect())
}

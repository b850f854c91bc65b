//! A network that does to files what networks do, as a seed decides.

mod server;

use std::time::Duration;

use sha2::{Digest, Sha256};

pub(crate) use server::{Met, serve};

/// The most requests in a row for one file that go wrong.
const MOST: usize = 2;

/// What becomes of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It comes late, and whole.
    Late(Duration),
    /// The connection ends after a part of it, as if that were all: so many of 256 parts.
    Cut(u8),
    /// The connection is reset before any of it, or after a part.
    Reset(u8),
    /// Some of its bytes are others, from this one on.
    Corrupt(u8),
    /// 404 in its place.
    Missing,
    /// 503 in its place.
    Busy,
}

/// What goes wrong, decided by a seed, a file's path, and how often it has been asked for. After
/// [`MOST`] faults a file can be had, but for photos that are gone for good.
#[derive(Clone, Copy, Debug)]
pub struct Faults {
    seed: u64,
}

impl Faults {
    /// Those of a seed.
    pub fn new(seed: u64) -> Self {
        Self { seed }
    }

    /// Numbers that are the same for the same seed and thing.
    pub(crate) fn dice(self, of: &str) -> [u8; 32] {
        let dice = Sha256::new()
            .chain_update(self.seed.to_le_bytes())
            .chain_update(of);
        dice.finalize().into()
    }

    /// How many requests for a file go wrong before it can be had; none if it never can.
    fn until_well(self, path: &str) -> Option<usize> {
        let least = usize::from(self.dice(path)[0] % 8)
            .saturating_sub(3)
            .min(MOST);
        let Some((photo, kind)) = photo(path) else {
            return Some(least);
        };
        match (self.dice(photo)[1] % 32, kind) {
            // Neither kind of file can be had.
            (0, _) => None,
            // Only the plain one, by the second round of tries at the latest.
            (1..=4, "avif") => None,
            (1..=4, _) => Some(least.min(1)),
            _ => Some(least),
        }
    }

    /// Whether a photo can be had whose file lies at `path`.
    pub fn spares(self, path: &str) -> bool {
        photo(path).is_none_or(|(photo, _)| !self.dice(photo)[1].is_multiple_of(32))
    }

    /// What becomes of the answer to the request for a file that is the `nth`, from 0.
    pub fn fault(self, path: &str, nth: usize) -> Option<Fault> {
        let dice = self.dice(&format!("{nth} {path}"));
        let (kind, share) = (dice[0], dice[1]);
        if self.until_well(path).is_some_and(|faults| nth >= faults) {
            let late = Duration::from_millis(u64::from(share));
            return (kind < 64).then_some(Fault::Late(late));
        }
        Some(match kind % 5 {
            0 => Fault::Cut(share),
            1 => Fault::Reset(share),
            2 => Fault::Corrupt(share),
            3 => Fault::Missing,
            _ => Fault::Busy,
        })
    }
}

/// What the files of a photo in one width have in common, and which kind this one is of:
/// published names are `media/NAME-WIDTH-HASH.KIND`.
fn photo(path: &str) -> Option<(&str, &str)> {
    let (stem, kind) = path.rsplit_once('.')?;
    let (photo, _) = stem.rsplit_once('-')?;
    (path.contains("/media/") && ["avif", "jpg"].contains(&kind)).then_some((photo, kind))
}

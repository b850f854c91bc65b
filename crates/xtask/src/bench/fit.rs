//! Which quality of sharp gives a score.

use std::collections::BTreeMap;

/// A score that is nearer than this is as good as the same.
const NEAR: f64 = 0.25;

/// The search for a whole quality whose files have a given mean score: bisection, but
/// where a straight line between the two nearest scores points to, which takes half
/// as many steps. Scores rise with the quality.
pub struct Fit {
    target: f64,
    known: BTreeMap<u32, f64>,
}

impl Fit {
    /// A search for a mean score.
    pub fn new(target: f64) -> Self {
        Self {
            target,
            known: BTreeMap::new(),
        }
    }

    /// Takes note of the score at a quality.
    pub fn learn(&mut self, quality: u32, score: f64) {
        self.known.insert(quality, score);
    }

    /// The quality to try next; none if the search is over.
    pub fn next(&self) -> Option<u32> {
        let (_, nearest) = self.nearest()?;
        if (nearest - self.target).abs() <= NEAR {
            return None;
        }
        let below = self.known.iter().rfind(|known| *known.1 < self.target);
        let above = self.known.iter().find(|known| *known.1 >= self.target);
        match (below, above) {
            (Some((low, _)), Some((high, _))) if high - low <= 1 => None,
            (Some((low, low_score)), Some((high, high_score))) => {
                let part = (self.target - low_score) / (high_score - low_score);
                let line = f64::from(*low) + part * f64::from(high - low);
                Some((line.round() as u32).clamp(low + 1, high - 1))
            }
            (Some((100, _)), None) | (None, Some((1, _))) => None,
            (Some((low, score)), None) => Some((low + step(self.target - score)).min(100)),
            (None, Some((high, score))) => {
                Some(high.saturating_sub(step(score - self.target)).max(1))
            }
            (None, None) => None,
        }
    }

    /// The quality known to come nearest.
    pub fn best(&self) -> Option<u32> {
        Some(self.nearest()?.0)
    }

    fn nearest(&self) -> Option<(u32, f64)> {
        let away = |score: f64| (score - self.target).abs();
        let known = self.known.iter().map(|(quality, score)| (*quality, *score));
        known.min_by(|one, other| away(one.1).total_cmp(&away(other.1)))
    }
}

/// How far to go with the quality where nothing is known beyond: a little too far.
fn step(score: f64) -> u32 {
    (score * 1.2).ceil().clamp(1.0, 40.0) as u32
}

#[cfg(test)]
mod tests {
    use super::Fit;

    /// Searches for `target` where `scores` gives the score of a quality.
    fn search(target: f64, scores: impl Fn(u32) -> f64) -> (Option<u32>, usize) {
        let mut fit = Fit::new(target);
        fit.learn(50, scores(50));
        while let Some(quality) = fit.next() {
            fit.learn(quality, scores(quality));
            assert!(fit.known.len() < 20, "no end");
        }
        (fit.best(), fit.known.len())
    }

    #[test]
    fn the_nearest_quality_is_found_in_few_steps() {
        let curve = |quality: u32| 100.0 - 4000.0 / (f64::from(quality) + 20.0);
        for quality in 1..=100 {
            let (found, steps) = search(curve(quality), curve);
            let found = curve(found.expect("a quality"));
            assert!((found - curve(quality)).abs() <= 0.25, "{quality}");
            assert!(steps <= 9, "{quality}: {steps}");
        }
    }

    #[test]
    fn a_score_out_of_reach_ends_the_search_at_the_last_quality() {
        assert_eq!(search(1000.0, f64::from).0, Some(100));
        assert_eq!(search(-1000.0, f64::from).0, Some(1));
    }

    #[test]
    fn between_two_qualities_the_nearer_is_taken() {
        assert_eq!(
            search(137.0, |quality| 3.0 * f64::from(quality)).0,
            Some(46)
        );
    }
}

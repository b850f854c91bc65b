//! The visits under one set of conditions, page by page and round by round.

use anyhow::Result;

use crate::figures::{Figures, median};
use crate::pages::Page;
use crate::visit::{Conditions, Visit};

/// All visits under the same conditions.
pub struct Results {
    /// Which.
    pub conditions: Conditions,
    /// By page. The first is the limit.
    pub rows: Vec<Row>,
}

/// The visits of a page.
pub struct Row {
    /// Which.
    pub page: &'static Page,
    /// In the order of the rounds.
    pub rounds: Vec<Figures>,
}

impl Results {
    /// None yet.
    pub fn new(conditions: Conditions, pages: &[&'static Page]) -> Self {
        let row = |page: &&'static Page| Row {
            page,
            rounds: Vec::new(),
        };
        Self {
            conditions,
            rows: pages.iter().map(row).collect(),
        }
    }

    /// Adds a page's next visit.
    pub fn add(&mut self, page: &Page, visit: Visit) -> Result<()> {
        let figures = Figures::of(visit)?;
        if let Some(row) = self.rows.iter_mut().find(|row| row.page.name == page.name) {
            row.rounds.push(figures);
        }
        Ok(())
    }

    /// The limit's visits.
    pub fn limit(&self) -> &Row {
        &self.rows[0]
    }

    /// The visits of the page of that name, if it was measured.
    pub fn row(&self, name: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.page.name == name)
    }
}

impl Row {
    /// The median of a figure.
    pub fn median(&self, figure: impl Fn(&Figures) -> f64) -> f64 {
        median(self.rounds.iter().map(figure).collect())
    }

    /// The median of a figure that not every page has.
    pub fn median_of(&self, figure: impl Fn(&Figures) -> Option<f64>) -> Option<f64> {
        let known: Option<Vec<_>> = self.rounds.iter().map(figure).collect();
        known.map(median)
    }

    /// How many times that of another page a figure is: the median of the rounds' ratios, so that
    /// what slows a whole round down counts for neither.
    pub fn ratio(&self, other: &Self, figure: impl Fn(&Figures) -> f64) -> f64 {
        let rounds = self.rounds.iter().zip(&other.rounds);
        median(
            rounds
                .map(|(it, other)| figure(it) / figure(other))
                .collect(),
        )
    }

    /// By how much a figure is more than that of another page, in the same way.
    pub fn more(&self, other: &Self, figure: impl Fn(&Figures) -> f64) -> f64 {
        let rounds = self.rounds.iter().zip(&other.rounds);
        median(
            rounds
                .map(|(it, other)| figure(it) - figure(other))
                .collect(),
        )
    }
}

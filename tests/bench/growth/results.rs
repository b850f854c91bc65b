//! All visits.

use super::figures::Figures;
use super::subject::Subject;
use crate::figures::median;
use crate::visit::Conditions;

/// The visits so far.
#[derive(Default)]
pub struct Results {
    /// In the order in which they were made.
    pub visits: Vec<Visit>,
}

/// A visit.
pub struct Visit {
    /// In which conditions.
    pub conditions: Conditions,
    /// To what.
    pub subject: Subject,
    /// Of how many cards.
    pub cards: u32,
    /// What came out.
    pub figures: Figures,
}

impl Results {
    /// Adds a visit.
    pub fn add(&mut self, conditions: Conditions, subject: Subject, cards: u32, figures: Figures) {
        self.visits.push(Visit {
            conditions,
            subject,
            cards,
            figures,
        });
    }

    /// The median of a figure; none where it was not measured.
    pub fn median(
        &self,
        conditions: Conditions,
        subject: Subject,
        cards: u32,
        of: impl Fn(&Figures) -> Option<f64>,
    ) -> Option<f64> {
        let is_meant =
            |it: &&Visit| it.conditions == conditions && it.subject == subject && it.cards == cards;
        let visits = self.visits.iter().filter(is_meant);
        let values: Vec<_> = visits.filter_map(|it| of(&it.figures)).collect();
        (!values.is_empty()).then(|| median(values))
    }
}

use std::vec::IntoIter;

use super::card::{self, Ids};
use super::json::Json;
use super::node::{Node, Notes, Step};
use crate::{Card, Fault};

/// The cards of a story, read one by one: those of a long one need not all be in memory.
pub struct Cards<J> {
    story: J,
    list: IntoIter<J>,
    read: usize,
    ids: Ids,
    notes: Notes,
}

impl<J: Json> Cards<J> {
    /// Those in the list, which is the `cards` of `story`. What is wrong with them is noted beside
    /// what has been found so far.
    pub(super) fn of(story: J, list: Vec<J>, notes: Notes) -> Self {
        let mut ids = Ids::default();
        list.iter().for_each(|card| ids.foresee(card));
        Self {
            story,
            list: list.into_iter(),
            read: 0,
            ids,
            notes,
        }
    }

    /// Whether one that is still to be read is a cover.
    pub fn have_a_cover(&self) -> bool {
        let mut cards = self.list.as_slice().iter();
        cards.any(|card| {
            let kind = card.field("kind").and_then(|kind| kind.text());
            kind.as_deref() == Some("cover")
        })
    }

    /// Every fault that has been found so far, object by object in the order of the file.
    pub fn into_faults(self) -> Vec<Fault> {
        self.notes.into_faults()
    }
}

impl<J: Json> Iterator for Cards<J> {
    type Item = Card;

    fn next(&mut self) -> Option<Card> {
        let value = self.list.next()?;
        // Their own values have no say in the place of a fault.
        let story = Node::root(self.story.clone(), &self.notes);
        let cards = story.below(Step::Key("cards"), self.story.clone());
        let node = cards.below(Step::Index(self.read), value);
        self.read += 1;
        Some(card::read(&node, &mut self.ids))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.list.size_hint()
    }
}

impl<J: Json> ExactSizeIterator for Cards<J> {}

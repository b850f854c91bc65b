//! A value in the JSON that knows its place and where faults are noted.

use std::cell::RefCell;
use std::fmt::Write as _;

use super::fields::Fields;
use super::json::{Json, Kind};
use crate::Fault;

/// Where faults are noted.
#[derive(Default)]
pub struct Faults(RefCell<Vec<Fault>>);

impl Faults {
    pub fn into_inner(self) -> Vec<Fault> {
        self.0.into_inner()
    }
}

/// How many lists and objects may lie in one another, as many as serde_json lets natively: what
/// reads them, shows them and lets go of them calls itself for each.
const DEPTH: u8 = 128;

/// One value, and how it was reached.
#[derive(Clone, Copy)]
pub struct Node<'a, J> {
    pub(super) value: J,
    faults: &'a Faults,
    parent: Option<&'a Node<'a, J>>,
    step: Step<'a>,
    depth: u8,
}

#[derive(Clone, Copy)]
pub enum Step<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl<'a, J: Json> Node<'a, J> {
    pub fn root(value: J, faults: &'a Faults) -> Self {
        Self {
            value,
            faults,
            parent: None,
            step: Step::Root,
            depth: 0,
        }
    }

    /// A value within this one.
    pub(super) fn below<'b>(&'b self, step: Step<'b>, value: J) -> Node<'b, J> {
        Node {
            value,
            faults: self.faults,
            parent: Some(self),
            step,
            depth: self.depth.saturating_add(1),
        }
    }

    /// Whether it is not too deep to be looked into.
    fn is_within_reach(&self) -> bool {
        let is_within_reach = self.depth < DEPTH;
        if !is_within_reach {
            self.fault("is nested too deeply");
        }
        is_within_reach
    }

    /// Notes a fault at this place.
    pub fn fault(&self, message: impl Into<String>) {
        self.note(self.place(), message);
    }

    fn note(&self, place: String, message: impl Into<String>) {
        self.faults.0.borrow_mut().push(Fault {
            place,
            message: message.into(),
        });
    }

    fn place(&self) -> String {
        let mut place = self.parent.map(Node::place).unwrap_or_default();
        match self.step {
            Step::Root => {}
            Step::Key(key) => {
                if !place.is_empty() {
                    place.push('.');
                }
                place.push_str(key);
            }
            Step::Index(index) => {
                // Writing to a String cannot fail.
                let _ = write!(place, "[{index}]");
            }
        }
        place
    }

    /// The text, or nothing and a fault.
    pub fn text(&self) -> Option<String> {
        let text = self.value.text();
        if text.is_none() {
            self.must_be("text");
        }
        text
    }

    pub(super) fn must_be(&self, wanted: &str) {
        self.fault(format!(
            "must be {wanted}, not {}",
            self.value.kind().name()
        ));
    }

    /// Text that is not empty; otherwise nothing and a fault.
    pub fn said(&self) -> Option<String> {
        let text = self.text()?;
        if text.trim().is_empty() {
            self.fault("must not be empty; leave it out instead");
            return None;
        }
        Some(text)
    }

    /// The fields if this is an object at all; no fault otherwise.
    pub fn peek_fields(&'a self) -> Option<Fields<'a, J>> {
        (self.value.kind() == Kind::Object).then_some(Fields::of(self))
    }

    /// The text if this is text at all; no fault otherwise.
    pub fn as_text(&self) -> Option<String> {
        self.value.text()
    }

    /// The fields of the object, or nothing and a fault.
    pub fn fields(&'a self) -> Option<Fields<'a, J>> {
        if !self.is_within_reach() {
            return None;
        }
        let fields = self.peek_fields();
        if fields.is_none() {
            self.must_be("an object");
        }
        fields
    }

    /// What `read` makes of each element; what it makes nothing of is left out. An
    /// empty list and a fault if this is no list.
    pub fn elements<T>(&self, mut read: impl FnMut(&Node<'_, J>) -> Option<T>) -> Vec<T> {
        if !self.is_within_reach() {
            return Vec::new();
        }
        if self.value.kind() != Kind::List {
            self.must_be("a list");
        }
        let mut made = Vec::new();
        for (index, value) in self.value.elements().into_iter().enumerate() {
            made.extend(read(&self.below(Step::Index(index), value)));
        }
        made
    }
}

//! A value in the JSON that knows its place and where faults are noted.

use std::cell::{Cell, RefCell};
use std::fmt::Write as _;

use super::bounds;
use super::fields::Fields;
use super::json::{Json, Kind};
use crate::{Fault, check};

/// Where faults are noted, and how much may still be read.
pub struct Notes {
    faults: RefCell<Vec<Fault>>,
    /// Elements of lists.
    elements: Cell<usize>,
    /// Bytes of words.
    words: Cell<usize>,
}

impl Notes {
    pub fn new() -> Self {
        Self {
            faults: RefCell::default(),
            elements: Cell::new(bounds::ELEMENTS),
            words: Cell::new(bounds::WORDS),
        }
    }

    pub fn into_faults(self) -> Vec<Fault> {
        self.faults.into_inner()
    }
}

/// One value, and how it was reached.
#[derive(Clone, Copy)]
pub struct Node<'a, J> {
    pub(super) value: J,
    notes: &'a Notes,
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
    pub fn root(value: J, notes: &'a Notes) -> Self {
        Self {
            value,
            notes,
            parent: None,
            step: Step::Root,
            depth: 0,
        }
    }

    /// A value within this one.
    pub(super) fn below<'b>(&'b self, step: Step<'b>, value: J) -> Node<'b, J> {
        Node {
            value,
            notes: self.notes,
            parent: Some(self),
            step,
            depth: self.depth.saturating_add(1),
        }
    }

    /// Whether it is not too deep to be looked into.
    fn is_within_reach(&self) -> bool {
        let is_within_reach = self.depth < bounds::DEPTH;
        if !is_within_reach {
            self.fault("is nested too deeply");
        }
        is_within_reach
    }

    /// Notes a fault at this place, unless there are enough of them.
    pub fn fault(&self, message: impl Into<String>) {
        let mut faults = self.notes.faults.borrow_mut();
        if faults.len() < bounds::FAULTS {
            faults.push(Fault {
                place: self.place(),
                message: message.into(),
            });
        }
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

    /// The text, or nothing and a fault. Cut off where it is too long.
    pub fn text(&self) -> Option<String> {
        let text = self.value.text();
        if text.is_none() {
            self.must_be("text");
        }
        Some(self.cut(text?, bounds::TEXT))
    }

    /// Words that a reader is shown: as a name, and as many as there is still room for.
    pub fn words(&self) -> Option<String> {
        let left = &self.notes.words;
        let words = self.cut(self.name()?, left.get());
        left.set(left.get() - words.len());
        Some(words)
    }

    /// Text without what would change the words around it.
    pub fn name(&self) -> Option<String> {
        let mut name = self.text()?;
        if check::clean(&mut name) {
            self.fault(
                "must not hold control characters or what steers the direction of other text; they are left out",
            );
        }
        Some(name)
    }

    /// As much of a text as there is room for.
    fn cut(&self, mut text: String, most: usize) -> String {
        if text.len() > most {
            self.fault("is too long; its end is left out");
            let mut end = most;
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            text.truncate(end);
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
        let text = self.words()?;
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

    /// The words if this is text at all; no fault otherwise.
    pub fn as_words(&self) -> Option<String> {
        (self.value.kind() == Kind::Text).then(|| self.words())?
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
        let left = &self.notes.elements;
        let most = left.get().min(bounds::LIST);
        // One more than may be read, to know whether there is one.
        let mut elements = self.value.elements(most + 1);
        if elements.len() > most {
            self.fault("is too long; its end is left out");
            elements.truncate(most);
        }
        left.set(left.get() - elements.len());
        let mut made = Vec::new();
        for (index, value) in elements.into_iter().enumerate() {
            made.extend(read(&self.below(Step::Index(index), value)));
        }
        made
    }
}

//! A value in the JSON that knows its place and where faults are noted.

use std::cell::RefCell;
use std::fmt::Write as _;

use serde_json::{Map, Value};

use crate::{Fault, check};

/// Where faults are noted.
#[derive(Default)]
pub struct Faults(RefCell<Vec<Fault>>);

impl Faults {
    pub fn into_inner(self) -> Vec<Fault> {
        self.0.into_inner()
    }
}

/// One value, and how it was reached.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    value: &'a Value,
    faults: &'a Faults,
    parent: Option<&'a Node<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl<'a> Node<'a> {
    pub fn root(value: &'a Value, faults: &'a Faults) -> Self {
        Self {
            value,
            faults,
            parent: None,
            step: Step::Root,
        }
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
    pub fn text(&self) -> Option<&'a str> {
        let text = self.value.as_str();
        if text.is_none() {
            self.fault(format!("must be text, not {}", name_of(self.value)));
        }
        text
    }

    /// The fields if this is an object at all; no fault otherwise.
    pub fn peek_fields(&'a self) -> Option<Fields<'a>> {
        let map = self.value.as_object()?;
        Some(Fields { node: self, map })
    }

    /// The text if this is text at all; no fault otherwise.
    pub fn as_text(&self) -> Option<&'a str> {
        self.value.as_str()
    }

    /// The fields of the object, or nothing and a fault.
    pub fn fields(&'a self) -> Option<Fields<'a>> {
        match self.value {
            Value::Object(map) => Some(Fields { node: self, map }),
            other => {
                self.fault(format!("must be an object, not {}", name_of(other)));
                None
            }
        }
    }

    /// What `read` makes of each element; what it makes nothing of is left out. An
    /// empty list and a fault if this is no list.
    pub fn elements<T>(&self, mut read: impl FnMut(&Node<'_>) -> Option<T>) -> Vec<T> {
        match self.value {
            Value::Array(elements) => elements
                .iter()
                .enumerate()
                .filter_map(|(index, value)| {
                    read(&Node {
                        value,
                        faults: self.faults,
                        parent: Some(self),
                        step: Step::Index(index),
                    })
                })
                .collect(),
            other => {
                self.fault(format!("must be a list, not {}", name_of(other)));
                Vec::new()
            }
        }
    }
}

/// The fields of an object.
#[derive(Clone, Copy)]
pub struct Fields<'a> {
    node: &'a Node<'a>,
    map: &'a Map<String, Value>,
}

impl<'a> Fields<'a> {
    /// The keys that there are.
    pub fn keys(&self) -> impl Iterator<Item = &'a str> {
        self.map.keys().map(String::as_str)
    }

    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// The field, unless it is absent or null.
    fn get(&self, key: &str) -> Option<&'a Value> {
        self.map.get(key).filter(|value| !value.is_null())
    }

    /// Notes a fault at the field.
    pub fn fault(&self, key: &str, message: impl Into<String>) {
        let at = Node {
            value: &Value::Null,
            faults: self.node.faults,
            parent: Some(self.node),
            step: Step::Key(key),
        };
        at.fault(message);
    }

    /// What `read` makes of the field, if it is there.
    pub fn optional<T>(&self, key: &str, read: impl FnOnce(&Node<'_>) -> Option<T>) -> Option<T> {
        let value = self.get(key)?;
        read(&Node {
            value,
            faults: self.node.faults,
            parent: Some(self.node),
            step: Step::Key(key),
        })
    }

    /// The same, with a fault if the field is not there.
    pub fn required<T>(&self, key: &str, read: impl FnOnce(&Node<'_>) -> Option<T>) -> Option<T> {
        if !self.has(key) {
            self.fault(key, "is missing");
        }
        self.optional(key, read)
    }

    /// Text that has to be there and not be empty.
    pub fn required_text(&self, key: &str) -> String {
        self.required(key, |node| {
            let text = node.text()?;
            if text.trim().is_empty() {
                node.fault("must not be empty");
            }
            Some(text.to_owned())
        })
        .unwrap_or_default()
    }

    /// Text that may be absent, but not empty: an empty credit line must not stand
    /// for the creator's name.
    pub fn text(&self, key: &str) -> Option<String> {
        self.optional(key, |node| {
            let text = node.text()?;
            if text.trim().is_empty() {
                node.fault("must not be empty; leave it out instead");
                return None;
            }
            Some(text.to_owned())
        })
    }

    /// Text that may be empty.
    pub fn any_text(&self, key: &str) -> Option<String> {
        self.optional(key, |node| node.text().map(str::to_owned))
    }

    /// The text of a field, whatever is wrong with it; no fault.
    pub fn peek_text(&self, key: &str) -> Option<&'a str> {
        self.map.get(key)?.as_str()
    }

    /// Text that `check` lets through; otherwise a fault that says `wanted`.
    pub fn checked(
        &self,
        key: &str,
        check: impl FnOnce(&str) -> bool,
        wanted: &str,
    ) -> Option<String> {
        self.optional(key, |node| checked(node, check, wanted))
    }

    /// The same for a field that has to be there. Empty where it is not.
    pub fn required_checked(
        &self,
        key: &str,
        check: impl FnOnce(&str) -> bool,
        wanted: &str,
    ) -> String {
        self.required(key, |node| checked(node, check, wanted))
            .unwrap_or_default()
    }

    pub fn address(&self, key: &str) -> Option<String> {
        self.checked(key, check::is_address, ADDRESS)
    }

    /// An address that has to be there; empty where it is not or is no good.
    pub fn required_address(&self, key: &str) -> String {
        self.required_checked(key, check::is_address, ADDRESS)
    }

    pub fn date(&self, key: &str) -> Option<String> {
        self.checked(key, check::is_date, DATE)
    }

    pub fn required_date(&self, key: &str) -> String {
        self.required_checked(key, check::is_date, DATE)
    }

    pub fn required_language(&self, key: &str) -> String {
        self.required_checked(key, check::is_language, LANGUAGE)
    }

    pub fn flag(&self, key: &str) -> bool {
        self.optional(key, |node| {
            let flag = node.value.as_bool();
            if flag.is_none() {
                node.fault(format!(
                    "must be true or false, not {}",
                    name_of(node.value)
                ));
            }
            flag
        })
        .unwrap_or_default()
    }

    /// A whole number within `range` that has to be there.
    pub fn required_whole(&self, key: &str, range: std::ops::RangeInclusive<u64>) -> Option<u64> {
        self.required(key, |node| whole(node, range))
    }

    pub fn whole(&self, key: &str, range: std::ops::RangeInclusive<u64>) -> Option<u64> {
        self.optional(key, |node| whole(node, range))
    }

    /// A number within `range` that has to be there.
    pub fn required_number(&self, key: &str, range: std::ops::RangeInclusive<f64>) -> Option<f64> {
        self.required(key, |node| {
            let number = node.value.as_f64().filter(|number| range.contains(number));
            if number.is_none() {
                let (from, to) = range.into_inner();
                node.fault(format!("must be a number from {from} to {to}"));
            }
            number
        })
    }

    /// One of a few words; what is absent or not among them is the default.
    pub fn choice<T: Copy + Default>(&self, key: &str, choices: &[(&str, T)]) -> T {
        self.optional(key, |node| choice(node, choices))
            .unwrap_or_default()
    }

    pub fn optional_choice<T: Copy>(&self, key: &str, choices: &[(&str, T)]) -> Option<T> {
        self.optional(key, |node| choice(node, choices))
    }

    /// What `read` makes of the list's elements; none if there is no list.
    pub fn list<T>(&self, key: &str, read: impl FnMut(&Node<'_>) -> Option<T>) -> Vec<T> {
        self.optional(key, |node| Some(node.elements(read)))
            .unwrap_or_default()
    }

    /// Shows each element of the list to `look`; no fault if there is none.
    pub fn peek_list(&self, key: &str, mut look: impl FnMut(&Node<'_>)) {
        if let Some(value @ Value::Array(_)) = self.get(key) {
            let node = Node {
                value,
                faults: self.node.faults,
                parent: Some(self.node),
                step: Step::Key(key),
            };
            node.elements::<()>(|element| {
                look(element);
                None
            });
        }
    }

    pub fn required_list<T>(&self, key: &str, read: impl FnMut(&Node<'_>) -> Option<T>) -> Vec<T> {
        self.required(key, |node| Some(node.elements(read)))
            .unwrap_or_default()
    }
}

const ADDRESS: &str = "must be a relative address or begin with https:// or http://";
const DATE: &str = "must be a date like 2017-03-31 or a date and time like 2017-03-31T09:30:00Z";
const LANGUAGE: &str = "must be a language tag like en, ar or pt-BR";

fn checked(node: &Node<'_>, check: impl FnOnce(&str) -> bool, wanted: &str) -> Option<String> {
    let text = node.text()?;
    if check(text) {
        return Some(text.to_owned());
    }
    node.fault(wanted);
    None
}

fn whole(node: &Node<'_>, range: std::ops::RangeInclusive<u64>) -> Option<u64> {
    let number = node.value.as_u64().filter(|number| range.contains(number));
    if number.is_none() {
        let (from, to) = range.into_inner();
        node.fault(if from == to {
            format!("must be {from}")
        } else {
            format!("must be a whole number from {from} to {to}")
        });
    }
    number
}

fn choice<T: Copy>(node: &Node<'_>, choices: &[(&str, T)]) -> Option<T> {
    let text = node.text()?;
    let found = choices
        .iter()
        .find(|(name, _)| *name == text)
        .map(|(_, value)| *value);
    if found.is_none() {
        let names: Vec<_> = choices.iter().map(|(name, _)| *name).collect();
        node.fault(format!("must be one of {}", names.join(", ")));
    }
    found
}

fn name_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

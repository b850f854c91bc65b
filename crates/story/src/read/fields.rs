//! The fields of a JSON object, and what each may be.

use super::bounds;
use super::json::{Json, Kind};
use super::node::{Node, Step};
use crate::check;

/// The fields of an object.
#[derive(Clone, Copy)]
pub struct Fields<'a, J> {
    node: &'a Node<'a, J>,
}

impl<'a, J: Json> Fields<'a, J> {
    /// Those of `node`, which is an object.
    pub fn of(node: &'a Node<'a, J>) -> Self {
        Self { node }
    }

    /// Shows each field that is not null to `look`, with its key; of very many, the first.
    pub fn each(&self, mut look: impl FnMut(&str, &Node<'_, J>)) {
        for key in self.node.value.keys().into_iter().take(bounds::LIST) {
            if let Some(value) = self.get(&key) {
                look(&key, &self.at(&key, value));
            }
        }
    }

    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// The field, unless it is absent or null.
    fn get(&self, key: &str) -> Option<J> {
        let value = self.node.value.field(key)?;
        (value.kind() != Kind::Null).then_some(value)
    }

    fn at<'b>(&'b self, key: &'b str, value: J) -> Node<'b, J> {
        self.node.below(Step::Key(key), value)
    }

    /// Notes a fault at the field.
    pub fn fault(&self, key: &str, message: impl Into<String>) {
        // Its value has no say in that.
        self.at(key, self.node.value.clone()).fault(message);
    }

    /// What `read` makes of the field, if it is there.
    pub fn optional<T>(
        &self,
        key: &str,
        read: impl FnOnce(&Node<'_, J>) -> Option<T>,
    ) -> Option<T> {
        read(&self.at(key, self.get(key)?))
    }

    /// The same, with a fault if the field is not there.
    pub fn required<T>(
        &self,
        key: &str,
        read: impl FnOnce(&Node<'_, J>) -> Option<T>,
    ) -> Option<T> {
        if !self.has(key) {
            self.fault(key, "is missing");
        }
        self.optional(key, read)
    }

    /// Words that have to be there and not be empty.
    pub fn required_text(&self, key: &str) -> String {
        self.required_said(key, |node| node.words())
    }

    /// The same for what means something to a program.
    pub fn required_name(&self, key: &str) -> String {
        self.required_said(key, |node| node.name())
    }

    fn required_said(&self, key: &str, read: impl Fn(&Node<'_, J>) -> Option<String>) -> String {
        self.required(key, |node| {
            let text = read(node)?;
            if text.trim().is_empty() {
                node.fault("must not be empty");
            }
            Some(text)
        })
        .unwrap_or_default()
    }

    /// Text that may be absent, but not empty: an empty credit line must not stand
    /// for the creator's name.
    pub fn text(&self, key: &str) -> Option<String> {
        self.optional(key, |node| node.said())
    }

    /// Text that may be empty.
    pub fn any_text(&self, key: &str) -> Option<String> {
        self.optional(key, |node| node.words())
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
            let flag = node.value.boolean();
            if flag.is_none() {
                node.must_be("true or false");
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
    pub fn required_number(&self, key: &str, range: std::ops::RangeInclusive<u32>) -> Option<f64> {
        self.required(key, |node| {
            let (from, to) = range.into_inner();
            let bounds = f64::from(from)..=f64::from(to);
            let number = node.value.number();
            let number = number.filter(|number| bounds.contains(number));
            if number.is_none() {
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
    pub fn list<T>(&self, key: &str, read: impl FnMut(&Node<'_, J>) -> Option<T>) -> Vec<T> {
        self.optional(key, |node| Some(node.elements(read)))
            .unwrap_or_default()
    }

    pub fn required_list<T>(
        &self,
        key: &str,
        read: impl FnMut(&Node<'_, J>) -> Option<T>,
    ) -> Vec<T> {
        self.required(key, |node| Some(node.elements(read)))
            .unwrap_or_default()
    }
}

const ADDRESS: &str = "must be a relative address or begin with https:// or http://";
const DATE: &str = "must be a date like 2017-03-31 or a date and time like 2017-03-31T09:30:00Z";
const LANGUAGE: &str = "must be a language tag like en, ar or pt-BR";

fn checked<J: Json>(
    node: &Node<'_, J>,
    check: impl FnOnce(&str) -> bool,
    wanted: &str,
) -> Option<String> {
    let text = node.text()?;
    if check(&text) {
        return Some(text);
    }
    node.fault(wanted);
    None
}

fn whole<J: Json>(node: &Node<'_, J>, range: std::ops::RangeInclusive<u64>) -> Option<u64> {
    let number = node.value.number();
    // Exact: it is within the type's bounds and has no fraction.
    let number = number.filter(|number| *number >= 0.0 && number.trunc() == *number);
    let number = number.map(|number| number as u64);
    let number = number.filter(|number| range.contains(number));
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

fn choice<J: Json, T: Copy>(node: &Node<'_, J>, choices: &[(&str, T)]) -> Option<T> {
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

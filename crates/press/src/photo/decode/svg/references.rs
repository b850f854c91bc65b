//! How large a drawing is once its parts stand wherever it refers to them.
//!
//! A pattern may be filled with patterns, and those with others: a page of text can stand for more
//! shapes than there are atoms, and reading it would never end. So they are counted first.

use std::collections::HashMap;

use roxmltree::{Document, Node};

use crate::photo::bounds::MAX_ELEMENTS;
use crate::photo::{PhotoError, error};

/// Holds the number of elements, each as often as it is referred to, against the bound.
///
/// # Errors
/// They are more than [`MAX_ELEMENTS`].
pub fn check(document: &Document) -> Result<(), PhotoError> {
    let elements = || document.descendants().filter(|node| node.is_element());
    let styles = elements().filter(|node| node.tag_name().name() == "style");
    let mut count = Count {
        named: elements()
            .filter_map(|node| Some((node.attribute("id")?, node)))
            .collect(),
        rules: styles
            .flat_map(|style| style.descendants())
            .filter(|node| node.is_text())
            .filter_map(|text| text.text())
            .flat_map(rules)
            .fold(HashMap::new(), |mut rules, (class, name)| {
                rules.entry(class).or_default().push(name);
                rules
            }),
        known: HashMap::new(),
        steps: 40 * MAX_ELEMENTS,
    };
    if count.within(document.root_element(), 0) > MAX_ELEMENTS {
        return Err(error::too_much_work());
    }
    Ok(())
}

struct Count<'a, 'd> {
    named: HashMap<&'a str, Node<'a, 'd>>,
    /// What the style sheets refer to for each class; without one, for any element.
    rules: HashMap<&'a str, Vec<&'a str>>,
    /// The elements that stand where a name does; none while that is being found out.
    known: HashMap<&'a str, u64>,
    /// How much longer there may be counted.
    steps: u64,
}

impl<'a, 'd> Count<'a, 'd> {
    /// The elements in a part of the drawing, with all that they refer to.
    fn within(&mut self, part: Node<'a, 'd>, depth: usize) -> u64 {
        /// No drawing refers further on.
        const DEEPEST: usize = 64;
        if depth > DEEPEST {
            return u64::MAX;
        }
        let mut sum = 0u64;
        for element in part.descendants().filter(|node| node.is_element()) {
            sum = sum.saturating_add(1);
            self.steps = self.steps.saturating_sub(1);
            let classes = element.attribute("class").unwrap_or_default();
            for class in std::iter::once("").chain(classes.split_ascii_whitespace()) {
                for name in self.rules.get(class).cloned().unwrap_or_default() {
                    sum = sum.saturating_add(self.named(name, depth));
                }
            }
            for attribute in element.attributes() {
                // A marker stands at each point of a line.
                let times = match attribute.name().starts_with("marker") {
                    true => points(element),
                    false => 1,
                };
                let value = attribute.value();
                let link = (attribute.name() == "href").then(|| value.trim().strip_prefix('#'));
                for name in references(value).chain(link.flatten()) {
                    let elements = self.named(name, depth);
                    sum = sum.saturating_add(elements.saturating_mul(times));
                }
            }
            if sum > MAX_ELEMENTS || self.steps == 0 {
                return u64::MAX;
            }
        }
        sum
    }

    fn named(&mut self, name: &'a str, depth: usize) -> u64 {
        self.steps = self.steps.saturating_sub(1);
        if let Some(known) = self.known.get(name) {
            return *known;
        }
        let Some(part) = self.named.get(name).copied() else {
            return 0;
        };
        // These hold nothing that is drawn.
        if part.tag_name().name().ends_with("Gradient") || part.tag_name().name() == "filter" {
            return 0;
        }
        // What refers to itself is drawn without that.
        self.known.insert(name, 0);
        let elements = self.within(part, depth + 1);
        self.known.insert(name, elements);
        elements
    }
}

/// What the rules of a style sheet refer to, each by a class that the rule goes for; an empty one if
/// it may go for any element.
fn rules(sheet: &str) -> Vec<(&str, &str)> {
    let mut rules = Vec::new();
    for rule in sheet.split('}') {
        let (selector, style) = rule.split_once('{').unwrap_or(("", rule));
        let classes: Vec<_> = selector
            .split(',')
            .map(|one| one.trim().strip_prefix('.').filter(|class| is_class(class)))
            .map(Option::unwrap_or_default)
            .collect();
        for name in references(style) {
            rules.extend(classes.iter().map(|class| (*class, name)));
        }
    }
    rules
}

/// Whether this is a class and no more, such as what is within it.
fn is_class(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

/// The names in `url(#name)`.
fn references(text: &str) -> impl Iterator<Item = &str> {
    text.split("url(").skip(1).filter_map(|rest| {
        let name = rest
            .trim_start_matches([' ', '"', '\''])
            .strip_prefix('#')?;
        name.split([')', '"', '\'', ' ']).next()
    })
}

/// No fewer points than a line has.
fn points(element: Node) -> u64 {
    let described = ["d", "points"]
        .into_iter()
        .find_map(|name| element.attribute(name));
    2 + described.map_or(0, |text| text.len() as u64 / 2)
}

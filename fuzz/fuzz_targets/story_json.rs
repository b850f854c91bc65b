//! Whatever a bundle says, it is read or refused, and what is made of it is a tree of the view's
//! own elements, which runs nothing and leads nowhere but to pages.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use reportage_view::{Base, to_html};
use serde_json::Value;

/// A story with every kind of card.
static EXAMPLE: LazyLock<Value> = LazyLock::new(|| {
    let example = include_str!("../../crates/story/tests/example.json");
    serde_json::from_str(example).expect("the example is JSON")
});

fuzz_target!(|data: (u16, &str)| {
    let (number, text) = data;
    show(text);
    // The example with one value replaced: few texts are stories by chance.
    let mut story = EXAMPLE.clone();
    let count = values(&mut story).len();
    if let Some(value) = values(&mut story)
        .into_iter()
        .nth(usize::from(number) % count)
    {
        *value = serde_json::from_str(text).unwrap_or_else(|_| text.into());
    }
    show(&story.to_string());
});

fn show(json: &str) {
    if let Ok(reading) = reportage_story::read(json) {
        assert_harmless(&to_html(&reading.story, &Base::default()));
    }
}

/// Every value within a value that holds no others.
fn values(value: &mut Value) -> Vec<&mut Value> {
    match value {
        Value::Array(values) => values.iter_mut().flat_map(values_of).collect(),
        Value::Object(fields) => fields.values_mut().flat_map(values_of).collect(),
        value => vec![value],
    }
}

fn values_of(value: &mut Value) -> Vec<&mut Value> {
    values(value)
}

/// Elements that have no end.
const VOID: [&str; 4] = ["br", "img", "source", "track"];

/// Attributes that a browser takes for addresses.
const ADDRESSES: [&str; 5] = ["href", "src", "data-src", "poster", "cite"];

fn assert_harmless(html: &str) {
    let mut open = Vec::new();
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        assert!(!text.contains('>'), "a stray > in {text}");
        if let Some(after) = after.strip_prefix('/') {
            let (name, after) = after.split_once('>').expect("an end tag ends");
            assert_eq!(open.pop(), Some(name));
            rest = after;
            continue;
        }
        let end = after.find([' ', '>']).expect("a tag ends");
        let (name, mut attributes) = after.split_at(end);
        assert!(
            ![
                "script", "style", "iframe", "object", "embed", "form", "base", "link", "meta"
            ]
            .contains(&name)
        );
        assert!(
            name.bytes().all(|byte| byte.is_ascii_alphanumeric()),
            "{name}"
        );
        while let Some(attribute) = attributes.strip_prefix(' ') {
            let end = attribute.find(['=', ' ', '>']).expect("an attribute ends");
            let (name, after) = attribute.split_at(end);
            assert!(
                !name.starts_with("on") && name != "style" && name != "srcdoc",
                "{name}"
            );
            attributes = match after.strip_prefix("=\"") {
                Some(quoted) => {
                    let (value, after) = quoted.split_once('"').expect("a value ends");
                    assert!(!value.contains(['<', '>']), "{value}");
                    if ADDRESSES.contains(&name) {
                        assert!(is_harmless(value), "{name} is {value}");
                    }
                    after
                }
                None => after,
            };
        }
        rest = attributes.strip_prefix('>').expect("a tag ends");
        if !VOID.contains(&name) {
            open.push(name);
        }
    }
    assert!(!rest.contains('>'), "a stray > in {rest}");
    assert_eq!(open, [""; 0]);
}

/// Whether an address, as a browser reads it, is one of a page or a file.
fn is_harmless(address: &str) -> bool {
    let address: String = address
        .replace("&amp;", "&")
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect();
    let address = address
        .trim_start_matches(|c: char| c <= ' ')
        .to_ascii_lowercase();
    let scheme = address.split(['/', '?', '#']).next().unwrap_or_default();
    match scheme.split_once(':') {
        Some((scheme, _)) => scheme == "http" || scheme == "https",
        None => !address.starts_with("//"),
    }
}

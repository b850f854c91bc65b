//! What is only too much.

use crate::{Hostile, fill, sample};

/// Lists and objects in one another.
const DEEP: usize = 100_000;
const CARDS: usize = 1_000_000;
const TEXT: usize = 10_000_000;

/// One of them: its name, and what makes it.
type Giant = (&'static str, fn() -> String);

/// One after the other, each made when it is asked for.
pub fn all() -> impl Iterator<Item = Hostile> {
    let giants: [Giant; 9] = [
        ("ten megabytes of caption", || {
            at("/cards/1/photo/caption", &format!("[{}]", text()))
        }),
        ("ten megabytes of headline", || at("/headline", &text())),
        ("ten megabytes of alt text", || {
            at("/cards/1/photo/altText", &text())
        }),
        ("ten megabytes in a hundred thousand paragraphs", paragraphs),
        ("a million cards", || {
            cards(|n| format!(r#"{{"id":"c{n}","kind":"text","heading":"Card {n}"}}"#))
        }),
        ("a million cards of one id", || {
            cards(|_| r#"{"id":"same","kind":"text"}"#.to_owned())
        }),
        ("a million cards that are none", || {
            cards(|_| "0".to_owned())
        }),
        ("a hundred thousand marks in one another", || {
            nested(r#"{"type":"emphasis","content":["#, "\"Deep\"", "]}")
        }),
        ("a hundred thousand lists in one another", || {
            nested("[", "", "]")
        }),
    ];
    giants.into_iter().map(|(name, json)| Hostile {
        name: name.to_owned(),
        json: json(),
    })
}

fn at(pointer: &str, literal: &str) -> String {
    fill::place(&sample::story(), pointer, literal)
}

fn text() -> String {
    format!("\"{}\"", "All work and no play. ".repeat(TEXT / 22 + 1))
}

fn paragraphs() -> String {
    let paragraph = r#"{"type":"paragraph","content":["All work and no play makes Jack a dull boy, and Jill a dull girl. It has been said."]}"#;
    at(
        "/cards/0/body",
        &format!("[{}]", vec![paragraph; TEXT / 100].join(",")),
    )
}

fn cards(card: impl Fn(usize) -> String) -> String {
    let cards: Vec<_> = (0..CARDS).map(card).collect();
    at("/cards", &format!("[{}]", cards.join(",")))
}

fn nested(open: &str, within: &str, close: &str) -> String {
    let content = format!("{}{within}{}", open.repeat(DEEP), close.repeat(DEEP));
    at(
        "/cards/0/body",
        &format!(r#"[{{"type":"paragraph","content":[{content}]}}]"#),
    )
}

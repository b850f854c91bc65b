//! The pages that are compared. All tell the same story; each as its own documentation has it.

pub mod limit;
mod originals;
pub mod ours;
mod photoswipe;
mod reveal;
mod swiper;
mod timeline;

use std::path::Path;

use anyhow::Result;

use crate::server::Server;
use crate::story::{CARDS, Card, DEK, HEADLINE};

/// How a reader gets to the end of a page.
#[derive(Clone, Copy)]
pub enum Reading {
    /// By scrolling from one element to the next.
    Scrolls(&'static str),
    /// By a key, once for each card after the first.
    Presses(&'static str),
}

/// A page that is compared.
pub struct Page {
    /// What it is called in files and on the command line.
    pub name: &'static str,
    /// What it is called in tables.
    pub title: &'static str,
    /// Its address on the server.
    pub path: &'static str,
    /// JavaScript that is true once all its code has run.
    pub is_ready: &'static str,
    /// How it is read.
    pub reading: Reading,
    /// The key that goes back to the card before, where it has one.
    pub back: Option<&'static str>,
    /// A photo that can be clicked to be shown large, and what is there once it is.
    pub zoom: Option<(&'static str, &'static str)>,
}

/// Where originals lie on the server.
const ORIGINALS: &str = "/originals/";

/// The pages, in the order of the tables. The first is the limit.
pub const PAGES: [Page; 8] = [
    limit::PAGE,
    originals::PAGE,
    swiper::PAGE,
    reveal::PAGE,
    timeline::PAGE,
    photoswipe::PAGE,
    ours::PUBLISHED,
    ours::VIEWER,
];

/// Puts all pages, and what they need, on the server. `published` is the story as the press
/// has made it.
pub fn put(server: &mut Server, node_modules: &Path, published: &Path) -> Result<()> {
    for card in &CARDS {
        let path = format!("{ORIGINALS}{}", card.file());
        server.put_file(&path, &card.original(node_modules))?;
    }
    limit::put(server, published)?;
    originals::put(server);
    swiper::put(server, node_modules)?;
    reveal::put(server, node_modules)?;
    timeline::put(server, node_modules)?;
    photoswipe::put(server, node_modules)?;
    ours::put(server, published)
}

/// A whole document.
fn document(head: &str, body: &str) -> String {
    format!(
        "<!doctype html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<title>{HEADLINE}</title>
<link rel=\"icon\" href=\"data:,\">
{head}
</head>
<body>
{body}
</body>
</html>
"
    )
}

/// What a card says: its heading and its words; the cover's are those of the story.
pub fn words(card: &Card) -> String {
    let Card { title, words, .. } = card;
    if card.name == CARDS[0].name {
        format!("<h1>{HEADLINE}</h1>\n<p class=\"dek\">{DEK}</p>\n<p>{words}</p>")
    } else {
        format!("<h2>{title}</h2>\n<p>{words}</p>")
    }
}

/// What stands below a card's photo.
pub fn caption(card: &Card) -> String {
    format!("{}, {}. ({})", card.title, card.year, card.credit())
}

/// An original as an image. The first is asked for at once, the others when they come near.
fn original(card: &Card) -> String {
    let (width, height) = card.size;
    let loading = if card.name == CARDS[0].name {
        "fetchpriority=\"high\""
    } else {
        "loading=\"lazy\""
    };
    format!(
        "<img {loading} decoding=\"async\" src=\"{ORIGINALS}{}\" width=\"{width}\" height=\"{height}\" alt=\"{}\">",
        card.file(),
        card.alt
    )
}

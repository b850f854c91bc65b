//! The limit: HTML written by hand, with nothing but the story in it, and the photos as the
//! press has made them. No page with the same photos can be there sooner.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use super::{Page, Reading, caption, document, words};
use crate::server::Server;
use crate::story::{CARDS, Card};

pub const PAGE: Page = Page {
    name: "limit",
    title: "HTML by hand, our photos (the limit)",
    path: "/limit/",
    is_ready: "true",
    reading: Reading::Scrolls("section"),
    back: None,
    zoom: None,
};

/// The style of both pages that are written by hand.
pub const STYLE: &str = include_str!("limit.css");

pub fn put(server: &mut Server, published: &Path) -> Result<()> {
    server.put_folder("/limit/media/", &published.join("media"))?;
    let story: Value = serde_json::from_slice(&std::fs::read(published.join("story.json"))?)?;
    let mut body = String::new();
    for (at, card) in CARDS.iter().enumerate() {
        let photo = &story["cards"][at]["photo"];
        let picture = picture(photo, card.alt, at == 0)
            .with_context(|| format!("the press has made no photo of {}", card.name))?;
        body += &section(&picture, card);
    }
    server.put(PAGE.path, "text/html", page(&body));
    Ok(())
}

/// The page of such cards.
pub fn page(cards: &str) -> String {
    document(&format!("<style>{STYLE}</style>"), cards)
}

/// A card: the photo, then what is said.
pub fn section(picture: &str, card: &Card) -> String {
    section_of("", picture, &caption(card), &words(card))
}

/// The same of parts that are ready, with attributes.
pub fn section_of(attributes: &str, picture: &str, caption: &str, words: &str) -> String {
    format!(
        "<section{attributes}>\n<figure>{picture}<figcaption>{caption}</figcaption></figure>\n<div class=\"words\">{words}</div>\n</section>\n"
    )
}

/// All files of a photo, the best first, for the browser to choose from. Only the first of a page is
/// asked for at once.
pub fn picture(photo: &Value, alt: &str, is_first: bool) -> Option<String> {
    let variants = photo["variants"].as_array()?;
    let of_type = |media_type: &str| -> Vec<&Value> {
        let fitting = variants.iter().filter(|it| it["type"] == media_type);
        fitting.collect()
    };
    let srcset = |variants: &[&Value]| -> Option<String> {
        let one = |it: &&Value| Some(format!("{} {}w", it["src"].as_str()?, it["width"]));
        Some(
            variants
                .iter()
                .map(one)
                .collect::<Option<Vec<_>>>()?
                .join(", "),
        )
    };
    let jpeg = of_type("image/jpeg");
    let largest = jpeg.last()?;
    let loading = if is_first {
        "fetchpriority=\"high\""
    } else {
        "loading=\"lazy\""
    };
    Some(format!(
        "<picture><source type=\"image/avif\" sizes=\"100vw\" srcset=\"{}\">\
         <img {loading} decoding=\"async\" sizes=\"100vw\" srcset=\"{}\" src=\"{}\" width=\"{}\" height=\"{}\" alt=\"{alt}\"></picture>",
        srcset(&of_type("image/avif"))?,
        srcset(&jpeg)?,
        largest["src"].as_str()?,
        largest["width"],
        largest["height"]
    ))
}

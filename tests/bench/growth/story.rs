//! A story of as many cards as wanted, out of the nine prints. The press makes nine photos of them.
//! So that a browser takes each card's for a file of its own, every address gets a query: the server
//! does not look at it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::pages::{caption, limit, words};
use crate::server::Server;
use crate::story::{self, CARDS, Card, DEK, HEADLINE};

/// What a card's element begins with in the published page, and nothing else.
const CARD: &str = "<section ";
/// What the addresses of the press's photos end with.
const ENDINGS: [&str; 2] = [".avif", ".jpg"];

/// Has the press publish a story of so many cards below `folder`, and puts it on the server beside
/// the limit.
pub fn put(server: &mut Server, cards: u32, node_modules: &Path, folder: &Path) -> Result<()> {
    let source = folder.join(format!("{cards}-story"));
    let out = folder.join(format!("{cards}-published"));
    fs::create_dir_all(&source)?;
    story::copy_prints(&source, node_modules)?;
    fs::write(source.join("story.json"), written(cards).to_string())?;
    story::publish(&source, &out)?;

    let path = format!("/growth/{cards}/published/");
    for entry in fs::read_dir(&out)? {
        let file = entry?.path();
        let name = file.file_name().context("a file has a name")?;
        let name = name.to_string_lossy();
        match name.as_ref() {
            "index.html" => {
                let page = number_page(&fs::read_to_string(&file)?, cards)?;
                server.put(&path, "text/html", page);
            }
            "story.json" => {
                let mut bundle = serde_json::from_slice(&fs::read(&file)?)?;
                number_bundle(&mut bundle);
                let by_hand = by_hand(&bundle).context("the press has left a photo out")?;
                server.put(&format!("/growth/{cards}/limit/"), "text/html", by_hand);
                let bundle = bundle.to_string();
                server.put(&format!("{path}{name}"), "application/json", bundle);
            }
            "media" => {
                for of in ["published", "limit"] {
                    server.put_folder(&format!("/growth/{cards}/{of}/media/"), &file)?;
                }
            }
            _ if file.is_file() => server.put_file(&format!("{path}{name}"), &file)?,
            _ => {}
        }
    }
    Ok(())
}

/// The id of a card, from 0.
pub fn id(at: usize) -> String {
    format!("card-{}", at + 1)
}

/// The `story.json` that the press gets.
fn written(cards: u32) -> Value {
    let cards = (0..).zip(CARDS.iter().cycle()).take(cards as usize);
    json!({
        "formatVersion": 1,
        "headline": HEADLINE,
        "alternativeHeadline": DEK,
        "author": [{ "name": "the Reportage authors" }],
        "inLanguage": "en",
        "cards": cards.map(|(at, card)| json!({
            "id": id(at),
            "kind": if at == 0 { "cover" } else { "photo" },
            "heading": (at > 0).then(|| heading(at, card)),
            "body": [{ "type": "paragraph", "content": [card.words] }],
            "photo": {
                "variants": [{ "src": card.file() }],
                "altText": card.alt,
                "caption": [format!("{}, {}.", card.title, card.year)],
                "creditLine": card.credit(),
            },
        })).collect::<Vec<_>>(),
    })
}

fn heading(at: usize, card: &Card) -> String {
    format!("{}. {}", at + 1, card.title)
}

/// Gives the photos of every card but the first addresses of their own, in the published page of so
/// many.
fn number_page(page: &str, cards: u32) -> Result<String> {
    let end = page.rfind("</article>").unwrap_or(page.len());
    let (story, rest) = page.split_at(end);
    let found = story.matches(CARD).count();
    ensure!(
        found == cards as usize,
        "{found} of {cards} cards found in the page"
    );
    let mut numbered = String::with_capacity(page.len() * 9 / 8);
    for (at, part) in story.split(CARD).enumerate() {
        // What stands before the first card, and that one.
        if at < 2 {
            numbered += if at == 0 { "" } else { CARD };
            numbered += part;
            continue;
        }
        let photos = ENDINGS.iter().fold(part.to_owned(), |part, ending| {
            part.replace(ending, &format!("{ending}?n={at}"))
        });
        numbered += CARD;
        numbered += &photos;
    }
    Ok(numbered + rest)
}

/// The same in a bundle.
fn number_bundle(bundle: &mut Value) {
    let cards = bundle["cards"].as_array_mut().into_iter().flatten();
    for (at, card) in (1..).zip(cards).skip(1) {
        let variants = card["photo"]["variants"].as_array_mut();
        for variant in variants.into_iter().flatten() {
            if let Some(src) = variant["src"].as_str() {
                variant["src"] = format!("{src}?n={at}").into();
            }
        }
    }
}

/// The limit, of the same cards.
fn by_hand(bundle: &Value) -> Option<String> {
    let made = bundle["cards"].as_array()?.iter().enumerate();
    let sections = made.zip(CARDS.iter().cycle()).map(|((at, made), card)| {
        let picture = limit::picture(&made["photo"], card.alt, at == 0)?;
        let words = match at {
            0 => words(card),
            _ => format!("<h2>{}</h2>\n<p>{}</p>", heading(at, card), card.words),
        };
        let id = format!(" id=\"{}\"", id(at));
        Some(limit::section_of(&id, &picture, &caption(card), &words))
    });
    Some(limit::page(&sections.collect::<Option<String>>()?))
}

//! A Reportage story as HTML: one view, written natively into a published page or
//! built by the viewer in the browser.
//!
//! The view is pure. It listens to nothing and knows no browser; what the reader's
//! behaviours need to know stands in the page as attributes and as a hidden list
//! of the interface's words. It writes no style and no event attributes, so a
//! page needs no leave for either in its Content-Security-Policy.

mod base;
mod card;
mod compare;
mod cover;
mod credentials;
mod credits;
mod figure;
mod gallery;
mod html;
mod markup;
mod notice;
mod preload;
mod quote;
mod sizes;
mod story;
mod text;
mod video;
mod words;

use reportage_story::{Content, Story};

pub use base::Base;
pub use credits::credits;
pub use markup::{Attribute, Element, Node, Value, element};
pub use preload::preload;
pub use story::{Teller, Told, article};
pub use words::interface_words;

/// How many cards, or lines of credits, a browser is given to read at once.
const AT_ONCE: usize = 64;

/// The HTML of a story, as it goes into a page.
pub fn to_html(story: &Story, base: &Base) -> String {
    let mut teller = Teller::new(story);
    let mut article = article(story);
    let is_cover = |content: &Content| matches!(content, Content::Cover { .. });
    if !story.cards.iter().any(|card| is_cover(&card.content)) {
        article = article.child(teller.opening(story, base));
    }
    let (mut cards, mut lines) = (Vec::new(), Vec::new());
    for card in &story.cards {
        let told = teller.card(card, story, base);
        cards.push(told.card);
        lines.extend(told.credits);
    }
    for card in in_parts(cards) {
        article = article.child(card);
    }
    if !lines.is_empty() {
        article = article.child(credits(story, in_parts(lines)));
    }
    html::write(&article.child(interface_words(&story.words)))
}

/// Has a browser draw and answer before it has read all of a long story. Chromium's parser goes on
/// for half a second on a desktop, but for a hundredth of one after a script (`GetLongParserBudget`
/// in Blink's `html_document_parser.cc`). One without a text is never run, whatever the policy.
fn in_parts(mut elements: Vec<Element<'_>>) -> Vec<Element<'_>> {
    for part in elements.chunks_exact_mut(AT_ONCE) {
        part[AT_ONCE - 1].add(element("script"));
    }
    elements
}

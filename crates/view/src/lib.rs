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

/// The HTML of a story, as it goes into a page.
pub fn to_html(story: &Story, base: &Base) -> String {
    let mut teller = Teller::new(story);
    let mut article = article(story);
    let is_cover = |content: &Content| matches!(content, Content::Cover { .. });
    if !story.cards.iter().any(|card| is_cover(&card.content)) {
        article = article.child(teller.opening(story, base));
    }
    let mut lines = Vec::new();
    for card in &story.cards {
        let told = teller.card(card, story, base);
        article = article.child(told.card);
        lines.extend(told.credits);
    }
    if !lines.is_empty() {
        article = article.child(credits(story, lines));
    }
    html::write(&article.child(interface_words(&story.words)))
}

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
mod part;
mod preload;
mod quote;
mod sizes;
mod story;
mod text;
mod video;
mod words;

use reportage_story::{Content, Story};

pub use base::Base;
pub use credits::{LINES_A_LIST, credits};
pub use markup::{Attribute, Element, Node, Value, element};
pub use part::{PART, STOPS_A_PART};
pub use preload::preload;
pub use story::{Teller, Told, article};
pub use words::interface_words;

/// The HTML of a story, as it goes into a page.
///
/// A browser draws and answers before it has read all of a long one: each part ends with a pause, and
/// each list of credits.
pub fn to_html(story: &Story, base: &Base) -> String {
    let mut teller = Teller::new(story);
    let is_cover = |content: &Content| matches!(content, Content::Cover { .. });
    let (mut stops, mut lines) = (Vec::new(), Vec::new());
    if !story.cards.iter().any(|card| is_cover(&card.content)) {
        stops.push(teller.opening(story, base));
    }
    for card in &story.cards {
        let told = teller.card(card, story, base);
        stops.push(told.card);
        lines.extend(told.credits);
    }
    if !lines.is_empty() {
        let mut all = credits(story);
        let mut lines = lines.into_iter();
        while lines.len() > 0 {
            let mut some: Vec<_> = lines.by_ref().take(LINES_A_LIST).collect();
            if let Some(last) = some.get_mut(LINES_A_LIST - 1) {
                last.add(pause());
            }
            all.add(credits::list(some));
        }
        stops.push(all);
    }
    let mut article = article(story);
    let mut stops = stops.into_iter();
    while stops.len() > 0 {
        let is_full = stops.len() >= STOPS_A_PART;
        let part = part::part(stops.by_ref().take(STOPS_A_PART).collect());
        article.add(if is_full { part.child(pause()) } else { part });
    }
    html::write(&article.child(interface_words(&story.words)))
}

/// Has a browser that is reading the page draw and answer. Chromium's parser goes on for half a second
/// on a desktop, but for a hundredth of one after a script (`GetLongParserBudget` in Blink's
/// `html_document_parser.cc`). One without a text is never run, whatever the policy.
fn pause() -> Element<'static> {
    element("script")
}

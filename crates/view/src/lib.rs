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
mod credits;
mod figure;
mod gallery;
mod html;
mod markup;
mod notice;
mod quote;
mod sizes;
mod story;
mod text;
mod video;
mod words;

use reportage_story::Story;

pub use base::Base;
pub use markup::{Attribute, Element, Node, Value, element};
pub use story::{article, parts};

/// The HTML of a story, as it goes into a page.
pub fn to_html(story: &Story, base: &Base) -> String {
    let article = article(story).child(parts(story, base).collect::<Node<'_>>());
    html::write(&article)
}

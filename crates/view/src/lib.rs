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
mod notice;
mod quote;
mod sizes;
mod story;
mod text;
mod video;
mod words;

pub use base::Base;
pub use story::StoryView;

/// The HTML of a story, as it goes into a page.
#[cfg(not(target_arch = "wasm32"))]
pub fn to_html(story: reportage_story::Story, base: Base) -> String {
    use leptos::prelude::*;
    Owner::new().with(|| view! { <StoryView story base/> }.to_html())
}

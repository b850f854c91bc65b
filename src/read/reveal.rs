//! Words that come up as they are scrolled to, for engines without scroll
//! timelines. Elsewhere the style sheet does it alone.

use std::cell::OnceCell;
use std::rc::Rc;

use web_sys::Element;

use super::Page;
use crate::dom::{self, Sight};

/// Marks each card `data-seen` when it comes into the window, and the story
/// `data-reveals`, without which the style sheet hides nothing.
pub fn start(page: &Page) -> Option<Reveal> {
    if dom::has_scroll_timelines() || dom::wants_little_motion() {
        return None;
    }
    let cards = page.cards();
    let sight: Rc<OnceCell<Sight>> = Rc::default();
    let itself = sight.clone();
    let watching = Sight::of(&cards, "0px 0px -12% 0px", move |card: Element, is_in| {
        if is_in {
            dom::set(&card, "data-seen", "");
            if let Some(sight) = itself.get() {
                sight.forget(&card);
            }
        }
    })?;
    // Empty until now, so it cannot be full.
    let _ = sight.set(watching);
    dom::set(&page.article, "data-reveals", "");
    Some(Reveal {
        _sight: sight,
        article: page.article.clone().into(),
    })
}

/// Keeps on revealing.
pub struct Reveal {
    _sight: Rc<OnceCell<Sight>>,
    article: Element,
}

impl Drop for Reveal {
    fn drop(&mut self) {
        dom::unset(&self.article, "data-reveals");
    }
}

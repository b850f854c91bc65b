//! Words that come up as they are scrolled to, for engines without scroll
//! timelines. Elsewhere the style sheet does it alone.

use gloo_events::EventListener;
use web_sys::Element;

use super::{Page, near};
use crate::dom::{self, Sight};

/// A card that has been in the window bears this.
const SEEN: &str = "data-seen";

/// Marks each card `data-seen` when it comes into the window, and the story
/// `data-reveals`, without which the style sheet hides nothing.
pub fn start(page: &Page) -> Option<Reveal> {
    if dom::has_scroll_timelines() || dom::wants_little_motion() {
        return None;
    }
    watch(page)
}

fn watch(page: &Page) -> Option<Reveal> {
    let sight = Sight::of(&page.document, "0px 0px -12% 0px", |seen| {
        for entry in seen {
            if entry.is_intersecting() {
                dom::set(&entry.target(), SEEN, "");
            }
        }
    });
    let sight = sight?;
    let near = near::each(page, move |card| {
        if !card.has_attribute(SEEN) {
            sight.watch(card);
        }
    });
    dom::set(&page.article, "data-reveals", "");
    Some(Reveal {
        _near: near,
        article: page.article.clone().into(),
    })
}

/// Keeps on revealing.
pub struct Reveal {
    _near: EventListener,
    article: Element,
}

impl Drop for Reveal {
    fn drop(&mut self) {
        dom::unset(&self.article, "data-reveals");
    }
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::read::testing::*;

    #[wasm_bindgen_test]
    fn it_leaves_everything_to_the_style_sheet_where_that_can_do_it() {
        assert!(dom::has_scroll_timelines(), "Chromium has scroll timelines");
        let page = page_with("", &photo_card());
        assert!(start(&page).is_none());
        assert_eq!(count(&page, "[data-reveals]"), 0);
    }

    #[wasm_bindgen_test]
    async fn elsewhere_a_card_is_marked_once_it_has_been_seen() {
        let page = page_with("", &photo_card());
        let reveal = watch(&page).expect("it can be watched");
        assert_eq!(count(&page, ".story[data-reveals]"), 1);
        let card: Element = find(&page, "#bridge");
        happen(&card, near::NEAR);
        card.scroll_into_view();
        until("the card is seen", || {
            count(&page, "#bridge[data-seen]") == 1
        })
        .await;
        drop(reveal);
        assert_eq!(count(&page, "[data-reveals]"), 0);
    }
}

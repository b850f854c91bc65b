//! Has the browser lay out what is far from the reader, a few cards at a time, and after them the
//! lines of the credits. Until then the style lets it skip what is in them (`content-visibility`), so
//! that a long story is there as soon as a short one. It may not stay so: Chromium tells a screen
//! reader that is started later nothing of what is skipped.

use gloo_events::EventListener;
use web_sys::Element;

use super::page::beside;
use super::{Page, near};
use crate::dom;

/// A stop, or a line of the credits, bears this when it is to be laid out wherever the reader is: as
/// what is *relevant to the user*, in the words of CSS Containment.
const MARK: &str = "data-relevant";
/// How many are laid out at once; then the browser gets to draw, and the reader a hearing.
const SLICE: usize = 32;
/// Or what part of all: each time the browser goes over all of them.
const PART: usize = 64;

/// Begins as soon as it is known where the reader is, which is more urgent.
pub fn start(page: &Page) -> EventListener {
    let whole = page.clone();
    let mut first = page.end(false);
    near::each(page, move |_| {
        if let Some(first) = first.take() {
            go_on(whole.clone(), first, place(&whole));
        }
    })
}

/// Marks the stops after one, whenever the browser has the time and does not scroll: it was last
/// seen at a place.
fn go_on(page: Page, mut last: Element, seen_at: f64) {
    dom::when_idle(move || {
        let here = place(&page);
        let count = match here == seen_at {
            true => SLICE.max(page.article.child_element_count() as usize / PART),
            false => 0,
        };
        for _ in 0..count {
            let Some(next) = after(&page, &last) else {
                break;
            };
            dom::set(&next, MARK, "");
            last = next;
        }
        let is_over = after(&page, &last).is_none() && !page.is_coming();
        if page.article.is_connected() && !is_over {
            go_on(page, last, here);
        }
    });
}

/// What comes after a stop or a line of the credits; the lines come after the stops.
fn after(page: &Page, it: &Element) -> Option<Element> {
    if it.tag_name() == "LI" {
        return it.next_element_sibling();
    }
    beside(it, true).or_else(|| page.article.query_selector(".credits li").ok()?)
}

/// Where the story's beginning is in the window, whichever way it moves.
fn place(page: &Page) -> f64 {
    page.end(false).map_or(0.0, |first| {
        let rect = first.get_bounding_client_rect();
        rect.top() + rect.left()
    })
}

//! Has the browser lay out what is far from the reader, a few cards at a time, and after them one list
//! of credits at a time. Until then the style lets it skip what is in them (`content-visibility`), so
//! that a long story is there as soon as a short one. It may not stay so: Chromium tells a screen
//! reader that is started later nothing of what is skipped.

use gloo_events::EventListener;
use web_sys::Element;

use super::stops::beside;
use super::{Page, near, spare_time};
use crate::dom;

/// A stop, or a list of credits, bears this when it is to be laid out wherever the reader is: as
/// what is *relevant to the user*, in the words of CSS Containment.
const MARK: &str = "data-relevant";
/// How many stops are laid out at once; then the browser gets to draw, and the reader a hearing.
const SLICE: usize = 16;

/// Begins as soon as it is known where the reader is, which is more urgent.
pub fn start(page: &Page) -> EventListener {
    let whole = page.clone();
    let mut first = page.end(false);
    near::each(page, move |_| {
        if let Some(first) = first.take() {
            mark_all_after(whole.clone(), first);
        }
    })
}

/// Marks the stops after one.
fn mark_all_after(page: Page, mut last: Element) {
    spare_time::spend(page, move |page| {
        for _ in 0..SLICE {
            let Some(next) = after(page, &last) else {
                return page.is_coming();
            };
            dom::set(&next, MARK, "");
            last = next;
            if is_list(&last) {
                break;
            }
        }
        true
    });
}

fn is_list(it: &Element) -> bool {
    it.tag_name() == "UL"
}

/// What comes after a stop or a list of credits. The first list goes with the credits, which are the
/// last stop, and the others come after it.
fn after(page: &Page, it: &Element) -> Option<Element> {
    if is_list(it) {
        return it.next_element_sibling();
    }
    beside(it, true).or_else(|| page.article.query_selector(".credits ul + ul").ok()?)
}

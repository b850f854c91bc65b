//! Work that can wait: nothing of it is done while the reader scrolls, or the browser is busy.

use super::Page;
use crate::dom;

/// Has something done step by step, whenever the browser has the time and nothing scrolls, for as long
/// as `step` says that there is more to be done and the story is there.
pub fn spend(page: Page, step: impl FnMut(&Page) -> bool + 'static) {
    let here = place(&page);
    go_on(page, step, here);
}

/// The story was last seen at a place.
fn go_on(page: Page, mut step: impl FnMut(&Page) -> bool + 'static, seen_at: f64) {
    dom::when_idle(move || {
        let here = place(&page);
        let is_more = here != seen_at || step(&page);
        if is_more && page.article.is_connected() {
            go_on(page, step, here);
        }
    });
}

/// Where the story's beginning is in the window, whichever way it moves.
fn place(page: &Page) -> f64 {
    page.end(false).map_or(0.0, |first| {
        let rect = first.get_bounding_client_rect();
        rect.top() + rect.left()
    })
}

//! What is far from the reader, set aside while a dialog is open. All that is not in a modal dialog is
//! inert, and Chromium works out the style of all of it anew when one opens and when it closes; not of
//! what it skips (`content-visibility`, `style/program/dialog.css`). Sizes stay the same meanwhile.

use web_sys::HtmlElement;

use reportage_viewer::dom;
use reportage_viewer::read::{Page, spare_time};

/// What can be set aside: a part's stops, a list of credits.
const SOME: &str = ".stops, .credits ul";
/// It bears this while it is.
const MARK: &str = "data-aside";
/// As how high it counts then.
const SIZE: &str = "contain-intrinsic-block-size";

/// What is set aside. Dropping this brings all of it back, one after the other whenever the browser
/// has the time.
pub struct Aside(Page);

impl Aside {
    /// Sets aside all of which nothing is in the window, nor within another window's height.
    pub fn of(page: &Page) -> Self {
        let (_, height) = page.size();
        let some: Vec<HtmlElement> = dom::all(&page.article, SOME);
        // All is measured before anything is changed: so the browser lays out the story once.
        let far = some.into_iter().filter_map(|it| {
            let place = it.get_bounding_client_rect();
            let is_far = place.bottom() < -height || place.top() > 2.0 * height;
            is_far.then(|| (it, place.height()))
        });
        for (it, height) in far.collect::<Vec<_>>() {
            dom::set_style(&it, SIZE, height, "px");
            dom::set(&it, MARK, "");
        }
        Self(page.clone())
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        spare_time::spend(self.0.clone(), |page| {
            let next = page.article.query_selector(&format!("[{MARK}]"));
            let next = next.ok().flatten().filter(|_| !page.has_open_dialog());
            next.is_some_and(|it| {
                dom::unset(&it, MARK);
                dom::unset(&it, "style");
                true
            })
        });
    }
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use reportage_viewer::read::testing::*;

    #[wasm_bindgen_test]
    async fn parts_far_from_the_reader_are_set_aside_and_come_back() {
        let cards: Vec<_> = (0..100)
            .map(|n| format!(r#"{{ "id": "c{n}", "kind": "text", "heading": "{n}" }}"#))
            .collect();
        let page = page_with("", &format!("[{}]", cards.join(",")));
        // No style sheet here: each card is made as high as the window.
        for card in dom::all::<HtmlElement>(&page.article, "section.card") {
            let _ = card.style().set_property("height", "100vh");
        }
        find::<HtmlElement>(&page, "#c0").scroll_into_view();
        let aside = Aside::of(&page);
        assert_eq!(count(&page, ".stops"), 4);
        assert_eq!(
            count(&page, ".part:not(:first-child) > .stops[data-aside]"),
            3
        );
        assert_eq!(count(&page, "[data-aside]"), 3);
        drop(aside);
        until("all are back", || {
            count(&page, ".stops:is([data-aside], [style*=size])") == 0
        })
        .await;
    }
}

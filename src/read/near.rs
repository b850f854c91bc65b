//! What is near the reader: the stop that they are at and a few to each side. What there is to do
//! for a card is done when it comes near, so that a long story is woken as quickly as a short one.

use gloo_events::EventListener;
use web_sys::Element;

use super::Page;
use super::stops::beside;
use crate::dom;

/// Happens to a stop that has come near.
pub const NEAR: &str = "reportage-near";

/// Happens to a card that has come into the story after the story was woken.
pub const LATE: &str = "reportage-late";

/// A stop bears this while it is near.
const MARK: &str = "data-near";
/// How many to each side are.
const REACH: usize = 2;

/// The stops that are near to one, itself among them.
pub fn around(here: &Element) -> Vec<Element> {
    let mut stops = vec![here.clone()];
    for is_after in [false, true] {
        let mut next = beside(here, is_after);
        for _ in 0..REACH {
            let Some(stop) = next else { break };
            next = beside(&stop, is_after);
            stops.push(stop);
        }
    }
    stops
}

/// A stop has come near.
pub fn come(stop: &Element) {
    dom::set(stop, MARK, "");
    dom::tell(stop, NEAR);
}

/// A stop is near no more.
pub fn leave(stop: &Element) {
    dom::unset(stop, MARK);
}

/// Does something for each stop that comes near, for as long as what this gives is kept.
pub fn each(page: &Page, come: impl FnMut(&Element) + 'static) -> EventListener {
    heard(page, NEAR, come)
}

/// Does something for each card that comes late, for as long as what this gives is kept.
pub fn each_late(page: &Page, come: impl FnMut(&Element) + 'static) -> EventListener {
    heard(page, LATE, come)
}

fn heard(
    page: &Page,
    event: &'static str,
    mut come: impl FnMut(&Element) + 'static,
) -> EventListener {
    dom::capture(&page.article, event, move |event| {
        if let Some(stop) = dom::target::<Element>(event) {
            come(&stop);
        }
    })
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::read::testing::*;

    #[wasm_bindgen_test]
    fn two_to_each_side_are_near_as_far_as_there_are_any() {
        let cards: Vec<_> = (0..6)
            .map(|n| format!(r#"{{ "id": "c{n}", "kind": "text" }}"#))
            .collect();
        let page = page_with("", &format!("[{}]", cards.join(",")));
        let around = |card: &str| {
            let mut ids: Vec<_> = around(&find(&page, card)).iter().map(Element::id).collect();
            ids.sort();
            ids
        };
        assert_eq!(around("#c3"), ["c1", "c2", "c3", "c4", "c5"]);
        assert_eq!(around("#c5"), ["c3", "c4", "c5"]);
    }
}

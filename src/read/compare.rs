//! Comparisons: one photo over the other, with a divider that is a range input.

use std::cell::RefCell;

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use super::{Page, near};
use crate::dom::{self, Placed};

/// Where a divider stands at first, in per cent.
const MIDDLE: &str = "50";

/// Puts a divider over each comparison that comes near and whose photos the view lays over each
/// other: those of one shape.
pub fn start(page: &Page) -> EventListener {
    let dividers: RefCell<Vec<(Placed, EventListener)>> = RefCell::default();
    near::each(page, move |card| {
        let comparisons = dom::all(card, ".compare[data-split]").into_iter();
        dividers.borrow_mut().extend(comparisons.filter_map(divide));
    })
}

/// Takes every divider back to the middle.
pub fn reset(page: &Page) {
    for input in dom::all::<HtmlInputElement>(&page.article, ".divider > input") {
        input.set_value(MIDDLE);
        if let Ok(Some(compare)) = input.closest(".compare") {
            move_to(compare.unchecked_ref(), MIDDLE);
        }
    }
}

fn divide(compare: HtmlElement) -> Option<(Placed, EventListener)> {
    let figures: Vec<Element> = dom::all(&compare, ":scope > figure.photo");
    let [before, after] = figures.as_slice() else {
        return None;
    };
    if dom::has(&compare, ":scope > .divider") {
        return None;
    }
    let label = [before, after].map(description).join(" / ");
    let placed = Placed::new(&compare, "div", "divider")?;
    let input: HtmlInputElement = dom::append(&placed.0, "input", "")?;
    for (name, value) in [
        ("type", "range"),
        ("min", "0"),
        ("max", "100"),
        ("value", MIDDLE),
        ("aria-label", &label),
    ] {
        dom::set(&input, name, value);
    }
    let range = input.clone();
    let moved = EventListener::new(&input, "input", move |_| {
        move_to(&compare, &range.value());
    });
    Some((placed, moved))
}

/// Shows `percent` of the first photo.
fn move_to(compare: &HtmlElement, percent: &str) {
    let _ = compare
        .style()
        .set_property("--split", &format!("{percent}%"));
}

/// What the photo shows, in words.
fn description(figure: &Element) -> String {
    figure
        .query_selector("img")
        .ok()
        .flatten()
        .and_then(|photo| photo.get_attribute("alt"))
        .unwrap_or_default()
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::read::testing::*;

    fn comparison(after: (u32, u32)) -> Page {
        let (before, after) = (photo(300, 200), photo(after.0, after.1));
        page_with(
            "",
            &format!(
                r#"[{{ "id": "street", "kind": "compare", "before": {before}, "after": {after} }}]"#
            ),
        )
    }

    #[wasm_bindgen_test]
    fn the_divider_moves_with_its_range_input_and_goes_with_the_behaviour() {
        let page = comparison((600, 400));
        let dividers = start(&page);
        for _ in 0..2 {
            happen(&find(&page, "#street"), near::NEAR);
        }
        assert_eq!(count(&page, ".divider"), 1);
        let input: HtmlInputElement = find(&page, ".compare[data-split] input[type=range]");
        assert_eq!(
            input.get_attribute("aria-label").as_deref(),
            Some("A bridge / A bridge")
        );
        input.set_value("25");
        happen(&input, "input");
        let compare: HtmlElement = find(&page, ".compare");
        assert_eq!(
            compare.style().get_property_value("--split").as_deref(),
            Ok("25%")
        );
        drop(dividers);
        assert_eq!(count(&page, ".divider"), 0);
    }

    #[wasm_bindgen_test]
    fn photos_of_two_shapes_stay_side_by_side() {
        let page = comparison((200, 300));
        let _dividers = start(&page);
        happen(&find(&page, "#street"), near::NEAR);
        assert_eq!(count(&page, "[data-split], .divider"), 0);
    }
}

//! Comparisons: one photo over the other, with a divider that is a range input.

use std::any::Any;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use super::Page;
use crate::dom;

/// The comparison bears this while its photos lie over each other.
const SPLIT: &str = "data-split";

/// Keeps the dividers.
pub struct Dividers(Vec<Divider>);

struct Divider {
    compare: HtmlElement,
    place: HtmlElement,
    _mounted: Box<dyn Any>,
}

impl Drop for Dividers {
    fn drop(&mut self) {
        for divider in &self.0 {
            dom::unset(&divider.compare, SPLIT);
            divider.place.remove();
        }
    }
}

/// Lays the two photos of each comparison over each other, if they are of one
/// shape; others stay side by side.
pub fn start(page: &Page) -> Dividers {
    let comparisons: Vec<HtmlElement> = dom::all(&page.article, ".compare");
    Dividers(comparisons.into_iter().filter_map(divide).collect())
}

fn divide(compare: HtmlElement) -> Option<Divider> {
    let figures: Vec<Element> = dom::all(&compare, ":scope > figure.photo");
    let [before, after] = figures.as_slice() else {
        return None;
    };
    if before.get_attribute("data-ratio") != after.get_attribute("data-ratio") {
        return None;
    }
    let label = [before, after].map(description).join(" / ");
    let place: HtmlElement = dom::append(&compare, "div", "divider")?;
    let moved = compare.clone();
    let mounted = leptos::mount::mount_to(place.clone(), move || {
        view! {
            <input
                type="range"
                min="0"
                max="100"
                value="50"
                aria-label=label
                on:input=move |event| {
                    if let Some(input) = dom::target::<HtmlInputElement>(event.unchecked_ref()) {
                        let share = format!("{}%", input.value());
                        let _ = moved.style().set_property("--split", &share);
                    }
                }
            />
        }
    });
    dom::set(&compare, SPLIT, "");
    Some(Divider {
        compare,
        place,
        _mounted: Box::new(mounted),
    })
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

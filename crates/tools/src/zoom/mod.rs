//! A photo opened large: in a dialog whose pane scrolls, so that moving about in it is the
//! browser's own. No entry is made in the history: Escape, a button or a phone's back
//! gesture closes it, and Back leaves the page as ever.

mod gestures;
mod pane;

use std::rc::Rc;

use gloo_events::EventListener;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent};

use super::contents::CloseButton;
use super::dialog::Slot;
use gestures::Gestures;
use pane::Pane;
use reportage_viewer::dom;
use reportage_viewer::read::Page;
use reportage_viewer::read::demand::{ENLARGE, PHOTOS};

/// Keeps photos ready to be opened.
pub struct Zoom {
    _clicks: EventListener,
    _slot: Slot,
}

/// Opens a photo when it is clicked, or the button on it.
pub fn start(page: &Page) -> Zoom {
    let slot = Slot::default();
    let opening = slot.clone();
    let of_page = page.clone();
    let clicks = EventListener::new(&page.article, "click", move |event| {
        let Some(target) = dom::target::<Element>(event) else {
            return;
        };
        let is = |what: &str| target.matches(what).unwrap_or(false);
        if !is(PHOTOS) && !is(ENLARGE) {
            return;
        }
        if let Ok(Some(figure)) = target.closest("figure")
            && !figure
                .matches("[data-failed], [data-covered]")
                .unwrap_or(true)
        {
            open(&opening, &of_page, &figure);
        }
    });
    Zoom {
        _clicks: clicks,
        _slot: slot,
    }
}

/// Opens a copy of the photo with its caption and credit.
fn open(slot: &Slot, page: &Page, figure: &Element) {
    let copy = |selector: &str| -> Option<Element> {
        let found = figure.query_selector(selector).ok()??;
        found.clone_node_with_deep(true).ok()?.dyn_into().ok()
    };
    let Some(picture) = copy("picture") else {
        return;
    };
    let caption = copy("figcaption");
    let dialog = slot.open(page, |page| view! { <ZoomView page/> });
    let Some(dialog) = dialog else { return };
    let Ok(Some(place)) = dialog.query_selector(".pane") else {
        return;
    };
    let _ = place.append_child(&picture);
    if let (Some(caption), Ok(Some(foot))) = (caption, dialog.query_selector(".zoom-foot")) {
        let _ = foot.insert_before(&caption, foot.first_child().as_ref());
    }
    if let Some(pane) = Pane::of(place.unchecked_into(), &picture) {
        let pane = Rc::new(pane);
        pane.fit();
        // They live as long as the dialog does: they listen to nothing else.
        Gestures::listen(&dialog, &pane);
    }
}

/// The pane, the caption, and the buttons.
#[component]
fn ZoomView(page: Page) -> impl IntoView {
    let [larger, smaller, close, label] =
        ["zoomIn", "zoomOut", "close", "enlarge"].map(|name| page.word(name));
    let of_pane = label.clone();
    view! {
        <dialog class="zoom" aria-label=label>
            <div class="pane" tabindex="0" role="group" aria-label=of_pane></div>
            <div class="zoom-foot">
                <div class="zoom-buttons">
                    <button type="button" class="smaller" aria-label=smaller></button>
                    <button type="button" class="larger" aria-label=larger></button>
                    <CloseButton words=close is_first=true/>
                </div>
            </div>
        </dialog>
    }
}

/// Where an event of a pointer is in the window.
fn point(event: &MouseEvent) -> (f64, f64) {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;
    use web_sys::{HtmlDialogElement, HtmlElement};

    use super::*;
    use reportage_viewer::read::testing::*;

    #[wasm_bindgen_test]
    async fn a_photo_opens_from_its_button() {
        let page = page_with("", &photo_card());
        let zoom = start(&page);
        find::<HtmlElement>(&page, ".enlarge").click();
        let dialog: HtmlDialogElement = find(&page, "dialog.zoom[open]");
        assert_eq!(count(&page, "dialog.zoom .pane > picture > img"), 1);
        dialog.close();
        until("it is gone", || count(&page, "dialog") == 0).await;
        drop(zoom);
    }

    #[wasm_bindgen_test]
    fn a_photo_that_is_missing_does_not_open() {
        let page = page_with("", &photo_card());
        let _zoom = start(&page);
        dom::set(&find::<Element>(&page, "figure"), "data-failed", "");
        find::<HtmlElement>(&page, ".enlarge").click();
        assert_eq!(count(&page, "dialog"), 0);
    }
}

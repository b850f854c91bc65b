//! What a reader takes in hand now and then: the reading menu, the list of cards, photos opened
//! large, sharing; and what few stories ask for. One tool a file.
//!
//! They are a program of their own, fetched on [`demand`]. The two share the page and nothing
//! else: what [`read`](reportage_viewer::read) has noted there is read there, and what it is to do is an
//! event.

mod aside;
mod contents;
mod dialog;
mod edition_list;
mod idle;
mod menu;
mod mounted;
mod offline;
mod print;
mod resume;
mod share;
mod zoom;

use std::any::Any;
use std::cell::Cell;

use gloo_events::EventListener;
use web_sys::{Document, Element, HtmlElement};

use dialog::Slot;
use reportage_viewer::dom;
use reportage_viewer::read::{Page, bar, demand};

thread_local! {
    /// The tools for the story in the page.
    static AT_HAND: Cell<Option<Box<dyn Any>>> = const { Cell::new(None) };
}

/// Gets the tools ready for the story in the page, and has them answer what was clicked meanwhile.
pub fn run() {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    get_ready(&document);
    let page = document.clone();
    dom::capture(&document, demand::OPENED, move |_| get_ready(&page)).forget();
}

/// Gets them ready for the story that is there now.
fn get_ready(document: &Document) {
    AT_HAND.take();
    let Some(page) = Page::of(document) else {
        return;
    };
    AT_HAND.set(Some(Box::new((
        start(&page),
        zoom::start(&page),
        idle::start(&page),
        resume::start(&page),
    ))));
    if let Some(root) = page.document.document_element() {
        dom::set(&root, demand::READY, "");
        let busy = format!("[{}]", demand::BUSY);
        for control in dom::all::<HtmlElement>(&root, &busy) {
            dom::unset(&control, demand::BUSY);
            control.click();
        }
    }
}

/// Answers the buttons of the bar, and opens the menu for a reader who has come for what is in it.
fn start(page: &Page) -> EventListener {
    let slot = Slot::default();
    if reportage_viewer::read::offline::is_asked_for(page) {
        menu::open(&slot, page);
    }
    let page = page.clone();
    EventListener::new(&page.document.clone(), "click", move |event| {
        let Some(target) = dom::target::<Element>(event) else {
            return;
        };
        let is = |button: &str| matches!(target.closest(button), Ok(Some(_)));
        if is(bar::SETTINGS) {
            menu::open(&slot, &page);
        } else if is(bar::POSITION) {
            contents::open(&slot, &page);
        } else if is(bar::SHARE) {
            share::share(&page);
        }
    })
}

#[cfg(all(test, target_arch = "wasm32"))]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

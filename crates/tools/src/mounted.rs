//! A view of ours in a place of its own.

use std::any::Any;

use leptos::prelude::IntoView;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};

use reportage_viewer::dom::Placed;
use reportage_viewer::read::Page;

/// A view in its place. Dropping it takes both away.
pub struct Mounted {
    /// The element that holds the view.
    pub place: HtmlElement,
    // Before the place: what goes with the view may still look for it there.
    _handle: Box<dyn Any>,
    _placed: Placed,
}

impl Mounted {
    /// Mounts a view at the end of the page, in the story's language; nothing if the browser
    /// does not let us.
    pub fn new<V: IntoView + 'static>(
        page: &Page,
        class: &str,
        view: impl FnOnce(Page) -> V + 'static,
    ) -> Option<Self> {
        let placed = page.place("div", class)?;
        let page = page.clone();
        let handle = leptos::mount::mount_to(placed.0.clone(), move || view(page));
        Some(Self {
            place: placed.0.clone(),
            _handle: Box::new(handle),
            _placed: placed,
        })
    }

    /// The dialog in the view, if there is one.
    pub fn dialog(&self) -> Option<HtmlDialogElement> {
        let dialog = self.place.query_selector("dialog").ok()??;
        dialog.dyn_into().ok()
    }
}

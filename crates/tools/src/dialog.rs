//! Dialogs that a reader opens and closes.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use leptos::prelude::IntoView;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, Selection};

use super::aside::Aside;
use super::mounted::Mounted;
use reportage_viewer::dom;
use reportage_viewer::read::Page;

/// Room for one dialog at a time. Dropping it closes the dialog; the browser gives the
/// focus back to where it was.
#[derive(Clone, Default)]
pub struct Slot(Rc<RefCell<Option<Open>>>);

struct Open {
    dialog: HtmlDialogElement,
    _aside: Aside,
    _mounted: Mounted,
    _ears: [EventListener; 2],
}

impl Drop for Open {
    fn drop(&mut self) {
        shut(&self.dialog);
    }
}

impl Slot {
    /// Opens the dialog that is the view's first element, in place of any other; nothing
    /// if the browser does not let us. It closes by Escape, by a click beside it, or by
    /// [`close`].
    pub fn open<V: IntoView + 'static>(
        &self,
        page: &Page,
        view: impl FnOnce(Page) -> V + 'static,
    ) -> Option<HtmlDialogElement> {
        self.0.take();
        let mounted = Mounted::new(page, "dialog-place", view)?;
        let dialog = mounted.dialog()?;
        let aside = show(page, &dialog)?;
        let slot = Rc::downgrade(&self.0);
        let closed = EventListener::new(&dialog, "close", move |_| {
            let slot = slot.clone();
            // Not at once: a listener must not be dropped while it is being called.
            dom::later(0, move || {
                if let Some(slot) = slot.upgrade() {
                    slot.take();
                }
            });
        });
        let beside = EventListener::new(&dialog, "click", |event| {
            // What is beside a dialog is the dialog itself: its content fills it.
            if let (Some(target), Some(dialog)) = (event.target(), event.current_target())
                && target == dialog
            {
                shut(dialog.unchecked_ref());
            }
        });
        self.0.replace(Some(Open {
            dialog: dialog.clone(),
            _aside: aside,
            _mounted: mounted,
            _ears: [closed, beside],
        }));
        Some(dialog)
    }
}

/// Shows a dialog; nothing if the browser does not let us. What this gives is to be kept until it is
/// closed. All of a story that has grown is in its window: where no host says what the reader sees of
/// it, the dialog stands at their card.
pub fn show(page: &Page, dialog: &HtmlDialogElement) -> Option<Aside> {
    if let Some(card) = page.current_card().filter(|_| page.has_grown()) {
        let top = card.get_bounding_client_rect().top();
        dom::set_style(dialog, "--card-top", top, "px");
    }
    forget_caret();
    let aside = Aside::of(page);
    dialog.show_modal().ok().map(|()| aside)
}

/// Closes whatever dialogs are open.
pub fn close_all(page: &Page) {
    if let Some(body) = page.document.body() {
        for dialog in dom::all::<HtmlDialogElement>(&body, "dialog[open]") {
            shut(&dialog);
        }
    }
}

/// Closes the dialog that an element is in.
pub fn close(inside: &Element) {
    if let Ok(Some(dialog)) = inside.closest("dialog") {
        shut(dialog.unchecked_ref());
    }
}

/// Closes a dialog.
pub fn shut(dialog: &HtmlDialogElement) {
    forget_caret();
    dialog.close();
}

/// Forgets where the mouse has put a caret. Where that is gone, or inert, Chromium would look for the
/// nearest place for it through all that is inert, which takes longer than anything else.
fn forget_caret() {
    let selection = web_sys::window().and_then(|window| window.get_selection().ok()?);
    if let Some(selection) = selection.filter(Selection::is_collapsed) {
        let _ = selection.remove_all_ranges();
    }
}

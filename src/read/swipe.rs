//! Reading by swiping: one card a screen, side by side. The style sheet and the browser's
//! own scrolling do it; here is what they cannot do.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use super::stops::{beside, is_card};
use super::{Page, moving, near, position, settings};
use crate::dom;

/// What can have the focus.
const FOCUSABLE: &str = "a[href], button, input, summary, video, [tabindex]";
/// Keeps what `tabindex` was.
const FORMER: &str = "data-tabindex";

/// Happens to the story when the way of moving changes.
const SWITCHED: &str = "reportage-mode";

/// Keeps the focus out of cards that are out of the window.
pub struct Swipe {
    focus: Rc<Focus>,
    /// The root, if it says how the story was made to be read.
    said: Option<Element>,
    _listeners: [EventListener; 5],
}

/// Watches which card is in the window.
pub fn start(page: &Page) -> Swipe {
    // The root says so from now on, for what is outside the story.
    let mode = page.article.get_attribute("data-mode");
    let root = page.document.document_element();
    let said = root.filter(|_| settings::get(page, "mode").is_none());
    if let Some((mode, root)) = mode.zip(said.as_ref()) {
        dom::set(root, "data-mode", &mode);
    }
    if is_on(page) {
        // A reload keeps where the page was scrolled to, not where the story was.
        restore(page);
    }
    let focus = Rc::new(Focus {
        page: page.clone(),
        shown: RefCell::default(),
    });
    let tab = {
        let focus = focus.clone();
        dom::capture(&page.document, "keydown", move |event| {
            if event.unchecked_ref::<KeyboardEvent>().key() == "Tab" {
                focus.keep();
            }
        })
    };
    // What has come near may just have got a control of its own.
    let quieted = || {
        let focus = focus.clone();
        move |stop: &Element| {
            if focus.shown.borrow().is_some() {
                quiet(stop);
            }
        }
    };
    let near = near::each(page, quieted());
    let late = near::each_late(page, quieted());
    let [changed, switched] = [position::CHANGED, SWITCHED].map(|event| {
        let focus = focus.clone();
        dom::capture(&page.article, event, move |_| focus.follow())
    });
    Swipe {
        focus,
        said,
        _listeners: [tab, near, late, changed, switched],
    }
}

impl Drop for Swipe {
    fn drop(&mut self) {
        self.focus.free();
        // What the reader has chosen meanwhile stays.
        if let Some(root) = self.said.take()
            && root.get_attribute("data-mode") == self.focus.page.article.get_attribute("data-mode")
        {
            dom::unset(&root, "data-mode");
        }
    }
}

/// While swiping, Tab stays in the card that is shown. The words of the others can still be
/// found and read: nothing is hidden. Until the reader presses Tab there is nothing to do.
struct Focus {
    page: Page,
    /// The card that the focus is kept in, if it is.
    shown: RefCell<Option<Element>>,
}

impl Focus {
    /// Keeps it in the card that is shown from now on.
    fn keep(&self) {
        if is_on(&self.page)
            && self.shown.borrow().is_none()
            && let Some(card) = self.page.current_card()
        {
            quiet(&self.page.article);
            self.follow_to(card);
        }
    }

    /// Another card is shown, or the story is read in another way.
    fn follow(&self) {
        if !is_on(&self.page) {
            self.free();
        } else if self.shown.borrow().is_some()
            && let Some(card) = self.page.current_card()
        {
            self.follow_to(card);
        }
    }

    fn follow_to(&self, card: Element) {
        if let Some(former) = self.shown.replace(Some(card.clone())) {
            with_ends(&former, quiet);
        }
        with_ends(&card, wake);
    }

    fn free(&self) {
        if self.shown.take().is_some() {
            wake(&self.page.article);
        }
    }
}

/// The headline goes with the first card, the credits with the last.
fn with_ends(card: &Element, each: fn(&Element)) {
    each(card);
    for is_after in [false, true] {
        if let Some(stop) = beside(card, is_after)
            && !is_card(&stop)
        {
            each(&stop);
        }
    }
}

/// Whether the story is read by swiping now: as the reader has chosen, or else as it was
/// made.
pub fn is_on(page: &Page) -> bool {
    settings::get(page, "mode")
        .or_else(|| page.article.get_attribute("data-mode"))
        .is_some_and(|mode| mode == "swipe")
}

/// Switches between `scroll` and `swipe`; the card stays.
pub fn switch(page: &Page, mode: &str) {
    let card = page.current_card();
    settings::set(page, "mode", Some(mode));
    if let Some(card) = card {
        moving::scroll_to(&card, false);
    }
    dom::tell(&page.article, SWITCHED);
}

fn restore(page: &Page) {
    let hash = page.window.location().hash().unwrap_or_default();
    let id = js_sys::decode_uri_component(hash.trim_start_matches('#'))
        .ok()
        .map(String::from);
    if let Some(card) = id.and_then(|id| page.card(&id)) {
        moving::scroll_to(&card, false);
    }
}

fn quiet(stop: &Element) {
    for control in dom::all::<Element>(stop, FOCUSABLE) {
        if !control.has_attribute(FORMER) {
            let former = control.get_attribute("tabindex").unwrap_or_default();
            dom::set(&control, FORMER, &former);
            dom::set(&control, "tabindex", "-1");
        }
    }
}

fn wake(stop: &Element) {
    for control in dom::all::<Element>(stop, &format!("[{FORMER}]")) {
        match control
            .get_attribute(FORMER)
            .filter(|former| !former.is_empty())
        {
            Some(former) => dom::set(&control, "tabindex", &former),
            None => dom::unset(&control, "tabindex"),
        }
        dom::unset(&control, FORMER);
    }
}

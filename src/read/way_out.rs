//! Out of the frame of an embedded story: full screen where the host allows it, and otherwise
//! the story's own page.

use gloo_events::EventListener;
use web_sys::{Element, HtmlAnchorElement};

use super::Page;
use crate::dom;

/// Puts the button into the bar, or the link, and listens to it.
pub fn put(page: &Page, bar: &Element) -> Vec<EventListener> {
    if page.document.fullscreen_enabled() {
        full_screen(page, bar)
    } else {
        new_tab(page, bar)
    }
    .unwrap_or_default()
}

/// A button that says whether the screen is filled, however that came about: Escape ends it too.
fn full_screen(page: &Page, bar: &Element) -> Option<Vec<EventListener>> {
    let button = dom::append_button(bar, "way-out", "", &page.word("fullScreen"))?;
    dom::set(&button, "aria-pressed", "false");
    let document = page.document.clone();
    let toggle = EventListener::new(&button, "click", move |_| {
        if document.fullscreen_element().is_some() {
            document.exit_fullscreen();
        } else if let Some(root) = document.document_element() {
            // Refused, the story stays where it is.
            let _ = root.request_fullscreen();
        }
    });
    let document = page.document.clone();
    let changed = EventListener::new(&page.document, "fullscreenchange", move |_| {
        let is_filled = document.fullscreen_element() == document.document_element();
        let pressed = if is_filled { "true" } else { "false" };
        dom::set(&button, "aria-pressed", pressed);
    });
    Some(vec![toggle, changed])
}

/// A link to the story's own page, at the card that the reader is at by then.
fn new_tab(page: &Page, bar: &Element) -> Option<Vec<EventListener>> {
    let link: HtmlAnchorElement = dom::append(bar, "a", "way-out")?;
    link.set_href("./");
    link.set_target("_blank");
    link.set_rel("noopener");
    dom::set(&link, "aria-label", &page.word("openInNewTab"));
    let (page, led) = (page.clone(), link.clone());
    let lead = EventListener::new(&link, "click", move |_| {
        if let Ok(here) = page.window.location().href() {
            led.set_href(&here);
        }
    });
    Some(vec![lead])
}

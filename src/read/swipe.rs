//! Reading by swiping: one card a screen, side by side. The style sheet and the browser's
//! own scrolling do it; here is what they cannot do.

use gloo_events::EventListener;
use web_sys::Element;

use super::{Page, moving, position, settings};
use crate::dom;

/// What can have the focus.
const FOCUSABLE: &str = "a[href], button, input, summary, video, [tabindex]";
/// Keeps what `tabindex` was.
const FORMER: &str = "data-tabindex";

/// Keeps the focus out of cards that are out of the window.
pub struct Swipe {
    page: Page,
    _listeners: [EventListener; 2],
}

/// Happens to the story when the way of moving changes.
const SWITCHED: &str = "reportage-mode";

/// Watches which card is in the window.
pub fn start(page: &Page) -> Swipe {
    if is_on(page) {
        // A reload keeps where the page was scrolled to, not where the story was.
        restore(page);
    }
    show_current(page);
    let listeners = [position::CHANGED, SWITCHED].map(|event| {
        let page = page.clone();
        EventListener::new(&page.article.clone(), event, move |_| show_current(&page))
    });
    Swipe {
        page: page.clone(),
        _listeners: listeners,
    }
}

impl Drop for Swipe {
    fn drop(&mut self) {
        for stop in self.page.stops() {
            wake(&stop);
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
    let is_it = |card: &Element| Some(card.id()) == id;
    if let Some(card) = page.cards().into_iter().find(is_it) {
        moving::scroll_to(&card, false);
    }
}

/// While swiping, Tab stays in the card that is shown. The words of the others can still be
/// found and read: nothing is hidden. The headline goes with the first card, the credits
/// with the last.
fn show_current(page: &Page) {
    let cards = page.cards();
    let shown = page.current().filter(|_| is_on(page));
    for stop in page.stops() {
        let at = cards.iter().position(|card| *card == stop);
        let is_after = || stop.class_list().contains("credits");
        let at = at.unwrap_or_else(|| {
            if is_after() {
                cards.len().saturating_sub(1)
            } else {
                0
            }
        });
        if shown.is_some_and(|shown| shown != at) {
            quiet(&stop);
        } else {
            wake(&stop);
        }
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

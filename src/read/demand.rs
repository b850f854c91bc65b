//! Asks for the tools (`reportage-tools`), a program of its own that most readers never need: once
//! the reader reaches for one of them, or the story or its address asks for one.
//!
//! What was clicked meanwhile is busy, and is clicked again by the tools as soon as they are there.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use web_sys::Element;

use super::{Page, bar, offline, place, saving, wishes};
use crate::dom;

/// Photos that a click opens: over those of a comparison lies its divider.
pub const PHOTOS: &str = "figure.photo > picture > img";
/// What opens a tool: three buttons of the bar, and the one on each photo.
const CONTROLS: &str = ".bar :is(.settings, .position, .share), .enlarge";
/// Opens a photo too.
pub const ENLARGE: &str = ".enlarge";
/// The root bears this once the tools are there.
pub const READY: &str = "data-tools";
/// Happens to a story that has been opened in the page of another, which the tools were for.
pub const OPENED: &str = "reportage-opened";
/// What was clicked bears this until then.
pub const BUSY: &str = "aria-busy";

/// Happens to the page when they are wanted: a line at the end of its program hears it, since
/// WebAssembly cannot import.
const WANTED: &str = "reportage-tools";
/// Happens to the window when they could not be had.
const MISSING: &str = "reportage-tools-missing";
/// What shows that a reader reaches for something, before they click. With a mouse over a photo
/// most are only on their way.
const REACHING: [&str; 3] = ["pointerover", "pointerdown", "focusin"];

/// Keeps watch over what the reader reaches for, until the tools are there.
pub struct Demand {
    _listeners: Vec<EventListener>,
    _reaching: Rc<RefCell<Vec<EventListener>>>,
}

/// Watches, and asks at once where it is known by now that they are needed.
pub fn start(page: &Page) -> Demand {
    // In the menu, a tool itself, that changes only once they are there.
    let saves = saving::is_on();
    let reaching: Rc<RefCell<Vec<EventListener>>> = Rc::default();
    let listeners = REACHING.map(|event| {
        let (page, reaching) = (page.clone(), Rc::downgrade(&reaching));
        dom::capture(&page.document.clone(), event, move |event| {
            let is_pressed = event.type_() == "pointerdown";
            if (saves && !is_pressed) || !wants(event, is_pressed) {
                return;
            }
            ask(&page);
            let reaching = reaching.clone();
            // Not at once: a listener must not be dropped while it is being called.
            dom::later(0, move || {
                if let Some(reaching) = reaching.upgrade() {
                    reaching.take();
                }
            });
        })
    });
    reaching.replace(listeners.into());
    let clicked = {
        let page = page.clone();
        dom::capture(&page.document.clone(), "click", move |event| {
            if !are_there(&page)
                && wants(event, true)
                && let Some(target) = dom::target::<Element>(event)
            {
                let control = target.closest("button").ok().flatten().unwrap_or(target);
                free(&page);
                dom::set(&control, BUSY, "true");
                ask(&page);
            }
        })
    };
    let missing = {
        let page = page.clone();
        EventListener::new(&page.window.clone(), MISSING, move |_| {
            // The next click asks again.
            if free(&page) {
                bar::say(&page, &page.word("tryAgain"));
            }
        })
    };
    if are_needed(page) || (!saves && place::former(page).is_some()) {
        ask(page);
    }
    Demand {
        _listeners: vec![clicked, missing],
        _reaching: reaching,
    }
}

/// Whether an event falls on what the tools answer.
fn wants(event: &web_sys::Event, photos_too: bool) -> bool {
    dom::target::<Element>(event).is_some_and(|target| {
        let is_in = |what: &str| matches!(target.closest(what), Ok(Some(_)));
        is_in(CONTROLS) || (photos_too && is_in(PHOTOS))
    })
}

/// Whether something is needed that nobody reaches for: the question whether anybody is reading,
/// what a reader has come for out of a frame. The offer to go on where one was is none to those
/// who save data.
fn are_needed(page: &Page) -> bool {
    page.article.has_attribute("data-idle-after")
        || wishes::get(&page.window, wishes::IDLE).is_some()
        || offline::is_asked_for(page)
}

fn are_there(page: &Page) -> bool {
    let root = page.document.document_element();
    root.is_some_and(|root| root.has_attribute(READY))
}

/// Asks; whoever hears it asks the server only once.
fn ask(page: &Page) {
    if !are_there(page) {
        dom::tell(&page.article, WANTED);
    }
}

/// Nothing is busy any more. Whether anything was.
fn free(page: &Page) -> bool {
    let busy = page.document.query_selector(&format!("[{BUSY}]"));
    let Ok(Some(busy)) = busy else { return false };
    dom::unset(&busy, BUSY);
    true
}

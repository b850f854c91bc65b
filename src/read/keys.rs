//! Keys, where nothing else needs them.

use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::moving::{Moving, Step};
use super::{Page, bar, settings, swipe};

/// What has keys of its own.
const NEEDS_ARROWS: &str = "input, select, textarea, [contenteditable], video, audio, .gallery";
/// What Space works, or is written into.
const NEEDS_SPACE: &str =
    "button, summary, input, select, textarea, [contenteditable], video, audio";
/// How much of a card a key scrolls that turns its page.
const PAGE: f64 = 0.85;
/// Pixels that an arrow scrolls.
const LINE: f64 = 60.0;

/// Listens for keys for as long as it is kept.
pub fn start(page: &Page, moving: &Rc<Moving>) -> EventListener {
    let (page, moving) = (page.clone(), moving.clone());
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&page.document.clone(), "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        if !is_for_us(&page, event) {
            return;
        }
        let key = event.key();
        if key == "?" {
            open_menu(&page);
        } else {
            match command(&page, event, &key) {
                Some(Command::Step(step)) => moving.step(step),
                Some(Command::Scroll(card, pixels)) => card.scroll_by_with_x_and_y(0.0, pixels),
                None => return,
            }
        }
        // Once it is done: if it goes wrong, the key does what it does in any page.
        event.prevent_default();
    })
}

/// As a click on its button does.
fn open_menu(page: &Page) {
    if let Ok(Some(button)) = page.document.query_selector(bar::SETTINGS) {
        button.unchecked_into::<HtmlElement>().click();
    }
}

enum Command {
    Step(Step),
    /// Within a card that is taller than its place.
    Scroll(Element, f64),
}

/// Not the reader's own shortcuts, nor keys that mean something where they fall.
fn is_for_us(page: &Page, event: &KeyboardEvent) -> bool {
    let is_shortcut = event.ctrl_key() || event.alt_key() || event.meta_key();
    let is_selecting = event.shift_key() && !matches!(event.key().as_str(), "?" | " ");
    !(event.default_prevented()
        || event.is_composing()
        || is_shortcut
        || is_selecting
        || settings::get(page, "keys").as_deref() == Some("off")
        || page.has_open_dialog())
}

fn command(page: &Page, event: &KeyboardEvent, key: &str) -> Option<Command> {
    let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    let falls_on = |selector| {
        target
            .as_ref()
            .is_some_and(|target| matches!(target.closest(selector), Ok(Some(_))))
    };
    if falls_on(if key == " " {
        NEEDS_SPACE
    } else {
        NEEDS_ARROWS
    }) {
        return None;
    }
    let forward = if page.is_rtl() {
        "ArrowLeft"
    } else {
        "ArrowRight"
    };
    if matches!(key, "ArrowLeft" | "ArrowRight") {
        return Some(Command::Step(if key == forward {
            Step::Next
        } else {
            Step::Previous
        }));
    }
    if !swipe::is_on(page) {
        // Down the page the browser's own keys lead.
        return None;
    }
    let height = page.size().1;
    let pixels = match key {
        "Home" => return Some(Command::Step(Step::First)),
        "End" => return Some(Command::Step(Step::Last)),
        " " if event.shift_key() => -PAGE * height,
        " " | "PageDown" => PAGE * height,
        "PageUp" => -PAGE * height,
        "ArrowDown" => LINE,
        "ArrowUp" => -LINE,
        _ => return None,
    };
    let card = page.current_card()?;
    if has_more(&card, pixels) {
        return Some(Command::Scroll(card, pixels));
    }
    Some(Command::Step(if pixels > 0.0 {
        Step::Next
    } else {
        Step::Previous
    }))
}

/// Whether there is something of a card below its place, or above it.
fn has_more(card: &Element, pixels: f64) -> bool {
    let top = f64::from(card.scroll_top());
    if pixels > 0.0 {
        top + f64::from(card.client_height()) + 1.0 < f64::from(card.scroll_height())
    } else {
        top > 0.0
    }
}

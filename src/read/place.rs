//! Where the reader is, written down: in the address, so that it can be shared and
//! survives a reload, and on the device, for the next visit. Never in the history.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsValue;

use super::{Page, device, moving, position, settings, wishes};
use crate::dom;

/// Milliseconds after the last change: browsers refuse addresses that change with every
/// frame of a scroll.
const PAUSE: u32 = 300;

/// Writes the place down for as long as it is kept.
pub struct Place {
    _listeners: [EventListener; 2],
    _timer: Rc<RefCell<Option<Timeout>>>,
}

/// Follows the reader from card to card.
pub fn start(page: &Page) -> Place {
    let timer: Rc<RefCell<Option<Timeout>>> = Rc::default();
    let later = timer.clone();
    let page = page.clone();
    // Where the browser puts the reader at first is nothing that they have read up to. A command
    // may be quicker than it.
    let has_moved = Rc::new(Cell::new(false));
    let commanded = {
        let has_moved = has_moved.clone();
        dom::capture(&page.article, moving::GOING_TO, move |_| {
            has_moved.set(true)
        })
    };
    let changed = dom::capture(&page.article.clone(), position::CHANGED, move |_| {
        if !has_moved.replace(true) {
            return;
        }
        let page = page.clone();
        later.replace(Some(Timeout::new(PAUSE, move || write(&page))));
    });
    Place {
        _listeners: [commanded, changed],
        _timer: timer,
    }
}

fn write(page: &Page) {
    let Some(card) = page.current_card() else {
        return;
    };
    let id = card.id();
    write_address(page, (!page.is_first(&card)).then_some(id.as_str()));
    if settings::get(page, "place").as_deref() != Some("off") {
        device::write(&key(page), &id);
    }
}

/// Puts a card into the address without an entry in the history.
pub fn write_address(page: &Page, id: Option<&str>) {
    let location = page.window.location();
    let (Ok(history), Ok(path), Ok(search)) = (
        page.window.history(),
        location.pathname(),
        location.search(),
    ) else {
        return;
    };
    let hash = id.map_or_else(String::new, |id| {
        format!("#{}", String::from(js_sys::encode_uri_component(id)))
    });
    let state = history.state().unwrap_or(JsValue::NULL);
    let _ = history.replace_state_with_url(&state, "", Some(&(path + &search + &hash)));
}

/// The card at which the reader stopped on an earlier visit.
pub fn former(page: &Page) -> Option<String> {
    if settings::get(page, "place").as_deref() == Some("off") {
        return None;
    }
    device::read(&key(page))
}

/// Forgets where the reader was.
pub fn forget(page: &Page) {
    device::forget(&key(page));
}

/// Each story has its own: the viewer's is named by the address's `story`.
fn key(page: &Page) -> String {
    let location = page.window.location();
    let story = wishes::get(&page.window, "story");
    format!(
        "reportage {}{}",
        location.pathname().unwrap_or_default(),
        story.map_or_else(String::new, |story| format!(" {story}"))
    )
}

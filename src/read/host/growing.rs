//! A story that is as high as all its cards together, in a host page that scrolls: the host is
//! told its height, and tells it how high its own window is.
//!
//! Nothing in such a story hangs on the frame's height, or the one would drive the other.

use std::cell::Cell;

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{HtmlElement, ResizeObserver, Window};

use super::resizer::Resizer;
use crate::dom;
use crate::read::Page;

/// Keeps the host told.
pub struct Growing {
    /// What it is told by.
    pub resizer: Resizer,
    host: Window,
    observer: ResizeObserver,
    _resized: Closure<dyn FnMut(Array)>,
}

impl Drop for Growing {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

impl Growing {
    /// The reader wants to be at a place of the frame, in CSS pixels from its top, and there
    /// is nothing to scroll in it: the host has to follow.
    pub fn follow(&self, top: f64) {
        if let Some(message) = self.resizer.scroll_to(top) {
            let _ = self.host.post_message(&message, "*");
        }
    }
}

/// Tells the host how high the story is, now and whenever that changes; nothing if it has not
/// grown.
pub fn start(page: &Page, host: &Window) -> Option<Growing> {
    let resizer = Resizer::named(page).filter(|_| page.has_grown())?;
    let body = page.document.body()?;
    let told = Cell::new(0.0);
    let closure = {
        let (body, host, resizer) = (body.clone(), host.clone(), resizer.clone());
        Closure::<dyn FnMut(Array)>::new(move |_| {
            let height = body.get_bounding_client_rect().height().ceil();
            if told.replace(height) != height {
                let _ = host.post_message(&resizer.height(height), "*");
            }
        })
    };
    let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok()?;
    observer.observe(&body);
    Some(Growing {
        resizer,
        host: host.clone(),
        observer,
        _resized: closure,
    })
}

/// The host's window: so high, and so far below the frame's top.
pub fn set_viewport(page: &Page, height: f64, top: f64) {
    let root = page.document.document_element();
    if let Some(root) = root.and_then(|root| root.dyn_into::<HtmlElement>().ok()) {
        dom::set_style(&root, "--host-height", height, "px");
        dom::set_style(&root, "--host-top", top.max(0.0), "px");
    }
}

//! A story that is as high as all its cards together, in a host page that scrolls: the host is
//! told its height, and tells it how high its own window is.
//!
//! Nothing in such a story hangs on the frame's height, or the one would drive the other.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ResizeObserver, UrlSearchParams, Window};

use super::message::Told;
use crate::dom;
use crate::read::Page;

/// How a host hears of heights.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Way {
    /// By our own messages.
    Reportage,
    /// As [pym.js](https://github.com/nprapps/pym.js) has it; the frame has this name there.
    Pym(String),
    /// As [`amp-iframe`](https://amp.dev/documentation/components/amp-iframe#iframe-resizing) has it.
    Amp,
}

impl Way {
    /// What the page's address asks for by `resize`.
    fn asked(page: &Page) -> Option<Self> {
        let search = page.window.location().search().ok()?;
        let wishes = UrlSearchParams::new_with_str(&search).ok()?;
        match wishes.get("resize")?.as_str() {
            "reportage" => Some(Self::Reportage),
            "pym" => Some(Self::Pym(wishes.get("childId")?)),
            "amp" => Some(Self::Amp),
            _ => None,
        }
    }

    fn message(&self, height: f64) -> JsValue {
        match self {
            Self::Reportage => Told::Height { height }.message(),
            Self::Pym(id) => format!("pymxPYMx{id}xPYMxheightxPYMx{height}").into(),
            Self::Amp => {
                let message = Object::new();
                for (name, value) in [
                    ("sentinel", "amp".into()),
                    ("type", "embed-size".into()),
                    ("height", height.into()),
                ] {
                    let _ = Reflect::set(&message, &name.into(), &value);
                }
                message.into()
            }
        }
    }
}

/// Keeps the host told.
pub struct Growing {
    observer: ResizeObserver,
    _resized: Closure<dyn FnMut(Array)>,
}

impl Drop for Growing {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Whether the page's address asks for it.
pub fn is_asked_for(page: &Page) -> bool {
    Way::asked(page).is_some()
}

/// Tells the host how high the story is, now and whenever that changes; nothing if it has not grown.
pub fn start(page: &Page, host: &Window) -> Option<Growing> {
    let way = Way::asked(page).filter(|_| page.has_grown())?;
    let body = page.document.body()?;
    let told = Rc::new(Cell::new(0.0));
    let closure = {
        let (body, host) = (body.clone(), host.clone());
        Closure::<dyn FnMut(Array)>::new(move |_| {
            let height = body.get_bounding_client_rect().height().ceil();
            if told.replace(height) != height {
                let _ = host.post_message(&way.message(height), "*");
            }
        })
    };
    let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok()?;
    observer.observe(&body);
    Some(Growing {
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

//! What the reader has chosen: an attribute of the root element for the style sheet and
//! for the behaviours, and kept on the device. The page puts it back before it is drawn.

mod menu;

use js_sys::{JSON, Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::Element;

use super::{Page, device};
use crate::dom;

pub use menu::{Menu, start};

/// Where choices are kept, as a JSON object. `assets/page.js` and `assets/start.js` read it.
const KEY: &str = "reportage";

/// What is chosen under `name`; nothing if the reader has not chosen.
pub fn get(page: &Page, name: &str) -> Option<String> {
    root(page)?.get_attribute(&format!("data-{name}"))
}

/// Chooses, for this page and for those that follow.
pub fn set(page: &Page, name: &str, value: Option<&str>) {
    if let Some(root) = root(page) {
        let attribute = format!("data-{name}");
        match value {
            Some(value) => dom::set(&root, &attribute, value),
            None => dom::unset(&root, &attribute),
        }
    }
    let kept = device::read(KEY)
        .and_then(|kept| JSON::parse(&kept).ok())
        .filter(JsValue::is_object)
        .unwrap_or_else(|| Object::new().into());
    let _ = match value {
        Some(value) => Reflect::set(&kept, &name.into(), &value.into()),
        None => Reflect::delete_property(&kept.clone().into(), &name.into()),
    };
    if let Ok(kept) = JSON::stringify(&kept) {
        device::write(KEY, &String::from(kept));
    }
}

fn root(page: &Page) -> Option<Element> {
    page.document.document_element()
}

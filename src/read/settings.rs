//! What the reader has chosen: an attribute of the root element for the style sheet and
//! for the behaviours, and kept on the device. The page puts it back before it is drawn.

use js_sys::{JSON, Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::Element;

use super::{Page, device};
use crate::dom;

/// Where choices are kept, as a JSON object. `assets/page.js` and `assets/start.js` read it.
const KEY: &str = "reportage";

/// What is chosen under `name`; nothing if the reader has not chosen.
pub fn get(page: &Page, name: &str) -> Option<String> {
    root(page)?.get_attribute(&format!("data-{name}"))
}

/// Chooses, for this page and for those that follow.
pub fn set(page: &Page, name: &str, value: Option<&str>) {
    if let Some(root) = root(page) {
        dom::put(&root, &format!("data-{name}"), value);
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

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::read::testing::*;

    #[wasm_bindgen_test]
    fn a_choice_is_an_attribute_and_is_kept_beside_the_others() {
        let page = page_with("", &photo_card());
        device::write(KEY, r#"{"theme":"dark"}"#);
        set(&page, "text", Some("130"));
        assert_eq!(get(&page, "text").as_deref(), Some("130"));
        assert_eq!(
            device::read(KEY).as_deref(),
            Some(r#"{"theme":"dark","text":"130"}"#)
        );
        set(&page, "text", None);
        assert_eq!(get(&page, "text"), None);
        assert_eq!(device::read(KEY).as_deref(), Some(r#"{"theme":"dark"}"#));
        device::forget(KEY);
    }

    #[wasm_bindgen_test]
    fn what_somebody_else_has_kept_there_is_replaced() {
        let page = page_with("", &photo_card());
        for other in ["", "no JSON", "7", "null"] {
            device::write(KEY, other);
            set(&page, "motion", Some("less"));
            assert_eq!(device::read(KEY).as_deref(), Some(r#"{"motion":"less"}"#));
        }
        set(&page, "motion", None);
        device::forget(KEY);
    }
}

//! JSON as the browser parses it: a parser of Rust's would weigh as much as all else that reads
//! a story. What is not asked for stays the browser's.

use js_sys::{Array, JsString, Object, Reflect};
use reportage_story::{Json, Kind, LARGEST_FILE, NotAStory, Opened};
use wasm_bindgen::prelude::*;

/// A value, as `JSON.parse` has made it.
#[derive(Clone)]
pub struct Parsed(JsValue);

#[wasm_bindgen]
extern "C" {
    /// As [`js_sys::JSON::parse`], of a text that stays the browser's: a bundle may be large.
    #[wasm_bindgen(js_namespace = JSON, js_name = parse, catch)]
    fn parse_text(text: &JsString) -> Result<JsValue, JsValue>;
}

/// Opens a `story.json`.
///
/// # Errors
/// As [`reportage_story::open`], and if it is no JSON.
pub fn open(file: &JsString) -> Result<Opened<Parsed>, NotAStory> {
    reportage_story::open(parse(file)?)
}

/// The value that a text says; otherwise the browser's words on why it is no JSON.
fn parse(file: &JsString) -> Result<Parsed, NotAStory> {
    if file.length() as usize > LARGEST_FILE {
        return Err(NotAStory::TooLarge);
    }
    if file.trim_start().starts_with("<", 0) {
        return Err(NotAStory::Html);
    }
    parse_text(file).map(Parsed).map_err(|reason| {
        let error = reason.dyn_into::<js_sys::Error>();
        NotAStory::NotJson(error.map_or_else(|_| String::new(), |error| error.message().into()))
    })
}

impl Parsed {
    fn as_object(&self) -> Option<&Object> {
        self.0.dyn_ref()
    }
}

impl Json for Parsed {
    fn kind(&self) -> Kind {
        let value = &self.0;
        if value.is_string() {
            Kind::Text
        } else if Array::is_array(value) {
            Kind::List
        } else if value.is_object() {
            Kind::Object
        } else if value.as_f64().is_some() {
            Kind::Number
        } else if value.as_bool().is_some() {
            Kind::Boolean
        } else {
            Kind::Null
        }
    }

    fn text(&self) -> Option<String> {
        self.0.as_string()
    }

    fn number(&self) -> Option<f64> {
        self.0.as_f64()
    }

    fn boolean(&self) -> Option<bool> {
        self.0.as_bool()
    }

    fn field(&self, key: &str) -> Option<Self> {
        let key = JsString::from(key);
        // Its own: every object inherits some.
        let object = self.as_object().filter(|it| Object::has_own(it, &key))?;
        Reflect::get(object, &key).ok().map(Self)
    }

    fn keys(&self) -> Vec<String> {
        let keys = self.as_object().map(|object| Object::keys(object).to_vec());
        let keys = keys.unwrap_or_default();
        keys.iter().filter_map(JsValue::as_string).collect()
    }

    fn elements(&self, most: usize) -> Vec<Self> {
        let list: Option<&Array> = self.0.dyn_ref();
        let elements = list.map(|list| list.slice(0, most as u32).to_vec());
        let elements = elements.unwrap_or_default();
        elements.into_iter().map(Self).collect()
    }
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test]
    fn every_kind_of_value_comes_over() {
        let value =
            parse(&r#"{"a": [null, true, "b", 1.5], "__proto__": {}}"#.into()).expect("it is JSON");
        assert_eq!(value.keys(), ["a", "__proto__"]);
        let list = value.field("a").expect("it is there");
        let kinds: Vec<_> = list.elements(9).iter().map(Json::kind).collect();
        let wanted = [Kind::Null, Kind::Boolean, Kind::Text, Kind::Number];
        assert_eq!((list.kind(), kinds), (Kind::List, wanted.to_vec()));
        let elements = list.elements(9);
        assert_eq!(elements[1].boolean(), Some(true));
        assert_eq!(elements[2].text().as_deref(), Some("b"));
        assert_eq!(elements[3].number(), Some(1.5));
    }

    #[wasm_bindgen_test]
    fn what_every_object_inherits_is_no_field() {
        let value = parse(&"{}".into()).expect("it is JSON");
        assert!(value.field("constructor").is_none());
        assert!(value.field("__proto__").is_none());
    }

    #[wasm_bindgen_test]
    fn what_is_no_json_is_refused_with_a_reason() {
        let refused = parse(&"{".into()).err();
        assert!(matches!(refused, Some(NotAStory::NotJson(reason)) if !reason.is_empty()));
    }

    #[wasm_bindgen_test]
    fn what_is_nested_without_end_is_left_out() {
        let content = "[".repeat(5_000) + &"]".repeat(5_000);
        let json = format!(r#"{{"headline": "A", "cards": [{{"body": {content}}}]}}"#);
        let opened = open(&json.into()).expect("it is a story");
        assert_eq!(opened.cards.count(), 1);
    }
}

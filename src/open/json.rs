//! JSON as the browser parses it: a parser of Rust's would weigh as much as all else that reads
//! a story.

use js_sys::{Array, JSON, Object};
use reportage_story::Value;
use wasm_bindgen::{JsCast, JsValue};

/// How many lists and objects may lie in one another, as many as serde_json lets natively.
const DEPTH: u8 = 128;

/// The value that `json` says; otherwise the browser's words on why it is no JSON.
pub fn parse(json: &str) -> Result<Value, String> {
    let parsed = JSON::parse(json).map_err(said)?;
    value(&parsed, DEPTH).ok_or_else(|| "it is nested too deeply".to_owned())
}

/// The same value as Rust has it; none if it is deeper than `depth`.
fn value(parsed: &JsValue, depth: u8) -> Option<Value> {
    if let Some(text) = parsed.as_string() {
        return Some(Value::Text(text));
    }
    if let Some(number) = parsed.as_f64() {
        return Some(Value::Number(number));
    }
    if let Some(is_so) = parsed.as_bool() {
        return Some(Value::Boolean(is_so));
    }
    let Some(object) = parsed.dyn_ref::<Object>() else {
        return Some(Value::Null);
    };
    let below = depth.checked_sub(1)?;
    if let Some(list) = object.dyn_ref::<Array>() {
        let elements = list.iter().map(|element| value(&element, below));
        return Some(Value::List(elements.collect::<Option<_>>()?));
    }
    let fields = Object::entries(object).into_iter().map(|entry| {
        let entry: Array = entry.unchecked_into();
        let key = entry.get(0).as_string()?;
        Some((key, value(&entry.get(1), below)?))
    });
    Some(Value::Object(fields.collect::<Option<_>>()?))
}

fn said(reason: JsValue) -> String {
    let error = reason.dyn_into::<js_sys::Error>();
    error.map_or_else(|_| String::new(), |error| error.message().into())
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test]
    fn every_kind_of_value_comes_over() {
        let value = parse(r#"{"a": [null, true, "b", 1.5], "__proto__": {}}"#);
        let list = vec![
            Value::Null,
            Value::Boolean(true),
            Value::Text("b".to_owned()),
            Value::Number(1.5),
        ];
        let fields = vec![
            ("a".to_owned(), Value::List(list)),
            ("__proto__".to_owned(), Value::Object(Vec::new())),
        ];
        assert_eq!(value, Ok(Value::Object(fields)));
    }

    #[wasm_bindgen_test]
    fn what_is_no_json_or_nested_without_end_is_refused() {
        assert!(parse("{").is_err());
        assert!(parse(&"[".repeat(100_000)).is_err());
        let deep = |levels| "[".repeat(levels) + &"]".repeat(levels);
        assert!(parse(&deep(128)).is_ok());
        assert!(parse(&deep(129)).is_err());
    }
}

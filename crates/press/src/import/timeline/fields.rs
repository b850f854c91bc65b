//! Fields that may not be what they should be.

use serde_json::Value;

/// The text in `object`'s field `name`, if it has one that is not blank. A number
/// is a text too.
pub fn text(object: &Value, name: &str) -> Option<String> {
    let text = match object.get(name)? {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// The whole number in `object`'s field `name`. TimelineJS takes `2017` and
/// `"2017"`.
pub fn whole_number(object: &Value, name: &str) -> Option<i64> {
    let text = text(object, name)?;
    text.parse().ok().or_else(|| {
        let number: f64 = text.parse().ok()?;
        // What is too large for an `i64` becomes the largest: it is only sorted by.
        #[allow(clippy::cast_possible_truncation)]
        number.is_finite().then_some(number as i64)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn numbers_may_be_texts_and_texts_numbers() {
        let date = json!({ "a": "2017", "b": 2017, "c": "-13800000000", "d": " 03 ", "e": 1.0, "f": "", "g": null });
        let number = |name| whole_number(&date, name);
        assert_eq!(number("a"), Some(2017));
        assert_eq!(number("b"), Some(2017));
        assert_eq!(number("c"), Some(-13_800_000_000));
        assert_eq!(number("d"), Some(3));
        assert_eq!(number("e"), Some(1));
        assert_eq!(number("f"), None);
        assert_eq!(number("g"), None);
        assert_eq!(text(&date, "b").as_deref(), Some("2017"));
        assert_eq!(text(&json!([1]), "b"), None);
    }
}

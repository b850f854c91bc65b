//! The JSON Schema that is checked in is the one that the types make, and stories
//! keep to it.

use std::fs;
use std::path::Path;

use serde_json::Value;

fn schema() -> Value {
    serde_json::to_value(reportage_story::json_schema()).expect("a schema is JSON")
}

#[test]
fn the_checked_in_schema_is_the_one_that_the_types_make() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/story.schema.json");
    let made = schema();
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        let text = serde_json::to_string_pretty(&made).expect("a schema is JSON") + "\n";
        fs::write(&path, text).expect("docs/ can be written");
    }
    let text = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        serde_json::from_str::<Value>(&text).is_ok_and(|checked_in| checked_in == made),
        "docs/story.schema.json is out of date: run `UPDATE_SCHEMA=1 cargo test --package reportage-story`"
    );
}

#[test]
fn a_story_with_every_kind_of_card_keeps_to_the_schema() {
    let schema = schema();
    let story: Value =
        serde_json::from_str(include_str!("example.json")).expect("the example is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    let complaints: Vec<_> = validator
        .iter_errors(&story)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(complaints.is_empty(), "{complaints:#?}");
}

#[test]
fn the_schema_refuses_a_card_of_no_known_kind() {
    let schema = schema();
    let story = serde_json::json!({
        "formatVersion": 1,
        "headline": "x",
        "inLanguage": "en",
        "cards": [{ "id": "a", "kind": "panorama" }],
    });
    assert!(!jsonschema::is_valid(&schema, &story));
}

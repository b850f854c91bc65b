//! What a manifest holds that must not be published.

use c2pa::Reader;
use serde_json::Value;

use crate::metadata::is_secret;

/// Assertions in a form of their own, in which no secret can be.
const HARMLESS: [&str; 4] = [
    "c2pa.hash.",
    "c2pa.icon",
    "c2pa.soft-binding",
    "c2pa.time-stamp",
];

/// Assertions that are looked into as part of the manifest.
const LOOKED_INTO: [&str; 1] = ["c2pa.ingredient"];

/// The names of what tells a position or a serial number or shows a likeness, in the manifest and
/// in those of the picture's ingredients; and of what cannot be looked into.
pub fn of(reader: &Reader) -> Vec<String> {
    let mut names = Vec::new();
    for manifest in reader.iter_manifests() {
        // It is data that has been read from the manifest: writing it as JSON cannot fail.
        let mut said = serde_json::to_value(manifest).unwrap_or_default();
        if let Value::Object(fields) = &mut said {
            // The certificates' serial numbers, which are no camera's.
            fields.remove("signature_info");
        }
        names.extend(secret_names(&said));
        let known: Vec<_> = manifest
            .assertions()
            .iter()
            .map(|assertion| assertion.label())
            .collect();
        for reference in manifest.assertion_references() {
            let url = reference.url();
            let label = url.rsplit('/').next().unwrap_or_default();
            let is_of = |start: &&str| label.starts_with(*start);
            let is_open = HARMLESS.iter().chain(&LOOKED_INTO).any(is_of) || known.iter().any(is_of);
            if !is_open {
                names.push(label.to_owned());
            }
        }
        let boxes = manifest.iter_resources();
        names.extend(
            boxes
                .map(|resource| resource.identifier)
                .filter(|name| name.contains("c2pa.databoxes"))
                .filter_map(|name| Some(name.rsplit('/').next()?.to_owned())),
        );
    }
    names.sort();
    names.dedup();
    names
}

/// The names of secret fields anywhere in a value.
fn secret_names(value: &Value) -> Vec<String> {
    let mut names = Vec::new();
    let mut left = vec![value];
    while let Some(value) = left.pop() {
        match value {
            Value::Object(fields) => {
                names.extend(fields.keys().filter(|name| is_secret(name)).cloned());
                left.extend(fields.values());
            }
            Value::Array(values) => left.extend(values),
            _ => {}
        }
    }
    names
}

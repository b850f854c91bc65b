//! What a manifest says of generative AI: of the picture, and of whatever it was made from.

use std::collections::HashSet;

use c2pa::{Manifest, Reader};
use reportage_story::DigitalSourceType::{
    self, CompositeWithTrainedAlgorithmicMedia as Edited, TrainedAlgorithmicMedia as Made,
};
use serde_json::Value;

/// What is said of AI in `manifest` and in those of its ingredients: made with it, if the picture
/// itself or what it was developed from was; edited with it, if only a part was, or a later hand.
/// Nothing, if nothing is said.
pub fn of(reader: &Reader, manifest: &Manifest) -> Option<DigitalSourceType> {
    let mut seen = HashSet::new();
    let mut is_edited = false;
    // A manifest, and whether the picture is a later state of what it is of.
    let mut left = vec![(manifest, true)];
    while let Some((manifest, is_whole)) = left.pop() {
        if !seen.insert((manifest.label(), is_whole)) {
            continue;
        }
        let said = manifest
            .assertions()
            .iter()
            .filter_map(|assertion| assertion.value().ok())
            .filter_map(said)
            .max_by_key(|said| *said == Made);
        match said {
            Some(Made) if is_whole => return Some(Made),
            Some(_) => is_edited = true,
            None => {}
        }
        left.extend(manifest.ingredients().iter().filter_map(|ingredient| {
            let manifest = reader.get_manifest(ingredient.active_manifest()?)?;
            Some((manifest, is_whole && ingredient.is_parent()))
        }));
    }
    is_edited.then_some(Edited)
}

/// What is said of AI anywhere in an assertion, such as a list of actions or a photo's metadata.
fn said(assertion: &Value) -> Option<DigitalSourceType> {
    let mut said = None;
    let mut left = vec![assertion];
    while let Some(value) = left.pop() {
        match value {
            Value::Object(fields) => {
                // An action that does not make the picture makes a part of it at most.
                let action = fields.get("action").and_then(Value::as_str);
                let is_whole = action.is_none_or(|action| action == "c2pa.created");
                for (name, value) in fields {
                    let name = name.rsplit(':').next().unwrap_or(name);
                    let term = value
                        .as_str()
                        .filter(|_| name.eq_ignore_ascii_case("digitalSourceType"));
                    match term.and_then(|term| term.rsplit('/').next()) {
                        Some("trainedAlgorithmicMedia") if is_whole => return Some(Made),
                        Some(
                            "trainedAlgorithmicMedia"
                            | "compositeWithTrainedAlgorithmicMedia"
                            | "compositeSynthetic",
                        ) => said = Some(Edited),
                        _ => {}
                    }
                }
                left.extend(fields.values());
            }
            Value::Array(values) => left.extend(values),
            _ => {}
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn ai_is_found_wherever_it_is_said() {
        let vocabulary = "http://cv.iptc.org/newscodes/digitalsourcetype/";
        let action = |action: &str, term: &str| {
            said(&json!({ "actions": [
                { "action": "c2pa.opened" },
                { "action": action, "digitalSourceType": format!("{vocabulary}{term}") },
            ]}))
        };
        assert_eq!(
            action("c2pa.created", "trainedAlgorithmicMedia"),
            Some(Made)
        );
        assert_eq!(
            action("c2pa.placed", "trainedAlgorithmicMedia"),
            Some(Edited)
        );
        let composite = "compositeWithTrainedAlgorithmicMedia";
        assert_eq!(action("c2pa.edited", composite), Some(Edited));
        assert_eq!(action("c2pa.created", "compositeSynthetic"), Some(Edited));
        assert_eq!(action("c2pa.created", "digitalCapture"), None);
        let metadata = json!({ "Iptc4xmpExt:DigitalSourceType": "trainedAlgorithmicMedia" });
        assert_eq!(said(&metadata), Some(Made));
        assert_eq!(said(&json!({ "note": "trainedAlgorithmicMedia" })), None);
    }
}

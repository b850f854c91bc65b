//! The sample story's file, where only what follows from media is changed.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// `story.json` with its fields in the order that its author gave them.
pub struct StoryFile {
    path: PathBuf,
    story: Value,
}

impl StoryFile {
    pub fn open(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path)
            .with_context(|| format!("could not read {}", path.display()))?;
        let story = serde_json::from_str(&text)
            .with_context(|| format!("{} is not JSON", path.display()))?;
        Ok(Self {
            path: path.to_owned(),
            story,
        })
    }

    /// Puts `fields` into every photo whose files are named after the drawing.
    pub fn set_photo(&mut self, name: &str, fields: &Value) {
        let prefix = format!("media/{name}-");
        each_object(&mut self.story, &mut |object| {
            let is_this = object
                .get("variants")
                .and_then(|variants| variants.get(0)?.get("src")?.as_str())
                .is_some_and(|src| src.starts_with(&prefix));
            if let (true, Some(fields)) = (is_this, fields.as_object()) {
                object.extend(fields.clone());
            }
        });
    }

    /// Puts size and hash beside the address of every file in `folder`.
    pub fn set_files(&mut self, folder: &Path) -> Result<()> {
        let mut outcome = Ok(());
        each_object(&mut self.story, &mut |object| {
            let Some(src) = object.get("src").and_then(Value::as_str) else {
                return;
            };
            if !object.contains_key("type") {
                return;
            }
            match fs::read(folder.join(src)) {
                Ok(bytes) => {
                    object.insert("bytes".into(), bytes.len().into());
                    let hash = Sha256::digest(&bytes);
                    object.insert("sha256".into(), format!("{hash:x}").into());
                }
                Err(error) => outcome = Err(error).context(src.to_owned()),
            }
        });
        outcome
    }

    pub fn save(&self) -> Result<()> {
        let text = serde_json::to_string_pretty(&self.story)? + "\n";
        fs::write(&self.path, text)
            .with_context(|| format!("could not write {}", self.path.display()))
    }
}

fn each_object(value: &mut Value, visit: &mut impl FnMut(&mut Map<String, Value>)) {
    match value {
        Value::Object(object) => {
            visit(object);
            object
                .values_mut()
                .for_each(|value| each_object(value, visit));
        }
        Value::Array(values) => values
            .iter_mut()
            .for_each(|value| each_object(value, visit)),
        _ => {}
    }
}

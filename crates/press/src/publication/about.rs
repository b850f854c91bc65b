//! `publication.yaml`: what the index is called, and in which language it is.

use reportage_story::is_language;
use serde_json::Value;

use crate::complaint::Complaint;
use crate::folder::{Folder, Refused};
use crate::yaml::Document;

/// The name of the file, which need not be there.
pub const PUBLICATION_YAML: &str = "publication.yaml";

const NAMES: [(&str, &[&str]); 1] = [("", &["name", "description", "inLanguage"])];

/// What the index says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Its name.
    pub name: String,
    /// What it is about.
    pub description: Option<String>,
    /// The language of both.
    pub in_language: String,
}

/// Reads it from a folder of stories, and says what is wrong with it. Without a name it is called
/// as the folder is.
pub fn about(folder: &Folder) -> (About, Vec<Complaint>) {
    let name = folder.root().file_name().unwrap_or_default();
    let mut about = About {
        name: name.to_string_lossy().into_owned(),
        description: None,
        in_language: "en".to_owned(),
    };
    if !folder.has(PUBLICATION_YAML) {
        return (about, Vec::new());
    }
    let text = match folder.read_text(PUBLICATION_YAML) {
        Ok(text) => text,
        Err(Refused { message, help }) => {
            let message = format!("{PUBLICATION_YAML} {message}");
            let complaint = Complaint::error(PUBLICATION_YAML, message).help(help);
            return (about, vec![complaint]);
        }
    };
    let document = Document::read(&text, 0..text.len(), &NAMES);
    let mut complaints: Vec<_> = document
        .faults
        .iter()
        .map(|(span, message, help)| {
            Complaint::error(PUBLICATION_YAML, message)
                .at(span.clone())
                .help(help)
        })
        .collect();
    for (field, value) in &document.fields {
        let wrong = match (field.as_str(), value) {
            ("name", Value::String(name)) if !name.trim().is_empty() => {
                about.name.clone_from(name);
                continue;
            }
            ("description", Value::String(description)) => {
                about.description = Some(description.clone());
                continue;
            }
            ("inLanguage", Value::String(language)) if is_language(language) => {
                about.in_language.clone_from(language);
                continue;
            }
            ("inLanguage", _) => "inLanguage must be a language tag",
            _ => "this must be text",
        };
        complaints.push(
            Complaint::error(PUBLICATION_YAML, wrong)
                .at(document.nearest(field))
                .help("As in: name: Reports of the Paper"),
        );
    }
    (about, complaints)
}

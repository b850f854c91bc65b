//! The bytes of what a story names, as `data:` addresses.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use reportage_story::{Content, Story};

use super::ExportError;
use crate::page;
use crate::publish::change_files;

/// Files that have been read, each once, whichever of them are chosen in the end.
pub struct Media {
    folder: PathBuf,
    read: HashMap<String, String>,
}

impl Media {
    /// Those of a published folder; none has been read yet.
    pub fn of(folder: PathBuf) -> Self {
        Self {
            folder,
            read: HashMap::new(),
        }
    }

    /// Reads those that a story names and that have not been read before, and returns their
    /// addresses.
    ///
    /// # Errors
    /// If one lies elsewhere, or cannot be read.
    pub fn read(&mut self, story: &mut Story) -> Result<Vec<String>, ExportError> {
        let types = types(story);
        let mut addresses = Vec::new();
        change_files(story, |address| addresses.push(address.clone()));
        for address in &addresses {
            if page::is_absolute(address) {
                return Err(ExportError::Elsewhere(address.clone()));
            }
            if self.read.contains_key(address) {
                continue;
            }
            let path = self.folder.join(address);
            let bytes =
                fs::read(&path).map_err(|error| ExportError::Unreadable(path.clone(), error))?;
            let media_type = types
                .get(address)
                .map_or_else(|| media_type(&path), String::as_str);
            let data = page::html::data(media_type, &bytes);
            self.read.insert(address.clone(), data);
        }
        Ok(addresses)
    }

    /// All that have been read, by their addresses.
    pub fn data(&self) -> &HashMap<String, String> {
        &self.read
    }
}

/// The types that a bundle says of its files.
fn types(story: &Story) -> HashMap<String, String> {
    let mut types = HashMap::new();
    for card in &story.cards {
        for photo in card.content.photos() {
            for variant in &photo.variants {
                types.insert(variant.src.clone(), variant.media_type.clone());
            }
        }
        if let Content::Video { video } = &card.content {
            for source in &video.sources {
                types.insert(source.src.clone(), source.media_type.clone());
            }
        }
    }
    types
}

/// The type of a file that the bundle does not say it of.
fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("vtt") => "text/vtt",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("webp") => "image/webp",
        Some("avif") => "image/avif",
        Some("jpg" | "jpeg") => "image/jpeg",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_has_been_read_is_not_read_again() {
        let folder = tempfile::tempdir().expect("there is room");
        let logo = folder.path().join("logo.svg");
        fs::write(&logo, "<svg/>").expect("there is room");
        let json = r#"{"formatVersion":1,"headline":"a","inLanguage":"en","cards":[],
            "publisher":{"name":"The Paper","logo":"logo.svg"}}"#;
        let mut story = reportage_story::read(json).expect("it is a story").story;
        let mut media = Media::of(folder.path().to_owned());
        for _ in 0..2 {
            let named = media.read(&mut story).expect("it is there or was read");
            assert_eq!(named, ["logo.svg"]);
            assert!(media.data()["logo.svg"].starts_with("data:image/svg+xml;"));
            let _ = fs::remove_file(&logo);
        }
    }
}

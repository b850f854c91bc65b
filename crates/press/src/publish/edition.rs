//! What sets the editions of a story apart once their pictures are pressed.

use std::fs;
use std::path::Path;

use reportage_story::Story;
use serde_json::Value;
use url::Url;

use super::{addresses, is_our_bundle};

/// An edition that was published.
#[derive(Clone, Debug)]
pub struct Edition {
    /// The story as its bundle has it.
    pub story: Story,
    /// The folder that its page and its bundle stand in, within the one that is published:
    /// empty, or `ar/`.
    pub folder: String,
}

impl Edition {
    /// Has it stand below the main edition, unless its author says where.
    pub fn place_below(&mut self, main: &Story) {
        if self.story.url.is_none() {
            let main = main.url.as_deref().and_then(|url| Url::parse(url).ok());
            let page = main.and_then(|main| main.join(&self.folder).ok());
            self.story.url = page.map(String::from);
        }
    }
}

/// Writes the addresses of a story, which are all those of the main edition, as they are seen
/// from one that is published in a folder of its own.
pub fn move_down(story: &mut Story, up: &str) {
    addresses::change_files(story, |file| file.insert_str(0, up));
    addresses::change_links(story, |link| {
        // What begins with a scheme, a slash or a number sign is the same from everywhere.
        if !link.starts_with(['/', '#']) && Url::parse(link).is_err() {
            link.insert_str(0, up);
        }
    });
}

/// The folders within `out` of editions that were published before and are not among these. They
/// are left to whoever publishes: readers may have links to them.
pub fn withdrawn(editions: &[Edition], out: &Path) -> Vec<String> {
    let is_edition_in = |folder: &str| {
        let language = folder.trim_end_matches('/');
        let bundle = fs::read(out.join(folder).join("story.json")).unwrap_or_default();
        let story: Value = serde_json::from_slice(&bundle).unwrap_or_default();
        is_our_bundle(&bundle) && story["inLanguage"] == language
    };
    let names = fs::read_dir(out).into_iter().flatten().flatten();
    let mut folders: Vec<_> = names
        .filter_map(|entry| Some(format!("{}/", entry.file_name().to_str()?)))
        .filter(|folder| editions.iter().all(|edition| edition.folder != *folder))
        .filter(|folder| is_edition_in(folder))
        .collect();
    folders.sort();
    folders
}

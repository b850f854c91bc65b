//! Many stories in one place: a folder of stories becomes a site of them, with an index, a feed
//! and a map for search engines.
//!
//! Each story is published in a folder of its own, as if it were alone, but for the program, which
//! all of them share. What stands above them is made from what has been published: so stories
//! can be pressed by several machines and brought together.

mod about;
mod feed;
mod index;
mod notes;
mod pages;
mod press;
mod shard;
mod sitemap;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use reportage_story::Story;

pub use about::{About, PUBLICATION_YAML, about};
pub use press::{Fate, Publication};
pub use shard::Shard;

/// A story's folder within a folder of stories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The folder's name, which is also its name in the address.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
}

impl Source {
    /// Whether its name can stand in an address, and in a store, as it is.
    fn is_address(&self) -> bool {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        self.name.chars().all(is_plain)
    }
}

/// The stories in a folder, in the order of their names; none if it is a story itself, or holds
/// none.
///
/// # Errors
/// If it cannot be looked into.
pub fn stories_in(folder: &Path) -> io::Result<Vec<Source>> {
    if is_story(folder) {
        return Ok(Vec::new());
    }
    let mut sources = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (name, path) = (entry.file_name(), entry.path());
        if let Some(name) = name.to_str()
            && !name.starts_with('.')
            && is_story(&path)
        {
            let name = name.to_owned();
            sources.push(Source { name, path });
        }
    }
    sources.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(sources)
}

fn is_story(folder: &Path) -> bool {
    ["story.md", "story.json"]
        .iter()
        .any(|name| folder.join(name).is_file())
}

/// A story that has been published, as it stands in the index.
#[derive(Clone, Debug)]
struct Listed {
    /// The story, as its bundle has it.
    story: Story,
    /// The folder that it stands in: `mosul/`.
    folder: String,
}

impl Listed {
    /// When it was published, as the bundle has it.
    fn date(&self) -> &str {
        self.story.date_published.as_deref().unwrap_or_default()
    }

    /// When it was last changed, if it says.
    fn changed(&self) -> Option<&str> {
        let Story {
            date_modified,
            date_published,
            ..
        } = &self.story;
        date_modified.as_deref().or(date_published.as_deref())
    }
}

/// Those of the stories that stand in the published folder and are no drafts, the newest first.
fn listed(sources: &[Source], out: &Path) -> Vec<Listed> {
    let mut listed: Vec<_> = sources
        .iter()
        .filter_map(|Source { name, .. }| {
            let place = out.join(name);
            let bundle = fs::read_to_string(place.join("story.json")).ok()?;
            // Of a press that was cut off there may be a bundle without a page.
            place.join("index.html").is_file().then_some(())?;
            let story = reportage_story::read(&bundle).ok()?.story;
            let folder = format!("{name}/");
            (!story.draft).then_some(Listed { story, folder })
        })
        .collect();
    // Those of one day in the order of their names, which they have.
    listed.sort_by(|a, b| b.date().cmp(a.date()));
    listed
}

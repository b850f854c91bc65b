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
mod press;
mod shard;
mod sitemap;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use reportage_story::Story;

use crate::page::{HEADERS, HEADERS_MARK};
use crate::publish::{Out, OutError, is_our_headers, is_our_page};

pub use about::{About, PUBLICATION_YAML, about};
pub(crate) use notes::is_whole;
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
    /// Whether its name can stand in an address as it is.
    fn is_address(&self) -> bool {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.~".contains(c);
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

/// A story that has been published, and the folder that it stands in: `mosul/`.
#[derive(Clone, Debug)]
pub struct Published {
    /// The story, as its bundle has it.
    pub story: Story,
    /// Its folder.
    pub folder: String,
}

impl Published {
    /// When it was published, as the bundle has it.
    fn date(&self) -> &str {
        self.story.date_published.as_deref().unwrap_or_default()
    }

    /// When it was last changed.
    fn changed(&self) -> &str {
        let changed = self.story.date_modified.as_deref();
        changed.unwrap_or_else(|| self.date())
    }
}

/// Those of the stories that stand in the published folder and are no drafts, the newest first.
pub fn published(sources: &[Source], out: &Path) -> Vec<Published> {
    let mut published: Vec<_> = sources
        .iter()
        .filter_map(|Source { name, .. }| {
            let bundle = fs::read_to_string(out.join(name).join("story.json")).ok()?;
            let story = reportage_story::read(&bundle).ok()?.story;
            let folder = format!("{name}/");
            (!story.draft).then_some(Published { story, folder })
        })
        .collect();
    // Those of one day in the order of their names, which they have.
    published.sort_by(|a, b| b.date().cmp(a.date()));
    published
}

/// Writes what stands above the stories: the index, in pages; where the address is known a feed
/// and a map; and what the server should say. The first page comes last: it leads to the rest.
///
/// # Errors
/// If a file cannot be written, or is not the press's own.
pub fn put_index(
    about: &About,
    stories: &[Published],
    base_url: Option<&str>,
    out: &Out,
) -> Result<(), OutError> {
    let pages = index::pages(about, stories, base_url);
    for (name, _) in &pages {
        out.may_put(name, is_our_page)?;
    }
    out.put_page("_headers", headers().as_bytes(), is_our_headers)?;
    if let Some(base) = base_url {
        let feed = feed::feed(about, stories, base);
        out.put_page(feed::NAME, feed.as_bytes(), is_ours)?;
        for (name, map) in sitemap::maps(stories, base).into_iter().rev() {
            out.put_page(&name, map.as_bytes(), is_ours)?;
        }
    }
    for (name, html) in pages.iter().rev() {
        out.put_page(name, html.as_bytes(), is_our_page)?;
    }
    Ok(())
}

/// The file `_headers` for all stories together. Their policies are in their pages: of two for
/// one page a browser keeps both.
fn headers() -> String {
    format!(
        "{HEADERS_MARK} for Netlify and Cloudflare Pages; docs/publishing.md has it for others.
/*
{HEADERS}/*/media/*
  Cache-Control: public, max-age=31536000, immutable
/reportage-*
  Cache-Control: public, max-age=31536000, immutable
/icon-*
  Cache-Control: public, max-age=31536000, immutable
"
    )
}

/// Feeds and maps say who has written them.
fn is_ours(there: &[u8]) -> bool {
    String::from_utf8_lossy(there).contains("Reportage ")
}

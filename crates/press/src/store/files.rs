//! The files of a built folder, and in which order they go.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::StoreError;
use crate::page::OFFLINE;

/// A file of a built folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuiltFile {
    /// Its path from the folder, with `/`.
    pub name: String,
    path: PathBuf,
    /// Its size in bytes.
    pub size: u64,
}

impl BuiltFile {
    /// Its bytes.
    pub async fn read(&self) -> Result<Vec<u8>, StoreError> {
        tokio::fs::read(&self.path)
            .await
            .map_err(|error| StoreError::Unreadable(self.path.clone(), error))
    }

    /// Its bytes, one after the other.
    pub async fn open(&self) -> Result<tokio::fs::File, StoreError> {
        tokio::fs::File::open(&self.path)
            .await
            .map_err(|error| StoreError::Unreadable(self.path.clone(), error))
    }

    /// When it goes: what others name before those others.
    pub fn stage(&self) -> Stage {
        let file = self.name.rsplit('/').next().unwrap_or_default();
        let depth = Reverse(self.name.matches('/').count());
        let ends = |endings: &[&str]| endings.iter().any(|ending| file.ends_with(ending));
        match file {
            "index.html" => Stage::Page(depth, 1),
            OFFLINE => Stage::Page(depth, 2),
            "sitemap.xml" => Stage::Maps,
            _ if file.starts_with("sitemap-") && ends(&[".xml"]) => Stage::Map,
            _ if ends(&[".html"]) => Stage::Page(depth, 0),
            _ if ends(&[".json", "feed.xml"]) => Stage::Data(depth),
            _ if ends(&[".js", ".wasm"]) => Stage::Program,
            _ => Stage::Part,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Photos, videos, fonts: they name nothing.
    Part,
    /// Programs name each other, and nothing else.
    Program,
    /// Bundles and answers to oEmbed, those of editions first, and the feed. They name photos and
    /// stories, and pages name them.
    Data(Reverse<usize>),
    /// Pages name all of these. A story's names those of its editions, and the index's first,
    /// which readers come to, names stories and its further ones. What devices keep is told by a
    /// list that names the page.
    Page(Reverse<usize>, u8),
    /// Maps name pages, and no page names them.
    Map,
    /// The list of maps.
    Maps,
}

/// Every file below `root` of its part `above`, which is empty or ends with a slash; but for those
/// of folders that `is_apart` says to leave out.
///
/// # Errors
/// If a folder cannot be looked into, or there is a link.
pub fn collect(
    root: &Path,
    above: &str,
    is_apart: &impl Fn(&str) -> bool,
) -> Result<Vec<BuiltFile>, StoreError> {
    let folder = root.join(above);
    let unreadable = |error| StoreError::Unreadable(folder.clone(), error);
    let mut entries: Vec<_> = fs::read_dir(&folder)
        .and_then(Iterator::collect)
        .map_err(unreadable)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    let mut files = Vec::new();
    for entry in entries {
        let (name, path) = (entry.file_name(), entry.path());
        // What is hidden is nobody's to read, such as what was noted or a press was cut off at.
        let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else {
            continue;
        };
        let name = format!("{above}{name}");
        let kind = entry.file_type().map_err(unreadable)?;
        if kind.is_symlink() {
            return Err(StoreError::Link(path));
        } else if kind.is_dir() {
            if !is_apart(&name) {
                files.extend(collect(root, &format!("{name}/"), is_apart)?);
            }
        } else if kind.is_file() {
            let size = entry.metadata().map_err(unreadable)?.len();
            files.push(BuiltFile { name, path, size });
        }
    }
    Ok(files)
}

/// The files in the order in which they go; those of one stage go together.
pub fn stages(files: Vec<BuiltFile>) -> BTreeMap<Stage, Vec<BuiltFile>> {
    let mut stages: BTreeMap<Stage, Vec<BuiltFile>> = BTreeMap::new();
    for file in files {
        stages.entry(file.stage()).or_default().push(file);
    }
    stages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_named_goes_before_what_names_it() {
        let names = [
            "index.html",
            "index-2.html",
            "sitemap.xml",
            "sitemap-1.xml",
            "feed.xml",
            "mosul/index.html",
            "mosul/story.json",
            "mosul/oembed.json",
            "mosul/embed.js",
            "mosul/offline.json",
            "mosul/media/a-0123456789abcdef.jpg",
            "mosul/ar/index.html",
            "mosul/ar/story.json",
        ];
        let files = names.iter().map(|name| BuiltFile {
            name: (*name).to_owned(),
            path: name.into(),
            size: 1,
        });
        let names: Vec<Vec<_>> = stages(files.collect())
            .into_values()
            .map(|stage| stage.into_iter().map(|file| file.name).collect())
            .collect();
        assert_eq!(
            names,
            [
                vec!["mosul/media/a-0123456789abcdef.jpg"],
                vec!["mosul/embed.js"],
                vec!["mosul/ar/story.json"],
                vec!["mosul/story.json", "mosul/oembed.json"],
                vec!["feed.xml"],
                vec!["mosul/ar/index.html"],
                vec!["mosul/index.html"],
                vec!["mosul/offline.json"],
                vec!["index-2.html"],
                vec!["index.html"],
                vec!["sitemap-1.xml"],
                vec!["sitemap.xml"],
            ]
        );
    }
}

//! The files of a built folder, and in which order they go.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::StoreError;
use crate::publication::is_whole;
use crate::publish::is_our_page;

/// A file of a built folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path from the folder, with `/`.
    pub name: String,
    path: PathBuf,
    /// Its size in bytes.
    pub size: u64,
}

impl File {
    /// Whether its name changes with its content, so that what is there under it stays.
    pub fn is_hashed(&self) -> bool {
        let stem = self.name.rsplit('/').next().unwrap_or_default();
        let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
        stem.rsplit_once('-').is_some_and(|(_, hash)| {
            hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
        })
    }

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

    fn depth(&self) -> usize {
        self.name.matches('/').count()
    }

    /// When it goes: what others name before those others.
    fn stage(&self) -> Stage {
        let name = self.name.rsplit('/').next().unwrap_or_default();
        match name {
            // A story's page names those of its editions, and the index names the stories.
            _ if name.ends_with(".html") => Stage::Page(Reverse(self.depth())),
            "story.json" => Stage::Bundle,
            "feed.xml" | "oembed.json" => Stage::Last,
            _ if name.starts_with("sitemap") && name.ends_with(".xml") => Stage::Last,
            _ => Stage::Part,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    /// Photos, programs: they name nothing.
    Part,
    /// Bundles name photos.
    Bundle,
    /// Pages name all of these, those above others the others.
    Page(Reverse<usize>),
    /// What sends people to pages.
    Last,
}

/// Every file in a folder that was built.
///
/// # Errors
/// If it is none, or not fit to be published.
pub fn in_folder(folder: &Path) -> Result<Vec<File>, StoreError> {
    if !fs::read(folder.join("index.html")).is_ok_and(|page| is_our_page(&page)) {
        return Err(StoreError::NotBuilt(folder.to_owned()));
    }
    let mut files = Vec::new();
    collect(folder, "", &mut files)?;
    let mut drafts = Vec::new();
    for file in files.iter().filter(|file| file.stage() == Stage::Bundle) {
        let story = file.path.parent().unwrap_or(folder);
        match is_whole(story) {
            None => return Err(StoreError::Incomplete(story.to_owned())),
            Some(story) if story.draft => drafts.push(story.headline),
            Some(_) => {}
        }
    }
    match drafts.is_empty() {
        true => Ok(files),
        false => Err(StoreError::Drafts(drafts)),
    }
}

fn collect(folder: &Path, above: &str, files: &mut Vec<File>) -> Result<(), StoreError> {
    let unreadable = |error| StoreError::Unreadable(folder.to_owned(), error);
    let mut entries: Vec<_> = fs::read_dir(folder)
        .and_then(Iterator::collect)
        .map_err(unreadable)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let (name, path) = (entry.file_name(), entry.path());
        // What is hidden is nobody's to read, such as what a press was cut off at.
        let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else {
            continue;
        };
        let name = format!("{above}{name}");
        let kind = entry.file_type().map_err(unreadable)?;
        if kind.is_dir() {
            collect(&path, &format!("{name}/"), files)?;
        } else if kind.is_file() {
            let size = entry.metadata().map_err(unreadable)?.len();
            files.push(File { name, path, size });
        }
    }
    Ok(())
}

/// The files in the order in which they go; those of one stage go together.
pub fn stages(files: Vec<File>) -> Vec<Vec<File>> {
    let mut stages: BTreeMap<Stage, Vec<File>> = BTreeMap::new();
    for file in files {
        stages.entry(file.stage()).or_default().push(file);
    }
    stages.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str) -> File {
        File {
            name: name.to_owned(),
            path: name.into(),
            size: 1,
        }
    }

    #[test]
    fn what_is_named_goes_before_what_names_it() {
        let names = [
            "index.html",
            "sitemap.xml",
            "mosul/index.html",
            "mosul/story.json",
            "mosul/media/a-0123456789abcdef.jpg",
            "mosul/ar/index.html",
            "reportage-0123456789abcdef.js",
        ];
        let stages = stages(names.iter().map(|name| file(name)).collect());
        let names: Vec<Vec<_>> = stages
            .iter()
            .map(|stage| stage.iter().map(|file| file.name.as_str()).collect())
            .collect();
        assert_eq!(
            names,
            [
                vec![
                    "mosul/media/a-0123456789abcdef.jpg",
                    "reportage-0123456789abcdef.js"
                ],
                vec!["mosul/story.json"],
                vec!["mosul/ar/index.html"],
                vec!["mosul/index.html"],
                vec!["index.html"],
                vec!["sitemap.xml"],
            ]
        );
    }

    #[test]
    fn a_name_with_a_hash_is_known() {
        for (name, is_hashed) in [
            ("media/run-480-470da32ee8af1597.avif", true),
            ("reportage-2644a70c8d16d680.js", true),
            ("index.html", false),
            ("media/run.jpg", false),
            ("embed.js", false),
            ("media/run-470da32ee8af159z.jpg", false),
        ] {
            assert_eq!(file(name).is_hashed(), is_hashed, "{name}");
        }
    }
}

//! What was built, looked through before it goes anywhere.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::Path;

use reportage_story::Story;

use super::StoreError;
use super::files::{BuiltFile, collect};
use super::references::{from_folder, missing};
use crate::page::{OFFLINE, is_absolute, kept};
use crate::publish::{Lock, change_files, is_our_bundle, is_our_page};

/// A bundle's name in a story's folder.
const BUNDLE: &str = "story.json";

/// A folder that was built.
pub struct Built<'a> {
    root: &'a Path,
    /// The folders of the stories in it, each with a slash at its end; one that is empty, if it
    /// is itself the folder of one story.
    pub stories: Vec<String>,
}

/// A story that can go, and what holds its folder meanwhile.
pub struct Whole {
    /// Its files.
    pub files: Vec<BuiltFile>,
    /// Whether it is not to be published yet.
    pub is_draft: bool,
    /// Held until they have gone.
    pub lock: Lock,
}

impl<'a> Built<'a> {
    /// Looks at what was built in a folder: a story, or many with or without what leads to them.
    ///
    /// # Errors
    /// If it is nothing of the press's.
    pub fn look(root: &'a Path) -> Result<Self, StoreError> {
        let not_built = || StoreError::NotBuilt(root.to_owned());
        let has_index = match fs::read(root.join("index.html")) {
            Ok(page) if is_our_page(&page) => true,
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            _ => return Err(not_built()),
        };
        if root.join(BUNDLE).is_file() {
            let stories = vec![String::new()];
            return has_index
                .then_some(Self { root, stories })
                .ok_or_else(not_built);
        }
        let entries = fs::read_dir(root).into_iter().flatten().flatten();
        let mut stories: Vec<_> = entries
            .filter(|entry| {
                fs::read(entry.path().join(BUNDLE)).is_ok_and(|there| is_our_bundle(&there))
            })
            .filter_map(|entry| Some(format!("{}/", entry.file_name().to_str()?)))
            .filter(|name| !name.starts_with('.'))
            .collect();
        stories.sort();
        match stories.is_empty() && !has_index {
            true => Err(not_built()),
            false => Ok(Self { root, stories }),
        }
    }

    /// Whether it is the folder of one story.
    pub fn is_one_story(&self) -> bool {
        self.stories == [""]
    }

    /// What lies above the stories.
    ///
    /// # Errors
    /// If it cannot be looked into.
    pub fn above(&self) -> Result<Vec<BuiltFile>, StoreError> {
        if self.is_one_story() {
            return Ok(Vec::new());
        }
        let is_story = |name: &str| {
            self.stories
                .iter()
                .any(|story| story.strip_suffix('/') == Some(name))
        };
        collect(self.root, "", &is_story)
    }

    /// The story in one of the folders, if all that its bundles and its pages refer to is there,
    /// of which `above` lies above it. `waiting` is told if a press is at work on it.
    ///
    /// # Errors
    /// If something is not there, or cannot be read.
    pub fn story(
        &self,
        folder: &str,
        above: &[BuiltFile],
        waiting: impl FnOnce(&Path),
    ) -> Result<Whole, StoreError> {
        let place = self.root.join(folder);
        let lock = Lock::shared(&place, || waiting(&place))
            .map_err(|error| StoreError::Unreadable(place.clone(), error))?;
        let files = collect(self.root, folder, &|_| false)?;
        let there = names(above.iter().chain(&files));
        let mut is_draft = false;
        for bundle in files.iter().filter(|file| file.name.ends_with(BUNDLE)) {
            is_draft |= self.check_bundle(bundle, &there)?.draft;
        }
        self.check_pages(&files, false, &there)?;
        self.check_lists(&files, &there)?;
        Ok(Whole {
            files,
            is_draft,
            lock,
        })
    }

    /// Checks that all that the index refers to is among `there`.
    ///
    /// # Errors
    /// If it is not.
    pub fn check_index(
        &self,
        above: &[BuiltFile],
        there: &HashSet<String>,
    ) -> Result<(), StoreError> {
        self.check_pages(above, true, there)
    }

    fn check_bundle(
        &self,
        bundle: &BuiltFile,
        there: &HashSet<String>,
    ) -> Result<Story, StoreError> {
        let path = self.root.join(&bundle.name);
        let text = fs::read_to_string(&path)
            .map_err(|error| StoreError::Unreadable(path.clone(), error))?;
        let mut story = reportage_story::read(&text)
            .map_err(|fault| {
                StoreError::Unreadable(path.clone(), io::Error::other(fault.to_string()))
            })?
            .story;
        let folder = bundle.name.strip_suffix(BUNDLE).unwrap_or_default();
        let page = format!("{folder}index.html");
        let mut missing = (!there.contains(&page)).then_some(page);
        change_files(&mut story, |file| {
            let name = from_folder(&bundle.name, file);
            if !is_absolute(file) && !there.contains(&name) {
                missing.get_or_insert(name);
            }
        });
        match missing {
            None => Ok(story),
            Some(missing) => Err(StoreError::Incomplete(path, missing)),
        }
    }

    /// The lists of what devices keep name the worker and what few readers fetch.
    fn check_lists(&self, files: &[BuiltFile], there: &HashSet<String>) -> Result<(), StoreError> {
        for list in files.iter().filter(|file| file.name.ends_with(OFFLINE)) {
            let path = self.root.join(&list.name);
            let text =
                fs::read(&path).map_err(|error| StoreError::Unreadable(path.clone(), error))?;
            let missing = kept(&text)
                .into_iter()
                .map(|address| from_folder(&list.name, &address))
                .find(|name| !there.contains(name));
            if let Some(name) = missing {
                return Err(StoreError::Incomplete(path, name));
            }
        }
        Ok(())
    }

    fn check_pages(
        &self,
        files: &[BuiltFile],
        is_index: bool,
        there: &HashSet<String>,
    ) -> Result<(), StoreError> {
        for page in files.iter().filter(|file| file.name.ends_with(".html")) {
            let path = self.root.join(&page.name);
            let html =
                fs::read(&path).map_err(|error| StoreError::Unreadable(path.clone(), error))?;
            // What else lies there is not ours to judge.
            if !is_our_page(&html) {
                continue;
            }
            let html = String::from_utf8_lossy(&html);
            if let Some(name) = missing(page, &html, is_index, there).into_iter().next() {
                return Err(StoreError::Incomplete(path, name));
            }
        }
        Ok(())
    }
}

/// The names of files.
pub fn names<'a>(files: impl Iterator<Item = &'a BuiltFile>) -> HashSet<String> {
    files.map(|file| file.name.clone()).collect()
}

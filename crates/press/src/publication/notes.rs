//! What a story was made of when it was last published, so that it is not made again as long as
//! that is the same.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use reportage_story::Story;

use super::Source;
use crate::original::sha256;
use crate::page::{Program, is_absolute};
use crate::publish::{Cache, change_files};

/// What was noted of a story, and what is to be noted of it now.
#[derive(Clone, Debug)]
pub struct Notes {
    path: PathBuf,
    now: String,
}

impl Notes {
    /// Looks at a story that is published in `out`, and at its address. By the names of its
    /// files, their sizes and when they were changed, as `make` does.
    ///
    /// # Errors
    /// If a folder cannot be looked into.
    pub fn of(
        source: &Source,
        program: &Program,
        base_url: Option<&str>,
        out: &Path,
        cache: &Cache,
    ) -> io::Result<Self> {
        let place = format!("{}\n{}", source.path.display(), out.display());
        let path = cache.notes().join(sha256(place.as_bytes()));
        let mut now = format!(
            "{} {}\n{}\n",
            program.script.name,
            program.wasm.name,
            base_url.unwrap_or_default()
        );
        now.push_str(env!("CARGO_PKG_VERSION"));
        list(&source.path, &mut now)?;
        let now = sha256(now.as_bytes());
        Ok(Self { path, now })
    }

    /// Whether the story is published as it is now, and all of it is still there.
    pub fn are_true(&self, out: &Path) -> bool {
        fs::read_to_string(&self.path).is_ok_and(|noted| noted == self.now)
            && is_whole(out).is_some()
    }

    /// Notes that it is.
    ///
    /// # Errors
    /// If that cannot be written. Nothing is lost by that but time.
    pub fn keep(&self) -> io::Result<()> {
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&self.path, &self.now)
    }
}

/// The story that is published in a folder, if there is a page, and every file that its bundle
/// names.
pub fn is_whole(out: &Path) -> Option<Story> {
    let mut story = read(out)?;
    let mut is_whole = out.join("index.html").is_file();
    change_files(&mut story, |file| {
        is_whole &= is_absolute(file) || out.join(&*file).is_file();
    });
    is_whole.then_some(story)
}

fn read(out: &Path) -> Option<Story> {
    let bundle = fs::read_to_string(out.join("story.json")).ok()?;
    Some(reportage_story::read(&bundle).ok()?.story)
}

/// Adds every file of a folder, in the order of their names.
fn list(folder: &Path, text: &mut String) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        // A link could lead back to where we come from.
        if entry.file_type()?.is_dir() {
            list(&path, text)?;
            continue;
        }
        // What it leads to counts, not the link.
        let Ok(about) = fs::metadata(&path) else {
            continue;
        };
        let changed = about.modified()?.duration_since(UNIX_EPOCH);
        let changed = changed.map_or(0, |since| since.as_nanos());
        text.push_str(&format!("\n{} {} {changed}", path.display(), about.len()));
    }
    Ok(())
}

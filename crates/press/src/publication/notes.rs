//! What a story was made of when it was last published, so that it is not made again as long as
//! that is the same. The note lies beside what was made and has contents in it, no times and no
//! paths: so it is true on every machine, and parts that were made apart stay as they are when
//! they come together.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::credentials::Verifier;
use crate::folder::Folder;
use crate::original::sha256;
use crate::page::Program;
use crate::publish::{Mark, Out, OutError};

/// The note's name in a story's published folder. What is hidden is not put on a store.
const NAME: &str = ".reportage-made.json";

/// All that pages have of the press itself: style, scripts, words, how pictures are encoded.
/// Whatever of its sources has changed may have changed that.
const SOURCES: &str = env!("REPORTAGE_SOURCES");

/// What was made, and of what.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Note {
    /// The SHA-256 of all that it was made of.
    made_of: String,
    /// The files.
    made: BTreeMap<String, Mark>,
}

/// What a story is made of now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ingredients {
    sha256: String,
}

impl Ingredients {
    /// Looks into every file of a story's folder.
    ///
    /// # Errors
    /// If a folder cannot be looked into.
    pub fn of(
        folder: &Folder,
        program: &Program,
        base_url: Option<&str>,
        verifier: &Verifier,
    ) -> io::Result<Self> {
        let Program { script, wasm, .. } = program;
        let base_url = base_url.unwrap_or_default();
        let verified_by = verifier.name();
        let mut all = format!(
            "{SOURCES}\n{} {}\n{base_url}\n{verified_by}\n",
            script.name, wasm.name
        );
        add(folder, "", &mut all)?;
        Ok(Self {
            sha256: sha256(all.as_bytes()),
        })
    }

    /// Whether what is published in `place` was made of this, and is all there as it was made.
    pub fn made(&self, place: &Path) -> bool {
        let note: Option<Note> = fs::read(place.join(NAME))
            .ok()
            .and_then(|note| serde_json::from_slice(&note).ok());
        note.is_some_and(|note| {
            note.made_of == self.sha256
                && note
                    .made
                    .iter()
                    .all(|(name, mark)| mark.is_of(&place.join(name)))
        })
    }

    /// Notes that what has been put in place in `out` was made of this.
    ///
    /// # Errors
    /// If that cannot be written.
    pub fn note(self, out: &Out) -> Result<(), OutError> {
        let note = Note {
            made_of: self.sha256,
            made: out.marks(),
        };
        // Names and numbers: writing them as JSON cannot fail.
        let note = serde_json::to_vec(&note).unwrap_or_default();
        out.put_note(NAME, &note)
    }
}

/// Adds the files of a part of the folder, in the order of their names.
fn add(folder: &Folder, part: &str, all: &mut String) -> io::Result<()> {
    let mut entries = fs::read_dir(folder.root().join(part))?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        // A story's text, which names files, is UTF-8.
        let Some(name) = entry
            .file_name()
            .to_str()
            .map(|name| format!("{part}{name}"))
        else {
            continue;
        };
        if entry.file_type()?.is_dir() {
            add(folder, &format!("{name}/"), all)?;
            continue;
        }
        let content = match folder.find(&name) {
            Ok(path) => content(&path)?,
            // What a story cannot have is told when it asks for it.
            Err(refused) => refused.message,
        };
        all.push_str(&format!("\n{name} {content}"));
    }
    Ok(())
}

/// The SHA-256 of a file's bytes.
fn content(path: &Path) -> io::Result<String> {
    let mut hash = Sha256::new();
    io::copy(&mut File::open(path)?, &mut hash)?;
    Ok(format!("{:x}", hash.finalize()))
}

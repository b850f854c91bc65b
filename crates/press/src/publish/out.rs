//! The folder that is published: whole at any moment, and shared with nobody.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use reportage_story::Photo;
use serde::{Deserialize, Serialize};

use super::{Lock, OutError};
use crate::disk;
use crate::metadata::Metadata;
use crate::original::sha256;

/// What the names of files begin with that are not whole yet.
const TEMPORARY: &str = ".reportage-part-";

/// The folder that a story is published in. While this lives no other press writes there.
#[derive(Debug)]
pub struct Out {
    folder: PathBuf,
    /// The photos whose files have been put in place since it was opened, by their
    /// original, their name and their rights.
    placed: Mutex<HashMap<(String, String, Metadata), Photo>>,
    /// The files that have been put in place since it was opened.
    marks: Mutex<BTreeMap<String, Mark>>,
    _lock: Lock,
}

/// What a file is known again by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    bytes: u64,
    /// Of its content, unless its name bears that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sha256: Option<String>,
}

impl Mark {
    /// Whether the file at `path` is the one that was put there.
    pub fn is_of(&self, path: &Path) -> bool {
        match &self.sha256 {
            None => path
                .metadata()
                .is_ok_and(|file| file.is_file() && file.len() == self.bytes),
            Some(hash) => fs::read(path).is_ok_and(|bytes| sha256(&bytes) == *hash),
        }
    }
}

impl Out {
    /// Takes hold of the folder at `path`, which is made if need be. `waiting` is told
    /// if another press is at work there; it is waited for.
    ///
    /// # Errors
    /// If the folder cannot be made or written.
    pub fn open(path: &Path, waiting: impl FnOnce()) -> Result<Self, OutError> {
        let cannot = |error| OutError::new(path, "cannot be written", &error);
        disk::create_dir_all(path).map_err(cannot)?;
        let folder = path.canonicalize().map_err(cannot)?;
        let lock = Lock::alone(&folder, waiting).map_err(cannot)?;
        clear(&folder);
        Ok(Self {
            folder,
            placed: Mutex::default(),
            marks: Mutex::default(),
            _lock: lock,
        })
    }

    /// The folder's path, links resolved.
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// A photo's files, if they have been put in place since this was opened.
    pub fn placed(&self, original: &str, name: &str, rights: &Metadata) -> Option<Photo> {
        let key = (original.to_owned(), name.to_owned(), rights.clone());
        self.lock_placed().get(&key).cloned()
    }

    /// Remembers that a photo's files are in place.
    pub fn remember(&self, original: &str, name: &str, rights: &Metadata, photo: Photo) {
        let key = (original.to_owned(), name.to_owned(), rights.clone());
        self.lock_placed().insert(key, photo);
    }

    /// The files that have been put in place since this was opened, by their names, whether or
    /// not they had been there before.
    pub fn marks(&self) -> BTreeMap<String, Mark> {
        self.lock_marks().clone()
    }

    fn mark(&self, name: &str, bytes: &[u8], sha256: Option<String>) {
        let bytes = bytes.len() as u64;
        self.lock_marks()
            .insert(name.to_owned(), Mark { bytes, sha256 });
    }

    fn lock_marks(&self) -> MutexGuard<'_, BTreeMap<String, Mark>> {
        self.marks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lock_placed(&self) -> MutexGuard<'_, HashMap<(String, String, Metadata), Photo>> {
        // What a thread left that failed is whole: photos are put in at once.
        self.placed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a file in place whose name bears the hash of its content. If it is there
    /// already, nothing is written.
    ///
    /// # Errors
    /// If it cannot be written, or if something else has the name.
    pub fn put_hashed(&self, name: &str, bytes: &[u8]) -> Result<(), OutError> {
        let path = self.folder.join(name);
        match fs::read(&path) {
            Ok(there) if there == bytes => {
                self.mark(name, bytes, None);
                return Ok(());
            }
            Ok(_) => {
                return Err(OutError {
                    path,
                    message: "is not what the press wrote under this name".to_owned(),
                    help: "Move it away".to_owned(),
                });
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(OutError::new(&path, "cannot be read", &error)),
        }
        self.replace(&path, bytes)?;
        self.mark(name, bytes, None);
        Ok(())
    }

    /// Puts a page in place, in one step: readers get the old one or the new one.
    ///
    /// # Errors
    /// If it cannot be written, or if there is a file that is not the press's own by what
    /// `is_ours` says of its content.
    pub fn put_page(
        &self,
        name: &str,
        bytes: &[u8],
        is_ours: impl FnOnce(&[u8]) -> bool,
    ) -> Result<(), OutError> {
        let path = self.folder.join(name);
        self.may_put(name, is_ours)?;
        if !fs::read(&path).is_ok_and(|there| there == bytes) {
            self.replace(&path, bytes)?;
        }
        self.mark(name, bytes, Some(sha256(bytes)));
        Ok(())
    }

    /// Puts a file in place that is nobody's to read but the press's.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn put_note(&self, name: &str, bytes: &[u8]) -> Result<(), OutError> {
        self.replace(&self.folder.join(name), bytes)
    }

    /// Takes a page away, if it is the press's own.
    ///
    /// # Errors
    /// If it cannot be taken away.
    pub fn remove_page(
        &self,
        name: &str,
        is_ours: impl FnOnce(&[u8]) -> bool,
    ) -> Result<(), OutError> {
        let path = self.folder.join(name);
        if !fs::read(&path).is_ok_and(|there| is_ours(&there)) {
            return Ok(());
        }
        disk::step()
            .and_then(|()| fs::remove_file(&path))
            .map_err(|error| OutError::new(&path, "cannot be removed", &error))
    }

    /// Whether a page may be put in place, without doing it.
    ///
    /// # Errors
    /// If there is a file that is not the press's own.
    pub fn may_put(&self, name: &str, is_ours: impl FnOnce(&[u8]) -> bool) -> Result<(), OutError> {
        let path = self.folder.join(name);
        match fs::read(&path) {
            Ok(there) if is_ours(&there) => Ok(()),
            Ok(_) => Err(OutError {
                path,
                message: "was not written by the press, which leaves other files alone".to_owned(),
                help: "Move it away, or publish in another folder".to_owned(),
            }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(OutError::new(&path, "cannot be read", &error)),
        }
    }

    fn replace(&self, path: &Path, bytes: &[u8]) -> Result<(), OutError> {
        let write = || -> io::Result<()> {
            let parent = path.parent().unwrap_or(&self.folder);
            disk::create_dir_all(parent)?;
            // A link would lead what we write out of the folder.
            if !parent.canonicalize()?.starts_with(&self.folder) {
                return Err(io::Error::other("it leads out of the folder"));
            }
            put_by(TEMPORARY, path, bytes)
        };
        write().map_err(|error| OutError::new(path, "cannot be written", &error))
    }
}

/// Puts a file in place in one step: written beside its place, brought to the disk, then renamed.
///
/// # Errors
/// If it cannot be written; whatever was there before stays.
pub fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // Not as in a folder that is taken hold of, where a press clears away what others left.
    put_by(".reportage-file-", path, bytes)
}

fn put_by(temporary: &str, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let parent = path.parent().filter(|parent| *parent != Path::new(""));
    disk::step()?;
    let mut file = tempfile::Builder::new()
        .prefix(temporary)
        .tempfile_in(parent.unwrap_or(Path::new(".")))?;
    disk::write(file.as_file_mut(), bytes)?;
    readable_by_all(file.as_file())?;
    file.as_file().sync_all()?;
    disk::step()?;
    file.persist(path)?;
    Ok(())
}

/// Takes away what a press left behind that was cut off, here and one below: media, editions,
/// other stories. Where another is at work, nothing is left behind yet.
fn clear(folder: &Path) {
    clear_one(folder);
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let part = entry.path();
        let is_inside = part
            .canonicalize()
            .is_ok_and(|real| real.starts_with(folder));
        if is_inside
            && part.is_dir()
            && let Some(_lock) = Lock::if_free(&part)
        {
            clear_one(&part);
        }
    }
}

fn clear_one(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(TEMPORARY) {
            // What stays does no harm.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// What a web server has to read is not its author's alone, as temporary files are.
#[cfg(unix)]
fn readable_by_all(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_: &File) -> io::Result<()> {
    Ok(())
}

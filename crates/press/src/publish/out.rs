//! The folder that is published: whole at any moment, and shared with nobody.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use reportage_story::Photo;

use super::OutError;
use crate::metadata::Metadata;

/// What the names of files begin with that are not whole yet.
const TEMPORARY: &str = ".reportage-part-";

/// The folder that a story is published in. While this lives no other press writes there.
#[derive(Debug)]
pub struct Out {
    folder: PathBuf,
    /// The photos whose files have been put in place since it was opened, by their
    /// original, their name and their rights.
    placed: Mutex<HashMap<(String, String, Metadata), Photo>>,
    /// Holds the lock; closing it lets go.
    _lock: File,
}

impl Out {
    /// Takes hold of the folder at `path`, which is made if need be. `waiting` is told
    /// if another press is at work there; it is waited for.
    ///
    /// # Errors
    /// If the folder cannot be made or written.
    pub fn open(path: &Path, waiting: impl FnOnce()) -> Result<Self, OutError> {
        let cannot = |error| OutError::new(path, "cannot be written", &error);
        fs::create_dir_all(path).map_err(cannot)?;
        let folder = path.canonicalize().map_err(cannot)?;
        let lock = lock_file(&folder).map_err(cannot)?;
        if lock.try_lock().is_err() {
            waiting();
            lock.lock().map_err(cannot)?;
        }
        clear(&folder);
        Ok(Self {
            folder,
            placed: Mutex::default(),
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

    fn lock_placed(&self) -> std::sync::MutexGuard<'_, HashMap<(String, String, Metadata), Photo>> {
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
            Ok(there) if there == bytes => return Ok(()),
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
        self.replace(&path, bytes)
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
        if fs::read(&path).is_ok_and(|there| there == bytes) {
            return Ok(());
        }
        self.replace(&path, bytes)
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
            fs::create_dir_all(parent)?;
            // A link would lead what we write out of the folder.
            if !parent.canonicalize()?.starts_with(&self.folder) {
                return Err(io::Error::other("it leads out of the folder"));
            }
            put(path, bytes)
        };
        write().map_err(|error| OutError::new(path, "cannot be written", &error))
    }
}

/// Puts a file in place in one step: written beside its place, brought to the disk, then renamed.
///
/// # Errors
/// If it cannot be written; whatever was there before stays.
pub fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let parent = path.parent().filter(|parent| *parent != Path::new(""));
    let mut file = tempfile::Builder::new()
        .prefix(TEMPORARY)
        .tempfile_in(parent.unwrap_or(Path::new(".")))?;
    file.write_all(bytes)?;
    readable_by_all(file.as_file())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// Takes away what a press left behind that was cut off. No other is at work here.
fn clear(folder: &Path) {
    // And one below: media, and the editions in other languages.
    let below = fs::read_dir(folder).into_iter().flatten().flatten();
    let parts = below.map(|entry| entry.path()).filter(|path| path.is_dir());
    for part in parts.chain([folder.to_owned()]) {
        let is_inside = part
            .canonicalize()
            .is_ok_and(|real| real.starts_with(folder));
        let entries = is_inside.then(|| fs::read_dir(part).ok()).flatten();
        for entry in entries.into_iter().flatten().flatten() {
            if entry.file_name().to_string_lossy().starts_with(TEMPORARY) {
                // What stays does no harm.
                let _ = fs::remove_file(entry.path());
            }
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

/// The folder itself, so that nothing of ours is left lying in it.
#[cfg(unix)]
fn lock_file(folder: &Path) -> io::Result<File> {
    File::open(folder)
}

/// Windows locks files, not folders.
#[cfg(not(unix))]
fn lock_file(folder: &Path) -> io::Result<File> {
    File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(folder.join(".reportage-lock"))
}

//! Pressed pictures, kept by the content of their originals, so that an unchanged picture
//! is never encoded again.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Lock;
use crate::disk;
use crate::original::sha256;
use crate::photo::{self, Pressed, PressedFile};

/// A folder of pressed pictures. It can be deleted at any time.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: PathBuf,
}

/// What is kept of a pressed picture beside its files.
#[derive(Serialize, Deserialize)]
struct Index {
    thumb_hash: String,
    dominant_color: String,
    files: Vec<IndexFile>,
}

#[derive(Serialize, Deserialize)]
struct IndexFile {
    width: u32,
    height: u32,
    media_type: String,
    sha256: String,
}

const INDEX: &str = "index.json";

/// What the names of folders begin with that are not whole yet.
const TEMPORARY: &str = ".reportage-part-";

impl Cache {
    /// The cache in `folder`, which need not exist.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
        }
    }

    /// The cache where this person's programs keep theirs: `REPORTAGE_CACHE`, or a folder
    /// `reportage` in what the system says.
    pub fn of_this_user() -> Self {
        let folder = std::env::var_os("REPORTAGE_CACHE")
            .map(PathBuf::from)
            .or_else(|| Some(dirs::cache_dir()?.join("reportage")))
            .unwrap_or_else(|| std::env::temp_dir().join("reportage"));
        Self::new(folder.join("pictures"))
    }

    /// What was made of the picture with this SHA-256; nothing if it has to be made, or
    /// if what is kept is damaged.
    pub fn get(&self, original: &str) -> Option<Pressed> {
        let folder = self.folder_of(original);
        let index: Index = serde_json::from_slice(&fs::read(folder.join(INDEX)).ok()?).ok()?;
        let files = index
            .files
            .into_iter()
            .enumerate()
            .map(|(number, file)| {
                let bytes = fs::read(folder.join(number.to_string())).ok()?;
                // Whatever a cut of power has left of a file is not passed on.
                (sha256(&bytes) == file.sha256).then_some(())?;
                Some(PressedFile {
                    width: file.width,
                    height: file.height,
                    media_type: known(&file.media_type)?,
                    bytes,
                })
            })
            .collect::<Option<Vec<_>>>()?;
        Some(Pressed {
            files,
            thumb_hash: index.thumb_hash,
            dominant_color: index.dominant_color,
        })
    }

    /// Whether there is something made of the picture with this SHA-256.
    pub fn has(&self, original: &str) -> bool {
        self.folder_of(original).join(INDEX).is_file()
    }

    /// Keeps what was made of the picture with this SHA-256.
    ///
    /// # Errors
    /// If the cache cannot be written. Nothing is lost by that but time.
    pub fn put(&self, original: &str, pressed: &Pressed) -> io::Result<()> {
        let folder = self.folder_of(original);
        let parent = folder.parent().unwrap_or(Path::new("."));
        disk::create_dir_all(parent)?;
        clear(parent);
        // Made apart and put in place whole: another press may be at work.
        disk::step()?;
        let made = tempfile::Builder::new()
            .prefix(TEMPORARY)
            .tempdir_in(parent)?;
        let hold = Lock::if_free(made.path());
        let mut files = Vec::new();
        for (number, file) in pressed.files.iter().enumerate() {
            write(&made.path().join(number.to_string()), &file.bytes)?;
            files.push(IndexFile {
                width: file.width,
                height: file.height,
                media_type: file.media_type.to_owned(),
                sha256: sha256(&file.bytes),
            });
        }
        let index = Index {
            thumb_hash: pressed.thumb_hash.clone(),
            dominant_color: pressed.dominant_color.clone(),
            files,
        };
        write(&made.path().join(INDEX), &serde_json::to_vec(&index)?)?;
        disk::step()?;
        let made = made.keep();
        drop(hold);
        if fs::rename(&made, &folder).is_err() {
            // It is there: made by another press meanwhile, or damaged.
            let _ = fs::remove_dir_all(&folder);
            if fs::rename(&made, &folder).is_err() {
                fs::remove_dir_all(&made)?;
            }
        }
        Ok(())
    }

    /// By the picture and by everything else that its files depend on.
    fn folder_of(&self, original: &str) -> PathBuf {
        let key = sha256(format!("{}\n{original}", photo::recipe()).as_bytes());
        self.folder.join(&key[..2]).join(&key[2..])
    }
}

/// Takes away what presses left behind that were cut off. Who is still at work holds its folder.
fn clear(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(TEMPORARY)
            && let Some(_lock) = Lock::if_free(&entry.path())
        {
            // What stays does no harm.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    disk::step()?;
    disk::write(&mut fs::File::create(path)?, bytes)
}

fn known(media_type: &str) -> Option<&'static str> {
    ["image/avif", "image/jpeg"]
        .into_iter()
        .find(|known| *known == media_type)
}

//! The files that a story names, looked into before anything is made of them.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use sha2::{Digest, Sha256};

use crate::credentials::{Provenance, Verifier};
use crate::folder::{Folder, Refused};
use crate::metadata::{self, Metadata};
use crate::photo::{self, Header};

/// A picture as it came.
#[derive(Clone, Debug)]
pub struct Original {
    /// The SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// What its header says.
    pub header: Header,
    /// What it says of itself.
    pub metadata: Metadata,
    /// What is known of its origin; nothing, if it has no Content Credentials.
    pub provenance: Option<Provenance>,
}

/// Pictures that have been looked into. A preview keeps it, so that a file is read
/// again only when it has changed.
#[derive(Debug, Default)]
pub struct Originals {
    verifier: Verifier,
    seen: Mutex<HashMap<PathBuf, (Stamp, Arc<Original>)>>,
}

/// What a file's change shows by, short of reading it.
type Stamp = (u64, Option<SystemTime>);

impl Originals {
    /// None yet; the Content Credentials of those to come are verified by `verifier`.
    pub fn verified_by(verifier: Verifier) -> Self {
        Self {
            verifier,
            seen: Mutex::default(),
        }
    }

    /// Looks into the picture that a story calls `name`.
    ///
    /// # Errors
    /// If it cannot be had, or is no picture that the press can read.
    pub fn get(&self, folder: &Folder, name: &str) -> Result<Arc<Original>, Refused> {
        let path = folder.find(name)?;
        let stamp: Stamp = path
            .metadata()
            .map(|data| (data.len(), data.modified().ok()))
            .unwrap_or_default();
        if let Some((seen, original)) = self.lock().get(&path)
            && *seen == stamp
        {
            return Ok(original.clone());
        }
        let bytes = folder.read(name)?;
        let header = photo::header(&bytes).map_err(|error| Refused {
            message: error.message,
            help: error.help,
        })?;
        let original = Arc::new(Original {
            sha256: sha256(&bytes),
            header,
            metadata: metadata::read(&bytes),
            provenance: self.verifier.verify(&bytes),
        });
        self.lock().insert(path, (stamp, original.clone()));
        Ok(original)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<PathBuf, (Stamp, Arc<Original>)>> {
        // What a thread left that failed is whole: entries are put in at once.
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The SHA-256 of `bytes`, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

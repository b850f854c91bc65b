//! Who is at work in a folder.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;

/// A hold on a folder; dropping it lets go.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

#[derive(Clone, Copy)]
enum Hold {
    /// Nobody else has any.
    Alone,
    /// Others may have the same.
    Shared,
}

impl Lock {
    /// To write: nobody else is at work there meanwhile. `waiting` is told if somebody is, who
    /// is waited for.
    pub(super) fn alone(folder: &Path, waiting: impl FnOnce()) -> io::Result<Self> {
        Self::waited_for(folder, Hold::Alone, waiting)
    }

    /// To read: nobody writes there meanwhile. `waiting` is told if somebody does, who is waited
    /// for.
    ///
    /// # Errors
    /// If the folder cannot be looked into.
    pub fn shared(folder: &Path, waiting: impl FnOnce()) -> io::Result<Self> {
        Self::waited_for(folder, Hold::Shared, waiting)
    }

    /// To write, if nobody else is at work there.
    pub(super) fn if_free(folder: &Path) -> Option<Self> {
        match take(folder, Hold::Alone).ok()? {
            Taken::Held(lock) => Some(lock),
            Taken::Busy(_) => None,
        }
    }

    fn waited_for(folder: &Path, hold: Hold, waiting: impl FnOnce()) -> io::Result<Self> {
        match take(folder, hold)? {
            Taken::Held(lock) => Ok(lock),
            Taken::Busy(file) => {
                waiting();
                match hold {
                    Hold::Alone => file.lock()?,
                    Hold::Shared => file.lock_shared()?,
                }
                Ok(Self { _file: file })
            }
        }
    }
}

enum Taken {
    Held(Lock),
    Busy(File),
}

/// Locks the folder itself where that can be, so that nothing of ours is left lying in it.
/// Windows locks files alone, and NFS those alone that can be written.
fn take(folder: &Path, hold: Hold) -> io::Result<Taken> {
    if cfg!(unix)
        && let Ok(taken) = try_lock(File::open(folder)?, hold)
    {
        return Ok(taken);
    }
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(folder.join(".reportage-lock"))?;
    try_lock(file, hold)
}

fn try_lock(file: File, hold: Hold) -> io::Result<Taken> {
    let tried = match hold {
        Hold::Alone => file.try_lock(),
        Hold::Shared => file.try_lock_shared(),
    };
    match tried {
        Ok(()) => Ok(Taken::Held(Lock { _file: file })),
        Err(TryLockError::WouldBlock) => Ok(Taken::Busy(file)),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

//! Hearing of changes in a folder, a burst of them as one.

use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// How long nothing has to happen before a change counts as done: editors write a file in
/// several steps.
const QUIET: Duration = Duration::from_millis(40);

/// Changes as they are heard of, for as long as this lives.
pub struct Changes {
    events: Receiver<()>,
    _watcher: RecommendedWatcher,
}

/// Watches a folder and all that is in it.
///
/// # Errors
/// If the system does not let us.
pub fn changes(folder: &Path) -> notify::Result<Changes> {
    let (heard, events) = channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        // That we read a file ourselves is no change.
        let changed = event.is_ok_and(|event| !matches!(event.kind, EventKind::Access(_)));
        if changed {
            let _ = heard.send(());
        }
    })?;
    watcher.watch(folder, RecursiveMode::Recursive)?;
    Ok(Changes {
        events,
        _watcher: watcher,
    })
}

/// Waits for the next change, and until it is done; nothing when there will be no more.
pub fn next(changes: &Changes) -> Option<()> {
    changes.events.recv().ok()?;
    loop {
        match changes.events.recv_timeout(QUIET) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => return Some(()),
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
}

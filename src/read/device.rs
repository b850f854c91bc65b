//! What is kept on the reader's device, and nowhere else. In a frame that is nothing, unless the
//! frame's address says `store`: it would be kept in the name of a page whose publisher has
//! promised something else, perhaps.

use web_sys::Storage;

use super::wishes;
use crate::dom;

/// What was kept under `key`.
pub fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

/// Keeps `value` under `key`.
pub fn write(key: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(key, value);
    }
}

/// Keeps nothing under `key` any more.
pub fn forget(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}

fn storage() -> Option<Storage> {
    let window = web_sys::window()?;
    if dom::host(&window).is_some() {
        wishes::get(&window, wishes::STORE)?;
    }
    window.local_storage().ok()?
}

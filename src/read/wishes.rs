//! What the page's address asks for, besides a card: for one visit, and whatever the story says.

use web_sys::{UrlSearchParams, Window};

/// How the story moves; `assets/page.js` and `assets/start.js` see to it before the first paint.
const MODE: &str = "mode";
/// After how many seconds it is asked whether anybody is reading.
pub const IDLE: &str = "idle";
/// Lets a story in a frame keep the reader's choices and place.
pub const STORE: &str = "store";
/// Which resizer the page around the frame has.
pub const RESIZE: &str = "resize";
/// What that one calls the frame.
pub const CHILD: &str = "childId";

/// The reader has come out of a frame to keep this edition on their device.
pub const OFFLINE: &str = "offline";

/// All but the last: another edition of the story is asked for the same.
pub const ALL: [&str; 5] = [MODE, IDLE, STORE, RESIZE, CHILD];

/// What the window's address says under a name, which may be nothing at all: `?store`.
pub fn get(window: &Window, name: &str) -> Option<String> {
    let search = window.location().search().ok()?;
    UrlSearchParams::new_with_str(&search).ok()?.get(name)
}

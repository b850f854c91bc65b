//! What the browser tests share: a [`Site`] that serves the built viewer and
//! remembers what was asked of it, and a [`Reader`] with a browser.

mod page;
mod reader;
mod site;

pub use page::pressed_page;
pub use reader::{DESKTOP, PHONE, Reader, SIDEWAYS, Screen, TABLET};
pub use site::Site;

use std::path::PathBuf;

/// The root of the repository.
pub fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// The sample story's `story.json`, as the press has made it.
pub fn mosul() -> String {
    let path = root().join("dist/stories/mosul/story.json");
    std::fs::read_to_string(path).expect("`cargo xtask build` has pressed the sample story")
}

//! What the browser tests share: a [`Site`] that serves the built viewer and
//! remembers what was asked of it, and a [`Reader`] with a browser.

mod preview;
mod reader;
mod site;

pub use preview::Preview;
pub use reader::{DESKTOP, PHONE, Reader, SIDEWAYS, Screen, TABLET};
pub use site::Site;

use std::path::PathBuf;

/// The root of the repository.
pub fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// The `story.json` of the Mosul story, as the press has made it.
pub fn mosul() -> String {
    story("mosul")
}

/// The `story.json` of a sample story, as the press has made it.
pub fn story(name: &str) -> String {
    let path = root().join("dist/stories").join(name).join("story.json");
    std::fs::read_to_string(path).expect("`cargo xtask build` has pressed the sample stories")
}

//! What the browser tests share: a [`Site`] that serves the built viewer and
//! remembers what was asked of it, and a [`Reader`] with a browser.

mod browser;
mod chromium;
mod command;
mod display;
mod driver;
mod engine;
mod faults;
mod firefox;
mod headers;
mod hearing;
pub mod hostile;
pub mod leaks;
mod lighthouse;
mod memory;
mod press;
mod preview;
mod reader;
pub mod reading;
mod site;
mod webkit;
mod wishes;

pub use engine::Ability;
pub use faults::{Fault, Faults};
pub use lighthouse::Lighthouse;
pub use memory::{MEMORIES, Memory};
pub use press::{OneFile, Published};
pub use preview::Preview;
pub use reader::Reader;
pub use site::Site;
pub use wishes::{DESKTOP, PHONE, SIDEWAYS, Screen, TABLET};

use std::path::PathBuf;

use anyhow::{Context, Result};

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

/// A script from npm: the path of its file among the packages that set-up has installed.
pub fn from_npm(path: &str) -> Result<String> {
    let path = path_in_npm(path)?;
    std::fs::read_to_string(&path).with_context(|| format!("there is no {}", path.display()))
}

/// Where a file from npm lies.
fn path_in_npm(path: &str) -> Result<PathBuf> {
    let modules = std::env::var("REPORTAGE_NODE_MODULES")
        .context("REPORTAGE_NODE_MODULES is not set: run this by `cargo xtask test`")?;
    Ok(PathBuf::from(modules).join(path))
}

/// The name of the Mosul story's file that begins and ends like this: published names
/// bear a hash.
pub fn media(start: &str, end: &str) -> String {
    let story = mosul();
    story
        .split('"')
        .filter_map(|word| word.strip_prefix("media/"))
        .find(|name| name.starts_with(start) && name.ends_with(end))
        .unwrap_or_else(|| panic!("the story has no {start}…{end}"))
        .to_owned()
}

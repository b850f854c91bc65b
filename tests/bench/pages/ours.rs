//! Our own two: the page as `reportage build` has published it, and the viewer that opens the same
//! bundle at run time.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::{Page, Reading};
use crate::server::Server;

/// True once every behaviour listens.
pub const IS_READY: &str = "document.documentElement.dataset.viewer === 'ready'";
const READING: Reading = Reading::Scrolls(".card");
const BACK: Option<&str> = Some("ArrowLeft");
const ZOOM: Option<(&str, &str)> = Some((".card img", "dialog[open] img"));

pub const PUBLISHED: Page = Page {
    name: "published",
    title: "**our published page**",
    path: "/published/",
    is_ready: IS_READY,
    reading: READING,
    back: BACK,
    zoom: ZOOM,
};

pub const VIEWER: Page = Page {
    name: "viewer",
    title: "**our viewer, at run time**",
    path: "/viewer/?story=../published/story.json",
    is_ready: IS_READY,
    reading: READING,
    back: BACK,
    zoom: ZOOM,
};

pub fn put(server: &mut Server, published: &Path) -> Result<()> {
    server.put_folder("/published/", published)?;
    put_viewer(server)
}

/// Puts the viewer at `/viewer/`.
pub fn put_viewer(server: &mut Server) -> Result<()> {
    // Not its folders: they hold the sample stories, and the parts that published pages have.
    let dist = browser_tests::root().join("dist");
    let files = fs::read_dir(&dist).context("`cargo xtask build` has left no viewer in dist/")?;
    for file in files {
        let path = file?.path();
        if let Some(name) = path.file_name().filter(|_| path.is_file()) {
            server.put_file(&format!("/viewer/{}", name.to_string_lossy()), &path)?;
        }
    }
    Ok(())
}

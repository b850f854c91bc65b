//! `cargo xtask screenshots`: pictures of the sample story in `target/screenshots`.

use anyhow::Result;

use super::{build, test};
use crate::{setup, shell};

pub fn run() -> Result<()> {
    let (tools, browsers) = setup::for_tests(&[setup::Engine::Chromium])?;
    build::build(&tools)?;
    browsers.iter().try_for_each(|browser| {
        shell::run(test::browser_tests(&tools, browser, "run").args(["--bin", "screenshots"]))
    })
}

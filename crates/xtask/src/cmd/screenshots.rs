//! `cargo xtask screenshots`: pictures of the sample story in `target/screenshots`.

use anyhow::Result;

use super::{build, test};
use crate::{setup, shell};

pub fn run() -> Result<()> {
    let (tools, browser) = setup::for_tests()?;
    build::build(&tools)?;
    shell::run(test::browser_tests(&tools, &browser, "run").args(["--bin", "screenshots"]))
}

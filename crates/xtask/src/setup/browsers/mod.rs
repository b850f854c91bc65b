//! The browsers that the tests run in, and their drivers.

mod chromium;
mod firefox;
mod webkit;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::Tools;

/// The engines that the tests run in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Engine {
    /// Chromium or Chrome
    Chromium,
    /// Firefox, as its extended support release or any other
    Firefox,
    /// WebKitGTK, by its MiniBrowser
    Webkit,
}

impl Engine {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    /// Its name for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::Webkit => "WebKitGTK",
        }
    }

    /// Its name for the tests, which read it from `REPORTAGE_ENGINE`.
    fn word(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }
}

/// A browser and the program that drives it.
pub struct Browser {
    /// What it is.
    pub engine: Engine,
    /// The program that drives it.
    pub driver: PathBuf,
    program: PathBuf,
}

impl Browser {
    /// What tells the tests which browser to start, and where it is.
    pub fn envs(&self) -> [(&'static str, OsString); 3] {
        let (program, driver) = match self.engine {
            Engine::Chromium => ("CHROMIUM", "CHROMEDRIVER"),
            Engine::Firefox => ("FIREFOX", "GECKODRIVER"),
            Engine::Webkit => ("MINI_BROWSER", "WEBKIT_WEBDRIVER"),
        };
        [
            ("REPORTAGE_ENGINE", self.engine.word().into()),
            (program, self.program.clone().into()),
            (driver, self.driver.clone().into()),
        ]
    }
}

/// Finds a browser with its driver, or installs it.
///
/// Fails with what a person can do where that may not be.
pub fn set_up(engine: Engine, tools: &mut Tools) -> Result<Browser> {
    match engine {
        Engine::Chromium => chromium::set_up(),
        Engine::Firefox => firefox::set_up(tools),
        Engine::Webkit => webkit::set_up(),
    }
}

/// The first of `paths` that is a file.
fn first_file<'a>(paths: impl IntoIterator<Item = &'a str>) -> Option<PathBuf> {
    let file = paths.into_iter().map(Path::new).find(|path| path.is_file());
    file.map(Path::to_path_buf)
}

//! Sets up what building and testing need, and nothing twice.
//!
//! Each part looks first for what is already there in a fitting version, then
//! tries the ordinary way, then the distribution's packages, and otherwise says
//! what a person can do. Whatever we install ourselves goes to one cache folder
//! that all clones share.

mod assembler;
mod browsers;
mod cache;
mod cargo_tools;
mod exiftool;
mod node_tools;
mod packages;
mod parallel;
mod wasm;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

pub use browsers::{Browser, Engine};

/// The variable in which the tests look for the folder with the packages from npm.
const NODE_MODULES: &str = "REPORTAGE_NODE_MODULES";

/// Where the set-up tools are, for the commands that need them.
#[derive(Default)]
pub struct Tools {
    /// Folders to be searched before PATH.
    folders: Vec<PathBuf>,
    envs: Vec<(&'static str, OsString)>,
    assembler: bool,
}

impl Tools {
    /// A command that finds the set-up tools before any others.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.resolve(program));
        let inherited = std::env::var_os("PATH").unwrap_or_default();
        let folders = self.folders.iter().cloned();
        if let Ok(path) = std::env::join_paths(folders.chain(std::env::split_paths(&inherited))) {
            command.env("PATH", path);
        }
        command
            .envs(self.envs.iter().cloned())
            .env_remove("CARGO")
            .current_dir(crate::shell::root());
        command
    }

    /// Whether the press can be built with the encoder's assembler.
    pub fn has_assembler(&self) -> bool {
        self.assembler
    }

    /// The folder with the packages from npm.
    pub fn node_modules(&self) -> Result<&OsString> {
        let named = self.envs.iter().find(|(name, _)| *name == NODE_MODULES);
        let (_, folder) = named.context("nothing from npm has been set up")?;
        Ok(folder)
    }

    /// Cargo as it called us, for code that runs on this machine; it is told
    /// where the tools are, but not handed the compiler for wasm32.
    pub fn native_cargo(&self, subcommand: &str) -> Command {
        let mut command = Command::new("cargo");
        command
            .arg(subcommand)
            .envs(self.envs.iter().cloned())
            .current_dir(crate::shell::root());
        command
    }

    /// `Command` looks `program` up in our own PATH, not in the child's.
    fn resolve(&self, program: &str) -> PathBuf {
        self.folders
            .iter()
            .map(|folder| folder.join(program))
            .find(|path| path.is_file())
            .unwrap_or_else(|| PathBuf::from(program))
    }

    fn add_folder(&mut self, folder: impl AsRef<Path>) {
        self.folders.push(folder.as_ref().to_path_buf());
    }
}

/// Sets up what the viewer and the press need to be built: the wasm32 target, trunk,
/// wasm-bindgen, binaryen, terser and nasm.
pub fn for_build() -> Result<Tools> {
    let _lock = cache::lock()?;
    build_tools()
}

fn build_tools() -> Result<Tools> {
    let mut tools = Tools::default();
    wasm::set_up(&mut tools).context("the wasm32 target could not be set up")?;
    cargo_tools::set_up(&mut tools)?;
    node_tools::set_up(&mut tools)?;
    assembler::set_up(&mut tools);
    Ok(tools)
}

/// Sets up, besides, what the tests need: cargo-deny, ExifTool, GNU parallel, and the
/// browsers that they drive, in the order of `engines`.
pub fn for_tests(engines: &[Engine]) -> Result<(Tools, Vec<Browser>)> {
    let _lock = cache::lock()?;
    let mut tools = build_tools()?;
    cargo_tools::set_up_deny(&mut tools)?;
    exiftool::set_up()?;
    parallel::set_up()?;
    let browsers = engines
        .iter()
        .map(|engine| browsers::set_up(*engine, &mut tools))
        .collect::<Result<_>>()?;
    Ok((tools, browsers))
}

/// Sets up what the press alone needs to be built: nasm.
pub fn for_press() -> Result<Tools> {
    let _lock = cache::lock()?;
    let mut tools = Tools::default();
    assembler::set_up(&mut tools);
    Ok(tools)
}

/// Sets up what lists our dependencies: cargo-cyclonedx.
pub fn for_sbom() -> Result<Tools> {
    let _lock = cache::lock()?;
    let mut tools = Tools::default();
    cargo_tools::set_up_cyclonedx(&mut tools)?;
    Ok(tools)
}

/// Sets up what the benchmarks need: nasm, and the folder `node_modules` with sharp, the
/// pages' peers and the prints.
pub fn for_bench() -> Result<(Tools, PathBuf)> {
    let tools = for_press()?;
    let _lock = cache::lock()?;
    Ok((tools, node_tools::bench_modules()?))
}

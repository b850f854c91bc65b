//! Tools that cargo installs: trunk, wasm-bindgen's command line, geckodriver, and what looks at our
//! dependencies.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};
use toml::Table;

use super::{Tools, cache};
use crate::shell;

struct CargoTool {
    package: &'static str,
    /// The program that is asked for its version.
    program: &'static str,
    /// What it is asked with.
    question: &'static [&'static str],
    version: String,
    minutes: u8,
    /// Whether the package's own lock file is used.
    locked: bool,
}

const VERSION: &[&str] = &["--version"];

pub fn set_up(tools: &mut Tools) -> Result<()> {
    let needed = [
        CargoTool {
            package: "trunk",
            program: "trunk",
            question: VERSION,
            version: version_in_manifest("trunk")?,
            minutes: 8,
            locked: true,
        },
        CargoTool {
            package: "wasm-bindgen-cli",
            program: "wasm-bindgen",
            question: VERSION,
            version: version_in_lock_file("wasm-bindgen")?,
            minutes: 3,
            // Its lock file may name crates newer than a mirror has.
            locked: false,
        },
    ];
    needed.iter().try_for_each(|tool| tool.set_up(tools))
}

/// Sets up what drives Firefox.
pub fn set_up_geckodriver(tools: &mut Tools) -> Result<()> {
    CargoTool {
        package: "geckodriver",
        program: "geckodriver",
        question: VERSION,
        version: version_in_manifest("geckodriver")?,
        minutes: 2,
        locked: true,
    }
    .set_up(tools)
}

/// Sets up what checks the dependencies.
pub fn set_up_deny(tools: &mut Tools) -> Result<()> {
    CargoTool {
        package: "cargo-deny",
        program: "cargo-deny",
        question: VERSION,
        version: version_in_manifest("cargo-deny")?,
        minutes: 5,
        locked: true,
    }
    .set_up(tools)
}

/// Sets up what lists the dependencies.
pub fn set_up_cyclonedx(tools: &mut Tools) -> Result<()> {
    CargoTool {
        package: "cargo-cyclonedx",
        program: "cargo-cyclonedx",
        // By itself it only knows what cargo calls it.
        question: &["cyclonedx", "--version"],
        version: version_in_manifest("cargo-cyclonedx")?,
        minutes: 2,
        locked: true,
    }
    .set_up(tools)
}

impl CargoTool {
    fn set_up(&self, tools: &mut Tools) -> Result<()> {
        self.find_or_install(tools)
            .with_context(|| format!("{} {} could not be set up", self.package, self.version))
    }

    fn find_or_install(&self, tools: &mut Tools) -> Result<()> {
        if self.answers(Command::new(self.program)) {
            return Ok(());
        }
        let root = cache::folder()?.join(format!("{}-{}", self.package, self.version));
        let bin = root.join("bin");
        if !self.answers(Command::new(bin.join(self.program))) {
            shell::step(format_args!(
                "Installing {} {} (once, about {} minutes)",
                self.package, self.version, self.minutes
            ));
            let mut install = Command::new("cargo");
            install
                .arg("install")
                .arg(format!("{}@{}", self.package, self.version))
                .arg("--root")
                .arg(&root)
                // Quick to compile matters more here than quick to run.
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
                .env("CARGO_PROFILE_RELEASE_LTO", "off")
                .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
            if self.locked {
                install.arg("--locked");
            }
            shell::run(&mut install).context(
                "is the crates registry within reach? Try the command above by hand to see more",
            )?;
        }
        tools.add_folder(bin);
        Ok(())
    }

    fn answers(&self, mut program: Command) -> bool {
        shell::ask(program.args(self.question))
            .is_some_and(|line| line.split_whitespace().any(|word| word == self.version))
    }
}

fn version_in_manifest(tool: &str) -> Result<String> {
    let manifest = read_table("Cargo.toml")?;
    manifest
        .get("workspace")
        .and_then(|table| table.get("metadata"))
        .and_then(|table| table.get("tools"))
        .and_then(|table| table.get(tool))
        .and_then(|version| version.as_str())
        .map(str::to_owned)
        .with_context(|| {
            format!("Cargo.toml names no version of {tool} in [workspace.metadata.tools]")
        })
}

fn version_in_lock_file(package: &str) -> Result<String> {
    let lock_file = read_table("Cargo.lock")?;
    lock_file
        .get("package")
        .and_then(|packages| packages.as_array())
        .into_iter()
        .flatten()
        .find(|entry| entry.get("name").and_then(|name| name.as_str()) == Some(package))
        .and_then(|entry| entry.get("version")?.as_str())
        .map(str::to_owned)
        .with_context(|| format!("Cargo.lock names no {package}"))
}

fn read_table(name: &str) -> Result<Table> {
    let path = shell::root().join(name);
    fs::read_to_string(&path)
        .with_context(|| format!("could not read {}", path.display()))?
        .parse()
        .with_context(|| format!("{} is not TOML", path.display()))
}

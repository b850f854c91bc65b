//! `cargo xtask test`: everything that must hold, the quickest to fail first.

use std::process::Command;

use anyhow::{Context, Result};

use super::build::build;
use super::deny;
use crate::setup::{self, Browser, Engine, Tools};
use crate::shell;

/// The features that have code of their own; the press's `asm` has none, and would take
/// nasm to be looked at.
const FEATURES: &str = "browser-tests/browser,xtask/bench,xtask/clip";
/// What runs in the browser.
const IN_BROWSER: [&str; 6] = [
    "--target",
    "wasm32-unknown-unknown",
    "--package",
    "reportage-viewer",
    "--package",
    "reportage-tools",
];

#[derive(clap::Args)]
pub struct Args {
    /// Only the browser tests whose name holds this word
    #[arg(long, value_name = "NAME")]
    browser: Option<String>,
    /// Only the browser tests, in this engine
    #[arg(long, value_enum)]
    engine: Option<Engine>,
}

pub fn run(args: &Args) -> Result<()> {
    let only = args.engine.as_slice();
    let engines = if only.is_empty() { &Engine::ALL } else { only };
    let (tools, browsers) = setup::for_tests(engines)?;
    if args.browser.is_none() && only.is_empty() {
        style(&tools)?;
        deny::check(&tools)?;
        shell::step("Tests that need no browser");
        shell::run(cargo("test").arg("--workspace"))?;
        behaviours(&tools, &browsers)?;
    }
    build(&tools)?;
    browsers
        .iter()
        .try_for_each(|browser| in_browser(browser, args.browser.as_deref(), &tools))
}

fn style(tools: &Tools) -> Result<()> {
    shell::step("Format");
    shell::run(cargo("fmt").args(["--all", "--check"]))?;
    shell::step("Lints, for this machine and for the browser");
    let deny = ["--", "-D", "warnings"];
    shell::run(
        cargo("clippy")
            .args(["--workspace", "--all-targets", "--features"])
            .arg(FEATURES)
            .args(deny),
    )?;
    // A press without what verifies Content Credentials is to be had as well.
    shell::run(
        cargo("clippy")
            .args(["--package", "reportage-press", "--no-default-features"])
            .args(deny),
    )?;
    shell::run(
        tools
            .command("cargo")
            .arg("clippy")
            .args(IN_BROWSER)
            .arg("--all-targets")
            .args(deny),
    )
}

/// The viewer's behaviours, one by one, in a browser.
fn behaviours(tools: &Tools, browsers: &[Browser]) -> Result<()> {
    let chromium = browsers
        .iter()
        .find(|browser| browser.engine == Engine::Chromium)
        .context("Chromium has not been set up")?;
    shell::step("Behaviours, in Chromium");
    shell::run(
        tools
            .command("cargo")
            .arg("test")
            .args(IN_BROWSER)
            .arg("--lib")
            .env(
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
                "wasm-bindgen-test-runner",
            )
            .env("CHROMEDRIVER", &chromium.driver),
    )
}

/// The built viewer as a reader meets it.
fn in_browser(browser: &Browser, name: Option<&str>, tools: &Tools) -> Result<()> {
    shell::step(format_args!("Reading, in {}", browser.engine.name()));
    let mut command = browser_tests(tools, browser, "test");
    command.arg("--").args(name);
    // A page with a video counts as loaded there only after three seconds of waiting, which
    // others can use.
    if browser.engine == Engine::Webkit {
        let threads = std::thread::available_parallelism()?.get() * 2;
        command.arg(format!("--test-threads={threads}"));
    }
    shell::run(&mut command)
}

/// `cargo COMMAND` on the browser tests' package, told where the browser is.
pub fn browser_tests(tools: &Tools, browser: &Browser, command: &str) -> Command {
    let mut cargo = tools.native_cargo(command);
    cargo
        .args(["--package", "browser-tests", "--features", "browser"])
        .envs(browser.envs());
    cargo
}

fn cargo(command: &str) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.arg(command).current_dir(shell::root());
    cargo
}

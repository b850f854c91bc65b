//! `cargo xtask build`: the viewer, for release, in `dist/`; the press with the browser's
//! files in it, at `target/release/reportage`; and the sample stories as it presses them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::setup::{self, Tools};
use crate::shell;

/// Where cargo leaves the press.
const PRESS: &str = "target/release/reportage";
/// The sample stories' sources, and the story that `reportage new` begins with.
const STORIES: [&str; 2] = ["assets/stories", "crates/press"];

pub fn run() -> Result<()> {
    build(&setup::for_build()?)
}

/// Builds everything: `dist/` then holds the viewer, and under `stories/` the published
/// pages of the sample stories.
pub fn build(tools: &Tools) -> Result<()> {
    build_press(tools)?;
    shell::step("Pressing the sample stories");
    for story in stories()? {
        let name = story.file_name().context("a story has a name")?;
        let out = shell::root().join("dist/stories").join(name);
        shell::run(
            Command::new(press())
                .arg("build")
                .arg(&story)
                .arg("--out")
                .arg(out),
        )?;
    }
    Ok(())
}

/// Builds the viewer into `dist/` and the press with what pages need of it.
pub fn build_press(tools: &Tools) -> Result<()> {
    shell::step("Building the viewer");
    shell::run(&mut trunk(tools, "build"))?;
    shell::step("Building the program of published pages");
    page_program(tools)?;
    shell::step("Building the press");
    let mut cargo = Command::new("cargo");
    cargo
        .args(["build", "--release", "--package", "reportage-press"])
        .env("REPORTAGE_DIST", shell::root().join("dist"))
        .current_dir(shell::root());
    if tools.has_assembler() {
        cargo.args(["--features", "asm"]);
    }
    shell::run(&mut cargo)
}

/// The press as it was built.
pub fn press() -> PathBuf {
    shell::root().join(PRESS)
}

/// The folders of the sample stories: every folder with a `story.md`.
pub fn stories() -> Result<Vec<PathBuf>> {
    let mut stories = Vec::new();
    for folder in STORIES {
        let folders = fs::read_dir(shell::root().join(folder))
            .with_context(|| format!("{folder} cannot be read"))?;
        stories.extend(folders.filter_map(|entry| Some(entry.ok()?.path())));
    }
    stories.retain(|path| path.join("story.md").is_file());
    stories.sort();
    Ok(stories)
}

/// The program that wakes a published page, in `dist/page/`. trunk makes one program of a
/// page of HTML; this one has none of its own.
fn page_program(tools: &Tools) -> Result<()> {
    let out = Path::new("dist/page");
    shell::run(tools.command("cargo").args([
        "build",
        "--profile",
        "browser",
        "--target",
        "wasm32-unknown-unknown",
        "--bin",
        "page",
    ]))?;
    shell::run(
        tools
            .command("wasm-bindgen")
            .args(["--target", "web", "--no-typescript", "--out-dir"])
            .arg(out)
            .arg("target/wasm32-unknown-unknown/browser/page.wasm"),
    )?;
    let wasm = out.join("page_bg.wasm");
    shell::run(
        tools
            .command("wasm-opt")
            .args(["-Oz"])
            .args(WASM_FEATURES)
            .arg(&wasm)
            .arg("-o")
            .arg(&wasm),
    )
}

/// What browsers know and the compiler uses; the same stand in `index.html`.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// `trunk COMMAND --release`, kept from downloading tools of its own: set-up has
/// brought them.
pub fn trunk(tools: &Tools, command: &str) -> std::process::Command {
    let mut trunk = tools.command("trunk");
    trunk
        .args([command, "--release"])
        .env("TRUNK_OFFLINE", "true")
        // trunk takes the fashionable NO_COLOR=1 for a mistake.
        .env_remove("NO_COLOR");
    trunk
}

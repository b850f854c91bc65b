//! `cargo xtask build`: the viewer, for release, in `dist/`; the press with the browser's
//! files in it, at `target/release/reportage`; and the sample stories as it presses them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::paths;
use crate::setup::{self, Tools};
use crate::shell;

/// Where cargo leaves the press.
pub const PRESS: &str = "target/release/reportage";
/// Where the programs of published pages are left.
const PAGE_PROGRAMS: &str = "dist/page";
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
    shell::run(paths::remap(&mut trunk(tools, "build"), tools)?)?;
    shell::step("Building the programs of published pages");
    page_programs(tools)?;
    // The viewer has the same tools.
    let dist = Path::new("dist");
    let with = [
        dist.join("index.html"),
        Path::new(PAGE_PROGRAMS).join("tools"),
    ];
    shrink(tools, &dist.join(viewer()?), &with)?;
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

/// The programs of published pages, in `dist/page/`: the one that wakes a page, and its tools.
/// trunk makes one program of a page of HTML; these have none of their own.
fn page_programs(tools: &Tools) -> Result<()> {
    let out = Path::new(PAGE_PROGRAMS);
    let mut cargo = tools.command("cargo");
    cargo.args([
        "build",
        "--profile",
        "browser",
        "--target",
        "wasm32-unknown-unknown",
        "--package",
        "reportage-viewer",
        "--package",
        "reportage-tools",
        "--bin",
        "page",
        "--bin",
        "tools",
    ]);
    shell::run(paths::remap(&mut cargo, tools)?)?;
    for name in ["page", "tools"] {
        shell::run(
            tools
                .command("wasm-bindgen")
                .args(["--target", "web", "--no-typescript", "--out-dir"])
                .arg(out)
                .arg(format!("target/wasm32-unknown-unknown/browser/{name}.wasm")),
        )?;
        shrink(tools, &out.join(name), &[])?;
    }
    Ok(())
}

/// The name of the viewer's files without their endings, as trunk has chosen it.
fn viewer() -> Result<String> {
    let names = fs::read_dir(shell::root().join("dist"))?.filter_map(|file| {
        let name = file.ok()?.file_name().into_string().ok()?;
        Some(name.strip_suffix("_bg.wasm")?.to_owned())
    });
    let mut names = names.collect::<Vec<_>>();
    names.pop().context("trunk has built no viewer")
}

/// Makes a program smaller. `with` are the page that names its files, and the tools that go with
/// it, if it is a program with a page of its own.
fn shrink(tools: &Tools, stem: &Path, with: &[PathBuf]) -> Result<()> {
    shell::run(
        tools
            .command("node")
            .arg("crates/xtask/src/cmd/shrink.mjs")
            .arg(tools.node_modules()?)
            .arg(stem)
            .args(with),
    )
}

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

//! The wasm32 standard library.
//!
//! Where rustup can download, `rustup target add` is all. Where it cannot,
//! Debian has a compiler with its source; from that we build the library once
//! and lay it, with links to the compiler's own, into a sysroot in our cache.
//! Nothing is written into the system's or rustup's folders.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use super::{Tools, cache, packages};
use crate::shell;

const TARGET: &str = "wasm32-unknown-unknown";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_CLIPPY: &str = "/usr/bin/cargo-clippy";
const DEBIAN_SOURCE: &str = "/usr/lib/rustlib/src/rust/library";
/// The packages that bring those four.
const DEBIAN_PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-clippy", "rust-web-src"];
/// The oldest Rust 1.x that builds us: `rust-version` in Cargo.toml. Debian has an
/// older one too, in packages of other names.
const OLDEST_MINOR: u32 = 90;

pub fn set_up(tools: &mut Tools) -> Result<()> {
    if has_target(Command::new("rustc")) {
        return Ok(());
    }
    if let Some(sysroot) = built_before()? {
        tools.add_folder(sysroot.join("bin"));
        return Ok(());
    }
    if add_by_rustup() {
        return Ok(());
    }
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        bail!(
            "rustup could not add {TARGET}. Please see to it that `rustup target add {TARGET}` works, then try again"
        );
    }
    shell::step("rustup could not add it; building its library from Debian's Rust instead");
    let parts = [DEBIAN_CARGO, DEBIAN_CLIPPY, DEBIAN_SOURCE];
    if debian_version().is_none() || !parts.iter().all(|part| Path::new(part).exists()) {
        packages::install(&DEBIAN_PACKAGES)?;
    }
    let sysroot = build()?;
    tools.add_folder(sysroot.join("bin"));
    Ok(())
}

fn has_target(mut rustc: Command) -> bool {
    rustc.args(["--print", "target-libdir", "--target", TARGET]);
    shell::ask(&mut rustc)
        .and_then(|path| fs::read_dir(path.trim()).ok())
        .is_some_and(|mut files| {
            files.any(|file| {
                file.is_ok_and(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
            })
        })
}

fn add_by_rustup() -> bool {
    if shell::which("rustup").is_none() {
        return false;
    }
    shell::step(format_args!("Adding {TARGET} by rustup (once)"));
    Command::new("rustup")
        .args(["target", "add", TARGET])
        .current_dir(shell::root())
        .stdin(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// `1.96.0`, if Debian's compiler is there and new enough.
fn debian_version() -> Option<String> {
    let line = shell::ask(Command::new(DEBIAN_RUSTC).arg("--version"))?;
    let version = line.split_whitespace().nth(1)?;
    let minor: u32 = version.split('.').nth(1)?.parse().ok()?;
    (minor >= OLDEST_MINOR).then(|| version.to_owned())
}

fn sysroot_for(version: &str) -> Result<PathBuf> {
    Ok(cache::folder()?.join(format!("wasm-sysroot-{version}")))
}

/// The sysroot that an earlier set-up finished for the compiler as it is now.
fn built_before() -> Result<Option<PathBuf>> {
    let Some(version) = debian_version() else {
        return Ok(None);
    };
    let sysroot = sysroot_for(&version)?;
    // The linker is another toolchain's, which may have gone since.
    let is_whole = has_target(Command::new(sysroot.join("bin/rustc")))
        && sysroot.join("bin/rust-lld").exists();
    Ok(is_whole.then_some(sysroot))
}

/// Builds the library and lays out the sysroot; it is renamed into place last,
/// so an interrupted set-up leaves nothing half done.
fn build() -> Result<PathBuf> {
    let version = debian_version().with_context(|| {
        format!("{DEBIAN_RUSTC} does not run, although its package is installed")
    })?;
    let linker = rust_lld()?;
    shell::step("Compiling the wasm32 standard library (once, about a minute)");

    let finished = sysroot_for(&version)?;
    let work = finished.with_extension("work");
    clear(&work)?;
    let libraries = build_libraries(&work.join("seed"))?;

    let sysroot = work.join("sysroot");
    let target_folder = sysroot.join("lib/rustlib").join(TARGET).join("lib");
    fs::create_dir_all(&target_folder)?;
    for library in libraries {
        let name = library.file_name().context("a library without a name")?;
        fs::copy(&library, target_folder.join(name))?;
    }
    symlink(
        "/usr/lib/rustlib/x86_64-unknown-linux-gnu",
        sysroot.join("lib/rustlib/x86_64-unknown-linux-gnu"),
    )?;

    let bin = sysroot.join("bin");
    fs::create_dir_all(&bin)?;
    symlink(linker, bin.join("rust-lld"))?;
    symlink(DEBIAN_CARGO, bin.join("cargo"))?;
    let at = finished.display();
    write_script(
        &bin.join("rustc"),
        &format!("exec {DEBIAN_RUSTC} --sysroot '{at}' \"$@\""),
    )?;
    write_script(
        &bin.join("cargo-clippy"),
        &format!("SYSROOT='{at}' exec {DEBIAN_CLIPPY} \"$@\""),
    )?;

    clear(&finished)?;
    fs::rename(&sysroot, &finished)?;
    clear(&work)?;
    Ok(finished)
}

/// Compiles std for wasm32 by way of an empty crate, and lists its libraries.
fn build_libraries(seed: &Path) -> Result<Vec<PathBuf>> {
    fs::create_dir_all(seed.join("src"))?;
    fs::write(seed.join("src/lib.rs"), "")?;
    fs::write(
        seed.join("Cargo.toml"),
        "[package]\nname = \"seed\"\nedition = \"2024\"\n[workspace]\n",
    )?;
    shell::run(
        Command::new(DEBIAN_CARGO)
            .args(["build", "--release", "--target", TARGET])
            // `test` is what wasm-bindgen-test needs.
            .arg("-Zbuild-std=std,panic_abort,test,proc_macro")
            .current_dir(seed)
            .env("RUSTC", DEBIAN_RUSTC)
            // `-Zbuild-std` is open to a stable compiler only so.
            .env("RUSTC_BOOTSTRAP", "1")
            // Without the bitcode a build with fat LTO does not link.
            .env("RUSTFLAGS", "-Cembed-bitcode=yes")
            .env("CARGO_TARGET_DIR", seed.join("target")),
    )?;
    let built = seed.join("target").join(TARGET).join("release/deps");
    let libraries = fs::read_dir(built)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "rlib")
        })
        .filter(|path| {
            path.file_name()
                .is_some_and(|name| !name.to_string_lossy().starts_with("libseed"))
        })
        .collect();
    Ok(libraries)
}

/// The linker, which Debian's compiler comes without: the one of the toolchain
/// that is running us.
fn rust_lld() -> Result<PathBuf> {
    shell::ask(
        Command::new("rustc")
            .args(["--print", "sysroot"])
            .current_dir(shell::root()),
    )
    .map(|sysroot| {
        Path::new(sysroot.trim()).join("lib/rustlib/x86_64-unknown-linux-gnu/bin/rust-lld")
    })
    .filter(|path| path.is_file())
    .or_else(|| shell::which("rust-lld"))
    .context("no rust-lld was found. It comes with any Rust that rustup installed")
}

fn write_script(path: &Path, line: &str) -> Result<()> {
    fs::write(path, format!("#!/bin/sh\n{line}\n"))?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))?;
    Ok(())
}

fn clear(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("could not clear {}", folder.display()))?;
    }
    Ok(())
}

//! What was measured on, and which versions of what.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

/// The peers' packages.
const PEERS: [&str; 4] = [
    "swiper",
    "reveal.js",
    "@knight-lab/timelinejs",
    "photoswipe",
];

/// The machine, the browser, the peers and how busy the machine was, in a few lines.
pub fn describe(node_modules: &Path) -> Result<String> {
    let peers: Vec<_> = PEERS
        .iter()
        .map(|name| Ok(format!("{name} {}", version(node_modules, name)?)))
        .collect::<Result<_>>()?;
    let load = read("/proc/loadavg");
    Ok(format!(
        "{} cores of {}, {}. {}. {}. Load of the machine at the end: {}.",
        std::thread::available_parallelism()?,
        value("/proc/cpuinfo", "model name", ':').unwrap_or(std::env::consts::ARCH.to_owned()),
        value("/etc/os-release", "PRETTY_NAME", '=').unwrap_or(std::env::consts::OS.to_owned()),
        browser().unwrap_or("Chromium".to_owned()),
        peers.join(", "),
        load.split_whitespace().next().unwrap_or("unknown"),
    ))
}

fn version(node_modules: &Path, name: &str) -> Result<String> {
    let path = node_modules.join(name).join("package.json");
    let text = fs::read(&path).with_context(|| format!("{name} is not installed from npm"))?;
    let package: Value = serde_json::from_slice(&text)?;
    let version = package["version"].as_str();
    Ok(version.context("a package has a version")?.to_owned())
}

fn browser() -> Option<String> {
    let output = Command::new(std::env::var_os("CHROMIUM")?)
        .arg("--version")
        .output()
        .ok()?;
    let words = String::from_utf8(output.stdout).ok()?;
    let mut words = words.split_whitespace();
    Some(format!("{} {}", words.next()?, words.next()?))
}

/// What a line that begins with `key` says.
fn value(path: &str, key: &str, between: char) -> Option<String> {
    let text = read(path);
    let line = text.lines().find(|line| line.starts_with(key))?;
    let (_, value) = line.split_once(between)?;
    Some(value.trim().trim_matches('"').to_owned())
}

/// Nothing where there is no such file, as on other systems.
fn read(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

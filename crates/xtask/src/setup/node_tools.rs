//! Tools from npm, pinned by `crates/xtask/npm/package-lock.json`: binaryen and terser, which
//! make programs smaller, axe-core, Lighthouse and pym.js. What only the benchmarks need has a lock file of
//! its own, in `crates/xtask/npm/bench`.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{NODE_MODULES, Tools, cache};
use crate::shell;

/// Sets up what building needs, binaryen among it, and what only the tests need.
pub fn set_up(tools: &mut Tools) -> Result<()> {
    let modules = node_modules()?;
    // trunk calls wasm-opt by itself.
    tools.add_folder(modules.join("binaryen/bin"));
    tools.envs.push((NODE_MODULES, modules.into_os_string()));
    Ok(())
}

/// The folder with the packages of `crates/xtask/npm`.
fn node_modules() -> Result<PathBuf> {
    installed(
        "crates/xtask/npm",
        "binaryen (wasm-opt), terser, axe-core, Lighthouse and pym.js",
    )
}

/// The folder with the packages of `crates/xtask/npm/bench`.
pub fn bench_modules() -> Result<PathBuf> {
    installed(
        "crates/xtask/npm/bench",
        "sharp, pages' peers and CC0 prints",
    )
}

/// Installs the packages that the lock file in `source` names, unless they are there. Says
/// `what` they are.
fn installed(source: &str, what: &str) -> Result<PathBuf> {
    let source = shell::root().join(source);
    let lock_file = source.join("package-lock.json");
    let lock_file = fs::read_to_string(&lock_file)
        .with_context(|| format!("could not read {}", lock_file.display()))?;
    let mut hasher = DefaultHasher::new();
    lock_file.hash(&mut hasher);
    let folder = cache::folder()?.join(format!("npm-{:016x}", hasher.finish()));
    let modules = folder.join("node_modules");
    // npm writes this file last.
    if modules.join(".package-lock.json").is_file() {
        return Ok(modules);
    }
    for program in ["node", "npm"] {
        if shell::which(program).is_none() {
            bail!("{program} was not found. Please install Node 20 or newer, then try again");
        }
    }
    shell::step(format_args!("Installing {what} from npm (once)"));
    fs::create_dir_all(&folder)?;
    for name in ["package.json", "package-lock.json"] {
        fs::copy(source.join(name), folder.join(name))?;
    }
    shell::run(
        Command::new("npm")
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            .current_dir(&folder),
    )
    .with_context(|| {
        format!("{what} could not be installed from npm. Is the npm registry within reach?")
    })?;
    Ok(modules)
}

//! The distribution's packages.

use std::process::Command;

use anyhow::{Result, bail};

use crate::shell;

/// Installs Debian packages, as root or by a `sudo` that asks nothing.
///
/// Fails with the command that a person can run when this machine has no apt or
/// we may not use it.
pub fn install(packages: &[&str]) -> Result<()> {
    let by_hand = format!("apt-get install {}", packages.join(" "));
    if shell::which("apt-get").is_none() {
        bail!(
            "this system has no apt-get. Please install by hand what `{by_hand}` would bring on Debian"
        );
    }
    let Some(sudo) = privilege() else {
        bail!("installing packages takes root. Please run: sudo {by_hand}");
    };
    shell::step(format_args!("Installing {} (once)", packages.join(", ")));
    let apt_get = |arguments: &[&str]| {
        // By `env`, since sudo hands no variables on.
        let words = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
        let mut words = sudo.iter().copied().chain(words);
        let mut command = Command::new(words.next().unwrap_or("env"));
        shell::run(command.args(words).args(arguments))
    };
    if let Err(error) = apt_get(&["update", "-q"]) {
        // One source that is out of order need not be the one that we want.
        eprintln!("{error:#}; trying to install all the same");
    }
    let mut install = vec!["install", "-y", "-q", "--no-install-recommends"];
    install.extend(packages);
    apt_get(&install)
}

/// The words that put a command in root's hands: none for root itself, nothing
/// at all if we may not.
fn privilege() -> Option<&'static [&'static str]> {
    let is_root = shell::ask(Command::new("id").arg("-u"))?.trim() == "0";
    if is_root {
        Some(&[])
    } else {
        shell::ask(Command::new("sudo").args(["-n", "true"])).map(|_| ["sudo", "-n"].as_slice())
    }
}

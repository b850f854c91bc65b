//! The assembler that makes the press's AVIF encoder several times as fast.

use super::{Tools, packages};
use crate::shell;

/// Finds nasm, or installs Debian's. Only x86-64 needs it. Without it the press is built
/// all the same, and is slower.
pub fn set_up(tools: &mut Tools) {
    let there = !cfg!(target_arch = "x86_64")
        || shell::which("nasm").is_some()
        || packages::install(&["nasm"]).is_ok() && shell::which("nasm").is_some();
    if !there {
        eprintln!("The press is built without nasm: it will encode pictures more slowly.");
    }
    tools.assembler = there;
}

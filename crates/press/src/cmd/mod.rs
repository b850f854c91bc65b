//! One file per subcommand.

pub mod build;
pub mod check;
pub mod export;
pub mod import;
pub mod new;
pub mod preview;
pub mod publish;
mod trust;

use std::io::IsTerminal;
use std::path::Path;

use reportage_press::complaint::Complaint;
use reportage_press::folder::Folder;
use reportage_press::page::Program;
use reportage_press::report;

use crate::End;

/// Opens the story's folder.
fn open(folder: &Path) -> Result<Folder, End> {
    Folder::open(folder).map_err(|error| {
        End::Usage(format!(
            "{} cannot be opened: {error}\nSay which folder your story.md is in, or begin one with: reportage new DIR",
            folder.display()
        ))
    })
}

/// Whether what is written to `to` may be in colours.
fn colors(to: &impl IsTerminal) -> bool {
    to.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|set| set.is_empty())
}

/// Says what is wrong with a story.
fn complain(complaints: &[Complaint], folder: &Folder) {
    let colors = colors(&std::io::stderr());
    eprintln!("{}", report::text(complaints, folder, colors));
}

/// The browser's files that this program carries; if it was compiled without them, those where
/// `REPORTAGE_DIST` says that they are.
fn program() -> Result<Program, End> {
    let elsewhere = || Program::in_folder(Path::new(&std::env::var_os("REPORTAGE_DIST")?)).ok();
    Program::embedded().or_else(elsewhere).ok_or_else(|| {
        End::Usage(
            "this reportage was compiled without the browser's files, which a page needs\n\
             Run `cargo xtask build` in the repository, and use target/release/reportage"
                .to_owned(),
        )
    })
}

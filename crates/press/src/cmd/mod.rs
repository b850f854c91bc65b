//! One file per subcommand.

pub mod build;
pub mod check;
pub mod import;
pub mod new;
pub mod preview;

use std::path::Path;

use reportage_press::author;
use reportage_press::complaint::Complaint;
use reportage_press::folder::Folder;
use reportage_press::gather::{Gathered, gather};
use reportage_press::original::Originals;
use reportage_press::page::Program;
use reportage_press::theme::{self, Theme};

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

/// Everything about a story short of pressing it: the story and its look, and all that is
/// wrong with it. No story if nothing could be read.
fn look_into(folder: &Folder, seen: &Originals) -> (Option<(Gathered, Theme)>, Vec<Complaint>) {
    let (manuscript, mut complaints) = author::read_folder(folder);
    let (theme, wrong) = theme::read(folder);
    let gathered = manuscript.map(|manuscript| {
        let (gathered, wrong) = gather(manuscript, folder, seen);
        complaints.extend(wrong);
        (gathered, theme)
    });
    complaints.extend(wrong);
    // In the order of the text, as they are mended; each once.
    complaints.sort_by(|a, b| {
        let place = |complaint: &Complaint| {
            (
                complaint.file.clone(),
                complaint.span.clone().map(|span| span.start),
            )
        };
        place(a).cmp(&place(b))
    });
    complaints.dedup();
    (gathered, complaints)
}

/// The browser's files that this program carries.
fn program() -> Result<Program, End> {
    Program::embedded().ok_or_else(|| {
        End::Usage(
            "this reportage was compiled without the browser's files, which a page needs\n\
             Run `cargo xtask build` in the repository, and use target/release/reportage"
                .to_owned(),
        )
    })
}

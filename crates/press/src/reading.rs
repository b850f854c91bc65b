//! Everything about a story short of pressing it.

use std::path::Path;

use crate::author;
use crate::complaint::Complaint;
use crate::folder::Folder;
use crate::gather::{Gathered, gather};
use crate::original::Originals;
use crate::theme::{self, Theme};

/// A story that has been read and not yet pressed.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Its editions, the main one first; at least that one.
    pub editions: Vec<Gathered>,
    /// Its look.
    pub theme: Theme,
}

/// Reads the story in a folder and its look, finds and looks into all that it names, and
/// says what is wrong, in the order of the text, each thing once. No story if nothing could
/// be read.
pub fn read(folder: &Folder, seen: &Originals) -> (Option<Reading>, Vec<Complaint>) {
    let (manuscripts, mut complaints) = author::read_folder(folder);
    let (theme, wrong) = theme::read(folder);
    complaints.extend(wrong);
    let editions: Vec<_> = manuscripts
        .into_iter()
        .map(|manuscript| {
            let (gathered, wrong) = gather(manuscript, folder, seen);
            complaints.extend(wrong);
            gathered
        })
        .collect();
    complaints.sort_by(|a, b| place(a).cmp(&place(b)));
    complaints.dedup();
    let reading = (!editions.is_empty()).then_some(Reading { editions, theme });
    (reading, complaints)
}

/// By the file, and then by where in it.
fn place(complaint: &Complaint) -> (&Path, Option<usize>) {
    let start = complaint.span.as_ref().map(|span| span.start);
    (&complaint.file, start)
}

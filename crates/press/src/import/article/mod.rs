//! A newspaper's photo essay, pasted from its page as plain text.
//!
//! Such a text has lines of many sorts, and nothing but their wording and their
//! neighbours to tell them apart: paragraphs, the titles of the parts, the names of
//! pictures with a credit below, the places of videos, a byline, dates, and what the
//! page around the article left behind. It is read in three steps: the lines become
//! [`pieces`], the [`masthead`] is taken from the pieces at the top, and the rest is
//! divided into [`sections`] at its titles.

mod credit;
mod date;
mod furniture;
mod masthead;
mod pieces;
mod placeholder;
mod sections;
mod title;

use super::{ImportError, Imported, Note, write};

/// Reads an article.
///
/// # Errors
///
/// Where the text has no letter in it.
pub fn read(text: &str) -> Result<Imported, ImportError> {
    if !text.contains(char::is_alphanumeric) {
        return Err(ImportError::new(
            "has no words in it",
            "Paste the article into it as plain text",
        ));
    }
    let mut notes = vec![];
    let mut pieces = pieces::of(text);
    pieces.retain(|piece| match piece {
        pieces::Piece::Furniture { line, words } => {
            let quoted = super::words::quoted(words);
            notes.push(Note::on_line(
                *line,
                format!("Left out {quoted}, which belongs to the page, not to the article."),
            ));
            false
        }
        _ => true,
    });
    let mut draft = masthead::take(&mut pieces, &mut notes);
    let media = sections::divide(pieces, &mut draft, &mut notes);
    notes.push(Note::on_the_whole(
        "Took English for the language. If it is another, say so at inLanguage.",
    ));
    // The sort keeps the order of notes on the same line.
    notes.sort_by_key(|note| note.line);
    Ok(Imported {
        story_md: write::story_md(&draft),
        notes,
        media,
    })
}

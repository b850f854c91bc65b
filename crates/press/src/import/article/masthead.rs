//! What stands above an article: headline, dek, byline, dates.

use super::super::Note;
use super::super::draft::{Author, Draft};
use super::super::words::quoted;
use super::date::{self, Label};
use super::pieces::Piece;
use super::title;

mod byline;

/// No dek is longer, in letters.
const LONGEST_DEK: usize = 300;

/// No article is signed by more people.
const MOST_AUTHORS: usize = 50;

/// Takes the masthead from the top of `pieces`, and lines such as `Posted: Mar 8,
/// 2017` from wherever they stand.
pub fn take(pieces: &mut Vec<Piece>, notes: &mut Vec<Note>) -> Draft {
    let mut masthead = Masthead::default();
    let mut kept = Vec::with_capacity(pieces.len());
    let mut is_at_the_top = true;
    let mut rest = std::mem::take(pieces).into_iter().peekable();
    while let Some(piece) = rest.next() {
        let Piece::Words {
            line,
            words,
            is_one_line,
        } = &piece
        else {
            kept.push(piece);
            continue;
        };
        let taken = if is_at_the_top {
            masthead.take_from_the_top(*line, words, *is_one_line, rest.peek())
        } else {
            *is_one_line && masthead.take_signature(words, true)
        };
        if !taken {
            is_at_the_top = false;
            kept.push(piece);
        }
    }
    *pieces = kept;
    notes.extend(masthead.notes());
    masthead.draft
}

/// Whether a line is a byline or a date.
pub fn is_signature(words: &str) -> bool {
    Masthead::default().take_signature(words, false)
}

/// What has been found of it.
#[derive(Default)]
struct Masthead {
    draft: Draft,
    /// The line with the headline.
    headline_at: Option<usize>,
    /// Whether a byline or a date has been found below the headline.
    is_signed: bool,
}

impl Masthead {
    /// Takes a line at the top, before the article proper. Says whether it has a
    /// place there.
    fn take_from_the_top(
        &mut self,
        line: usize,
        words: &str,
        is_one_line: bool,
        next: Option<&Piece>,
    ) -> bool {
        if is_one_line && self.take_signature(words, false) {
            self.is_signed = true;
            return true;
        }
        if self.draft.headline.is_none() {
            let heads_something = next.is_some() && title::looks_like_a_headline(words);
            if !heads_something || self.is_signed {
                return false;
            }
            self.draft.headline = Some(words.to_owned());
            self.headline_at = Some(line);
            return true;
        }
        // A dek stands between the headline and who signs.
        let is_dek = self.draft.dek.is_none()
            && !self.is_signed
            && words.chars().count() <= LONGEST_DEK
            && matches!(next, Some(Piece::Words { words, is_one_line: true, .. })
                if is_signature(words));
        if is_dek {
            self.draft.dek = Some(words.to_owned());
        }
        is_dek
    }

    /// Takes a byline or a date. Away from the top a date has to say what it is the
    /// date of.
    fn take_signature(&mut self, words: &str, has_to_be_labelled: bool) -> bool {
        let parts: Vec<_> = words.split(['|', '·', '•']).map(str::trim).collect();
        let dates: Vec<_> = parts.iter().filter_map(|part| date::read(part)).collect();
        let is_labelled = dates.iter().any(|(_, label)| label.is_some());
        if has_to_be_labelled && !is_labelled {
            return false;
        }
        if dates.is_empty() {
            let Some(byline) = byline::read(words) else {
                return false;
            };
            self.sign(byline.authors, byline.publisher);
            return true;
        }
        // `Jane Roe · The Paper · Posted: Mar 8, 2017`: beside a date stand names.
        let mut names = parts.iter().filter(|part| date::read(part).is_none());
        if let Some(name) = names.next() {
            let byline = byline::read(name).or_else(|| byline::of_name(name));
            let Some(byline) = byline else {
                return false;
            };
            let publisher = byline
                .publisher
                .or_else(|| names.next().map(|name| (*name).to_owned()));
            self.sign(byline.authors, publisher);
        }
        for (iso, label) in dates {
            let field = match label {
                Some(Label::Modified) => &mut self.draft.modified,
                _ => &mut self.draft.published,
            };
            field.get_or_insert(iso);
        }
        true
    }

    fn sign(&mut self, authors: Vec<Author>, publisher: Option<String>) {
        for author in authors {
            let authors = &self.draft.authors;
            if authors.len() < MOST_AUTHORS && !authors.contains(&author) {
                self.draft.authors.push(author);
            }
        }
        if let Some(publisher) = publisher {
            self.draft.publisher.get_or_insert(publisher);
        }
    }

    /// What the author should know about it.
    fn notes(&self) -> Vec<Note> {
        let mut notes = vec![];
        match (&self.draft.headline, self.headline_at) {
            (Some(headline), Some(line)) => notes.push(Note::on_line(
                line,
                format!("Took {} for the headline.", quoted(headline)),
            )),
            _ => notes.push(Note::on_the_whole(
                "No headline was found. Write one at the top of the story.",
            )),
        }
        if let Some(publisher) = &self.draft.publisher {
            notes.push(Note::on_the_whole(format!(
                "Took {} for the publisher.",
                quoted(publisher)
            )));
        }
        notes
    }
}

#[cfg(test)]
mod tests {
    use super::super::pieces;
    use super::*;

    fn taken(text: &str) -> (Draft, Vec<Piece>) {
        let mut pieces = pieces::of(text);
        let draft = take(&mut pieces, &mut vec![]);
        (draft, pieces)
    }

    #[test]
    fn a_headline_a_dek_a_byline_and_a_date() {
        let (draft, rest) = taken(
            "After the flood\n\nA month on, the valley counts what is left.\n\nBy Jane Roe, The Estuary Post\n\
             Photos by John Doe\nMarch 8, 2031\n\nThe water has gone down.",
        );
        assert_eq!(draft.headline.as_deref(), Some("After the flood"));
        assert_eq!(
            draft.dek.as_deref(),
            Some("A month on, the valley counts what is left.")
        );
        let authors: Vec<_> = draft
            .authors
            .iter()
            .map(|a| (a.name.as_str(), a.took_photos))
            .collect();
        assert_eq!(authors, [("Jane Roe", false), ("John Doe", true)]);
        assert_eq!(draft.publisher.as_deref(), Some("The Estuary Post"));
        assert_eq!(draft.published.as_deref(), Some("2031-03-08"));
        assert_eq!(rest.len(), 1);
    }

    #[test]
    fn one_line_may_hold_all_of_it() {
        let (draft, rest) = taken(
            "Jane Roe · The Estuary Post · Posted: Mar 08, 2031 4:00 AM ET | Last Updated: March 10, 2031\n\n\
             The water has gone down.",
        );
        assert_eq!(draft.headline, None);
        assert_eq!(draft.authors.len(), 1);
        assert_eq!(draft.publisher.as_deref(), Some("The Estuary Post"));
        assert_eq!(draft.published.as_deref(), Some("2031-03-08"));
        assert_eq!(draft.modified.as_deref(), Some("2031-03-10"));
        assert_eq!(rest.len(), 1);
    }

    #[test]
    fn dates_below_have_to_say_what_they_are() {
        let (draft, rest) =
            taken("It began so.\n\n8 March 2031\n\nIt rained.\n\nPosted: 9 March 2031");
        assert_eq!(draft.published.as_deref(), Some("2031-03-09"));
        assert_eq!(rest.len(), 3);
    }

    #[test]
    fn an_article_may_begin_without_any() {
        let (draft, rest) = taken("The water has gone down.\n\nThe quay\n\nIt is dry.");
        assert_eq!(draft.headline, None);
        assert_eq!(rest.len(), 3);
    }
}

//! An article divided into cards at its titles.

use super::super::draft::{Block, Card, Draft, Media, Text};
use super::super::files::{Files, Wanted};
use super::super::words::quoted;
use super::super::{MediaFile, Note};
use super::pieces::{Piece, Place};
use super::title;

/// Divides `pieces` into the cover and the cards of `draft`. What it returns are
/// the pictures and videos to be put beside the story.
pub fn divide(pieces: Vec<Piece>, draft: &mut Draft, notes: &mut Vec<Note>) -> Vec<MediaFile> {
    let mut files = Files::default();
    let mut section = Section::default();
    let mut pieces = pieces.into_iter().peekable();
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Words {
                line,
                words,
                is_one_line,
            } => match role(&words, is_one_line, pieces.peek()) {
                Role::Title => {
                    let next = Section::titled(words);
                    std::mem::replace(&mut section, next).close(draft);
                }
                Role::Paragraph(doubt) => {
                    if let Some(doubt) = doubt {
                        notes.push(Note::on_line(line, format!("{} {doubt}", quoted(&words))));
                    }
                    section.paragraph(words);
                }
            },
            Piece::Photo(place) => section.photo(place, &mut files, notes),
            Piece::Video(place) => section.video(place, &mut files, notes),
            Piece::Furniture { .. } => {}
        }
    }
    section.close(draft);
    if draft.cards.is_empty() {
        notes.push(Note::on_the_whole(
            "No titles were found, so everything is on the cover. Begin each card with a line such as ## The title.",
        ));
    }
    files.into_list()
}

/// What words are, by what follows them.
enum Role {
    Title,
    /// A paragraph, and why it may be something else.
    Paragraph(Option<&'static str>),
}

fn role(words: &str, is_one_line: bool, next: Option<&Piece>) -> Role {
    let is_title = |words: &str, is_one_line: bool| is_one_line && title::looks_like_one(words);
    let heads_something = match next {
        None => false,
        Some(Piece::Words {
            words, is_one_line, ..
        }) => !is_title(words, *is_one_line),
        Some(_) => true,
    };
    match (is_title(words, is_one_line), heads_something) {
        (true, true) => Role::Title,
        (true, false) => Role::Paragraph(Some(
            "looks like a title. It was left in the text, since no part of the article follows it.",
        )),
        (false, _) if words.ends_with(char::is_alphanumeric) => {
            Role::Paragraph(Some("ends without a full stop. See whether it is whole."))
        }
        (false, _) => Role::Paragraph(None),
    }
}

/// The part of an article below one title, or above the first.
#[derive(Default)]
struct Section {
    title: Option<String>,
    blocks: Vec<Block>,
    paragraphs: usize,
}

impl Section {
    fn titled(title: String) -> Self {
        Self {
            title: Some(title),
            ..Self::default()
        }
    }

    fn paragraph(&mut self, words: String) {
        self.blocks.push(Block::Paragraph(Text::plain(words)));
        self.paragraphs += 1;
    }

    fn photo(&mut self, place: Place, files: &mut Files, notes: &mut Vec<Note>) {
        let line = place.line;
        let caption = place
            .caption
            .or_else(|| self.caption_before(line, &place.name, notes));
        let path = files.add(self.wanted("photos", &place.name, "jpg"));
        notes.push(Note::on_line(
            line,
            format!(
                "Put {} into the story’s folder as {path}, and describe what it shows between the square brackets.",
                called("the picture", &place.name)
            ),
        ));
        if place.credit.is_none() {
            notes.push(Note::on_line(
                line,
                "No credit was found. Write it in parentheses on the line below the picture: (Name/Agency).",
            ));
        }
        self.blocks.push(Block::Media(Media {
            path,
            alt: String::new(),
            caption: Text::plain(caption.unwrap_or_default()),
            credit: place.credit,
        }));
    }

    fn video(&mut self, place: Place, files: &mut Files, notes: &mut Vec<Note>) {
        let path = files.add(self.wanted("video", &place.name, "mp4"));
        notes.push(Note::on_line(
            place.line,
            format!(
                "Here stood {}. Put it into the story’s folder as {path}, and describe what it shows between the square brackets.",
                called("a video", &place.name)
            ),
        ));
        self.blocks.push(Block::Media(Media {
            path,
            credit: place.credit,
            ..Media::default()
        }));
    }

    fn wanted<'a>(&'a self, folder: &'a str, name: &'a str, extension: &'a str) -> Wanted<'a> {
        Wanted {
            folder,
            source: name,
            name,
            otherwise: self.title.as_deref().unwrap_or("cover"),
            extension,
            address: None,
        }
    }

    /// Takes the paragraph right before a picture for its caption.
    ///
    /// In articles of this manner the last of several paragraphs says what the
    /// picture below shows. A paragraph alone is the text of its part; and where
    /// somebody is quoted, the words matter more than the picture.
    fn caption_before(&mut self, line: usize, name: &str, notes: &mut Vec<Note>) -> Option<String> {
        let Some(Block::Paragraph(text)) = self.blocks.last() else {
            return None;
        };
        if self.paragraphs < 2 {
            return None;
        }
        let words = text.words();
        let picture = called("the picture", name);
        let quoted = quoted(&words);
        if quotes_somebody(&words) {
            notes.push(Note::on_line(
                line,
                format!(
                    "Left {quoted} in the text above {picture}, since somebody is quoted in it. The picture has no caption."
                ),
            ));
            return None;
        }
        notes.push(Note::on_line(
            line,
            format!("Took {quoted} for the caption of {picture}."),
        ));
        self.blocks.pop();
        self.paragraphs -= 1;
        Some(words)
    }

    fn close(self, draft: &mut Draft) {
        match self.title {
            None => draft.cover = self.blocks,
            Some(title) => draft.cards.push(Card {
                heading: Some(title),
                id: None,
                blocks: self.blocks,
            }),
        }
    }
}

/// `what` with its name in the source, if it has one.
fn called(what: &str, name: &str) -> String {
    if name.is_empty() {
        what.to_owned()
    } else {
        format!("{what} {}", quoted(name))
    }
}

/// Whether somebody is quoted in `words` with more than a word or two.
fn quotes_somebody(words: &str) -> bool {
    const A_SENTENCE: usize = 5;
    // Every other stretch between quotation marks is what somebody says.
    words
        .split(['"', '“', '”', '„', '«', '»'])
        .skip(1)
        .step_by(2)
        .any(|said| said.split_whitespace().count() >= A_SENTENCE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(text: &str) -> (Draft, Vec<MediaFile>, Vec<Note>) {
        let (mut draft, mut notes) = (Draft::default(), vec![]);
        let files = divide(super::super::pieces::of(text), &mut draft, &mut notes);
        (draft, files, notes)
    }

    fn captions(blocks: &[Block]) -> Vec<String> {
        blocks
            .iter()
            .filter_map(|block| match block {
                Block::Media(media) => Some(media.caption.words()),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn titles_begin_cards() {
        let (draft, files, _) = divided(
            "It rained.\n\nThe weir\n\nIt broke.\n\nweir 1\n(Jane Roe/Agency)\n\n‘Gone’\n\nVideo\n\nIt is gone.",
        );
        let headings: Vec<_> = draft
            .cards
            .iter()
            .filter_map(|card| card.heading.as_deref())
            .collect();
        assert_eq!(headings, ["The weir", "‘Gone’"]);
        assert_eq!(draft.cover.len(), 1);
        let paths: Vec<_> = files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["photos/weir-1.jpg", "video/gone.mp4"]);
    }

    #[test]
    fn a_line_that_heads_nothing_is_no_title() {
        let (draft, _, notes) = divided("One line\n\nThe weir\n\nIt broke.\n\nThe Estuary Post");
        assert_eq!(draft.cards.len(), 1);
        assert_eq!(draft.cover, [Block::Paragraph(Text::plain("One line"))]);
        assert!(
            notes
                .iter()
                .any(|note| note.message.contains("“The Estuary Post”"))
        );
    }

    #[test]
    fn the_last_of_several_paragraphs_is_the_caption() {
        let picture = "weir 1\n(Jane Roe/Agency)";
        let (draft, ..) = divided(&format!("It rained.\n\nThe weir holds.\n\n{picture}"));
        assert_eq!(captions(&draft.cover), ["The weir holds."]);
        let (draft, ..) = divided(&format!("The weir holds.\n\n{picture}"));
        assert_eq!(captions(&draft.cover), [""]);
    }

    #[test]
    fn what_somebody_says_is_no_caption() {
        let (draft, _, notes) = divided(
            "It rained.\n\nThe keeper says: \"I have never seen it so high.\"\n\nweir 1\n(Jane Roe/Agency)",
        );
        assert_eq!(captions(&draft.cover), [""]);
        assert!(notes.iter().any(|note| note.message.contains("quoted")));
        assert!(!quotes_somebody("The “Maid of the Mist” at her berth."));
    }

    #[test]
    fn the_note_says_what_the_picture_lacks() {
        let (_, _, notes) = divided("Weir\n\n[photo]");
        let about_line_3: Vec<_> = notes.iter().filter(|note| note.line == Some(3)).collect();
        assert!(about_line_3[0].message.contains("photos/weir.jpg"));
        assert!(about_line_3[1].message.contains("No credit"));
    }
}

//! The lines of an article as what they are.

use super::super::words::tidy;
use super::{credit, furniture, masthead, placeholder};

/// Something between two blank lines, as a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A paragraph, a title, a byline: what it is, its neighbours decide.
    Words {
        line: usize,
        words: String,
        /// Whether it was a single line in the source.
        is_one_line: bool,
    },
    /// The place of a picture.
    Photo(Place),
    /// The place of a video.
    Video(Place),
    /// What belongs to the page around the article.
    Furniture { line: usize, words: String },
}

/// The place of a picture or a video.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The line of the source, from 1.
    pub line: usize,
    /// What the source calls it; may be empty.
    pub name: String,
    pub caption: Option<String>,
    pub credit: Option<String>,
}

/// No text whose lines are broken by hand has longer lines, in letters.
const LONGEST_BROKEN_LINE: usize = 100;

/// The pieces of `text`, in order.
pub fn of(text: &str) -> Vec<Piece> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<_> = text
        .split('\n')
        .map(tidy)
        .enumerate()
        .map(|(n, words)| (n + 1, words))
        .filter(|(_, words)| !words.is_empty())
        .collect();
    let longest = lines.iter().map(|(_, words)| words.chars().count()).max();
    let mut pieces = Pieces {
        breaks_at: longest.filter(|longest| *longest <= LONGEST_BROKEN_LINE),
        ..Pieces::default()
    };
    for (number, words) in lines {
        pieces.add(number, words);
    }
    joined(pieces.list.into_iter().map(with_its_credit))
}

/// Gives a picture that has only a name what is said about it right after.
fn joined(pieces: impl Iterator<Item = Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = vec![];
    for piece in pieces {
        match (joined.last_mut(), piece) {
            (Some(Piece::Photo(name)), Piece::Photo(said)) if name.lacks(&said) => {
                name.caption = said.caption;
                name.credit = said.credit;
            }
            (_, piece) => joined.push(piece),
        }
    }
    joined
}

/// The pieces so far.
#[derive(Default)]
struct Pieces {
    list: Vec<Piece>,
    /// The longest line, in letters, if the lines may be broken by hand.
    breaks_at: Option<usize>,
    /// The number of the line before, and its length in letters: 0 where no line
    /// goes on from it.
    last: (usize, usize),
}

impl Pieces {
    fn add(&mut self, line: usize, words: String) {
        let touches = self.last.0 + 1 == line;
        // A line that was broken by hand is about as long as the others; a short one
        // ended by itself, and so did a byline.
        let stands_alone = masthead::is_signature(&words);
        let goes_on = touches
            && !stands_alone
            && self
                .breaks_at
                .is_some_and(|longest| 3 * self.last.1 > 2 * longest);
        let length = if stands_alone {
            0
        } else {
            words.chars().count()
        };
        self.last = (line, length);

        if let Some(credit) = credit::of_line(&words)
            && self.credit(line, credit, touches)
        {
            return;
        }
        if goes_on
            && let Some(Piece::Words {
                words: paragraph,
                is_one_line,
                ..
            }) = self.list.last_mut()
        {
            paragraph.push(' ');
            paragraph.push_str(&words);
            *is_one_line = false;
            return;
        }
        if furniture::is_furniture(&words) {
            self.list.push(Piece::Furniture { line, words });
        } else if let Some(name) = placeholder::video(&words) {
            // Players leave several lines behind: they are one video.
            let goes_with_the_last =
                name.is_empty() && matches!(self.list.last(), Some(Piece::Video(_)));
            if !goes_with_the_last {
                self.list.push(Piece::Video(Place::named(line, name)));
            }
        } else if let Some(name) = placeholder::picture(&words) {
            self.list.push(Piece::Photo(Place::named(line, name)));
        } else {
            self.list.push(Piece::Words {
                line,
                words,
                is_one_line: true,
            });
        }
    }

    /// Gives a credit on a line of its own to the picture that it belongs to. Says
    /// whether there is one.
    fn credit(&mut self, line: usize, credit: &str, touches: bool) -> bool {
        if let Some(Piece::Photo(place) | Piece::Video(place)) = self.list.last_mut()
            && place.credit.is_none()
        {
            place.credit = Some(credit.to_owned());
            return true;
        }
        let above = self.list.last().filter(|_| touches);
        let place = if let Some(place) = above.and_then(|piece| named_or_described(piece, credit)) {
            self.list.pop();
            place
        } else if credit::is_unmistakable(credit) {
            Place::named(line, "")
        } else {
            return false;
        };
        self.list.push(Piece::Photo(Place {
            credit: Some(credit.to_owned()),
            ..place
        }));
        true
    }
}

/// The place of a picture, if `piece` is what can stand right above its credit: its
/// name, or else its caption where there is no doubt that it is a credit.
fn named_or_described(piece: &Piece, credit: &str) -> Option<Place> {
    let Piece::Words {
        line,
        words,
        is_one_line,
    } = piece
    else {
        return None;
    };
    let could_be_a_name = *is_one_line && placeholder::can_name_a_picture(words);
    if could_be_a_name && !credit.starts_with(char::is_lowercase) {
        return Some(Place::named(*line, placeholder::name(words)));
    }
    credit::is_unmistakable(credit).then(|| Place {
        caption: Some(words.clone()),
        ..Place::named(*line, "")
    })
}

impl Place {
    fn named(line: usize, name: &str) -> Self {
        Self {
            line,
            name: name.to_owned(),
            ..Self::default()
        }
    }

    /// Whether it is the name of a picture, and `next` what is said about the picture.
    fn lacks(&self, next: &Self) -> bool {
        let has_only_a_name = self.caption.is_none() && self.credit.is_none();
        has_only_a_name && next.name.is_empty() && next.caption.is_some()
    }
}

/// A paragraph that ends with a credit is the place of a picture: its words are the
/// picture's name or its caption.
fn with_its_credit(piece: Piece) -> Piece {
    let Piece::Words { line, words, .. } = &piece else {
        return piece;
    };
    let Some((before, credit)) = credit::at_the_end(words) else {
        return piece;
    };
    let place = match placeholder::picture(before) {
        Some(name) => Place::named(*line, name),
        None => Place {
            caption: Some(before.to_owned()),
            ..Place::named(*line, "")
        },
    };
    Piece::Photo(Place {
        credit: Some(credit.to_owned()),
        ..place
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: usize, words: &str) -> Piece {
        Piece::Words {
            line,
            words: words.into(),
            is_one_line: true,
        }
    }

    fn photo(line: usize, name: &str, caption: Option<&str>, credit: Option<&str>) -> Piece {
        Piece::Photo(Place {
            line,
            name: name.into(),
            caption: caption.map(str::to_owned),
            credit: credit.map(str::to_owned),
        })
    }

    #[test]
    fn a_picture_is_a_name_with_a_credit_below() {
        let by = Some("Jane Roe/Agency");
        for text in [
            "weir 5\n(Jane Roe/Agency)",
            "\u{feff}weir 5\r\n(Jane Roe/Agency)\r\n",
            "weir\u{a0}5 \t\n\n (Jane Roe/Agency)",
            "weir 5 (Jane Roe/Agency)",
            "[weir 5]\r(Jane Roe/Agency)",
        ] {
            assert_eq!(of(text), [photo(1, "weir 5", None, by)], "{text:?}");
        }
        assert_eq!(
            of("The weir\n(Jane Roe)"),
            [photo(1, "The weir", None, Some("Jane Roe"))]
        );
        assert_eq!(of("\n(Jane Roe/Agency)"), [photo(2, "", None, by)]);
        assert_eq!(of("weir_5.jpg"), [photo(1, "weir_5.jpg", None, None)]);
    }

    #[test]
    fn a_sentence_with_a_credit_is_a_caption() {
        let expected = [photo(
            1,
            "",
            Some("The weir at noon."),
            Some("Jane Roe/Agency"),
        )];
        assert_eq!(of("The weir at noon. (Jane Roe/Agency)"), expected);
        assert_eq!(of("The weir at noon.\n(Jane Roe/Agency)"), expected);
        assert_eq!(
            of("weir.jpg\n\nThe weir at noon. (Jane Roe/Agency)"),
            [photo(
                1,
                "weir.jpg",
                Some("The weir at noon."),
                Some("Jane Roe/Agency")
            )]
        );
    }

    #[test]
    fn an_aside_in_parentheses_is_text() {
        assert_eq!(
            of("It rained.\n\n(It always does)"),
            [words(1, "It rained."), words(3, "(It always does)")]
        );
    }

    #[test]
    fn what_a_player_leaves_behind_is_one_video() {
        assert_eq!(
            of("Media placeholder\nPlay Media"),
            [Piece::Video(Place::named(1, ""))]
        );
        assert_eq!(of("tide.mp4\nebb.mp4").len(), 2);
    }

    #[test]
    fn lines_broken_by_hand_are_joined_and_short_ones_are_not() {
        assert_eq!(
            of("The valley\nThe water came down the valley in the night\nand took the bridge."),
            [
                words(1, "The valley"),
                Piece::Words {
                    line: 2,
                    words: "The water came down the valley in the night and took the bridge."
                        .into(),
                    is_one_line: false,
                },
            ]
        );
        let long = "word ".repeat(30);
        assert_eq!(of(&format!("{long}\n{long}")).len(), 2);
    }
}

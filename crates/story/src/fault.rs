use std::fmt;

/// Something wrong in a bundle that did not keep the rest from being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where it is, as a path from the root of `story.json`:
    /// `cards[3].photo.altText`. Empty for the root itself.
    pub place: String,
    /// What is wrong and what is wanted, in a sentence without its subject:
    /// `must be a whole number from 1 to 65535`.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.place.is_empty() {
            "the story"
        } else {
            &self.place
        };
        write!(f, "{place} {}", self.message)
    }
}

/// Why nothing of a file can be shown: it is no story at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAStory {
    /// It is a web page, as servers like to send in place of a missing file.
    Html,
    /// It is larger than any story may be: 32 MiB.
    TooLarge,
    /// It is not JSON; the parser's words, with line and column.
    NotJson(String),
    /// It is JSON, but holds neither a headline nor cards.
    SomethingElse,
    /// It is a story of a format newer than this reader knows.
    Newer {
        /// The version that the file says it has.
        found: u64,
    },
}

impl fmt::Display for NotAStory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Html => f.write_str("this is a web page, not a story.json"),
            Self::TooLarge => f.write_str("this file is larger than 32 MiB, and no story is"),
            Self::NotJson(detail) => write!(f, "this is not JSON: {detail}"),
            Self::SomethingElse => {
                f.write_str("this JSON has neither a headline nor cards: it is not a story")
            }
            Self::Newer { found } => write!(
                f,
                "this story has format version {found}; only versions up to {} are known here",
                crate::FORMAT_VERSION
            ),
        }
    }
}

impl std::error::Error for NotAStory {}

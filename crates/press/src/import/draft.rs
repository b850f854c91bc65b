//! A story on its way from a source to `story.md`.

/// A whole story.
#[derive(Debug, Default)]
pub struct Draft {
    pub headline: Option<String>,
    pub dek: Option<String>,
    pub authors: Vec<Author>,
    pub publisher: Option<String>,
    /// ISO 8601, as is `modified`.
    pub published: Option<String>,
    pub modified: Option<String>,
    /// What stands on the cover.
    pub cover: Vec<Block>,
    pub cards: Vec<Card>,
}

/// Somebody who made the story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    pub name: String,
    /// Whether it is the pictures that they made, not the words.
    pub took_photos: bool,
}

/// A card after the cover.
#[derive(Debug, Default)]
pub struct Card {
    pub heading: Option<String>,
    pub id: Option<String>,
    pub blocks: Vec<Block>,
}

/// A part of a card, in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    Paragraph(Text),
    List {
        ordered: bool,
        items: Vec<Vec<Block>>,
    },
    Quote {
        blocks: Vec<Block>,
        /// Who said it.
        attribution: Option<String>,
    },
    Media(Media),
}

/// The place of a picture or a video.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Media {
    pub path: String,
    pub alt: String,
    pub caption: Text,
    /// Without the parentheses around it.
    pub credit: Option<String>,
}

/// A run of words, in stretches that look alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(pub Vec<Span>);

/// Words that look alike. A `\n` in them is a line break that belongs to the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    pub words: String,
    pub style: Style,
}

/// How words look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Style {
    pub emphasis: bool,
    pub strong: bool,
    /// Where the words lead.
    pub href: Option<String>,
}

impl Text {
    /// Words without any style.
    pub fn plain(words: impl Into<String>) -> Self {
        Self::styled(words, Style::default())
    }

    /// Words of one style.
    pub fn styled(words: impl Into<String>, style: Style) -> Self {
        let words = words.into();
        Self(if words.is_empty() {
            vec![]
        } else {
            vec![Span { words, style }]
        })
    }

    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|span| span.words.trim().is_empty())
    }

    /// The words alone, on one line.
    pub fn words(&self) -> String {
        let all: String = self.0.iter().map(|span| span.words.as_str()).collect();
        super::words::tidy(&all)
    }
}

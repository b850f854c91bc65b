use serde::Serialize;

use crate::{Block, Inline, Photo, Video};

/// A card: one stop of the story.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Card {
    /// A name that stays when the story changes, for links to this card. Letters,
    /// digits, `-` and `_`.
    pub id: String,
    /// Its heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// Its text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub body: Vec<Block>,
    /// What it shows.
    #[serde(flatten)]
    pub content: Content,
}

/// What a card shows besides its heading and text, by the card's `kind`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Content {
    /// The opening: headline, dek and authors, with a photo or without.
    Cover {
        /// The photo.
        #[serde(skip_serializing_if = "Option::is_none")]
        photo: Option<Photo>,
    },
    /// Words alone.
    Text,
    /// A photo.
    Photo {
        /// The photo.
        photo: Photo,
    },
    /// Several photos side by side.
    Gallery {
        /// The photos, in order.
        photos: Vec<Photo>,
    },
    /// Two photos of one place with a divider between them.
    Compare {
        /// The photo on the side where reading begins.
        before: Photo,
        /// The photo on the other side.
        after: Photo,
    },
    /// Somebody's words, large.
    Quote {
        /// The words, without quotation marks.
        quote: Vec<Inline>,
        /// Who said them.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        attribution: Vec<Inline>,
        /// A photo beside the words.
        #[serde(skip_serializing_if = "Option::is_none")]
        photo: Option<Photo>,
    },
    /// A video.
    Video {
        /// The video.
        video: Video,
    },
    /// A kind that this version does not know: heading, text and photo are shown.
    #[serde(untagged)]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(skip))]
    Unknown {
        /// The kind's name.
        kind: String,
        /// The photo, if the card has one where photo cards have it.
        #[serde(skip_serializing_if = "Option::is_none")]
        photo: Option<Photo>,
    },
}

impl Content {
    /// The card's kind as the bundle has it.
    pub fn kind(&self) -> &str {
        match self {
            Self::Cover { .. } => "cover",
            Self::Text => "text",
            Self::Photo { .. } => "photo",
            Self::Gallery { .. } => "gallery",
            Self::Compare { .. } => "compare",
            Self::Quote { .. } => "quote",
            Self::Video { .. } => "video",
            Self::Unknown { kind, .. } => kind,
        }
    }

    /// The pictures that the card shows, in order, a video's poster included.
    pub fn photos(&self) -> Vec<&Photo> {
        match self {
            Self::Cover { photo } | Self::Quote { photo, .. } | Self::Unknown { photo, .. } => {
                photo.iter().collect()
            }
            Self::Text => Vec::new(),
            Self::Photo { photo } => vec![photo],
            Self::Gallery { photos } => photos.iter().collect(),
            Self::Compare { before, after } => vec![before, after],
            Self::Video { video } => video.poster.iter().collect(),
        }
    }

    /// Those of them that a reader sees without being asked: no notice covers them.
    pub fn open_photos(&self) -> Vec<&Photo> {
        match self {
            Self::Video { video } if video.notice().is_some() => Vec::new(),
            _ => {
                let mut photos = self.photos();
                photos.retain(|photo| photo.notice.is_none());
                photos
            }
        }
    }

    /// The same as [`photos`](Self::photos), to be changed.
    pub fn photos_mut(&mut self) -> Vec<&mut Photo> {
        match self {
            Self::Cover { photo } | Self::Quote { photo, .. } | Self::Unknown { photo, .. } => {
                photo.iter_mut().collect()
            }
            Self::Text => Vec::new(),
            Self::Photo { photo } => vec![photo],
            Self::Gallery { photos } => photos.iter_mut().collect(),
            Self::Compare { before, after } => vec![before, after],
            Self::Video { video } => video.poster.iter_mut().collect(),
        }
    }
}

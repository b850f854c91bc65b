//! What is measured at every size.

use crate::pages::ours;

/// A way to show a story.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// HTML written by hand, and nothing else.
    Limit,
    /// The page as the press has published it.
    Published,
    /// The viewer that opens the same bundle.
    Viewer,
}

impl Subject {
    /// In the order of the tables.
    pub const ALL: [Self; 3] = [Self::Limit, Self::Published, Self::Viewer];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Limit => "limit",
            Self::Published => "published page",
            Self::Viewer => "viewer",
        }
    }

    /// Its address on the server, for a story of so many cards.
    pub fn path(self, cards: u32) -> String {
        match self {
            Self::Limit => format!("/growth/{cards}/limit/"),
            Self::Published => format!("/growth/{cards}/published/"),
            Self::Viewer => format!("/viewer/?story=/growth/{cards}/published/story.json"),
        }
    }

    /// JavaScript that is true once it answers input.
    pub fn is_ready(self) -> &'static str {
        match self {
            Self::Limit => "document.readyState === 'complete'",
            Self::Published | Self::Viewer => ours::IS_READY,
        }
    }

    /// The key that goes on.
    pub fn key(self) -> &'static str {
        match self {
            Self::Limit => "PageDown",
            Self::Published | Self::Viewer => "ArrowRight",
        }
    }

    /// Whether it has a list of its cards.
    pub fn has_list(self) -> bool {
        self != Self::Limit
    }
}

//! Why a story cannot be shown, and how a reader is told.

use std::fmt;

use gloo_events::EventListener;
use reportage_story::NotAStory;
use web_sys::{Document, Element};

use crate::dom;

/// Why there is no story to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// `?story=` is no address that a story can have.
    BadAddress(String),
    /// The server has no such file.
    NotFound(String),
    /// The server answers with an error.
    Server {
        /// What was asked for.
        address: String,
        /// The HTTP status.
        status: u16,
    },
    /// There was no answer, or only part of one.
    Network(String),
    /// There was no answer from another site.
    Elsewhere(String),
    /// What came is no story.
    NotAStory(NotAStory),
    /// The story is of a newer format than this viewer knows.
    Newer,
}

impl Trouble {
    /// The name of its words in the page.
    fn key(&self) -> &'static str {
        match self {
            Self::BadAddress(_) => "badAddress",
            Self::NotFound(_) => "notFound",
            Self::Server { .. } => "server",
            Self::Network(_) => "network",
            Self::Elsewhere(_) => "elsewhere",
            Self::NotAStory(_) => "notAStory",
            Self::Newer => "newer",
        }
    }
}

/// For the console, where whoever looks wants to know it exactly.
impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadAddress(address) => write!(f, "not the address of a story: {address}"),
            Self::NotFound(address) => write!(f, "{address}: there is no such file"),
            Self::Server { address, status } => {
                write!(f, "{address}: the server answered {status}")
            }
            Self::Network(address) => write!(f, "{address}: no answer"),
            Self::Elsewhere(address) => write!(
                f,
                "{address}: no answer, or this page's Content-Security-Policy does not list that site"
            ),
            Self::NotAStory(reason) => reason.fmt(f),
            Self::Newer => f.write_str("the story's format is newer than this viewer"),
        }
    }
}

/// Says in `place` what went wrong and what to do. Its button does `retry`, as long as what is
/// returned is there.
pub fn tell(
    trouble: &Trouble,
    place: &Element,
    retry: impl Fn() + 'static,
) -> Option<EventListener> {
    let document = place.owner_document()?;
    let key = trouble.key();
    let alert = dom::append::<Element>(place, "div", "trouble")?;
    dom::set(&alert, "role", "alert");
    for (tag, name) in [("h1", key), ("p", &format!("{key}Advice"))] {
        let line: Element = dom::append(&alert, tag, "")?;
        line.set_text_content(word(&document, name).as_deref());
    }
    let label = word(&document, "tryAgain").unwrap_or_default();
    let button = dom::append_button(&alert, "", &label, "")?;
    Some(EventListener::new(&button, "click", move |_| retry()))
}

/// A word that the viewer needs before any bundle has come, as it stands in its page.
pub fn word(document: &Document, name: &str) -> Option<String> {
    let word = format!(".viewer-words > [data-word={name}]");
    document.query_selector(&word).ok()??.text_content()
}

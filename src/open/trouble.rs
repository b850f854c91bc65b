//! Why a story cannot be shown, and how a reader is told.

use std::collections::HashMap;
use std::fmt;

use leptos::prelude::*;
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
            Self::BadAddress(address) => write!(f, "not the address of a story: {address:?}"),
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

/// The words that the viewer needs before any bundle has come, by name, as they
/// stand in its page.
pub fn words(document: &Document) -> HashMap<String, String> {
    document
        .document_element()
        .map(|root| dom::all::<Element>(&root, ".viewer-words > [data-word]"))
        .unwrap_or_default()
        .into_iter()
        .filter_map(|word| Some((word.get_attribute("data-word")?, word.text_content()?)))
        .collect()
}

/// What went wrong, what to do, and *Try again*.
#[component]
pub fn TroubleView(
    trouble: Trouble,
    words: HashMap<String, String>,
    /// Starts over.
    retry: impl Fn() + 'static,
) -> impl IntoView {
    let word = |name: &str| words.get(name).cloned().unwrap_or_default();
    let title = word(trouble.key());
    let advice = word(&format!("{}Advice", trouble.key()));
    let label = word("tryAgain");
    view! {
        <div class="trouble" role="alert">
            <h1>{title}</h1>
            <p>{advice}</p>
            <button type="button" on:click=move |_| retry()>
                {label}
            </button>
        </div>
    }
}

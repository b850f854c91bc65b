//! The Reportage story bundle: what a publisher publishes and a viewer opens.
//!
//! A bundle is a `story.json` beside the media that it names. This crate holds
//! its types ([`Story`] and what is in it), reads it with every fault noted
//! ([`read`]), and generates its JSON Schema. It knows no file and no screen.
//!
//! Photo fields bear the names of the IPTC Photo Metadata Standard, story fields
//! those of schema.org's `NewsArticle`. `docs/story-format.md` is the format in
//! prose.
//!
//! ```
//! let bundle = r#"{
//!     "formatVersion": 1,
//!     "headline": "The bridge",
//!     "inLanguage": "en",
//!     "cards": [{ "id": "start", "kind": "text", "heading": "Morning", "body": [] }]
//! }"#;
//! let reading = reportage_story::read(bundle).expect("this is a story");
//! assert_eq!(reading.story.headline, "The bridge");
//! assert!(reading.faults.is_empty());
//! ```

mod card;
mod check;
mod credentials;
mod fault;
mod photo;
mod read;
mod story;
mod text;
mod video;
mod words;

pub use card::{Card, Content};
pub use check::{clean, is_address, is_date, is_id, is_language};
pub use credentials::{ContentCredentials, ValidationState};
pub use fault::{Fault, NotAStory};
pub use photo::{Crop, DataMining, DigitalSourceType, Photo, Variant};
#[cfg(not(target_arch = "wasm32"))]
pub use read::read;
pub use read::{Cards, Json, Kind, LARGEST_FILE, Opened, Reading, open, read_parsed, text_of};
pub use story::{
    Author, ColorScheme, Correction, Direction, Edition, FORMAT_VERSION, Idle, Publisher,
    ReadingMode, Role, Story, Theme,
};
pub use text::{Block, Inline, Marked, plain_text};
pub use video::{Source, Track, TrackKind, Video};
pub use words::{PluralForms, Words};

/// The JSON Schema (draft 2020-12) of `story.json`, generated from the types.
///
/// `docs/story.schema.json` is this, checked in.
#[cfg(not(target_arch = "wasm32"))]
pub fn json_schema() -> schemars::Schema {
    schemars::schema_for!(Story)
}

use serde::Serialize;

use crate::{Card, Words};

/// The version of the format that this crate writes, and the newest it reads.
pub const FORMAT_VERSION: u64 = 1;

/// A photo story, as published. Fields are named after schema.org's
/// [`NewsArticle`](https://schema.org/NewsArticle).
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Story {
    /// The version of the bundle format: 1.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 1, max = 1)))]
    pub format_version: u64,
    /// The program that wrote the bundle, and its version: `Reportage 0.1.0`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub generator: Option<String>,
    /// Whether it is not published yet. Readers are told, search engines are asked
    /// to stay away.
    #[serde(default, skip_serializing_if = "is_default")]
    pub draft: bool,
    /// Whether readers are not offered to keep it on their device.
    #[serde(default, skip_serializing_if = "is_default")]
    pub online_only: bool,
    /// The headline.
    pub headline: String,
    /// The dek: a sentence or two under the headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alternative_headline: Option<String>,
    /// Who made the story.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub author: Vec<Author>,
    /// Who publishes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Publisher>,
    /// When it was first published: an ISO 8601 date, or date and time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_published: Option<String>,
    /// When it was last changed: an ISO 8601 date, or date and time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_modified: Option<String>,
    /// What was corrected since publication, and when. Shown to readers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub correction: Vec<Correction>,
    /// The language of the words, as a BCP 47 tag: `en`, `ar`, `ckb`.
    pub in_language: String,
    /// The direction of the script.
    #[serde(default, skip_serializing_if = "is_default")]
    pub direction: Direction,
    /// The same story in other languages, sharing card ids and media.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub editions: Vec<Edition>,
    /// The canonical address of the published page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// How a reader moves through the story unless they choose otherwise.
    #[serde(default, skip_serializing_if = "is_default")]
    pub reading_mode: ReadingMode,
    /// How it looks.
    #[serde(default, skip_serializing_if = "is_default")]
    pub theme: Theme,
    /// What happens when nobody uses the page; absent: nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub idle: Option<Idle>,
    /// The words of the interface, in the story's language. English where absent.
    #[serde(default, skip_serializing_if = "is_default")]
    pub words: Words,
    /// The cards, in reading order.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(length(min = 1)))]
    pub cards: Vec<Card>,
}

/// A person with a part in the story.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Author {
    /// The name as it is signed.
    pub name: String,
    /// What the person did.
    #[serde(default)]
    pub role: Role,
    /// A page about the person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// An author's part in the story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Role {
    /// Wrote it.
    #[default]
    Words,
    /// Took or made the pictures.
    Photos,
    /// Edited it.
    Editing,
}

/// The organisation that publishes the story.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Publisher {
    /// Its name.
    pub name: String,
    /// Its home page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The address of its logo, shown in place of the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
}

/// A correction, after schema.org's
/// [`CorrectionComment`](https://schema.org/CorrectionComment).
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Correction {
    /// When it was made: an ISO 8601 date, or date and time.
    pub date_published: String,
    /// What was wrong and what is right.
    pub text: String,
}

/// Which way the script runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Direction {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

/// The story in another language.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Edition {
    /// Its language, as a BCP 47 tag.
    pub in_language: String,
    /// The language's name in that language: `العربية`.
    pub name: String,
    /// Its address, relative to this bundle or absolute.
    pub url: String,
}

/// How a reader moves from card to card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum ReadingMode {
    /// Down the page.
    #[default]
    Scroll,
    /// One card a screen, sideways.
    Swipe,
}

/// How the story looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Theme {
    /// Light, dark, or as the reader's device has it.
    #[serde(default)]
    pub color_scheme: ColorScheme,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum ColorScheme {
    /// As the reader's device has it.
    #[default]
    Auto,
    /// Dark words on light ground.
    Light,
    /// Light words on dark ground.
    Dark,
}

impl ColorScheme {
    /// What `data-color-scheme` says of it on the root of a page; nothing where it is the device's.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Auto => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }
}

/// When the page asks whether anybody is still there: for screens in museums
/// and newsrooms that pass from reader to reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Idle {
    /// Seconds without any input before it asks, from 1 to 86400.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 1, max = 86_400)))]
    pub after: u32,
    /// Seconds that it then counts down, from 20 (WCAG 2.2.1 asks for as many) to
    /// 3600.
    #[cfg_attr(
        not(target_arch = "wasm32"),
        schemars(default = "Idle::default_countdown", range(min = 20, max = 3_600))
    )]
    pub countdown: u32,
}

impl Idle {
    /// The countdown unless the story says otherwise: 60 seconds.
    pub const DEFAULT_COUNTDOWN: u32 = 60;

    #[cfg(not(target_arch = "wasm32"))]
    fn default_countdown() -> u32 {
        Self::DEFAULT_COUNTDOWN
    }
}

/// Whether a field can be left out of the JSON.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

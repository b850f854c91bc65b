use serde::Serialize;

use crate::{Block, Inline, Photo};

/// A video, fetched only when a reader asks to see it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Video {
    /// The files, the best first: a browser takes the first that it can play.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(length(min = 1)))]
    pub sources: Vec<Source>,
    /// Width in pixels, from 1 to 65535.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 1, max = 65_535)))]
    pub width: u32,
    /// Height in pixels, from 1 to 65535.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 1, max = 65_535)))]
    pub height: u32,
    /// Duration in seconds.
    pub duration: f64,
    /// The picture that stands for the video until it plays. Its alt text
    /// describes the video.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub poster: Option<Photo>,
    /// Captions, subtitles and descriptions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tracks: Vec<Track>,
    /// Everything said and shown, in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub transcript: Vec<Block>,
    /// The caption.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caption: Vec<Inline>,
    /// Who made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creator: Option<String>,
    /// The credit as its supplier wants it. Stands for the creator where both are
    /// given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit_line: Option<String>,
    /// What is to be seen that a reader may not want to see.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<String>,
}

impl Video {
    /// The credit to print: the credit line, else the creator.
    pub fn credit(&self) -> Option<&str> {
        self.credit_line.as_deref().or(self.creator.as_deref())
    }

    /// What readers are told before they see anything of it: its own notice, or else its
    /// poster's. What covers the one covers the other.
    pub fn notice(&self) -> Option<&str> {
        let of_poster = || self.poster.as_ref()?.notice.as_deref();
        self.notice.as_deref().or_else(of_poster)
    }
}

/// One file of a video.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Source {
    /// Its address, relative to `story.json` or http(s).
    pub src: String,
    /// Its media type, with codecs if known: `video/webm; codecs="vp9"`.
    #[serde(rename = "type")]
    pub media_type: String,
    /// The file's size in bytes.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(min = 1)))]
    pub bytes: u64,
    /// The SHA-256 of the file, in hexadecimal.
    #[cfg_attr(
        not(target_arch = "wasm32"),
        schemars(regex(pattern = "^[0-9a-fA-F]{64}$"))
    )]
    pub sha256: String,
}

/// Timed text in WebVTT.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Track {
    /// Its address, relative to `story.json` or http(s).
    pub src: String,
    /// Its language, as a BCP 47 tag.
    pub srclang: String,
    /// What readers choose it by: `English`.
    pub label: String,
    /// What it is for.
    #[serde(default)]
    pub kind: TrackKind,
}

/// What timed text is for, in the HTML standard's terms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum TrackKind {
    /// Everything heard, for those who cannot hear it.
    #[default]
    Captions,
    /// What is said, translated.
    Subtitles,
    /// What is seen, for those who cannot see it.
    Descriptions,
}

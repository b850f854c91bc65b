//! Pictures in whatever form they come, and the files that screens need.

use std::fmt;

/// Why a picture cannot be pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhotoError {
    /// What is wrong, without the file's name: `is cut off`.
    pub message: String,
    /// The way out: `Export it as JPEG`.
    pub help: String,
}

impl fmt::Display for PhotoError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for PhotoError {}

/// What the header of a picture says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The format, as people call it: `JPEG`.
    pub format: &'static str,
    /// Width in pixels as the picture is to be seen: oriented.
    pub width: u32,
    /// Height in pixels as the picture is to be seen.
    pub height: u32,
}

/// A pressed picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Pressed {
    /// The files, by media type and then by width. They bear no metadata yet.
    pub files: Vec<PressedFile>,
    /// The ThumbHash, in base64.
    pub thumb_hash: String,
    /// The dominant colour, `#rrggbb`.
    pub dominant_color: String,
}

/// One file of a pressed picture.
#[derive(Clone, Debug, PartialEq)]
pub struct PressedFile {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// `image/avif` or `image/jpeg`.
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

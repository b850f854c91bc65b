//! The words for what can be wrong with a picture, and the way out.

use super::PhotoError;
use super::bounds::{MAX_DECODING_BYTES, MAX_PIXELS, MAX_SIDE, MIB};

/// What helps with a file that some part of is missing or wrong.
const ANEW: &str = "Copy it from the camera, or export it, once more";

/// What helps with a form of a format that the press cannot read.
const SAVE_ANEW: &str = "Open it in a picture editor and save it as JPEG or PNG";

impl PhotoError {
    /// `message` and the way out, `help`.
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: help.into(),
        }
    }
}

/// The file has no bytes.
pub fn empty() -> PhotoError {
    PhotoError::new("is empty", ANEW)
}

/// The file ends before the picture does.
pub fn cut_off() -> PhotoError {
    PhotoError::new("is cut off: the end of the file is missing", ANEW)
}

/// The file is not what its format asks for. `why` comes from a decoder, for those
/// who can make something of it.
pub fn damaged(format: &str, why: impl std::fmt::Display) -> PhotoError {
    PhotoError::new(format!("is a damaged {format} file ({why})"), ANEW)
}

/// A form of a format that is sound, but that the press cannot read: `what`, as in
/// `a JPEG with arithmetic coding`.
pub fn unsupported(what: impl std::fmt::Display) -> PhotoError {
    PhotoError::new(format!("is {what}, which the press cannot read"), SAVE_ANEW)
}

/// A picture of 0 pixels.
pub fn no_pixels() -> PhotoError {
    PhotoError::new("has no pixels", ANEW)
}

/// More bytes than the press takes.
pub fn too_many_bytes(limit: usize) -> PhotoError {
    PhotoError::new(
        format!("is larger than {} MiB", limit as u64 / MIB),
        "Export it as JPEG, or smaller",
    )
}

/// More pixels than the press takes.
pub fn too_many_pixels(width: u32, height: u32) -> PhotoError {
    PhotoError::new(
        format!(
            "has {width} × {height} pixels, more than the press takes: {} million, \
             and {MAX_SIDE} a side",
            MAX_PIXELS / 1_000_000
        ),
        "Export it smaller: screens show no more than 2880 pixels across",
    )
}

/// Decoding would take `bytes` of memory.
pub fn too_much_memory(bytes: u64) -> PhotoError {
    PhotoError::new(
        format!(
            "would take {} MiB of memory to open, more than the {} MiB that the press allows itself",
            bytes / MIB,
            MAX_DECODING_BYTES / MIB
        ),
        "Export it smaller, or as JPEG: screens show no more than 2880 pixels across",
    )
}

/// A drawing would take too long.
pub fn too_much_work() -> PhotoError {
    PhotoError::new(
        "is a drawing that would take minutes to draw",
        "Export it as PNG, or with fewer effects: large filters and many layers take longest",
    )
}

/// A decoder or encoder broke down: its fault, whatever the file.
pub fn broke_down() -> PhotoError {
    PhotoError::new(
        "could not be read: the decoder broke down over it",
        SAVE_ANEW,
    )
}

/// An encoder refused what the press made of a sound picture.
pub fn not_encoded(why: impl std::fmt::Display) -> PhotoError {
    PhotoError::new(format!("could not be encoded ({why})"), SAVE_ANEW)
}

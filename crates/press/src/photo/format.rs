//! Which format a file is in, by its first bytes: names lie.

use super::PhotoError;
use super::error;
use super::{foreign, raw};

/// A format that the press reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    WebP,
    /// AVIF.
    Avif,
    /// TIFF.
    Tiff,
    /// GIF.
    Gif,
    /// SVG.
    Svg,
}

impl Format {
    /// As people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::WebP => "WebP",
            Self::Avif => "AVIF",
            Self::Tiff => "TIFF",
            Self::Gif => "GIF",
            Self::Svg => "SVG",
        }
    }

    /// The format of a file.
    ///
    /// # Errors
    /// It is none that the press reads; the error says what it is, and the way out.
    pub fn of(bytes: &[u8]) -> Result<Self, PhotoError> {
        if bytes.is_empty() {
            return Err(error::empty());
        }
        if is_tiff(bytes) && !raw::is_raw(bytes) {
            return Ok(Self::Tiff);
        }
        let known = match bytes {
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(Self::Png),
            [
                b'R',
                b'I',
                b'F',
                b'F',
                _,
                _,
                _,
                _,
                b'W',
                b'E',
                b'B',
                b'P',
                ..,
            ] => Some(Self::WebP),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Self::Gif),
            _ if foreign::is_avif(bytes) => Some(Self::Avif),
            _ if is_svg(bytes) => Some(Self::Svg),
            _ => None,
        };
        known.ok_or_else(|| foreign::complaint(bytes))
    }
}

/// TIFF of either byte order, and BigTIFF.
fn is_tiff(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..]
    )
}

/// A text that begins with a tag and has the root element of a drawing somewhere:
/// there may be declarations and comments before it.
fn is_svg(bytes: &[u8]) -> bool {
    /// Editors put their licence before the drawing, not a book.
    const PROLOGUE: usize = 16 * 1024;
    let text = foreign::text_start(bytes);
    text.first() == Some(&b'<')
        && !foreign::is_html(text)
        && text[..text.len().min(PROLOGUE)]
            .windows(4)
            .any(|tag| tag == b"<svg" || tag == b":svg")
}

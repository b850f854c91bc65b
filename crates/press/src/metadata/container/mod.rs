//! Where the containers of pictures keep what is said of them.

mod gif;
mod jpeg;
mod photoshop;
mod png;
mod tiff;
mod webp;

use std::borrow::Cow;

use super::heif;
pub(crate) use jpeg::rewrite as rewrite_jpeg;

/// The packets of a file, as they are in it.
#[derive(Default)]
pub(crate) struct Packets<'a> {
    /// XML.
    pub(crate) xmp: Option<Cow<'a, [u8]>>,
    /// IIM datasets.
    pub(crate) iim: Option<Cow<'a, [u8]>>,
    /// A block in TIFF.
    pub(crate) exif: Option<Cow<'a, [u8]>>,
}

impl<'a> Packets<'a> {
    /// The packets of a JPEG, PNG, WebP, AVIF, HEIF, TIFF or GIF, known by its first bytes.
    /// Anything else that starts as XML does is taken for a packet itself: that finds the
    /// RDF in an SVG's `metadata`.
    pub(crate) fn of(file: &'a [u8]) -> Self {
        match file {
            [0xFF, 0xD8, ..] => jpeg::packets(file),
            [0x89, b'P', b'N', b'G', ..] => png::packets(file),
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
            ] => webp::packets(file),
            [_, _, _, _, b'f', b't', b'y', b'p', ..] => heif::packets(file),
            [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => tiff::packets(file),
            [b'G', b'I', b'F', b'8', ..] => gif::packets(file),
            _ if is_xml(file) => Self {
                xmp: Some(Cow::Borrowed(file)),
                ..Self::default()
            },
            _ => Self::default(),
        }
    }
}

/// The names of what a JPEG or a PNG holds that must not be published; nothing is returned of a
/// file that is neither, or is not whole.
pub(super) fn secrets(file: &[u8]) -> Option<Vec<String>> {
    match file {
        [0xFF, 0xD8, ..] => jpeg::secrets(file),
        [0x89, b'P', b'N', b'G', ..] => png::secrets(file),
        _ => None,
    }
}

/// What something that is not looked into is called: by the letters that it begins with.
fn unknown(kind: &str, data: &[u8]) -> String {
    let letters = data.iter().take_while(|byte| byte.is_ascii_alphanumeric());
    let name: String = letters.take(12).map(|byte| char::from(*byte)).collect();
    format!("{kind} {name}").trim_end().to_owned()
}

/// Whether a file's first character, but for a byte order mark and space, is `<`.
fn is_xml(file: &[u8]) -> bool {
    file.strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(file)
        .trim_ascii_start()
        .starts_with(b"<")
}

/// An EXIF block without the `Exif\0\0` that belongs into JPEG, and that some programs put
/// before it elsewhere.
fn bare_exif(block: &[u8]) -> Cow<'_, [u8]> {
    Cow::Borrowed(block.strip_prefix(jpeg::EXIF).unwrap_or(block))
}

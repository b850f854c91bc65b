//! Files that the press cannot read: what they are, and the way out.

use super::PhotoError;
use super::raw;

const AS_JPEG: &str = "Export it as JPEG";
const HEIC: &str = "Export it as JPEG: in Photos on a Mac, File › Export; on an iPhone, \
                    Settings › Camera › Formats › Most Compatible";
const RAW: &str = "Develop it in your photo program and export it as JPEG";
const EDITOR: &str = "Open it in the program that made it and export it as JPEG or PNG";
const STILL: &str = "Photos are still pictures: export a frame of it as JPEG";
const PICTURE: &str = "Name a picture here: JPEG, PNG, WebP, AVIF, TIFF, GIF or SVG";

/// Says what a file is that the press cannot read.
pub fn complaint(bytes: &[u8]) -> PhotoError {
    let (what, help) = kind(bytes);
    let message = if help == PICTURE {
        format!("is {what}, not a picture")
    } else {
        format!("is {what}, which the press cannot read")
    };
    PhotoError::new(message, help)
}

/// What a file is, and the way out.
fn kind(bytes: &[u8]) -> (&'static str, &'static str) {
    if raw::is_raw(bytes) {
        return ("a camera's raw file", RAW);
    }
    if let Some(brands) = brands(bytes) {
        return container(brands);
    }
    match bytes {
        [b'8', b'B', b'P', b'S', ..] => ("a Photoshop document", EDITOR),
        [b'g', b'i', b'm', b'p', b' ', b'x', b'c', b'f', ..] => ("a GIMP document", EDITOR),
        [0xFF, 0x0A, ..] | [0, 0, 0, 12, b'J', b'X', b'L', b' ', ..] => {
            ("a JPEG XL picture", AS_JPEG)
        }
        [0, 0, 0, 12, b'j', b'P', b' ', b' ', ..] | [0xFF, 0x4F, 0xFF, 0x51, ..] => {
            ("a JPEG 2000 picture", AS_JPEG)
        }
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => ("a BMP picture", "Export it as PNG"),
        [0, 0, 1, 0, ..] => ("an icon", "Export it as PNG"),
        [0x76, 0x2F, 0x31, 0x01, ..] | [b'#', b'?', b'R', b'A', b'D', b'I', ..] => {
            ("a picture in high dynamic range", AS_JPEG)
        }
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'A',
            b'V',
            b'I',
            b' ',
            ..,
        ]
        | [0x1A, 0x45, 0xDF, 0xA3, ..]
        | [0, 0, 1, 0xB3 | 0xBA, ..]
        | [b'F', b'L', b'V', 1, ..] => ("a film", STILL),
        [b'%', b'P', b'D', b'F', ..] => ("a PDF document", EDITOR),
        [b'%', b'!', b'P', b'S', ..] | [0xC5, 0xD0, 0xD3, 0xC6, ..] => {
            ("a PostScript document", EDITOR)
        }
        [0x1F, 0x8B, ..] => (
            "a compressed file",
            "If it is a drawing (SVGZ), save it as plain SVG",
        ),
        [b'P', b'K', 3, 4, ..] => ("an archive or an office document", EDITOR),
        [b'I', b'D', b'3', ..] | [b'O', b'g', b'g', b'S', ..] | [b'f', b'L', b'a', b'C', ..] => {
            ("a sound", PICTURE)
        }
        _ if is_html(text_start(bytes)) => ("a web page", PICTURE),
        _ if is_text(bytes) => ("a text", PICTURE),
        _ => ("in an unknown format", EDITOR),
    }
}

/// What a file of the MPEG-4 family is, by the brands it names.
fn container(brands: &[u8]) -> (&'static str, &'static str) {
    let has = |brand: &[u8; 4]| brands.as_chunks().0.contains(brand);
    if has(b"crx ") {
        ("a camera's raw file", RAW)
    } else if [
        b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1",
    ]
    .into_iter()
    .any(has)
    {
        ("a HEIC picture", HEIC)
    } else if has(b"jxl ") {
        ("a JPEG XL picture", AS_JPEG)
    } else {
        ("a film", STILL)
    }
}

/// Whether a file is AVIF: it says so, or it is a HEIF file with AV1 in it.
pub fn is_avif(bytes: &[u8]) -> bool {
    /// Where the items of a HEIF file are named.
    const START: usize = 64 * 1024;
    brands(bytes).is_some_and(|brands| {
        let brands = brands.as_chunks::<4>().0;
        let start = &bytes[..bytes.len().min(START)];
        brands.contains(b"avif")
            || brands.contains(b"avis")
            || brands.contains(b"mif1") && start.windows(4).any(|kind| kind == b"av01")
    })
}

/// The brands, of four bytes each, with which a file of the MPEG-4 family begins
/// (ISO/IEC 14496-12, 4.3). The second is a version, and stands for nothing.
fn brands(bytes: &[u8]) -> Option<&[u8]> {
    let (size, rest) = bytes.split_first_chunk()?;
    let rest = rest.strip_prefix(b"ftyp")?;
    let size = usize::try_from(u32::from_be_bytes(*size)).ok()?;
    Some(&rest[..rest.len().min(size.saturating_sub(8))])
}

/// A text from its first visible character.
pub fn text_start(bytes: &[u8]) -> &[u8] {
    bytes
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(bytes)
        .trim_ascii_start()
}

/// Whether a text is a web page.
pub fn is_html(text: &[u8]) -> bool {
    [b"<!doctype html".as_slice(), b"<html", b"<head", b"<body"]
        .into_iter()
        .any(|tag| {
            text.get(..tag.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(tag))
        })
}

/// Whether a file is a text, as far as its beginning tells.
fn is_text(bytes: &[u8]) -> bool {
    const START: usize = 1024;
    let start = &bytes[..bytes.len().min(START)];
    let valid = match std::str::from_utf8(start) {
        Ok(_) => true,
        // The cut may go through a character.
        Err(error) => bytes.len() > START && error.valid_up_to() + 4 > START,
    };
    valid && !start.iter().any(|byte| *byte < b'\t')
}

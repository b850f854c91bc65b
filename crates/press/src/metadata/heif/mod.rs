//! AVIF and HEIF: pictures as items in a file of boxes (ISO/IEC 14496-12 and 23008-12; AV1
//! Image File Format 1.1).

mod boxes;
mod items;
mod rewrite;

use std::borrow::Cow;

use super::bytes::{self, Bytes};
use super::container::Packets;
use items::Items;
pub(crate) use rewrite::rewrite;

/// The type of an item with EXIF (ISO/IEC 23008-12, A.2.1).
const EXIF: &[u8; 4] = b"Exif";
/// The type of an item that names its media type; XMP is one (ISO/IEC 23008-12, A.3).
const MIME: &[u8; 4] = b"mime";
/// XMP's media type.
const XMP: &[u8] = b"application/rdf+xml";

/// The packets of the first items that hold such.
pub(crate) fn packets(file: &[u8]) -> Packets<'_> {
    let Some(items) = Items::of(file) else {
        return Packets::default();
    };
    let data = |is_wanted: fn(&items::Item) -> bool| {
        let item = items.all.iter().find(|item| is_wanted(item))?;
        items.data(item)
    };
    Packets {
        xmp: data(|item| item.kind == *MIME && item.content_type == XMP),
        exif: data(|item| item.kind == *EXIF).and_then(tiff_of),
        iim: None,
    }
}

/// An EXIF item without what precedes its block: four bytes that say how many more do.
fn tiff_of(item: Cow<[u8]>) -> Option<Cow<[u8]>> {
    let mut rest = Bytes(&item);
    let before = bytes::length(rest.u32()?)?;
    rest.take(before)?;
    let start = item.len() - rest.0.len();
    Some(match item {
        Cow::Borrowed(item) => Cow::Borrowed(&item[start..]),
        Cow::Owned(mut item) => Cow::Owned(item.split_off(start)),
    })
}

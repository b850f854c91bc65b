//! TIFF files: XMP in field 700 (XMP, part 3), IIM in field 33723 (TIFF/EP, ISO
//! 12234-2) or among Photoshop's resources in field 34377.

use std::borrow::Cow;

use super::{Packets, photoshop};
use crate::metadata::tiff::Tiff;

const XMP: u16 = 700;
const IIM: u16 = 33_723;
const PHOTOSHOP: u16 = 34_377;

/// The first picture's packets. Its directory holds the fields of an EXIF block, too.
pub(super) fn packets(file: &[u8]) -> Packets<'_> {
    let primary = Tiff::of(file).and_then(Tiff::primary);
    let bytes = |tag| Some(primary?.field(tag)?.bytes);
    Packets {
        xmp: bytes(XMP).map(Cow::Borrowed),
        iim: bytes(IIM)
            .or_else(|| photoshop::iim(bytes(PHOTOSHOP)?))
            .map(Cow::Borrowed),
        exif: Some(Cow::Borrowed(file)),
    }
}

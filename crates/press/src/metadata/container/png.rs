//! PNG (third edition, 5.3 and 11.3): EXIF in `eXIf`, XMP in an `iTXt` (XMP, part 3).

use std::borrow::Cow;

use super::{Packets, bare_exif, unknown};
use crate::metadata::bytes::{self, Bytes};
use crate::metadata::secrets::{in_exif, in_xmp};

/// The chunks' packets. Compressed XMP is not read: the XMP specification says not to
/// compress it.
pub(super) fn packets(file: &[u8]) -> Packets<'_> {
    let mut packets = Packets::default();
    let mut rest = Bytes(file);
    // The signature.
    rest.take(8);
    while let Some((kind, data)) = chunk(&mut rest) {
        match kind {
            b"eXIf" => {
                packets.exif.get_or_insert(bare_exif(data));
            }
            b"iTXt" => {
                if let Some(xmp) = xmp(data) {
                    packets.xmp.get_or_insert(Cow::Borrowed(xmp));
                }
            }
            _ => {}
        }
    }
    packets
}

/// Chunks in which no secret can be: pixels, colours, the manifest's, which is looked into
/// elsewhere.
const HARMLESS: [&[u8; 4]; 17] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"acTL", b"bKGD", b"cHRM", b"cICP", b"caBX", b"fcTL",
    b"fdAT", b"gAMA", b"iCCP", b"pHYs", b"sBIT", b"sRGB", b"tRNS",
];

/// The names of what must not be published in the chunks, and of those that are not known.
pub(super) fn secrets(file: &[u8]) -> Option<Vec<String>> {
    let mut names = Vec::new();
    let mut has_ended = false;
    let mut rest = Bytes(file);
    rest.take(8);
    while let Some((kind, data)) = chunk(&mut rest) {
        match (kind, xmp(data)) {
            (b"eXIf", _) => names.extend(in_exif(&bare_exif(data))),
            (b"iTXt", Some(packet)) => names.extend(in_xmp(packet)),
            _ if HARMLESS.iter().any(|harmless| *harmless == kind) => {}
            _ => names.push(unknown("PNG", kind)),
        }
        if kind == b"IEND" {
            has_ended = true;
            break;
        }
    }
    if !rest.0.is_empty() {
        names.push("what follows the end of the image".to_owned());
    }
    has_ended.then_some(names)
}

/// The next chunk's type and data. Its checksum is not looked at.
fn chunk<'a>(rest: &mut Bytes<'a>) -> Option<(&'a [u8], &'a [u8])> {
    let length = bytes::length(rest.u32()?)?;
    let kind = rest.take(4)?;
    let data = rest.take(length)?;
    rest.take(4)?;
    Some((kind, data))
}

/// The text of an `iTXt` with XMP: a keyword, two bytes for its compression, a language and
/// a translated keyword come before it.
fn xmp(data: &[u8]) -> Option<&[u8]> {
    let mut rest = Bytes(data);
    let is_xmp = rest.until(0)? == b"XML:com.adobe.xmp";
    let is_compressed = rest.u8()? != 0;
    rest.u8()?;
    rest.until(0)?;
    rest.until(0)?;
    (is_xmp && !is_compressed).then_some(rest.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&length[..], kind, data, b"\0\0\0\0"].concat()
    }

    #[test]
    fn packets_are_found_behind_the_pixels() {
        let file = [
            b"\x89PNG\r\n\x1A\n".to_vec(),
            chunk(b"IHDR", b"header"),
            chunk(b"IDAT", b"pixels"),
            chunk(b"iTXt", b"Comment\0\0\0\0\0hello"),
            chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0en\0\0packet"),
            chunk(b"eXIf", b"block"),
        ]
        .concat();
        let packets = packets(&file);
        assert_eq!(packets.xmp.as_deref(), Some(&b"packet"[..]));
        assert_eq!(packets.exif.as_deref(), Some(&b"block"[..]));
    }
}

//! WebP (RFC 9649, 2.7.1.5): EXIF in `EXIF`, XMP in `XMP `.

use std::borrow::Cow;

use super::{Packets, bare_exif};
use crate::metadata::bytes::{self, Bytes};

/// The chunks' packets.
pub(super) fn packets(file: &[u8]) -> Packets<'_> {
    let mut packets = Packets::default();
    let mut rest = Bytes(file);
    // `RIFF`, a length, `WEBP`.
    rest.take(12);
    while let Some((kind, data)) = chunk(&mut rest) {
        match kind {
            b"EXIF" => {
                packets.exif.get_or_insert(bare_exif(data));
            }
            b"XMP " => {
                packets.xmp.get_or_insert(Cow::Borrowed(data));
            }
            _ => {}
        }
    }
    packets
}

/// The next chunk's type and data, which is padded to an even length.
fn chunk<'a>(rest: &mut Bytes<'a>) -> Option<(&'a [u8], &'a [u8])> {
    let kind = rest.take(4)?;
    let length = bytes::length(u32::from_le_bytes(rest.array()?))?;
    let data = rest.take(length)?;
    if length % 2 == 1 {
        // The last one's padding may be missing.
        rest.take(1);
    }
    Some((kind, data))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packets_are_found_behind_the_pixels() {
        let file = b"RIFF\0\0\0\0WEBP\
            VP8L\x03\0\0\0pix\0\
            EXIF\x0B\0\0\0Exif\0\0block\0\
            XMP \x06\0\0\0packet";
        let packets = packets(file);
        assert_eq!(packets.exif.as_deref(), Some(&b"block"[..]));
        assert_eq!(packets.xmp.as_deref(), Some(&b"packet"[..]));
    }
}

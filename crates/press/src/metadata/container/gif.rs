//! GIF 89a: XMP in an application extension (XMP, part 3).

use std::borrow::Cow;

use super::Packets;
use crate::metadata::bytes::Bytes;

const EXTENSION: u8 = 0x21;
const APPLICATION: u8 = 0xFF;
const IMAGE: u8 = 0x2C;

/// The XMP, if there is any.
pub(super) fn packets(file: &[u8]) -> Packets<'_> {
    Packets {
        xmp: xmp(file).map(Cow::Borrowed),
        ..Packets::default()
    }
}

/// The XMP packet. It does not stand in sub-blocks as other data does: it is there whole,
/// and a trailer of 258 bytes, 1, 255, 254 and so on, leads a reader that takes its
/// characters for lengths back to a block's end. No UTF-8 has 255 in it.
fn xmp(file: &[u8]) -> Option<&[u8]> {
    let mut rest = Bytes(file);
    // The signature, and the size of the screen.
    rest.take(10)?;
    color_table(&mut rest, 2)?;
    loop {
        match rest.u8()? {
            EXTENSION if rest.u8()? == APPLICATION => {
                let length = rest.u8()?;
                let name = rest.take(usize::from(length))?;
                if name == b"XMP DataXMP" {
                    let end = rest.0.windows(2).position(|pair| pair == [1, 255])?;
                    return rest.take(end);
                }
                sub_blocks(&mut rest)?;
            }
            EXTENSION => sub_blocks(&mut rest)?,
            IMAGE => {
                // Position and size.
                rest.take(8)?;
                color_table(&mut rest, 0)?;
                // The size of the compressed pixels' codes.
                rest.u8()?;
                sub_blocks(&mut rest)?;
            }
            _ => return None,
        }
    }
}

/// Skips flags, so many bytes after them, and the table of colours they announce.
fn color_table(rest: &mut Bytes, after_flags: usize) -> Option<()> {
    let flags = rest.u8()?;
    rest.take(after_flags)?;
    if flags & 0x80 != 0 {
        rest.take(3 << ((flags & 7) + 1))?;
    }
    Some(())
}

/// Skips blocks up to an empty one.
fn sub_blocks(rest: &mut Bytes) -> Option<()> {
    loop {
        let length = usize::from(rest.u8()?);
        if length == 0 {
            return Some(());
        }
        rest.take(length)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xmp_is_found_behind_the_pixels() {
        let mut trailer = vec![1];
        trailer.extend((0..=255).rev());
        trailer.push(0);
        let file = [
            b"GIF89a\x01\0\x01\0\x80\0\0blkwht".to_vec(),
            b"\x21\xFF\x0BNETSCAPE2.0\x03\x01\0\0\0".to_vec(),
            b"\x21\xF9\x04\0\0\0\0\0".to_vec(),
            b"\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0".to_vec(),
            b"\x21\xFF\x0BXMP DataXMP<packet/>".to_vec(),
            trailer,
            b"\x3B".to_vec(),
        ]
        .concat();
        assert_eq!(packets(&file).xmp.as_deref(), Some(&b"<packet/>"[..]));
        for length in 0..file.len() - 260 {
            assert!(packets(&file[..length]).xmp.is_none());
        }
    }
}

//! TIFF, the form of EXIF and of a picture file (TIFF 6.0, section 2).
//!
//! This reads in place and never more than it is asked for: a scan of 500 MB is not copied
//! for the name of its photographer, and one broken field does not hide the others.

use super::bytes::Bytes;

/// An ASCII field's type.
pub(crate) const ASCII: u16 = 2;
/// A long's type.
pub(crate) const LONG: u16 = 4;
/// A text field's type in EXIF 3.0.
pub(crate) const UTF_8: u16 = 129;

/// A file or block in TIFF.
#[derive(Clone, Copy)]
pub(crate) struct Tiff<'a> {
    bytes: &'a [u8],
    little_endian: bool,
}

/// A list of fields.
#[derive(Clone, Copy)]
pub(crate) struct Directory<'a> {
    tiff: Tiff<'a>,
    entries: &'a [u8],
    /// What comes after them: the offset of the next directory.
    rest: Bytes<'a>,
}

/// A field's type and its bytes.
#[derive(Clone, Copy)]
pub(crate) struct Field<'a> {
    pub(crate) kind: u16,
    pub(crate) bytes: &'a [u8],
}

/// The bytes of one entry of a directory.
const ENTRY: usize = 12;

impl<'a> Tiff<'a> {
    /// Knows TIFF by its first four bytes.
    pub(crate) fn of(bytes: &'a [u8]) -> Option<Self> {
        let little_endian = match bytes.first_chunk()? {
            b"II*\0" => true,
            b"MM\0*" => false,
            _ => return None,
        };
        Some(Self {
            bytes,
            little_endian,
        })
    }

    /// The first directory, which describes the picture.
    pub(crate) fn primary(self) -> Option<Directory<'a>> {
        self.directory(self.u32(Bytes(self.bytes.get(4..)?))?)
    }

    /// The directory at an offset from the start. One that is cut off has the fields that
    /// are there.
    fn directory(self, offset: u32) -> Option<Directory<'a>> {
        let mut rest = Bytes(self.bytes.get(usize::try_from(offset).ok()?..)?);
        let count = usize::from(self.u16(Bytes(rest.take(2)?))?);
        let length = (count * ENTRY).min(rest.0.len());
        Some(Directory {
            tiff: self,
            entries: rest.take(length)?,
            rest,
        })
    }

    fn u16(self, mut at: Bytes) -> Option<u16> {
        let number = at.u16()?;
        Some(if self.little_endian {
            number.swap_bytes()
        } else {
            number
        })
    }

    fn u32(self, mut at: Bytes) -> Option<u32> {
        let number = at.u32()?;
        Some(if self.little_endian {
            number.swap_bytes()
        } else {
            number
        })
    }
}

impl<'a> Directory<'a> {
    /// The field with a tag, if it is there and whole.
    pub(crate) fn field(self, tag: u16) -> Option<Field<'a>> {
        let Self { tiff, entries, .. } = self;
        let entry = entries
            .chunks_exact(ENTRY)
            .find(|entry| tiff.u16(Bytes(entry)) == Some(tag))?;
        let kind = tiff.u16(Bytes(&entry[2..]))?;
        let count = tiff.u32(Bytes(&entry[4..]))?;
        let length = usize::try_from(count).ok()?.checked_mul(size(kind)?)?;
        // What fits into four bytes stands in the entry itself.
        let bytes = if length <= 4 {
            entry[8..].get(..length)?
        } else {
            let offset = usize::try_from(tiff.u32(Bytes(&entry[8..]))?).ok()?;
            tiff.bytes.get(offset..)?.get(..length)?
        };
        Some(Field { kind, bytes })
    }

    /// Whether there is a field with a tag, be it whole or not.
    pub(crate) fn has(self, tag: u16) -> bool {
        let mut entries = self.entries.chunks(ENTRY);
        entries.any(|entry| self.tiff.u16(Bytes(entry)) == Some(tag))
    }

    /// Whether another directory follows.
    pub(crate) fn is_followed(self) -> bool {
        self.tiff.u32(self.rest).is_some_and(|offset| offset != 0)
    }

    /// The directory that a field points to.
    pub(crate) fn sub_directory(self, tag: u16) -> Option<Self> {
        let field = self.field(tag).filter(|field| field.kind == LONG)?;
        self.tiff.directory(self.tiff.u32(Bytes(field.bytes))?)
    }
}

/// The bytes of one value of a type.
fn size(kind: u16) -> Option<usize> {
    match kind {
        1 | ASCII | 6 | 7 | UTF_8 => Some(1),
        3 | 8 => Some(2),
        LONG | 9 | 11 | 13 => Some(4),
        5 | 10 | 12 => Some(8),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Artist `Jane`, an entry that points past the end, and a directory with `2016`.
    fn sample(little_endian: bool) -> Vec<u8> {
        let n16 = |n: u16| {
            if little_endian {
                n.to_le_bytes()
            } else {
                n.to_be_bytes()
            }
        };
        let n32 = |n: u32| {
            if little_endian {
                n.to_le_bytes()
            } else {
                n.to_be_bytes()
            }
        };
        let entry = |tag, kind, count, value: [u8; 4]| {
            [&n16(tag)[..], &n16(kind), &n32(count), &value].concat()
        };
        [
            if little_endian { b"II*\0" } else { b"MM\0*" }.to_vec(),
            n32(8).to_vec(),
            n16(3).to_vec(),
            entry(0x13B, ASCII, 5, n32(50)),
            entry(0x8298, ASCII, 900, n32(50)),
            entry(0x8769, LONG, 1, n32(55)),
            n32(0).to_vec(),
            b"Jane\0".to_vec(),
            n16(1).to_vec(),
            entry(0x9003, ASCII, 4, *b"2016"),
        ]
        .concat()
    }

    #[test]
    fn fields_are_found_in_either_byte_order() {
        for little_endian in [false, true] {
            let bytes = sample(little_endian);
            let primary = Tiff::of(&bytes).unwrap().primary().unwrap();
            assert_eq!(primary.field(0x13B).unwrap().bytes, b"Jane\0");
            let exif = primary.sub_directory(0x8769).unwrap();
            assert_eq!(exif.field(0x9003).unwrap().bytes, b"2016");
        }
    }

    #[test]
    fn a_field_that_is_not_whole_is_absent() {
        let bytes = sample(true);
        let primary = Tiff::of(&bytes).unwrap().primary().unwrap();
        assert!(primary.field(0x8298).is_none());
        assert!(primary.field(0x10E).is_none());
        for length in 0..bytes.len() {
            if let Some(primary) = Tiff::of(&bytes[..length]).and_then(Tiff::primary) {
                primary.field(0x13B);
                primary.sub_directory(0x8769);
            }
        }
    }
}

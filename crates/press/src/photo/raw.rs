//! The raw files of cameras, which look like TIFF more often than not.

/// `DNGVersion`: in every DNG file and in nothing else (Adobe DNG 1.7, chapter 4).
const DNG_VERSION: u16 = 0xC612;
const COMPRESSION: u16 = 0x0103;
const PHOTOMETRIC: u16 = 0x0106;
const SUB_IFDS: u16 = 0x014A;
/// How the tags of Pentax's files begin that stand in for their compression.
const PENTAX: u32 = 65_535;
/// `PhotometricInterpretation` of sensors: a colour filter array, linear raw.
const SENSOR: [u32; 2] = [32_803, 34_892];
/// `Compression` that only raw files have: Sony's, Nikon's, Samsung's, Kodak's.
const RAW_COMPRESSION: [u32; 6] = [32_767, 32_769, 32_770, 34_713, 65_000, PENTAX];

/// Whether a file is a camera's raw file.
///
/// A TIFF file is one if any of its pictures is a sensor's: it does not help to read
/// the preview beside it, which may be smaller than a stamp.
pub fn is_raw(bytes: &[u8]) -> bool {
    match bytes {
        // Canon's first and second, Olympus's, Panasonic's, Fujifilm's, Sigma's and
        // Minolta's.
        [b'I', b'I', _, 0, 0, 0, b'H', b'E', b'A', b'P', ..]
        | [b'I', b'I', 42, 0, _, _, _, _, b'C', b'R', ..]
        | [b'I', b'I', b'R', b'O' | b'S', ..]
        | [b'M', b'M', b'O', b'R', ..]
        | [b'I', b'I', b'U', 0, ..]
        | [
            b'F',
            b'U',
            b'J',
            b'I',
            b'F',
            b'I',
            b'L',
            b'M',
            b'C',
            b'C',
            b'D',
            ..,
        ]
        | [b'F', b'O', b'V', b'b', ..]
        | [0, b'M', b'R', b'M', ..] => true,
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => has_sensor_data(bytes),
        _ => false,
    }
}

/// Whether a TIFF file has a picture of a sensor in one of its directories.
fn has_sensor_data(bytes: &[u8]) -> bool {
    /// More directories than any camera writes: directories may refer to each other
    /// in circles.
    const MAX_DIRECTORIES: usize = 16;
    let tiff = Tiff {
        bytes,
        little: bytes.first() == Some(&b'I'),
    };
    let mut directories: Vec<u32> = tiff.u32(4).into_iter().collect();
    let mut read = 0;
    while let Some(offset) = directories.get(read).copied() {
        read += 1;
        for entry in tiff.entries(offset) {
            match (entry.tag, entry.value) {
                (DNG_VERSION, _) => return true,
                (PHOTOMETRIC, Some(value)) if SENSOR.contains(&value) => return true,
                (COMPRESSION, Some(value)) if RAW_COMPRESSION.contains(&value) => return true,
                (SUB_IFDS, _) if directories.len() < MAX_DIRECTORIES => {
                    directories.extend(tiff.offsets(&entry).take(MAX_DIRECTORIES));
                }
                _ => {}
            }
        }
    }
    false
}

/// The directories of a TIFF file (TIFF 6.0, section 2).
struct Tiff<'a> {
    bytes: &'a [u8],
    little: bool,
}

/// A tag of a directory.
struct Entry {
    tag: u16,
    count: u32,
    /// The first value, if it is a number that stands in the directory itself.
    value: Option<u32>,
    /// The same four bytes, as an offset.
    offset: u32,
}

impl Tiff<'_> {
    fn u16(&self, at: usize) -> Option<u16> {
        let bytes = *self.bytes.get(at..)?.first_chunk()?;
        Some(if self.little {
            u16::from_le_bytes(bytes)
        } else {
            u16::from_be_bytes(bytes)
        })
    }

    fn u32(&self, at: usize) -> Option<u32> {
        let bytes = *self.bytes.get(at..)?.first_chunk()?;
        Some(if self.little {
            u32::from_le_bytes(bytes)
        } else {
            u32::from_be_bytes(bytes)
        })
    }

    /// The tags of the directory at `offset`, as far as there are bytes.
    fn entries(&self, offset: u32) -> impl Iterator<Item = Entry> {
        let start = offset as usize;
        let count = self.u16(start).unwrap_or(0);
        (0..usize::from(count)).map_while(move |index| self.entry(start + 2 + 12 * index))
    }

    fn entry(&self, at: usize) -> Option<Entry> {
        let offset = self.u32(at + 8)?;
        Some(Entry {
            tag: self.u16(at)?,
            count: self.u32(at + 4)?,
            value: match self.u16(at + 2)? {
                3 => self.u16(at + 8).map(u32::from),
                4 => Some(offset),
                _ => None,
            },
            offset,
        })
    }

    /// The offsets that a tag holds: in place of its value if it is only one.
    fn offsets(&self, entry: &Entry) -> impl Iterator<Item = u32> {
        let (count, offset) = (entry.count, entry.offset);
        (0..count as usize).map_while(move |index| match count {
            1 => Some(offset),
            _ => self.u32((offset as usize).checked_add(4 * index)?),
        })
    }
}

//! The segments of a JPEG file (ITU-T T.81, annex B).

use crate::photo::format::Format;
use crate::photo::orientation::Orientation;
use crate::photo::{PhotoError, error};

/// What the segments before the pixels say.
#[derive(Debug)]
pub struct Segments {
    /// Width and height in pixels as stored.
    pub size: (u32, u32),
    /// The colours.
    pub components: Vec<Component>,
    /// Whether the picture comes coarse first, and finer in turns.
    pub progressive: bool,
    /// How many of the colours the first scan has.
    pub first_scan: usize,
    /// Whether an Adobe program, or one that writes as they do, made it.
    pub adobe: bool,
    /// Which way up it is.
    pub orientation: Orientation,
    /// Where the pixels begin.
    pixels: usize,
}

/// A colour, and how many samples of it there are for a unit of the picture.
#[derive(Debug)]
pub struct Component {
    /// Across.
    pub horizontal: u8,
    /// Down.
    pub vertical: u8,
}

const START_OF_IMAGE: u8 = 0xD8;
const END_OF_IMAGE: u8 = 0xD9;
const START_OF_SCAN: u8 = 0xDA;

impl Segments {
    /// Reads everything up to the pixels.
    ///
    /// # Errors
    /// The file ends before that, or it is of a kind of JPEG that cannot be decoded.
    pub fn read(bytes: &[u8]) -> Result<Self, PhotoError> {
        let mut frame = None;
        let mut adobe = false;
        let mut orientation = Orientation::default();
        let mut reader = Reader { bytes, at: 2 };
        loop {
            let marker = reader.marker().ok_or_else(error::cut_off)?;
            let segment = match marker {
                // These stand alone.
                0x01 | 0xD0..=START_OF_IMAGE => continue,
                END_OF_IMAGE => return Err(damaged("it has no pixels")),
                _ => reader.segment()?,
            };
            match marker {
                0xC0..=0xC2 => frame = Some(Frame::read(segment, marker == 0xC2)?),
                // Huffman tables, and an extension that nobody has ever used.
                0xC4 | 0xC8 => {}
                0xC9..=0xCF => return Err(error::unsupported("a JPEG with arithmetic coding")),
                0xC3 | 0xC5..=0xC7 => {
                    return Err(error::unsupported("a lossless or hierarchical JPEG"));
                }
                0xE1 => {
                    if let Some(block) = segment.strip_prefix(b"Exif\0\0") {
                        orientation = Orientation::from_exif_block(block);
                    }
                }
                0xEE => adobe |= segment.starts_with(b"Adobe"),
                START_OF_SCAN => {
                    let frame = frame.ok_or_else(|| damaged("it does not say its size"))?;
                    let segments = Self {
                        size: frame.size,
                        components: frame.components,
                        progressive: frame.progressive,
                        first_scan: segment.first().copied().unwrap_or(0).into(),
                        adobe,
                        orientation,
                        pixels: reader.at,
                    };
                    segments.check_sampling()?;
                    return Ok(segments);
                }
                _ => {}
            }
        }
    }

    /// The decoder makes a jumble of two rare kinds, without a word: a picture that is
    /// not progressive and yet has a scan for each colour, if some colours have fewer
    /// rows; and one of which a later colour is finer than the first.
    fn check_sampling(&self) -> Result<(), PhotoError> {
        let Some(first) = self.components.first() else {
            return Err(damaged("it has no colours"));
        };
        let finer =
            |one: &Component| one.horizontal > first.horizontal || one.vertical > first.vertical;
        let in_turns = !self.progressive && self.first_scan < self.components.len();
        if self.components.iter().any(finer)
            || in_turns && self.components.iter().any(|one| one.vertical > 1)
        {
            return Err(error::unsupported("a JPEG of a rare kind"));
        }
        Ok(())
    }

    /// Whether the picture goes on to its end. What comes after that, such as the
    /// pictures that some cameras append, does not count.
    pub fn is_complete(&self, bytes: &[u8]) -> bool {
        let mut reader = Reader {
            bytes,
            at: self.pixels,
        };
        loop {
            match reader.marker() {
                None => return false,
                Some(END_OF_IMAGE) => return true,
                // A byte of the pixels that looks like a marker, and marks between them.
                Some(0x00 | 0x01 | 0xD0..=START_OF_IMAGE) => {}
                Some(_) => {
                    if reader.segment().is_err() {
                        return false;
                    }
                }
            }
        }
    }
}

/// A place in a file.
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    /// The next marker, wherever it is: what is before it is passed over.
    fn marker(&mut self) -> Option<u8> {
        let rest = self.bytes.get(self.at..)?;
        let start = rest.iter().position(|byte| *byte == 0xFF)?;
        // Any number of bytes FF may stand before the one that says which it is.
        let length = rest[start..].iter().position(|byte| *byte != 0xFF)?;
        self.at += start + length + 1;
        rest.get(start + length).copied()
    }

    /// What a segment holds: its length comes first, and counts itself.
    fn segment(&mut self) -> Result<&'a [u8], PhotoError> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.first_chunk().copied().map(u16::from_be_bytes);
        let length = usize::from(length.ok_or_else(error::cut_off)?);
        if length < 2 {
            return Err(damaged("a segment has no length"));
        }
        self.at += length;
        rest.get(2..length).ok_or_else(error::cut_off)
    }
}

/// What a frame header says (B.2.2).
struct Frame {
    size: (u32, u32),
    components: Vec<Component>,
    progressive: bool,
}

impl Frame {
    fn read(segment: &[u8], progressive: bool) -> Result<Self, PhotoError> {
        let [bits, high, low, wide, narrow, count, components @ ..] = segment else {
            return Err(damaged("its frame header is too short"));
        };
        if *bits != 8 {
            return Err(error::unsupported(format_args!("a JPEG of {bits} bits")));
        }
        let components: Vec<Component> = components
            .as_chunks()
            .0
            .iter()
            .take((*count).into())
            .map(|[_, sampling, _]| Component {
                horizontal: sampling >> 4,
                vertical: sampling & 15,
            })
            .collect();
        if components.len() != usize::from(*count) {
            return Err(damaged("its frame header is too short"));
        }
        if !matches!(count, 1 | 3 | 4) {
            return Err(error::unsupported(format_args!(
                "a JPEG of {count} colours"
            )));
        }
        let side = |high: &u8, low: &u8| u16::from_be_bytes([*high, *low]).into();
        Ok(Self {
            size: (side(wide, narrow), side(high, low)),
            components,
            progressive,
        })
    }
}

fn damaged(why: &str) -> PhotoError {
    error::damaged(Format::Jpeg.name(), why)
}

//! The sequence header of an AV1 stream, as far as the coding of its colours (AV1
//! bitstream specification, 5.3 to 5.5). The decoder would tell as well, but it
//! panics where a number stands for nothing.

use super::boxes::Bytes;
use super::coding::Coding;

/// How a stream says that its colours are coded; as if it said nothing, if its header
/// cannot be read.
pub fn coding(stream: &[u8]) -> Coding {
    header(stream)
        .and_then(|header| {
            Bits {
                bytes: header,
                at: 0,
            }
            .coding()
        })
        .unwrap_or(Coding {
            primaries: UNSPECIFIED,
            transfer: UNSPECIFIED,
            matrix: UNSPECIFIED,
            full_range: false,
        })
}

const UNSPECIFIED: u8 = 2;

/// How many frames a stream has: a picture is one, or some layers of which each is finer.
pub fn frames(stream: &[u8]) -> usize {
    let is_frame = |(kind, _): &(u8, &[u8])| matches!(*kind, FRAME_HEADER | FRAME);
    units(stream).filter(is_frame).count()
}

const SEQUENCE_HEADER: u8 = 1;
const FRAME_HEADER: u8 = 3;
const FRAME: u8 = 6;

/// The content of the unit that is the sequence header.
fn header(stream: &[u8]) -> Option<&[u8]> {
    let mut units = units(stream);
    let (_, content) = units.find(|(kind, _)| *kind == SEQUENCE_HEADER)?;
    Some(content)
}

/// The units of a stream, as far as they are whole: what each is, and what it holds.
fn units(stream: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    let mut stream = Bytes(stream);
    std::iter::from_fn(move || {
        let head = stream.byte()?;
        if head >> 2 & 1 == 1 {
            stream.byte()?;
        }
        let size = match head >> 1 & 1 {
            1 => leb128(&mut stream)?,
            _ => stream.0.len(),
        };
        Some((head >> 3 & 15, stream.take(size)?))
    })
}

/// A number in groups of seven bits, the least significant first (4.10.5).
fn leb128(bytes: &mut Bytes) -> Option<usize> {
    let mut number = 0u64;
    for group in 0..8 {
        let byte = bytes.byte()?;
        number |= u64::from(byte & 0x7F) << (7 * group);
        if byte >> 7 == 0 {
            return usize::try_from(number).ok();
        }
    }
    None
}

/// What is left to read of some bits.
struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    fn flag(&mut self) -> Option<bool> {
        let byte = self.bytes.get(self.at / 8)?;
        let bit = byte >> (7 - self.at % 8) & 1;
        self.at += 1;
        Some(bit == 1)
    }

    /// A number of `count` bits, at most 32.
    fn number(&mut self, count: u32) -> Option<u32> {
        (0..count).try_fold(0, |number, _| Some(number << 1 | u32::from(self.flag()?)))
    }

    fn byte(&mut self) -> Option<u8> {
        u8::try_from(self.number(8)?).ok()
    }

    /// Passes over `count` bits.
    fn skip(&mut self, count: u32) {
        self.at = self.at.saturating_add(count as usize);
    }

    /// Passes over a number of as many bits as there are zeros before it (4.10.3).
    fn skip_variable(&mut self) -> Option<()> {
        let mut zeros = 0;
        while !self.flag()? {
            zeros += 1;
        }
        self.skip(zeros);
        Some(())
    }

    /// Reads a sequence header (5.5.1) to its end, which is what this is about.
    fn coding(mut self) -> Option<Coding> {
        let profile = self.number(3)?;
        let _still = self.flag()?;
        let reduced = self.flag()?;
        if reduced {
            self.skip(5);
        } else {
            self.skip_operating_points()?;
        }
        let [wide, high] = [self.number(4)? + 1, self.number(4)? + 1];
        self.skip(wide + high);
        if !reduced && self.flag()? {
            self.skip(7);
        }
        self.skip(3);
        if !reduced {
            self.skip_tools()?;
        }
        self.skip(3);
        self.color_config(profile)
    }

    /// Timing, and what a player must be able to do for each operating point.
    fn skip_operating_points(&mut self) -> Option<()> {
        let mut delay_bits = None;
        if self.flag()? {
            self.skip(64);
            if self.flag()? {
                self.skip_variable()?;
            }
            if self.flag()? {
                delay_bits = Some(self.number(5)? + 1);
                self.skip(42);
            }
        }
        let display_delay = self.flag()?;
        for _ in 0..=self.number(5)? {
            self.skip(12);
            let level = self.number(5)?;
            if level > 7 {
                self.skip(1);
            }
            if let Some(bits) = delay_bits
                && self.flag()?
            {
                self.skip(2 * bits + 1);
            }
            if display_delay && self.flag()? {
                self.skip(4);
            }
        }
        Some(())
    }

    /// What the frames after the first may use.
    fn skip_tools(&mut self) -> Option<()> {
        self.skip(4);
        let order = self.flag()?;
        if order {
            self.skip(2);
        }
        let screen_content = self.flag()? || self.flag()?;
        if screen_content && !self.flag()? {
            self.skip(1);
        }
        if order {
            self.skip(3);
        }
        Some(())
    }

    /// The coding itself (5.5.2).
    fn color_config(&mut self, profile: u32) -> Option<Coding> {
        const SRGB: [u8; 3] = [1, 13, 0];
        let more_bits = self.flag()?;
        if profile == 2 && more_bits {
            self.skip(1);
        }
        let gray = profile != 1 && self.flag()?;
        let [primaries, transfer, matrix] = if self.flag()? {
            [self.byte()?, self.byte()?, self.byte()?]
        } else {
            [UNSPECIFIED; 3]
        };
        let full_range = (!gray && [primaries, transfer, matrix] == SRGB) || self.flag()?;
        Some(Coding {
            primaries,
            transfer,
            matrix,
            full_range,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Coding, UNSPECIFIED, coding};

    /// Of a film's encoder, with all that a still picture does not need.
    const LONG: [u8; 16] = [
        0x0A, 0x0E, 0x00, 0x00, 0x00, 0x04, 0x3C, 0xFF, 0xFC, 0xFF, 0xF9, 0x90, 0x10, 0x10, 0x10,
        0x40,
    ];

    #[test]
    fn a_long_header_is_read_to_its_colours() {
        let television = Coding {
            primaries: 1,
            transfer: 1,
            matrix: 1,
            full_range: false,
        };
        assert_eq!(coding(&LONG), television);
        // After a unit that only delimits.
        assert_eq!(coding(&[&[0x12, 0x00], &LONG[..]].concat()), television);
    }

    #[test]
    fn a_header_that_is_cut_off_says_nothing() {
        for kept in 0..LONG.len() {
            assert_eq!(coding(&LONG[..kept]).primaries, UNSPECIFIED);
        }
    }
}

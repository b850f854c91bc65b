//! Boxes, which a file of the MPEG-4 family is made of (ISO/IEC 14496-12).

/// What is left to read of some bytes.
#[derive(Clone, Copy, Debug)]
pub struct Bytes<'a>(pub &'a [u8]);

impl<'a> Bytes<'a> {
    /// The next `count` bytes; nothing if there are fewer.
    pub fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// The next number of `size` bytes, of at most 8: the most significant first.
    pub fn number(&mut self, size: usize) -> Option<u64> {
        let bytes = self.take(size)?;
        Some(
            bytes
                .iter()
                .fold(0, |number, byte| number << 8 | u64::from(*byte)),
        )
    }

    /// The next byte.
    pub fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    /// The next number of two bytes.
    pub fn short(&mut self) -> Option<u16> {
        u16::try_from(self.number(2)?).ok()
    }

    /// The next number of four bytes.
    pub fn long(&mut self) -> Option<u32> {
        u32::try_from(self.number(4)?).ok()
    }

    /// The next four letters.
    pub fn letters(&mut self) -> Option<[u8; 4]> {
        self.take(4)?.first_chunk().copied()
    }

    /// The version and the flags with which a "full box" begins.
    pub fn version(&mut self) -> Option<(u8, u32)> {
        let word = self.long()?;
        Some(((word >> 24) as u8, word & 0xFF_FFFF))
    }

    /// The boxes in these bytes, as far as they are whole.
    pub fn boxes(self) -> impl Iterator<Item = ([u8; 4], Self)> {
        let mut rest = self;
        std::iter::from_fn(move || rest.next_box())
    }

    fn next_box(&mut self) -> Option<([u8; 4], Self)> {
        let size = self.long()?;
        let kind = self.letters()?;
        let content = match size {
            // To the end of the file.
            0 => self.0.len(),
            1 => usize::try_from(self.number(8)?.checked_sub(16)?).ok()?,
            size => usize::try_from(size.checked_sub(8)?).ok()?,
        };
        Some((kind, Self(self.take(content)?)))
    }
}

//! Taking numbers and runs of bytes from the front of a slice.

/// The bytes that are not yet read. Every method takes from their front, and gives
/// nothing, rather than less, where too few are left. Numbers are big-endian.
#[derive(Clone, Copy)]
pub(crate) struct Bytes<'a>(pub(crate) &'a [u8]);

impl<'a> Bytes<'a> {
    /// The next `length` bytes.
    pub(crate) fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    /// The next `N` bytes.
    pub(crate) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    /// What comes before the next byte `end`, which is taken too.
    pub(crate) fn until(&mut self, end: u8) -> Option<&'a [u8]> {
        let length = self.0.iter().position(|&byte| byte == end)?;
        let taken = self.take(length)?;
        self.take(1)?;
        Some(taken)
    }

    pub(crate) fn u8(&mut self) -> Option<u8> {
        self.array().map(u8::from_be_bytes)
    }

    pub(crate) fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_be_bytes)
    }

    pub(crate) fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_be_bytes)
    }

    /// A number of 0 (it is then 0), 1, 2, 4 or 8 bytes.
    pub(crate) fn number(&mut self, bytes: usize) -> Option<u64> {
        match bytes {
            0 => Some(0),
            1 => self.u8().map(u64::from),
            2 => self.u16().map(u64::from),
            4 => self.u32().map(u64::from),
            8 => self.array().map(u64::from_be_bytes),
            _ => None,
        }
    }
}

/// As many of `bytes` as a slice can have, or none.
pub(crate) fn length(bytes: impl TryInto<usize>) -> Option<usize> {
    bytes.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_taken_from_the_front() {
        let mut bytes = Bytes(&[1, 0, 2, 0, 0, 0, 3, 4]);
        assert_eq!(bytes.u8(), Some(1));
        assert_eq!(bytes.u16(), Some(2));
        assert_eq!(bytes.number(4), Some(3));
        assert_eq!(bytes.number(0), Some(0));
        assert_eq!(bytes.u16(), None, "one byte is left");
        assert_eq!(bytes.u8(), Some(4), "and it is still there");
    }

    #[test]
    fn a_text_ends_before_its_end_mark() {
        let mut bytes = Bytes(b"one\0two");
        assert_eq!(bytes.until(0), Some(&b"one"[..]));
        assert_eq!(bytes.until(0), None);
        assert_eq!(bytes.0, b"two");
    }
}

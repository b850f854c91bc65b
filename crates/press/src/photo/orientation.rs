//! Which way up a picture is.

use super::raster::Rgb;

/// How to turn a stored picture upright: first `transpose`, then `mirror` and `flip`.
/// All eight ways of a rectangle come of these three.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Orientation {
    /// Rows become columns: reflected at the diagonal from the top left.
    pub transpose: bool,
    /// Left and right are exchanged.
    pub mirror: bool,
    /// Top and bottom are exchanged.
    pub flip: bool,
}

impl Orientation {
    /// Of the value of the tag Orientation, as Exif and TIFF have it (TIFF 6.0,
    /// page 36). Unknown values mean upright.
    pub fn from_exif(value: u32) -> Self {
        let [transpose, mirror, flip] = match value {
            2 => [false, true, false],
            3 => [false, true, true],
            4 => [false, false, true],
            5 => [true, false, false],
            6 => [true, true, false],
            7 => [true, true, true],
            8 => [true, false, true],
            _ => [false; 3],
        };
        Self {
            transpose,
            mirror,
            flip,
        }
    }

    /// Of an Exif block, which begins with a TIFF header. One that says nothing, or
    /// that cannot be read, means upright.
    pub fn from_exif_block(block: &[u8]) -> Self {
        image::metadata::Orientation::from_exif_chunk(block).map_or_else(Self::default, |known| {
            Self::from_exif(known.to_exif().into())
        })
    }

    /// This one, and then `next`.
    #[must_use]
    pub fn then(self, next: Self) -> Self {
        // Past a transposition, what was left and right is top and bottom.
        let (mirror, flip) = if next.transpose {
            (self.flip, self.mirror)
        } else {
            (self.mirror, self.flip)
        };
        Self {
            transpose: self.transpose != next.transpose,
            mirror: mirror != next.mirror,
            flip: flip != next.flip,
        }
    }

    /// The size once upright of a picture that is stored as `width` × `height`; and
    /// the other way round.
    pub fn size(self, (width, height): (u32, u32)) -> (u32, u32) {
        if self.transpose {
            (height, width)
        } else {
            (width, height)
        }
    }

    /// Turns a picture upright.
    pub fn apply(self, stored: Rgb) -> Rgb {
        if self == Self::default() {
            return stored;
        }
        let (width, height) = self.size((stored.width, stored.height));
        let row = stored.width as usize;
        let mut bytes = Vec::with_capacity(stored.bytes.len());
        for y in 0..height as usize {
            let y = if self.flip {
                height as usize - 1 - y
            } else {
                y
            };
            for x in 0..width as usize {
                let x = if self.mirror {
                    width as usize - 1 - x
                } else {
                    x
                };
                let pixel = if self.transpose {
                    x * row + y
                } else {
                    y * row + x
                };
                bytes.extend_from_slice(&stored.bytes[3 * pixel..3 * pixel + 3]);
            }
        }
        Rgb {
            width,
            height,
            bytes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Orientation, Rgb};

    /// A picture of 3 × 2 pixels that are all different.
    fn picture() -> Rgb {
        Rgb {
            width: 3,
            height: 2,
            bytes: (0..18).collect(),
        }
    }

    #[test]
    fn one_after_the_other_is_the_same_as_both_at_once() {
        for first in 1..=8 {
            for second in 1..=8 {
                let [first, second] = [first, second].map(Orientation::from_exif);
                assert_eq!(
                    first.then(second).apply(picture()),
                    second.apply(first.apply(picture())),
                    "{first:?} and then {second:?}"
                );
            }
        }
    }

    #[test]
    fn six_turns_the_picture_clockwise() {
        let turned = Orientation::from_exif(6).apply(picture());
        assert_eq!((turned.width, turned.height), (2, 3));
        // The bottom left pixel goes to the top left.
        assert_eq!(turned.bytes[..3], [9, 10, 11]);
        assert_eq!(turned.bytes[3..6], [0, 1, 2]);
    }
}

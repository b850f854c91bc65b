//! Transparent pictures over white.
//!
//! A photo is shown on the page's own ground, which is light or dark as its reader
//! likes it, and JPEG has no transparency. So what is published is opaque; and as a
//! drawing on nothing is nearly always black on white paper, the paper is white.

/// Whether the colours of a transparent picture have been multiplied by its alpha.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alpha {
    /// They have not: the colour of a clear pixel is anything.
    Straight,
    /// They have: the colour of a clear pixel is black.
    Premultiplied,
}

/// A number of a pixel.
pub trait Sample: Copy {
    /// The most it can be: white, or opaque.
    const MAX: u32;
    /// The number.
    fn get(self) -> u32;
    /// The number `value`, which is at most `MAX`.
    fn from_value(value: u32) -> Self;
}

impl Sample for u8 {
    const MAX: u32 = Self::MAX as u32;
    fn get(self) -> u32 {
        self.into()
    }
    fn from_value(value: u32) -> Self {
        value as Self
    }
}

impl Sample for u16 {
    const MAX: u32 = Self::MAX as u32;
    fn get(self) -> u32 {
        self.into()
    }
    fn from_value(value: u32) -> Self {
        value as Self
    }
}

/// Lays pixels of `colors` colours and an alpha each over white, in place: what
/// remains is the colours. This is done before anything else, so that nothing later
/// mixes the colours of clear pixels into their neighbours.
pub fn over_white<S: Sample>(samples: &mut Vec<S>, colors: usize, alpha: Alpha) {
    let pixels = samples.len() / (colors + 1);
    for pixel in 0..pixels {
        let from = pixel * (colors + 1);
        let opacity = samples[from + colors].get();
        for channel in 0..colors {
            let color = samples[from + channel].get();
            samples[pixel * colors + channel] = S::from_value(match alpha {
                Alpha::Straight => blend::<S>(color, opacity),
                Alpha::Premultiplied => (color + (S::MAX - opacity)).min(S::MAX),
            });
        }
    }
    samples.truncate(pixels * colors);
}

/// `color` of `opacity` over white: Porter and Duff's "over", rounded.
fn blend<S: Sample>(color: u32, opacity: u32) -> u32 {
    let [color, opacity, max] = [color, opacity, S::MAX].map(u64::from);
    ((color * opacity + max * (max - opacity) + max / 2) / max) as u32
}

#[cfg(test)]
mod tests {
    use super::{Alpha, over_white};

    #[test]
    fn a_clear_pixel_is_white_and_an_opaque_one_is_itself() {
        let mut samples = vec![10u8, 20, 30, 0, 10, 20, 30, 255, 0, 0, 0, 128];
        over_white(&mut samples, 3, Alpha::Straight);
        assert_eq!(samples, [255, 255, 255, 10, 20, 30, 127, 127, 127]);
    }

    #[test]
    fn a_premultiplied_pixel_is_not_multiplied_again() {
        let mut samples = vec![0u16, 0, 100, 65_535, 30_000, 32_768];
        over_white(&mut samples, 1, Alpha::Premultiplied);
        assert_eq!(samples, [65_535, 100, 62_767]);
    }
}

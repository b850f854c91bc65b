//! A picture as numbers.

/// What the numbers of a pixel mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Model {
    /// One: lightness.
    Gray,
    /// Three: red, green, blue.
    Rgb,
    /// Four: cyan, magenta, yellow, black. The most is full ink.
    Cmyk,
}

impl Model {
    /// How many numbers make a pixel.
    pub fn channels(self) -> usize {
        match self {
            Self::Gray => 1,
            Self::Rgb => 3,
            Self::Cmyk => 4,
        }
    }
}

/// The numbers of all pixels, row by row from the top left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Samples {
    /// From 0 to 255.
    Eight(Vec<u8>),
    /// From 0 to 65,535.
    Sixteen(Vec<u16>),
}

/// An opaque picture in the colours of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raster {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// What the numbers mean.
    pub model: Model,
    /// `width` × `height` × [`Model::channels`] numbers.
    pub samples: Samples,
}

/// An opaque picture in sRGB, upright: what is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rgb {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Three bytes a pixel, row by row from the top left.
    pub bytes: Vec<u8>,
}

impl Samples {
    /// How many numbers there are.
    pub fn count(&self) -> usize {
        match self {
            Self::Eight(samples) => samples.len(),
            Self::Sixteen(samples) => samples.len(),
        }
    }
}

//! Pictures to press, and what they look like afterwards.

use reportage_press::photo::{Pressed, PressedFile, press};

/// A picture of three bytes a pixel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub width: u32,
    pub height: u32,
    pub rgb: Vec<u8>,
}

/// The colours of the quarters of [`scene`], from the top left.
pub const QUARTERS: [[u8; 3]; 4] = [[200, 40, 40], [40, 160, 60], [40, 60, 190], [225, 220, 205]];

/// A picture with four quarters, which tell which way up it is.
pub fn scene(width: u32, height: u32) -> Picture {
    Picture::of(width, height, |x, y| {
        let right = usize::from(x >= width / 2);
        let lower = usize::from(y >= height / 2);
        QUARTERS[2 * lower + right]
    })
}

impl Picture {
    /// A picture by the colour of each pixel.
    pub fn of(width: u32, height: u32, color: impl Fn(u32, u32) -> [u8; 3]) -> Self {
        let rgb = (0..height)
            .flat_map(|y| (0..width).map(move |x| (x, y)))
            .flat_map(|(x, y)| color(x, y))
            .collect();
        Self { width, height, rgb }
    }

    /// A picture of one colour.
    pub fn plain(width: u32, height: u32, color: [u8; 3]) -> Self {
        Self::of(width, height, |_, _| color)
    }

    /// The colour of a pixel.
    pub fn at(&self, x: u32, y: u32) -> [u8; 3] {
        let start = 3 * (y * self.width + x) as usize;
        [self.rgb[start], self.rgb[start + 1], self.rgb[start + 2]]
    }

    /// The colours in the middle of the four quarters.
    pub fn quarters(&self) -> [[u8; 3]; 4] {
        let (x, y) = (self.width / 4, self.height / 4);
        [(x, y), (3 * x, y), (x, 3 * y), (3 * x, 3 * y)].map(|(x, y)| self.at(x, y))
    }
}

/// The largest JPEG file of a pressed picture, decoded.
pub fn jpeg_of(pressed: &Pressed) -> Picture {
    decoded(largest(pressed, "image/jpeg"))
}

/// The largest file of a media type.
pub fn largest<'a>(pressed: &'a Pressed, media_type: &str) -> &'a PressedFile {
    let mut files = pressed.files.iter();
    files
        .rfind(|file| file.media_type == media_type)
        .expect("a file of that type")
}

fn decoded(file: &PressedFile) -> Picture {
    use zune_jpeg::zune_core::bytestream::ZCursor;
    let mut decoder = zune_jpeg::JpegDecoder::new(ZCursor::new(&file.bytes));
    let rgb = decoder.decode().expect("a JPEG file");
    let (width, height) = decoder.dimensions().expect("a size");
    assert_eq!((width, height), (file.width as usize, file.height as usize));
    Picture {
        width: file.width,
        height: file.height,
        rgb,
    }
}

/// What a file looks like once pressed.
pub fn shown(bytes: &[u8]) -> Picture {
    jpeg_of(&press(bytes).expect("a picture that the press reads"))
}

/// Holds two colours against each other: no channel may be further off than `by`.
#[track_caller]
pub fn assert_near(color: [u8; 3], expected: [u8; 3], by: u8) {
    let near = color
        .iter()
        .zip(expected)
        .all(|(channel, expected)| channel.abs_diff(expected) <= by);
    assert!(near, "{color:?} is not {expected:?}");
}

/// Holds a picture against [`scene`].
#[track_caller]
pub fn assert_scene(picture: &Picture) {
    for (color, expected) in picture.quarters().into_iter().zip(QUARTERS) {
        assert_near(color, expected, 8);
    }
}

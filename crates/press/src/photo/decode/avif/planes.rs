//! Planes of luma and chroma as rows of pixels.

use re_rav1d::dav1d::{Picture, PixelLayout, PlanarImageComponent, Plane};

use super::coding::Coding;
use crate::photo::PhotoError;

/// A decoded picture, as its planes.
pub struct Planes {
    picture: Picture,
    luma: Plane,
    /// Blue and red, unless the picture is gray.
    chroma: Option<[Plane; 2]>,
}

impl Planes {
    /// The planes of a picture.
    pub fn new(picture: Picture) -> Self {
        use PlanarImageComponent::{U, V, Y};
        let gray = picture.pixel_layout() == PixelLayout::I400;
        Self {
            luma: picture.plane(Y),
            chroma: (!gray).then(|| [picture.plane(U), picture.plane(V)]),
            picture,
        }
    }

    /// Width and height in pixels.
    pub fn size(&self) -> (usize, usize) {
        (
            self.picture.width() as usize,
            self.picture.height() as usize,
        )
    }

    /// Hands out each row from the top, as `channels` bytes a pixel: 3 for red, green
    /// and blue; 1 for luma alone.
    ///
    /// # Errors
    /// The colours are coded in a rare way.
    pub fn rows(
        &self,
        coding: Coding,
        channels: usize,
        mut row: impl FnMut(usize, &[u8]),
    ) -> Result<(), PhotoError> {
        let (width, height) = self.size();
        let matrix = coding.matrix()?;
        let levels = coding.levels(self.picture.bit_depth());
        let mut luma = vec![0.0; width];
        let mut chroma = [vec![0.0; width], vec![0.0; width]];
        let mut bytes = vec![0; width * channels];
        for y in 0..height {
            self.luma_row(y, &mut luma);
            if channels == 1 {
                for (byte, luma) in bytes.iter_mut().zip(&luma) {
                    *byte = levels.byte(*luma);
                }
            } else {
                self.chroma_rows(y, levels.neutral, &mut chroma);
                let [blue, red] = &chroma;
                let pixels = bytes.as_chunks_mut().0.iter_mut();
                for (((pixel, luma), blue), red) in pixels.zip(&luma).zip(blue).zip(red) {
                    *pixel = matrix.rgb(levels.unit(*luma, *blue, *red));
                }
            }
            row(y, &bytes);
        }
        Ok(())
    }

    fn luma_row(&self, y: usize, row: &mut [f32]) {
        let stride = self.picture.stride(PlanarImageComponent::Y) as usize;
        let samples = Samples::of(&self.luma, stride, y, self.picture.bit_depth());
        for (x, sample) in row.iter_mut().enumerate() {
            *sample = samples.get(x);
        }
    }

    /// The chroma of row `y`, in as many samples as there are pixels: where there are
    /// fewer, between the two nearest, each way. A sample is taken to lie in the
    /// middle of its pixels.
    fn chroma_rows(&self, y: usize, neutral: f32, rows: &mut [Vec<f32>; 2]) {
        let Some(planes) = &self.chroma else {
            rows.iter_mut().for_each(|row| row.fill(neutral));
            return;
        };
        let (width, height) = self.size();
        let layout = self.picture.pixel_layout();
        let halved_across = layout != PixelLayout::I444;
        let halved_down = layout == PixelLayout::I420;
        let stride = self.picture.stride(PlanarImageComponent::U) as usize;
        let depth = self.picture.bit_depth();
        let (near_row, far_row) = neighbours(y, height, halved_down);
        for (plane, row) in planes.iter().zip(rows) {
            let near_row = Samples::of(plane, stride, near_row, depth);
            let far_row = Samples::of(plane, stride, far_row, depth);
            for (x, sample) in row.iter_mut().enumerate() {
                let (near, far) = neighbours(x, width, halved_across);
                let at = |x| mix(near_row.get(x), far_row.get(x));
                *sample = mix(at(near), at(far));
            }
        }
    }
}

/// Of samples of which there is one for every two pixels, the one in which pixel `at`
/// of `count` lies, and the next nearest. The same twice if there is one for each.
fn neighbours(at: usize, count: usize, halved: bool) -> (usize, usize) {
    if !halved {
        return (at, at);
    }
    let near = at / 2;
    let far = if at.is_multiple_of(2) {
        near.saturating_sub(1)
    } else {
        (near + 1).min(count.div_ceil(2) - 1)
    };
    (near, far)
}

/// A pixel lies a quarter of the way from the middle of its sample to the next.
fn mix(near: f32, far: f32) -> f32 {
    0.75 * near + 0.25 * far
}

/// A row of a plane: of bytes, or of pairs of bytes in the machine's order.
#[derive(Clone, Copy)]
struct Samples<'a> {
    row: &'a [u8],
    wide: bool,
}

impl<'a> Samples<'a> {
    fn of(plane: &'a [u8], stride: usize, y: usize, depth: usize) -> Self {
        Self {
            row: plane.get(y * stride..).unwrap_or_default(),
            wide: depth > 8,
        }
    }

    /// The sample at `x`. Planes are as large as their picture says; there would be 0
    /// beyond.
    fn get(self, x: usize) -> f32 {
        if self.wide {
            let pair = self.row.get(2 * x..2 * x + 2);
            let pair = pair.and_then(|pair| pair.first_chunk().copied());
            f32::from(pair.map_or(0, u16::from_ne_bytes))
        } else {
            f32::from(self.row.get(x).copied().unwrap_or(0))
        }
    }
}

//! What the numbers of a coded picture mean (ITU-T H.273).

use crate::photo::color::Space;
use crate::photo::{PhotoError, error};

/// How colours are coded: code points of ITU-T H.273.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coding {
    /// `ColourPrimaries`.
    pub primaries: u8,
    /// `TransferCharacteristics`.
    pub transfer: u8,
    /// `MatrixCoefficients`.
    pub matrix: u8,
    /// Whether black is 0 and white is the most, rather than 16 and 235 of 255.
    pub full_range: bool,
}

impl Coding {
    /// What the colours mean once they are red, green and blue.
    ///
    /// The curves of television are taken as that of sRGB, as browsers do: they are
    /// those of cameras, and what a screen makes of them is much the same.
    ///
    /// # Errors
    /// They are meant for screens that are brighter than white.
    pub fn space(self) -> Result<Space, PhotoError> {
        /// BT.709, and what nobody has said.
        const COMMON_PRIMARIES: [u8; 2] = [1, 2];
        /// sRGB, the curves of television, and what nobody has said.
        const COMMON_TRANSFERS: [u8; 6] = [1, 2, 6, 13, 14, 15];
        const SRGB: u8 = 13;
        let common = COMMON_TRANSFERS.contains(&self.transfer);
        match self.transfer {
            // Perceptual quantizer, hybrid log-gamma.
            16 | 18 => Err(PhotoError::new(
                "is in high dynamic range, which the press cannot show as it is meant",
                "Export it in standard dynamic range (SDR)",
            )),
            _ if common && COMMON_PRIMARIES.contains(&self.primaries) => Ok(Space::Srgb),
            transfer => Ok(Space::Cicp {
                primaries: self.primaries,
                transfer: if common { SRGB } else { transfer },
            }),
        }
    }

    /// How to get red, green and blue (8.3, equations 11 to 76).
    ///
    /// # Errors
    /// In a rare way.
    pub fn matrix(self) -> Result<Matrix, PhotoError> {
        let (red, blue) = match self.matrix {
            0 => return Ok(Matrix::Identity),
            1 => (0.2126, 0.0722),
            4 => (0.30, 0.11),
            // What nobody has said is taken as BT.601, as other decoders do.
            2 | 5 | 6 => (0.299, 0.114),
            7 => (0.212, 0.087),
            8 => return Ok(Matrix::GreenAndOrange),
            9 => (0.2627, 0.0593),
            other => {
                return Err(error::unsupported(format_args!(
                    "an AVIF with the rare colour matrix {other}"
                )));
            }
        };
        Ok(Matrix::Weights { red, blue })
    }

    /// What the numbers of samples of `depth` bits stand for (8.3, equations 22 to 29).
    pub fn levels(self, depth: usize) -> Levels {
        let most = ((1u32 << depth) - 1) as f32;
        let step = (1u32 << (depth - 8)) as f32;
        let (black, white, span) = if self.full_range {
            (0.0, most, most)
        } else {
            (16.0 * step, 235.0 * step, 224.0 * step)
        };
        Levels {
            black,
            luma: 1.0 / (white - black),
            neutral: 128.0 * step,
            chroma: 1.0 / span,
            // Green, blue and red themselves have no neutral middle.
            identity: self.matrix == 0,
        }
    }
}

/// What the numbers of samples stand for.
#[derive(Clone, Copy, Debug)]
pub struct Levels {
    black: f32,
    luma: f32,
    /// The number of no chroma.
    pub neutral: f32,
    chroma: f32,
    identity: bool,
}

impl Levels {
    /// Luma from 0 to 1, and chroma from -0.5 to 0.5.
    pub fn unit(&self, luma: f32, blue: f32, red: f32) -> [f32; 3] {
        let luma_of = |sample: f32| (sample - self.black) * self.luma;
        if self.identity {
            [luma, blue, red].map(luma_of)
        } else {
            let [blue, red] = [blue, red].map(|sample| (sample - self.neutral) * self.chroma);
            [luma_of(luma), blue, red]
        }
    }

    /// Luma alone as a byte.
    pub fn byte(&self, luma: f32) -> u8 {
        byte((luma - self.black) * self.luma)
    }
}

/// How to get red, green and blue of luma and chroma.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Matrix {
    /// They are green, blue and red.
    Identity,
    /// `YCgCo`: the differences of green, and of orange.
    GreenAndOrange,
    /// Luma is a weighted sum; green has what red and blue leave.
    Weights {
        /// The weight of red.
        red: f32,
        /// The weight of blue.
        blue: f32,
    },
}

impl Matrix {
    /// A pixel.
    pub fn rgb(self, [luma, first, second]: [f32; 3]) -> [u8; 3] {
        match self {
            Self::Identity => [second, luma, first],
            Self::GreenAndOrange => [luma - first + second, luma + first, luma - first - second],
            Self::Weights { red, blue } => {
                let green = 1.0 - red - blue;
                let more_red = 2.0 * (1.0 - red) * second;
                let more_blue = 2.0 * (1.0 - blue) * first;
                [
                    luma + more_red,
                    luma - (blue * more_blue + red * more_red) / green,
                    luma + more_blue,
                ]
            }
        }
        .map(byte)
    }
}

/// From 0 to 1, as a byte. What is beyond is cut off.
fn byte(unit: f32) -> u8 {
    (unit * 255.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::Coding;

    fn coding(matrix: u8, full_range: bool) -> Coding {
        Coding {
            primaries: 1,
            transfer: 13,
            matrix,
            full_range,
        }
    }

    fn rgb(coding: Coding, depth: usize, [luma, blue, red]: [f32; 3]) -> [u8; 3] {
        let matrix = coding.matrix().expect("a known matrix");
        matrix.rgb(coding.levels(depth).unit(luma, blue, red))
    }

    #[test]
    fn white_and_black_are_what_the_range_says() {
        for matrix in [1, 2, 4, 5, 6, 7, 8, 9] {
            for depth in [8, 10, 12] {
                let step = f32::from(1u16 << (depth - 8));
                let middle = 128.0 * step;
                let limited = coding(matrix, false);
                assert_eq!(
                    rgb(limited, depth, [235.0 * step, middle, middle]),
                    [255; 3]
                );
                assert_eq!(rgb(limited, depth, [16.0 * step, middle, middle]), [0; 3]);
                let most = 256.0 * step - 1.0;
                assert_eq!(
                    rgb(coding(matrix, true), depth, [most, middle, middle]),
                    [255; 3]
                );
            }
        }
    }

    #[test]
    fn the_red_of_each_matrix_is_red() {
        // Luma and chroma of pure red in full range: its weight, and what follows.
        for (matrix, weight, blue) in [(1, 0.2126, 0.0722), (6, 0.299, 0.114)] {
            let chroma = -0.5 * weight / (1.0 - blue) * 255.0 + 128.0;
            let pixel = rgb(coding(matrix, true), 8, [weight * 255.0, chroma, 255.5]);
            assert_eq!(pixel, [255, 0, 0]);
        }
        assert_eq!(rgb(coding(0, true), 8, [10.0, 20.0, 30.0]), [30, 10, 20]);
    }

    #[test]
    fn a_picture_brighter_than_white_is_refused() {
        for transfer in [16, 18] {
            let coding = Coding {
                transfer,
                ..coding(9, true)
            };
            let error = coding.space().expect_err("HDR");
            assert_eq!(error.help, "Export it in standard dynamic range (SDR)");
        }
    }
}

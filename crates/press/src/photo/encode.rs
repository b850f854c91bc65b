//! Pictures as the files that are published.

use mozjpeg_rs::{Preset, QuantTableIdx, Subsampling};

use super::PhotoError;
use super::error;
use super::raster::Rgb;

/// How coarse AVIF files are: AV1's `base_q_idx`, from 1 to 255.
pub const AVIF_QUANTIZER: u8 = 144;

/// The quality of JPEG files, of 100.
pub const JPEG_QUALITY: u8 = 78;

/// What a file is encoded as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Codec {
    /// What nearly every browser reads.
    Avif,
    /// What all others do.
    Jpeg,
}

impl Codec {
    /// All of them, in the order of the files of a pressed picture.
    pub const ALL: [Self; 2] = [Self::Avif, Self::Jpeg];

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Avif => "image/avif",
            Self::Jpeg => "image/jpeg",
        }
    }

    /// Makes the file, which says sRGB (AVIF) or is understood to be (JPEG).
    ///
    /// The bytes follow from the pixels alone: each file is made by one thread.
    ///
    /// # Errors
    /// The encoder refuses the picture.
    pub fn encode(self, picture: &Rgb) -> Result<Vec<u8>, PhotoError> {
        match self {
            Self::Avif => avif(picture),
            Self::Jpeg => jpeg(picture),
        }
    }

    /// What [`Codec::encode`] takes of memory, in bytes, for a picture of that size,
    /// the picture included. As measured, with some to spare.
    pub fn cost(self, width: u32, height: u32) -> u64 {
        let bytes_per_pixel = match self {
            Self::Avif => 48,
            Self::Jpeg => 20,
        };
        u64::from(width) * u64::from(height) * bytes_per_pixel
    }
}

fn avif(picture: &Rgb) -> Result<Vec<u8>, PhotoError> {
    let Rgb {
        width,
        height,
        bytes,
    } = picture;
    reportage_avif::encode(bytes, *width, *height, AVIF_QUANTIZER).map_err(error::not_encoded)
}

/// Makes a progressive JPEG, its colours halved each way. The tables of Klein, Silverstein
/// and Carney (1992) come out closest to the original, at our quality, for their bytes.
fn jpeg(picture: &Rgb) -> Result<Vec<u8>, PhotoError> {
    mozjpeg_rs::Encoder::new(Preset::ProgressiveBalanced)
        .quality(JPEG_QUALITY)
        .quant_tables(QuantTableIdx::Klein)
        .subsampling(Subsampling::S420)
        .encode_rgb(&picture.bytes, picture.width, picture.height)
        .map_err(error::not_encoded)
}

//! Pictures as the files that are published.

use rgb::FromSlice;

use super::PhotoError;
use super::error;
use super::raster::Rgb;

/// The quality of AVIF files, of 100.
pub const AVIF_QUALITY: f32 = 62.0;

/// The speed of making AVIF files: from 1, slow and small, to 10. A step further
/// halves the time, but the files are larger by 6 % and look worse.
pub const AVIF_SPEED: u8 = 8;

/// The bits of each colour in AVIF files. With 8, they would take a third less memory
/// to make and a tenth less time, and photos would be as large; but clear skies fall
/// into bands.
pub const AVIF_DEPTH: ravif::BitDepth = ravif::BitDepth::Ten;

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
    pub fn encode(self, picture: Rgb) -> Result<Vec<u8>, PhotoError> {
        match self {
            Self::Avif => avif(picture),
            Self::Jpeg => jpeg(&picture),
        }
    }

    /// What [`Codec::encode`] takes of memory, in bytes, for a picture of that size,
    /// the picture included. As measured, with some to spare.
    pub fn cost(self, width: u32, height: u32) -> u64 {
        let bytes_per_pixel = match self {
            Self::Avif => 44,
            Self::Jpeg => 12,
        };
        u64::from(width) * u64::from(height) * bytes_per_pixel
    }
}

fn avif(picture: Rgb) -> Result<Vec<u8>, PhotoError> {
    // Of opaque pixels, the file is the same as it would be of pixels without an alpha.
    // But that function is generic: the whole encoder would be compiled into this
    // crate, which in a debug build is not optimised.
    let pixels: Vec<rgb::RGBA8> = picture
        .bytes
        .as_rgb()
        .iter()
        .map(|pixel| pixel.with_alpha(u8::MAX))
        .collect();
    let (width, height) = (picture.width as usize, picture.height as usize);
    // The encoder takes much; it need not be beside the same picture twice.
    drop(picture);
    let encoded = ravif::Encoder::new()
        .with_quality(AVIF_QUALITY)
        .with_speed(AVIF_SPEED)
        .with_alpha_color_mode(ravif::AlphaColorMode::UnassociatedDirty)
        .with_bit_depth(AVIF_DEPTH)
        .with_num_threads(Some(1))
        .encode_rgba(ravif::Img::new(pixels.as_slice(), width, height))
        .map_err(error::not_encoded)?;
    Ok(encoded.avif_file)
}

fn jpeg(picture: &Rgb) -> Result<Vec<u8>, PhotoError> {
    let side = |pixels| u16::try_from(pixels).map_err(error::not_encoded);
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, JPEG_QUALITY);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::R_4_2_0);
    encoder.set_chroma_subsampling_method(jpeg_encoder::ChromaSubsamplingMethod::Average);
    encoder
        .encode(
            &picture.bytes,
            side(picture.width)?,
            side(picture.height)?,
            jpeg_encoder::ColorType::Rgb,
        )
        .map_err(error::not_encoded)?;
    Ok(bytes)
}

//! JPEG, with the crate `zune-jpeg`.

mod segments;

use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use self::segments::{Component, Segments};
use super::{Decoded, Plan, Source, pixels};
use crate::photo::bounds::{MAX_SCANS, MAX_SIDE};
use crate::photo::color::Space;
use crate::photo::format::Format;
use crate::photo::raster::{Model, Raster, Samples};
use crate::photo::{PhotoError, error};

/// A JPEG file, opened.
pub struct Jpeg<'a> {
    bytes: &'a [u8],
    segments: Segments,
}

impl<'a> Jpeg<'a> {
    /// Reads everything that comes before the pixels.
    ///
    /// # Errors
    /// The header is damaged, or of a kind of JPEG that cameras do not make.
    pub fn open(bytes: &'a [u8]) -> Result<Self, PhotoError> {
        let segments = Segments::read(bytes)?;
        Ok(Self { bytes, segments })
    }

    fn model(&self) -> Model {
        match self.segments.components.len() {
            1 => Model::Gray,
            3 => Model::Rgb,
            _ => Model::Cmyk,
        }
    }

    /// What the coefficients take in memory, in bytes, if the decoder has to keep
    /// them: those of a progressive picture come in turns, and so do the colours of
    /// one that has a scan for each.
    fn coefficients(&self) -> u64 {
        let Segments {
            size,
            components,
            progressive,
            first_scan,
            ..
        } = &self.segments;
        if !progressive && *first_scan == components.len() {
            return 0;
        }
        let most = |of: fn(&Component) -> u8| components.iter().map(of).max().unwrap_or(1).max(1);
        let unit = [most(|one| one.horizontal), most(|one| one.vertical)].map(u32::from);
        let blocks = pixels((size.0.div_ceil(8 * unit[0]), size.1.div_ceil(8 * unit[1])));
        let samples: u64 = components
            .iter()
            .map(|one| blocks * 64 * u64::from(one.horizontal) * u64::from(one.vertical))
            .sum();
        2 * samples
    }
}

impl Source for Jpeg<'_> {
    fn plan(&self) -> Plan {
        /// The decoder keeps some rows in a wider form. As measured, with some to spare.
        const ROWS: u64 = 64 * 8;
        let size = self.segments.size;
        let bytes_per_pixel = self.model().channels() as u64;
        Plan {
            size,
            orientation: self.segments.orientation,
            memory: pixels(size) * bytes_per_pixel + self.coefficients() + u64::from(size.0) * ROWS,
            bytes_per_pixel,
        }
    }

    fn decode(self: Box<Self>) -> Result<Decoded, PhotoError> {
        // Decoders show gray where a file has nothing more to say. A reader would take
        // that for the picture.
        if !self.segments.is_complete(self.bytes) {
            return Err(error::cut_off());
        }
        let options = DecoderOptions::default()
            .set_max_width(MAX_SIDE as usize)
            .set_max_height(MAX_SIDE as usize)
            .jpeg_set_max_scans(MAX_SCANS);
        let mut decoder = JpegDecoder::new_with_options(ZCursor::new(self.bytes), options);
        decoder.decode_headers().map_err(failure)?;
        let stored = decoder.input_colorspace().unwrap_or(ColorSpace::YCbCr);
        let model = self.model();
        let out = match model {
            Model::Gray => ColorSpace::Luma,
            Model::Rgb => ColorSpace::RGB,
            // As they are stored: how they are meant depends on who wrote them.
            Model::Cmyk => stored,
        };
        // Strict from here on: cameras write odd headers, but what is wrong with the
        // pixels can be seen.
        decoder.set_options(options.set_strict_mode(true).jpeg_set_out_colorspace(out));
        let mut samples = decoder.decode().map_err(failure)?;
        let (width, height) = self.segments.size;
        if samples.len() as u64 != pixels((width, height)) * model.channels() as u64 {
            return Err(error::damaged(Format::Jpeg.name(), "it has two sizes"));
        }
        if model == Model::Cmyk {
            if stored == ColorSpace::YCCK {
                ycck_to_cmyk(&mut samples);
            }
            if self.segments.adobe {
                // Adobe's programs, and all others since, store how much paper is left.
                samples.iter_mut().for_each(|ink| *ink = 255 - *ink);
            }
        }
        Ok(Decoded {
            raster: Raster {
                width,
                height,
                model,
                samples: Samples::Eight(samples),
            },
            space: decoder.icc_profile().map_or(Space::Srgb, Space::Icc),
        })
    }
}

/// Undoes what YCCK does to the first three inks: they are turned into what is left of
/// the light, and that into luma and chroma as in ITU-T T.871, 7. Black stays.
fn ycck_to_cmyk(samples: &mut [u8]) {
    for [first, second, third, _] in samples.as_chunks_mut().0 {
        let luma = f32::from(*first);
        let blue = f32::from(*second) - 128.0;
        let red = f32::from(*third) - 128.0;
        // `as` rounds nothing, but it keeps what is out of range in range.
        *first = 255 - (luma + 1.402 * red).round() as u8;
        *second = 255 - (luma - 0.344_136 * blue - 0.714_136 * red).round() as u8;
        *third = 255 - (luma + 1.772 * blue).round() as u8;
    }
}

/// What the decoder's error means.
fn failure(why: DecodeErrors) -> PhotoError {
    match why {
        DecodeErrors::ExhaustedData | DecodeErrors::IoErrors(_) => error::cut_off(),
        DecodeErrors::Unsupported(_) => error::unsupported("a JPEG of a rare kind"),
        why => error::damaged(Format::Jpeg.name(), why),
    }
}

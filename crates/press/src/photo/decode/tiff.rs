//! TIFF, with the crate `tiff`.

use std::io::Cursor;

use tiff::decoder::{BufferLayoutPreference, Decoder, DecodingResult, Limits};
use tiff::tags::Tag;
use tiff::{ColorType, TiffError};

use super::{Decoded, Plan, Source, pixels};
use crate::photo::alpha::{Alpha, Sample, over_white};
use crate::photo::bounds::{self, MAX_DECODING_BYTES, MIB};
use crate::photo::color::Space;
use crate::photo::format::Format;
use crate::photo::orientation::Orientation;
use crate::photo::raster::{Model, Raster, Samples};
use crate::photo::{PhotoError, error};

/// A TIFF file, opened: its first picture, which is the large one.
pub struct Tiff<'a> {
    decoder: Decoder<Cursor<&'a [u8]>>,
    layout: Layout,
    plan: Plan,
    profile: Option<Vec<u8>>,
}

/// How the samples of a file are to be taken.
#[derive(Clone, Copy)]
struct Layout {
    model: Model,
    alpha: Option<Alpha>,
    /// From 1 to 16.
    bits: u8,
    /// Whether each colour is stored on its own.
    planar: bool,
}

impl<'a> Tiff<'a> {
    /// Reads the tags.
    ///
    /// # Errors
    /// The tags are damaged, or the samples are of a kind that is not for photos.
    pub fn open(bytes: &'a [u8]) -> Result<Self, PhotoError> {
        let mut decoder = Decoder::new(Cursor::new(bytes))
            .map_err(failure)?
            .with_limits(limits());
        let size = decoder.dimensions().map_err(failure)?;
        bounds::check_size(size.0, size.1)?;
        let color = decoder.colortype().map_err(failure)?;
        let storage = decoder.image_buffer_layout().map_err(failure)?;
        let layout = Layout::of(color, &storage, premultiplied(&mut decoder))?;
        let orientation = decoder
            .find_tag_unsigned(Tag::Orientation)
            .ok()
            .flatten()
            .map_or_else(Orientation::default, Orientation::from_exif);
        let profile = match decoder.find_tag(Tag::IccProfile) {
            Ok(Some(value)) => value.into_u8_vec().ok(),
            _ => None,
        };
        let bytes_per_pixel = layout.channels() as u64 * if layout.bits > 8 { 2 } else { 1 };
        // Another picture's worth if the colours have to be put together.
        let copies = if layout.planar { 2 } else { 1 };
        Ok(Self {
            plan: Plan {
                size,
                orientation,
                memory: pixels(size) * bytes_per_pixel * copies + strip_bytes(&decoder, &layout),
                bytes_per_pixel,
            },
            decoder,
            layout,
            profile,
        })
    }
}

impl Source for Tiff<'_> {
    fn plan(&self) -> Plan {
        self.plan
    }

    fn decode(mut self: Box<Self>) -> Result<Decoded, PhotoError> {
        let mut result = DecodingResult::U8(Vec::new());
        let storage = self
            .decoder
            .read_image_to_buffer(&mut result)
            .map_err(failure)?;
        if result.as_buffer(0).as_bytes().len() < storage.complete_len {
            return Err(damaged("it asks for too much memory"));
        }
        let (width, height) = self.plan.size;
        let samples = match result {
            DecodingResult::U8(samples) => {
                let samples = if self.layout.bits < 8 {
                    unpacked(&samples, width as usize, self.layout.bits)
                } else {
                    samples
                };
                Samples::Eight(self.layout.opaque(samples))
            }
            DecodingResult::U16(samples) => Samples::Sixteen(self.layout.opaque(samples)),
            _ => return Err(rare("of a rare kind")),
        };
        Ok(Decoded {
            raster: Raster {
                width,
                height,
                model: self.layout.model,
                samples,
            },
            space: self.profile.map_or(Space::Srgb, Space::Icc),
        })
    }
}

impl Layout {
    fn of(
        color: ColorType,
        storage: &BufferLayoutPreference,
        premultiplied: bool,
    ) -> Result<Self, PhotoError> {
        let alpha = if premultiplied {
            Alpha::Premultiplied
        } else {
            Alpha::Straight
        };
        let (model, alpha, bits) = match color {
            ColorType::Gray(bits @ (1 | 2 | 4 | 8 | 16)) => (Model::Gray, None, bits),
            // What is gray and has two samples is gray with an alpha.
            ColorType::GrayA(bits @ (8 | 16))
            | ColorType::Multiband {
                bit_depth: bits @ (8 | 16),
                num_samples: 2,
            } => (Model::Gray, Some(alpha), bits),
            // Of luma and chroma, the decoder makes these.
            ColorType::RGB(bits @ (8 | 16)) => (Model::Rgb, None, bits),
            ColorType::RGBA(bits @ (8 | 16)) => (Model::Rgb, Some(alpha), bits),
            ColorType::CMYK(bits @ (8 | 16)) => (Model::Cmyk, None, bits),
            ColorType::CMYKA(bits @ (8 | 16)) => (Model::Cmyk, Some(alpha), bits),
            other => return Err(rare(&format!("in the rare colours {other:?}"))),
        };
        let integers = matches!(storage.sample_format, tiff::tags::SampleFormat::Uint);
        if !integers {
            return Err(rare("of numbers with fractions or signs"));
        }
        Ok(Self {
            model,
            alpha,
            bits,
            planar: storage.planes > 1,
        })
    }

    /// How many samples a pixel has, with its alpha.
    fn channels(&self) -> usize {
        self.model.channels() + usize::from(self.alpha.is_some())
    }

    /// The samples of opaque pixels, one pixel after the other.
    fn opaque<S: Sample>(&self, samples: Vec<S>) -> Vec<S> {
        let mut samples = if self.planar {
            interleaved(&samples, self.channels())
        } else {
            samples
        };
        match (self.model, self.alpha) {
            (_, None) => {}
            // Of inks, white is the least, not the most.
            (Model::Cmyk, Some(alpha)) => {
                invert_inks(&mut samples);
                over_white(&mut samples, 4, alpha);
                samples.iter_mut().for_each(|ink| *ink = inverse(*ink));
            }
            (model, Some(alpha)) => over_white(&mut samples, model.channels(), alpha),
        }
        samples
    }
}

/// Turns the inks of pixels with an alpha into what is left of the paper.
fn invert_inks<S: Sample>(samples: &mut [S]) {
    for [inks @ .., _alpha] in samples.as_chunks_mut::<5>().0 {
        inks.iter_mut().for_each(|ink| *ink = inverse(*ink));
    }
}

fn inverse<S: Sample>(sample: S) -> S {
    S::from_value(S::MAX - sample.get())
}

/// Puts together pixels of which each colour is stored on its own.
fn interleaved<S: Sample>(planes: &[S], channels: usize) -> Vec<S> {
    let count = planes.len() / channels;
    (0..count * channels)
        .map(|index| planes[index % channels * count + index / channels])
        .collect()
}

/// Gray of fewer than 8 bits, several to a byte, as gray of 8.
fn unpacked(rows: &[u8], width: usize, bits: u8) -> Vec<u8> {
    let per_byte = usize::from(8 / bits);
    let most = u8::MAX >> (8 - bits);
    rows.chunks_exact(width.div_ceil(per_byte))
        .flat_map(|row| {
            (0..width).map(move |x| {
                let shift = 8 - bits as usize * (x % per_byte + 1);
                (row[x / per_byte] >> shift & most) * (u8::MAX / most)
            })
        })
        .collect()
}

/// Whether the file says that its colours have been multiplied by their alpha.
fn premultiplied(decoder: &mut Decoder<Cursor<&[u8]>>) -> bool {
    let extra = decoder.find_tag_unsigned_vec::<u16>(Tag::ExtraSamples);
    matches!(extra.ok().flatten().as_deref(), Some([1, ..]))
}

/// What the decoder takes for a strip or tile, in bytes.
fn strip_bytes(decoder: &Decoder<Cursor<&[u8]>>, layout: &Layout) -> u64 {
    pixels(decoder.chunk_dimensions())
        .saturating_mul(layout.channels() as u64 * 2)
        .min(MAX_STRIP_BYTES as u64)
}

/// A strip may be the whole picture, but need not.
const MAX_STRIP_BYTES: usize = 256 * MIB as usize;

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.decoding_buffer_size = MAX_DECODING_BYTES as usize;
    limits.intermediate_buffer_size = MAX_STRIP_BYTES;
    // The profiles of printers have tables of some mebibytes.
    limits.ifd_value_size = 16 * MIB as usize;
    limits
}

fn rare(kind: &str) -> PhotoError {
    error::unsupported(format_args!("a TIFF {kind}"))
}

fn damaged(why: impl std::fmt::Display) -> PhotoError {
    error::damaged(Format::Tiff.name(), why)
}

/// What the decoder's error means.
fn failure(why: TiffError) -> PhotoError {
    match why {
        TiffError::IoError(why) if why.kind() == std::io::ErrorKind::UnexpectedEof => {
            error::cut_off()
        }
        TiffError::UnsupportedError(why) => rare(&format!("of a rare kind ({why})")),
        TiffError::LimitsExceeded => damaged("it asks for too much memory"),
        why => damaged(why),
    }
}

#[cfg(test)]
mod tests {
    use super::{interleaved, invert_inks, unpacked};

    #[test]
    fn planes_become_pixels() {
        assert_eq!(
            interleaved(&[1u8, 2, 10, 20, 100, 200], 3),
            [1, 10, 100, 2, 20, 200]
        );
    }

    #[test]
    fn bits_become_bytes_and_rows_begin_at_bytes() {
        assert_eq!(
            unpacked(&[0b1010_0000, 0b0110_0000], 3, 1),
            [255, 0, 255, 0, 255, 255]
        );
        assert_eq!(unpacked(&[0x0F, 0x70], 3, 4), [0, 255, 119]);
        assert_eq!(unpacked(&[0b0001_1011], 4, 2), [0, 85, 170, 255]);
    }

    #[test]
    fn the_alpha_of_inks_is_not_turned_round() {
        let mut samples = [0u8, 255, 10, 20, 7];
        invert_inks(&mut samples);
        assert_eq!(samples, [255, 0, 245, 235, 7]);
    }
}

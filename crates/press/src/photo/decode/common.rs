//! PNG, WebP and GIF, with the crate `image`.

use std::io::Cursor;

use image::codecs::gif::GifDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::{ColorType, ImageDecoder, ImageError, Limits};

use super::{Decoded, Plan, Source, pixels};
use crate::photo::alpha::{Alpha, over_white};
use crate::photo::bounds::{self, MAX_DECODING_BYTES};
use crate::photo::color::Space;
use crate::photo::format::Format;
use crate::photo::orientation::Orientation;
use crate::photo::raster::{Model, Raster, Samples};
use crate::photo::{PhotoError, error};

/// A decoder that has read its file's header.
pub struct Common<D> {
    decoder: D,
    format: Format,
    plan: Plan,
    profile: Option<Vec<u8>>,
}

type Bytes<'a> = Cursor<&'a [u8]>;

/// Opens a PNG file. `gAMA` and `cHRM` are not heeded: who has colours in mind uses a
/// profile.
///
/// # Errors
/// The header is damaged, or claims too much.
pub fn png(bytes: &[u8]) -> Result<Common<PngDecoder<Bytes<'_>>>, PhotoError> {
    // The size comes before anything that may be large.
    let side = |at: usize| {
        bytes
            .get(at..)?
            .first_chunk()
            .copied()
            .map(u32::from_be_bytes)
    };
    if let (Some(width), Some(height)) = (side(16), side(20)) {
        bounds::check_size(width, height)?;
    }
    let decoder = PngDecoder::with_limits(Cursor::new(bytes), limits())
        .map_err(|why| failure(Format::Png, why))?;
    // Two rows, and what inflating needs.
    Common::new(decoder, Format::Png, |_| 1 << 20)
}

/// Opens a WebP file; of an animation, its first picture.
///
/// # Errors
/// The header is damaged, or claims too much.
pub fn webp(bytes: &[u8]) -> Result<Common<WebPDecoder<Bytes<'_>>>, PhotoError> {
    check_chunks(bytes)?;
    let decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(|why| failure(Format::WebP, why))?;
    // Half-bytes a pixel that the decoder takes beside the picture: for three planes,
    // for a picture with alpha, or for both with a separate alpha and, if it is
    // animated, for a canvas and a frame as well.
    let halves = match bytes.get(12..16) {
        Some(b"VP8 ") => 3,
        Some(b"VP8L") => 8,
        _ if decoder.has_animation() => 27,
        _ => 11,
    };
    Common::new(decoder, Format::WebP, |pixels| pixels * halves / 2)
}

/// Looks whether the chunks of a WebP file are all there: the decoder sets aside as
/// much memory for one as it claims to need.
fn check_chunks(bytes: &[u8]) -> Result<(), PhotoError> {
    let mut rest = bytes.get(12..).unwrap_or_default();
    while let Some((head, content)) = rest.split_first_chunk::<8>() {
        let [_, _, _, _, size @ ..] = *head;
        let size = u32::from_le_bytes(size) as usize;
        if size > content.len() {
            return Err(error::cut_off());
        }
        // Chunks begin at even places; the last may do without its padding.
        rest = content.get(size.next_multiple_of(2)..).unwrap_or_default();
    }
    Ok(())
}

/// Opens a GIF file; of an animation, its first picture.
///
/// # Errors
/// The header is damaged, or claims too much.
pub fn gif(bytes: &[u8]) -> Result<Common<GifDecoder<Bytes<'_>>>, PhotoError> {
    let mut decoder =
        GifDecoder::new(Cursor::new(bytes)).map_err(|why| failure(Format::Gif, why))?;
    let (width, height) = decoder.dimensions();
    bounds::check_size(width, height)?;
    decoder
        .set_limits(limits())
        .map_err(|why| failure(Format::Gif, why))?;
    // A frame that is smaller than the canvas is decoded beside it.
    Common::new(decoder, Format::Gif, |pixels| pixels * 4)
}

impl<D: ImageDecoder> Common<D> {
    /// `beside` is what the decoder takes of memory beside the picture, for a number
    /// of pixels.
    fn new(
        mut decoder: D,
        format: Format,
        beside: impl Fn(u64) -> u64,
    ) -> Result<Self, PhotoError> {
        let size = decoder.dimensions();
        bounds::check_size(size.0, size.1)?;
        let bytes_per_pixel = u64::from(decoder.color_type().bytes_per_pixel());
        let count = pixels(size);
        // Exif and a profile are extras: without them there is still the picture.
        let orientation = decoder
            .exif_metadata()
            .ok()
            .flatten()
            .map_or_else(Orientation::default, |block| {
                Orientation::from_exif_block(&block)
            });
        Ok(Self {
            profile: decoder.icc_profile().ok().flatten(),
            decoder,
            format,
            plan: Plan {
                size,
                orientation,
                memory: count * bytes_per_pixel + beside(count),
                bytes_per_pixel,
            },
        })
    }
}

impl<D: ImageDecoder> Source for Common<D> {
    fn plan(&self) -> Plan {
        self.plan
    }

    fn decode(self: Box<Self>) -> Result<Decoded, PhotoError> {
        let Self {
            decoder,
            format,
            plan,
            profile,
        } = *self;
        let color = decoder.color_type();
        let (width, height) = plan.size;
        let count = width as usize * height as usize * usize::from(color.channel_count());
        let model = match color {
            ColorType::L8 | ColorType::La8 | ColorType::L16 | ColorType::La16 => Model::Gray,
            _ => Model::Rgb,
        };
        let samples = match color {
            ColorType::L8 | ColorType::La8 | ColorType::Rgb8 | ColorType::Rgba8 => {
                let mut samples = vec![0; count];
                decoder
                    .read_image(&mut samples)
                    .map_err(|why| failure(format, why))?;
                if color.has_alpha() {
                    over_white(&mut samples, model.channels(), Alpha::Straight);
                }
                Samples::Eight(samples)
            }
            ColorType::L16 | ColorType::La16 | ColorType::Rgb16 | ColorType::Rgba16 => {
                let mut samples = vec![0u16; count];
                decoder
                    .read_image(bytemuck::cast_slice_mut(&mut samples))
                    .map_err(|why| failure(format, why))?;
                if color.has_alpha() {
                    over_white(&mut samples, model.channels(), Alpha::Straight);
                }
                Samples::Sixteen(samples)
            }
            other => {
                return Err(error::unsupported(format_args!(
                    "a {} in the rare colours {other:?}",
                    format.name()
                )));
            }
        };
        Ok(Decoded {
            raster: Raster {
                width,
                height,
                model,
                samples,
            },
            space: profile.map_or(Space::Srgb, Space::Icc),
        })
    }
}

fn limits() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MAX_DECODING_BYTES);
    limits
}

/// What the decoder's error means.
fn failure(format: Format, why: ImageError) -> PhotoError {
    match why {
        ImageError::IoError(why) if why.kind() == std::io::ErrorKind::UnexpectedEof => {
            error::cut_off()
        }
        ImageError::Limits(_) => error::damaged(format.name(), "it asks for too much memory"),
        why => error::damaged(format.name(), why),
    }
}

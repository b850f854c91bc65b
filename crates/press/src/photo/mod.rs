//! Pictures in whatever form they come, and the files that screens need.
//!
//! A picture is opened, which reads its header and holds it against the [`bounds`];
//! decoded, which lays it over white; made as small as its largest file; converted to
//! sRGB; and turned upright. In that order, as the first two take most memory and the
//! others are the less work the smaller it is. The files are made of that.

mod alpha;
pub mod bounds;
mod color;
mod decode;
mod encode;
mod error;
mod foreign;
mod format;
mod memory;
mod orientation;
mod placeholder;
mod raster;
mod raw;
mod recipe;
mod resize;
mod sizes;

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;

pub use self::recipe::recipe;
pub use self::sizes::WIDTHS;

use self::encode::Codec;
use self::raster::Rgb;

/// Why a picture cannot be pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhotoError {
    /// What is wrong, without the file's name: `is cut off`.
    pub message: String,
    /// The way out: `Export it as JPEG`.
    pub help: String,
}

impl fmt::Display for PhotoError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for PhotoError {}

/// What the header of a picture says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The format, as people call it: `JPEG`.
    pub format: &'static str,
    /// Width in pixels as the picture is to be seen: oriented.
    pub width: u32,
    /// Height in pixels as the picture is to be seen.
    pub height: u32,
}

/// A pressed picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Pressed {
    /// The files, by media type and then by width. They bear no metadata yet.
    pub files: Vec<PressedFile>,
    /// The ThumbHash, in base64.
    pub thumb_hash: String,
    /// The dominant colour, `#rrggbb`.
    pub dominant_color: String,
}

/// One file of a pressed picture.
#[derive(Clone, Debug, PartialEq)]
pub struct PressedFile {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// `image/avif` or `image/jpeg`.
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Reads the header of a picture file and nothing more.
///
/// A drawing (SVG) has no pixels of its own: its size is the largest that it is
/// published in.
///
/// # Errors
/// The press cannot read such a file, the file is larger than the [`bounds`], or its
/// header is damaged. What is wrong further down does not show yet.
pub fn header(bytes: &[u8]) -> Result<Header, PhotoError> {
    guarded(|| {
        let (format, source) = decode::open(bytes)?;
        let (width, height) = source.plan().upright();
        Ok(Header {
            format: format.name(),
            width,
            height,
        })
    })
}

/// Decodes a picture file to its end and makes nothing of it, so that what the header
/// does not show comes out.
///
/// # Errors
/// As [`press`].
pub fn verify(bytes: &[u8]) -> Result<(), PhotoError> {
    guarded(|| {
        let (_, source) = decode::open(bytes)?;
        let (width, height) = source.plan().upright();
        let smallest = sizes::outputs(width, height).first().copied();
        upright(source, smallest.unwrap_or((width, height))).map(drop)
    })
}

/// Turns a picture file into the files that are published: AVIF and JPEG in each of
/// [`WIDTHS`] that the picture has, upright, opaque, in sRGB and without metadata. The
/// first picture of an animation stands for it. What is transparent becomes white.
///
/// Pressing many in parallel with `rayon` is fine: together they keep to a budget of
/// memory. The same bytes make the same files on however many threads.
///
/// # Errors
/// The press cannot read such a file, the file is larger than the [`bounds`], cut off
/// or damaged.
pub fn press(bytes: &[u8]) -> Result<Pressed, PhotoError> {
    guarded(|| {
        let (_, source) = decode::open(bytes)?;
        let (width, height) = source.plan().upright();
        let sizes = sizes::outputs(width, height);
        let picture = upright(source, sizes.last().copied().unwrap_or((width, height)))?;
        let jobs: Vec<_> = Codec::ALL
            .into_iter()
            .flat_map(|codec| sizes.iter().map(move |size| (codec, *size)))
            .collect();
        Ok(Pressed {
            files: jobs
                .into_par_iter()
                .map(|(codec, size)| file(&picture, codec, size))
                .collect::<Result<_, _>>()?,
            thumb_hash: placeholder::thumb_hash(&picture)?,
            dominant_color: placeholder::dominant_color(&picture),
        })
    })
}

/// Decodes a picture and makes it as small as its largest file, which is of `size`.
fn upright(source: Box<dyn decode::Source + '_>, size: (u32, u32)) -> Result<Rgb, PhotoError> {
    let plan = source.plan();
    let (width, height) = plan.orientation.size(size);
    let resizing = resize::cost(plan.size, (width, height), plan.bytes_per_pixel);
    let picture = u64::from(plan.size.0) * u64::from(plan.size.1) * plan.bytes_per_pixel;
    let cost = plan.memory.max(picture + resizing);
    bounds::check_memory(cost)?;
    let _permit = memory::reserve(cost);
    let decoded = source.decode()?;
    let small = resize::raster(decoded.raster, width, height)?;
    let srgb = color::to_srgb(small, &decoded.space);
    Ok(plan.orientation.apply(srgb))
}

/// Makes one of the files. The smaller ones are made of the largest, from which they
/// come in no time. They are within a level of 255 of what they would be of the
/// original (51 dB and more): what the first filter weakens, the second takes out.
fn file(picture: &Rgb, codec: Codec, size: (u32, u32)) -> Result<PressedFile, PhotoError> {
    let (width, height) = size;
    let _permit = memory::reserve(codec.cost(width, height));
    let small = resize::rgb(picture, width, height)?;
    Ok(PressedFile {
        width,
        height,
        media_type: codec.media_type(),
        bytes: codec.encode(&small)?,
    })
}

/// Runs what calls the decoders and encoders of others. They should not panic, but
/// what they read comes from anywhere; so as a last resort a panic is an error too.
fn guarded<T>(run: impl FnOnce() -> Result<T, PhotoError>) -> Result<T, PhotoError> {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| Err(error::broke_down()))
}

//! Picture files of all formats, opened and decoded.

mod avif;
mod common;
mod jpeg;
mod svg;
mod tiff;

use super::PhotoError;
use super::bounds::{self, MAX_FILE_BYTES};
use super::color::Space;
use super::error;
use super::format::Format;
use super::orientation::Orientation;
use super::raster::Raster;

/// What a header says about a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Width and height in pixels as stored.
    pub size: (u32, u32),
    /// How to turn it upright.
    pub orientation: Orientation,
    /// How much memory the decoding takes at most, in bytes, the picture included.
    pub memory: u64,
    /// Of that, what stays for the picture: bytes a pixel.
    pub bytes_per_pixel: u64,
}

impl Plan {
    /// Width and height in pixels once upright.
    pub fn upright(&self) -> (u32, u32) {
        self.orientation.size(self.size)
    }
}

/// A decoded picture: as stored, not yet upright, in its own colours.
pub struct Decoded {
    /// Its pixels, of the size in the [`Plan`].
    pub raster: Raster,
    /// What its colours mean.
    pub space: Space,
}

/// A picture file of which only the header has been read.
pub trait Source {
    /// What the header says.
    fn plan(&self) -> Plan;

    /// Decodes the picture, which is opaque from now on: see [`super::alpha`].
    ///
    /// # Errors
    /// The file is cut off or damaged, or of a rare kind.
    fn decode(self: Box<Self>) -> Result<Decoded, PhotoError>;
}

/// A picture file, opened: its format, and what decodes it.
pub type Opened<'a> = (Format, Box<dyn Source + 'a>);

/// Reads the header of a picture file, and holds what it claims against the bounds.
///
/// # Errors
/// The file is no picture that the press reads, its header is damaged, or it is too
/// large.
pub fn open(bytes: &[u8]) -> Result<Opened<'_>, PhotoError> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(error::too_many_bytes(MAX_FILE_BYTES));
    }
    let format = Format::of(bytes)?;
    let source: Box<dyn Source + '_> = match format {
        Format::Jpeg => Box::new(jpeg::Jpeg::open(bytes)?),
        Format::Png => Box::new(common::png(bytes)?),
        Format::WebP => Box::new(common::webp(bytes)?),
        Format::Gif => Box::new(common::gif(bytes)?),
        Format::Avif => Box::new(avif::Avif::open(bytes)?),
        Format::Tiff => Box::new(tiff::Tiff::open(bytes)?),
        Format::Svg => Box::new(svg::Svg::open(bytes)?),
    };
    let plan = source.plan();
    bounds::check_size(plan.size.0, plan.size.1)?;
    bounds::check_memory(plan.memory)?;
    Ok((format, source))
}

/// Pixels in a picture.
fn pixels((width, height): (u32, u32)) -> u64 {
    u64::from(width) * u64::from(height)
}

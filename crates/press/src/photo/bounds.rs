//! What the press takes on: every bound in one place.
//!
//! A header is held against these before anything of the size it claims is set aside.

use super::PhotoError;
use super::error;

/// The most bytes that a file may have.
pub const MAX_FILE_BYTES: usize = 512 * MIB as usize;

/// The most bytes that a drawing (SVG) may have. As text, it is far larger in memory
/// than in its file.
pub const MAX_SVG_BYTES: usize = 16 * MIB as usize;

/// The most pixels that a photo may have: those of the largest common cameras.
pub const MAX_PIXELS: u64 = 120_000_000;

/// The most pixels a side: what JPEG can say of itself.
pub const MAX_SIDE: u32 = 65_535;

/// The most frames that a coded picture may have, each finer than the one before. Each takes the time
/// of a picture.
pub const MAX_FRAMES: usize = 8;

/// The most turns in which a progressive JPEG may come. Each takes the time of a picture; programs
/// make about ten.
pub const MAX_SCANS: usize = 100;

/// The most elements that a drawing may have, each counted as often as it is referred to.
pub const MAX_ELEMENTS: u64 = 500_000;

/// The most work that a drawing may be, in pixels touched. As small as its file may be, it can
/// ask for any amount.
pub const MAX_DRAWING: u64 = 20_000_000_000;

/// The most memory, in bytes, that the decoding of one picture may take.
pub const MAX_DECODING_BYTES: u64 = 900 * MIB;

/// The most memory, in bytes, that decoders and encoders of all photos take together;
/// but for one that needs more, and then runs alone. The rest of the process, with the
/// files as they were read, has to fit beside it into 1 GiB.
pub const MEMORY_BUDGET: u64 = 768 * MIB;

/// The most pixels of a published file. Only very tall pictures get near it: one of
/// the full width of 2880 pixels may be 5555 high.
pub const MAX_OUTPUT_PIXELS: u64 = 16_000_000;

/// Bytes in a mebibyte.
pub const MIB: u64 = 1 << 20;

/// Holds a picture's size in pixels against the bounds.
///
/// # Errors
/// The picture has no pixels, or too many.
pub fn check_size(width: u32, height: u32) -> Result<(), PhotoError> {
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 {
        Err(error::no_pixels())
    } else if width.max(height) > MAX_SIDE || pixels > MAX_PIXELS {
        Err(error::too_many_pixels(width, height))
    } else {
        Ok(())
    }
}

/// Holds the memory that decoding will take, in bytes, against the bound.
///
/// # Errors
/// It would take more than [`MAX_DECODING_BYTES`].
pub fn check_memory(bytes: u64) -> Result<(), PhotoError> {
    if bytes > MAX_DECODING_BYTES {
        return Err(error::too_much_memory(bytes));
    }
    Ok(())
}

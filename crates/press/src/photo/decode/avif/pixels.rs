//! AV1 decoded.

use re_rav1d::dav1d::{Decoder, Error, Picture, Settings};

use super::damaged;
use super::planes::Planes;
use crate::photo::{PhotoError, error};

/// Decodes the first picture of an AV1 stream. It may be as large as `size` in pixels,
/// or as a small piece of a grid, which may go beyond its picture.
///
/// # Errors
/// The stream is cut off, damaged, or its picture is larger than it should be.
pub fn decode(stream: &[u8], size: (u32, u32)) -> Result<Planes, PhotoError> {
    if stream.is_empty() {
        // The decoder does not take nothing for an answer.
        return Err(error::cut_off());
    }
    let size = (size.0.max(SMALL_PIECE), size.1.max(SMALL_PIECE));
    let mut settings = Settings::new();
    // Photos are decoded in parallel; and what one thread does is always the same.
    settings.set_n_threads(1);
    settings.set_max_frame_delay(1);
    settings.set_all_layers(false);
    settings.set_frame_size_limit(size.0.saturating_mul(size.1));
    settings.set_strict_std_compliance(false);
    let mut decoder = Decoder::with_settings(&settings).map_err(failure)?;
    let mut sent = decoder.send_data(stream.to_vec(), None, None, None);
    loop {
        match decoder.get_picture() {
            Ok(picture) => return checked(picture, size),
            Err(Error::Again) if sent == Err(Error::Again) => sent = decoder.send_pending_data(),
            Err(Error::Again) => {
                sent.map_err(failure)?;
                return Err(error::cut_off());
            }
            Err(why) => return Err(failure(why)),
        }
    }
}

/// The limit of the decoder is one of pixels: a long thin picture keeps to it.
fn checked(picture: Picture, size: (u32, u32)) -> Result<Planes, PhotoError> {
    if picture.width() > size.0 || picture.height() > size.1 {
        return Err(damaged("its picture is larger than it says"));
    }
    Ok(Planes::new(picture))
}

/// The least side in pixels of a piece of a grid (ISO/IEC 23000-22, 7.3.11.4.2).
const SMALL_PIECE: u32 = 64;

fn failure(why: Error) -> PhotoError {
    match why {
        Error::UnsupportedBitstream => error::unsupported("an AVIF of a rare kind"),
        why => damaged(why),
    }
}

//! What a page shows of a picture before it has come.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::PhotoError;
use super::raster::Rgb;
use super::resize;

/// ThumbHash takes pictures of at most this side, in pixels.
const THUMB_SIDE: u32 = 100;

/// The ThumbHash in base64. See <https://evanw.github.io/thumbhash/>.
///
/// # Errors
/// As for [`resize::rgb`].
pub fn thumb_hash(picture: &Rgb) -> Result<String, PhotoError> {
    let longest = picture.width.max(picture.height).max(THUMB_SIDE);
    let side = |pixels: u32| (pixels * THUMB_SIDE / longest).max(1);
    let small = resize::rgb(picture, side(picture.width), side(picture.height))?;
    let rgba: Vec<u8> = small
        .bytes
        .as_chunks()
        .0
        .iter()
        .flat_map(|&[red, green, blue]| [red, green, blue, 255])
        .collect();
    let hash = thumbhash::rgba_to_thumb_hash(small.width as usize, small.height as usize, &rgba);
    Ok(STANDARD.encode(hash))
}

/// The dominant colour as `#rrggbb`: the mean of the most frequent colours, where
/// colours are alike that share the upper three bits of each channel.
pub fn dominant_color(picture: &Rgb) -> String {
    /// The sums of the channels, and of how many pixels.
    type Group = ([u64; 3], u64);
    // In order, so that a tie is always decided the same way.
    let mut groups: BTreeMap<[u8; 3], Group> = BTreeMap::new();
    for pixel in picture.bytes.as_chunks::<3>().0 {
        let (sums, count) = groups.entry(pixel.map(|channel| channel >> 5)).or_default();
        for (sum, channel) in sums.iter_mut().zip(pixel) {
            *sum += u64::from(*channel);
        }
        *count += 1;
    }
    let (sums, count) = groups
        .into_values()
        .max_by_key(|(_, count)| *count)
        .unwrap_or(([0; 3], 1));
    let [red, green, blue] = sums.map(|sum| sum / count);
    format!("#{red:02x}{green:02x}{blue:02x}")
}

#[cfg(test)]
mod tests {
    use super::{dominant_color, thumb_hash};
    use crate::photo::raster::Rgb;

    #[test]
    fn the_dominant_colour_is_the_mean_of_the_largest_group_not_of_all() {
        let picture = Rgb {
            width: 5,
            height: 1,
            bytes: [
                [200, 0, 0],
                [202, 0, 0],
                [204, 0, 0],
                [0, 0, 250],
                [0, 250, 0],
            ]
            .concat(),
        };
        assert_eq!(dominant_color(&picture), "#ca0000");
    }

    #[test]
    fn even_a_line_of_pixels_has_a_hash() {
        for (width, height) in [(1, 1), (5000, 1), (1, 5000), (99, 101)] {
            let picture = Rgb {
                width,
                height,
                bytes: vec![90; width as usize * height as usize * 3],
            };
            assert!(!thumb_hash(&picture).expect("a hash").is_empty());
        }
    }
}

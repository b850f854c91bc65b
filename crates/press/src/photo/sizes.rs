//! The sizes that a picture is published in.

use super::bounds::MAX_OUTPUT_PIXELS;

/// The widths in pixels that pictures are published in: from a phone at half its
/// width to a large screen at twice the density.
pub const WIDTHS: [u32; 5] = [480, 960, 1440, 2160, 2880];

/// The largest of [`WIDTHS`].
pub const LARGEST: u32 = WIDTHS[WIDTHS.len() - 1];

/// The sizes in pixels for an upright picture of `width` × `height`, from the
/// smallest. None is wider than the picture. One that is wider by more than a tenth
/// than the last fitting width is there in its own width too, so that nothing that
/// could be seen is lost.
///
/// A picture so tall that a file would have more than [`MAX_OUTPUT_PIXELS`] is taken
/// as if it were only as wide as it may be.
pub fn outputs(width: u32, height: u32) -> Vec<(u32, u32)> {
    let widest = width.min(LARGEST).min(width_within(width, height));
    let mut widths: Vec<u32> = WIDTHS.into_iter().filter(|fits| *fits <= widest).collect();
    let last = widths.last().copied().unwrap_or(0);
    if u64::from(widest) * 10 > u64::from(last) * 11 {
        widths.push(widest);
    }
    widths
        .into_iter()
        .map(|fits| (fits, height_at(fits, width, height)))
        .collect()
}

/// The height at the width `at` of a picture of `width` × `height`: rounded, and 1 at
/// the least.
pub fn height_at(at: u32, width: u32, height: u32) -> u32 {
    let (at, width, height) = (u64::from(at), u64::from(width), u64::from(height));
    let rounded = (height * at + width / 2) / width.max(1);
    u32::try_from(rounded).unwrap_or(u32::MAX).max(1)
}

/// The greatest width of a shape, of [`MAX_OUTPUT_PIXELS`]; 1 at the least.
pub fn width_within(width: u32, height: u32) -> u32 {
    let shape = f64::from(width) / f64::from(height.max(1));
    (MAX_OUTPUT_PIXELS as f64 * shape).sqrt().max(1.0) as u32
}

#[cfg(test)]
mod tests {
    use super::outputs;

    fn widths(width: u32, height: u32) -> Vec<u32> {
        outputs(width, height).iter().map(|size| size.0).collect()
    }

    #[test]
    fn a_large_photo_comes_in_every_width() {
        assert_eq!(
            outputs(6000, 4000),
            [
                (480, 320),
                (960, 640),
                (1440, 960),
                (2160, 1440),
                (2880, 1920)
            ]
        );
    }

    #[test]
    fn no_photo_is_enlarged() {
        assert_eq!(outputs(300, 200), [(300, 200)]);
        assert_eq!(outputs(1, 1), [(1, 1)]);
        assert_eq!(widths(480, 1), [480]);
    }

    #[test]
    fn a_photo_between_two_widths_keeps_its_own_unless_that_is_hardly_more() {
        assert_eq!(widths(1300, 900), [480, 960, 1300]);
        assert_eq!(widths(1056, 900), [480, 960]);
        assert_eq!(widths(1057, 900), [480, 960, 1057]);
        assert_eq!(widths(3000, 2000), [480, 960, 1440, 2160, 2880]);
    }

    #[test]
    fn a_flat_photo_is_at_least_a_pixel_high() {
        assert_eq!(outputs(60_000, 1)[0], (480, 1));
    }

    #[test]
    fn a_very_tall_photo_is_not_published_wider_than_its_height_allows() {
        for (width, height) in [(1000, 60_000), (500, 65_535), (1831, 65_535), (1, 65_535)] {
            let sizes = outputs(width, height);
            assert!(!sizes.is_empty());
            for (width, height) in sizes {
                assert!(height <= 65_535);
                assert!(u64::from(width) * u64::from(height) <= 16_100_000);
            }
        }
    }
}

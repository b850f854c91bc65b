//! How wide a photo will be shown, for `sizes`, before any layout.

/// The place in a card that a photo fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// The cover.
    Cover,
    /// A card's one photo, a video's poster, a comparison.
    Card,
    /// One of a gallery.
    Gallery,
    /// Beside a quotation.
    Quote,
}

/// The steps in which the style sheet knows a photo's shape: twentieths. It
/// needs them to keep a photo as low as the screen, since a page may carry no
/// style attribute.
const STEPS: f64 = 20.0;

/// The shape for the style sheet: width by height in twentieths, rounded down so
/// that a photo never grows too high, from 8 to 60.
pub fn ratio_step((width, height): (u32, u32)) -> u32 {
    let ratio = f64::from(width) / f64::from(height.max(1));
    // Between 8 and 60, so the cast is exact.
    (ratio * STEPS).floor().clamp(8.0, 60.0) as u32
}

/// The `sizes` of a photo in `spot`; `style/card.css` and `style/photo.css` are
/// where these widths come from.
pub fn sizes(spot: Spot, size: (u32, u32), cropped: bool) -> String {
    let ratio = f64::from(ratio_step(size)) / STEPS;
    // A photo is at most this part of the screen's height, so this much wide.
    let by_height = |part: f64| format!("{:.0}vh", part * 100.0 * ratio);
    match spot {
        // A cropped cover fills its place, whichever side is the longer.
        Spot::Cover if cropped => format!(
            "(min-width: 60em) max(100vw, {}), max(100vw, {})",
            by_height(1.0),
            by_height(0.56)
        ),
        Spot::Cover | Spot::Card => {
            format!("(min-width: 60em) min(80vw, {}), 100vw", by_height(0.84))
        }
        Spot::Gallery => format!("min(86vw, {})", by_height(0.7)),
        Spot::Quote => format!("(min-width: 60em) min(50vw, {}), 100vw", by_height(0.84)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_is_rounded_so_that_the_photo_never_grows_too_high() {
        assert_eq!(ratio_step((2160, 1440)), 30);
        assert_eq!(ratio_step((2160, 2700)), 16);
        assert_eq!(ratio_step((1999, 1000)), 39);
        assert_eq!(ratio_step((10_000, 1)), 60);
        assert_eq!(ratio_step((1, 0)), 20);
    }
}

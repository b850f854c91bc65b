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
const STEPS: u32 = 20;

/// The shape for the style sheet, which reads each of its two digits by itself: width by height in
/// twentieths.
pub fn ratio(size: (u32, u32)) -> String {
    let step = ratio_step(size).to_string();
    match step.len() {
        1 => ["0", &step].concat(),
        _ => step,
    }
}

/// Width by height in twentieths, rounded down so that a photo never grows too high, from 8 to 60.
fn ratio_step((width, height): (u32, u32)) -> u32 {
    let step = u64::from(width) * u64::from(STEPS) / u64::from(height.max(1));
    // Between 8 and 60, so the cast is exact.
    step.clamp(8, 60) as u32
}

/// The `sizes` of a photo in `spot`; `style/card.css` and `style/photo.css` are
/// where these widths come from.
pub fn sizes(spot: Spot, size: (u32, u32), cropped: bool) -> String {
    // A photo is at most this many hundredths of the screen's height, so this much wide.
    let by_height = |part: u32| (part * ratio_step(size) + STEPS / 2) / STEPS;
    match spot {
        // A cropped cover fills its place, whichever side is the longer.
        Spot::Cover if cropped => format!(
            "(min-width: 60em) max(100vw, {}vh), max(100vw, {}vh)",
            by_height(100),
            by_height(56)
        ),
        Spot::Cover | Spot::Card => {
            format!("(min-width: 60em) min(80vw, {}vh), 100vw", by_height(84))
        }
        Spot::Gallery => format!("min(86vw, {}vh)", by_height(70)),
        Spot::Quote => format!("(min-width: 60em) min(50vw, {}vh), 100vw", by_height(84)),
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
        assert_eq!([ratio((1, 3)), ratio((3, 2))], ["08", "30"]);
    }
}

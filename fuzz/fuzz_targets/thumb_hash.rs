//! Whatever a bundle gives for a ThumbHash, it is drawn small or not at all; and of whatever
//! pixels there are, one is made that can be drawn.

#![no_main]

use libfuzzer_sys::fuzz_target;
use thumbhash::{rgba_to_thumb_hash, thumb_hash_to_rgba};

/// The longest side that is drawn, in pixels.
const LONGEST: usize = 32;

fuzz_target!(|data: (u8, u8, &[u8])| {
    let (width, height, bytes) = data;
    draw(bytes);
    // As the press has them: at most 100 pixels each way.
    let side = |side: u8| usize::from(side) % 100 + 1;
    let (width, height) = (side(width), side(height));
    let pixels: Vec<u8> = match bytes {
        [] => vec![0; width * height * 4],
        bytes => bytes
            .iter()
            .copied()
            .cycle()
            .take(width * height * 4)
            .collect(),
    };
    let hash = rgba_to_thumb_hash(width, height, &pixels);
    assert!((5..=25).contains(&hash.len()), "{hash:?}");
    assert!(draw(&hash), "{hash:?}");
});

/// As the program does it; whether something is drawn.
fn draw(hash: &[u8]) -> bool {
    let Ok((width, height, rgba)) = thumb_hash_to_rgba(hash) else {
        return false;
    };
    assert!(width <= LONGEST && height <= LONGEST, "{width} × {height}");
    assert_eq!(rgba.len(), width * height * 4);
    true
}

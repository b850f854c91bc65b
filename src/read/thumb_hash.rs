//! What a [ThumbHash](https://evanw.github.io/thumbhash/) shows. Its cosines are the browser's: those
//! that Rust brings along weigh two kilobytes, as much as all of this.

use std::f64::consts::PI;

use js_sys::Math;

/// Pixels along the longer side.
const SIDE: usize = 32;
/// Waves along a side, at most.
const WAVES: usize = 7;

/// Width, height and RGBA of the picture; nothing if there is none.
pub fn pixels(hash: &[u8]) -> Option<(u32, u32, Vec<u8>)> {
    let head = hash.get(..5)?;
    let bits = |from: usize, count: usize| {
        let bit = |at: usize| usize::from(head[at / 8] >> (at % 8) & 1);
        (0..count).fold(0, |sum, at| sum | bit(from + at) << at)
    };
    let share = |from, count, of: f32| bits(from, count) as f32 / of;
    let has_alpha = bits(23, 1) == 1;
    let is_landscape = bits(39, 1) == 1;
    let (long, short) = (if has_alpha { 5 } else { 7 }, bits(24, 3));
    let turned = |sides: (usize, usize)| match is_landscape {
        true => sides,
        false => (sides.1, sides.0),
    };
    let (nx, ny) = turned((long, short.max(3)));
    // As wide to high as waves across to waves down.
    let (width, height) = turned((SIDE, (2 * SIDE * short + long) / (2 * long)));

    let rest = hash.get(5 + usize::from(has_alpha)..)?.iter();
    let mut nibbles = rest.flat_map(|byte| [byte & 15, byte >> 4]);
    let mut channel = |even, nx, ny, scale| Channel::read(even, nx, ny, scale, &mut nibbles);
    let l = channel(share(0, 6, 63.0), nx, ny, share(18, 5, 31.0))?;
    // Colours are a quarter stronger than they are written, for what was lost of them.
    let p = channel(share(6, 6, 31.5) - 1.0, 3, 3, share(27, 6, 63.0) * 1.25)?;
    let q = channel(share(12, 6, 31.5) - 1.0, 3, 3, share(33, 6, 63.0) * 1.25)?;
    let alpha = match hash.get(5).filter(|_| has_alpha) {
        Some(byte) => Some(channel(
            f32::from(byte & 15) / 15.0,
            5,
            5,
            f32::from(byte >> 4) / 15.0,
        )?),
        None => None,
    };

    let (across, down) = (waves(width), waves(height));
    let mut rgba = Vec::with_capacity(width * height * 4);
    for fy in &down {
        for fx in &across {
            let [l, p, q] = [&l, &p, &q].map(|it| it.at(fx, fy));
            let b = l - 2.0 / 3.0 * p;
            let r = (3.0 * l - b + q) / 2.0;
            let a = alpha.as_ref().map_or(1.0, |it| it.at(fx, fy));
            // Less than nothing becomes 0 by that, and too much 255.
            rgba.extend([r, r - q, b, a].map(|it| (it * 255.0) as u8));
        }
    }
    Some((width as u32, height as u32, rgba))
}

/// A quantity that changes over the picture, as a sum of waves.
struct Channel {
    even: f32,
    /// Each by how many half waves go across and down, and how strong it is.
    waves: Vec<(usize, usize, f32)>,
}

impl Channel {
    fn read(
        even: f32,
        nx: usize,
        ny: usize,
        scale: f32,
        nibbles: &mut impl Iterator<Item = u8>,
    ) -> Option<Self> {
        let mut waves = Vec::new();
        for y in 0..ny {
            // The first of all would be the even part.
            let first = usize::from(y == 0);
            for x in (first..nx).take_while(|x| x * ny < nx * (ny - y)) {
                let factor = f32::from(nibbles.next()?) / 7.5 - 1.0;
                waves.push((x, y, factor * scale * 2.0));
            }
        }
        Some(Self { even, waves })
    }

    fn at(&self, across: &[f32; WAVES], down: &[f32; WAVES]) -> f32 {
        let waves = self.waves.iter();
        waves.fold(self.even, |sum, (x, y, factor)| {
            sum + factor * across[*x] * down[*y]
        })
    }
}

/// For each pixel along a side of so many, how high each wave is there.
fn waves(side: usize) -> Vec<[f32; WAVES]> {
    let wave =
        |at: usize, n: usize| Math::cos(PI / side as f64 * (at as f64 + 0.5) * n as f64) as f32;
    (0..side)
        .map(|at| std::array::from_fn(|n| wave(at, n)))
        .collect()
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test]
    fn it_is_what_the_thumbhash_crate_makes_of_it() {
        // Of pictures of all shapes, with and without holes.
        for (width, height) in [(40, 40), (90, 30), (30, 90), (64, 48), (100, 7)] {
            for alpha in [255, 90] {
                let of = |at: usize| [at * 7, at * 3 % 251, at / 5, 0].map(|it| it as u8);
                let rgba: Vec<u8> = (0..width * height)
                    .flat_map(|at| {
                        let [r, g, b, _] = of(at);
                        [r, g, b, if at % 3 == 0 { alpha } else { 255 }]
                    })
                    .collect();
                let hash = thumbhash::rgba_to_thumb_hash(width, height, &rgba);
                let (w, h, expected) = thumbhash::thumb_hash_to_rgba(&hash).expect("a good hash");
                let ours = pixels(&hash).expect("a good hash");
                assert_eq!((ours.0 as usize, ours.1 as usize), (w, h));
                assert_eq!(ours.2.len(), expected.len());
                let far = ours
                    .2
                    .iter()
                    .zip(&expected)
                    .map(|(it, other)| it.abs_diff(*other));
                assert!(far.max() <= Some(1), "{width} × {height}, {alpha}");
            }
        }
    }

    #[wasm_bindgen_test]
    fn what_breaks_off_is_nothing() {
        for length in 0..20 {
            assert_eq!(pixels(&vec![255; length]), None, "{length}");
        }
    }
}

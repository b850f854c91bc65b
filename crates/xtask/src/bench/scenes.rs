//! Synthetic photos: pictures of 24 megapixels that our own code renders, so that the
//! benchmark needs nobody's photos and is the same everywhere.
//!
//! They are no photographs and stand in for none in particular. What they share with
//! photographs is what encoders are sensitive to: detail at every scale, with amplitudes
//! that fall as the frequency rises (1/f); large soft shapes; some edges as sharp as a
//! lens draws them; and the grain of a sensor, more of it in the shadows.

use std::f32::consts::TAU;

use rayon::prelude::*;

/// Width of a picture in pixels.
pub const WIDTH: u16 = 6000;

/// Height of a picture in pixels.
pub const HEIGHT: u16 = 4000;

/// To be raised when the code of this module draws other pictures than it did.
pub const REVISION: u32 = 1;

/// The pictures: a name, and the light of each point.
pub const SCENES: [(&str, Scene); 4] = [
    ("synthetic-coast", coast),
    ("synthetic-street", street),
    ("synthetic-portrait", portrait),
    ("synthetic-foliage", foliage),
];

/// The light at a point, in pixels from the top left: red, green and blue, linear, from
/// 0 to 1.
pub type Scene = fn(f32, f32) -> Color;

type Color = [f32; 3];

/// Renders a picture as sRGB, three bytes a pixel, row by row.
pub fn render(scene: Scene) -> Vec<u8> {
    let width = usize::from(WIDTH);
    let mut bytes = vec![0; width * usize::from(HEIGHT) * 3];
    bytes
        .par_chunks_exact_mut(width * 3)
        .enumerate()
        .for_each(|(y, row)| {
            for (x, pixel) in row.as_chunks_mut::<3>().0.iter_mut().enumerate() {
                let (x, y) = (x as f32, y as f32);
                *pixel = develop(scene(x, y), x, y);
            }
        });
    bytes
}

/// Light as a camera stores it: with grain, through the curve of sRGB.
fn develop(light: Color, x: f32, y: f32) -> [u8; 3] {
    // Photon noise: its deviation grows as the root of the light. The colours share most
    // of it, as a sensor's pixel has but one and borrows the others.
    let shared = 0.75 * noise(x / 1.6, y / 1.6, 90);
    std::array::from_fn(|channel| {
        let own = 0.5 * noise(x / 2.3, y / 2.3, 91 + channel as u32);
        let light = light[channel].clamp(0.0, 1.0);
        let light = light + (shared + own) * (0.001 + 0.024 * light.sqrt());
        (srgb(light.clamp(0.0, 1.0)) * 255.0).round() as u8
    })
}

/// The curve of sRGB (IEC 61966-2-1).
fn srgb(light: f32) -> f32 {
    if light <= 0.003_130_8 {
        12.92 * light
    } else {
        1.055 * light.powf(1.0 / 2.4) - 0.055
    }
}

/// Hills behind each other over water, under a sky of clouds.
fn coast(x: f32, y: f32) -> Color {
    let clouds = smooth(0.0, 0.5, fractal(x / 1800.0, y / 700.0, 8, 1) + 0.12);
    let sky = mix(
        mix([0.10, 0.22, 0.50], [0.55, 0.62, 0.70], y / 2000.0),
        [0.85, 0.82, 0.80],
        clouds * 0.8,
    );
    let mut color = sky;
    for hill in 0..4u32 {
        let depth = hill as f32 / 3.0;
        let ridge = 1500.0 + 260.0 * depth
            - 700.0 * (1.0 - 0.4 * depth) * (fractal(x / 1500.0, 7.0, 9, 10 + hill) + 0.1);
        let rock = 0.5 + 1.3 * fractal(x / 260.0, y / 180.0, 9, 20 + hill);
        let near = mix([0.05, 0.08, 0.02], [0.30, 0.24, 0.15], rock);
        let hazy = mix([0.38, 0.45, 0.55], near, 0.15 + 0.85 * depth);
        color = mix(color, hazy, edge(y - ridge));
    }
    let waves = fractal(x / 500.0, y / (12.0 + (y - 2300.0).max(0.0) / 14.0), 8, 40);
    let glint = smooth(0.30, 0.42, waves) * 0.6;
    let sea = mix([0.02, 0.06, 0.09], [0.16, 0.26, 0.30], 0.5 + 1.2 * waves);
    mix(color, mix(sea, [0.95, 0.9, 0.8], glint), edge(y - 2300.0))
}

/// Plastered fronts with windows, half in the shade, and wires across.
fn street(x: f32, y: f32) -> Color {
    let house = (x / 1150.0).floor();
    let (across, up) = (x - house * 1150.0, y - 300.0 * unit(house, 1.0, 1));
    let paint = mix([0.60, 0.36, 0.20], [0.30, 0.42, 0.48], unit(house, 2.0, 2));
    let plaster = 0.62 + 0.7 * fractal(x / 420.0, y / 420.0, 10, 3);
    let mut color = paint.map(|light| light * plaster);
    let (column, floor) = ((across / 290.0).floor(), (up / 620.0).floor());
    let (dx, dy) = (
        (across - column * 290.0 - 145.0).abs(),
        (up - floor * 620.0 - 300.0).abs(),
    );
    let outside = (dx - 75.0).max(dy - 170.0);
    let frame = [0.72, 0.68, 0.60].map(|light| light * (0.8 + 0.4 * plaster));
    color = mix(frame, color, edge(outside - 16.0));
    let glass = 0.05 + 0.5 * smooth(-0.1, 0.5, fractal(x / 300.0, y / 500.0, 7, 5));
    let bars = edge(dx - 5.0) * edge((dy - 60.0).abs() - 4.0);
    let pane = mix(frame, [glass * 0.6, glass * 0.8, glass], bars);
    color = mix(pane, color, edge(outside));
    let shade = y - 1700.0 - 0.42 * x - 160.0 * fractal(x / 900.0, 3.0, 5, 6);
    color = color.map(|light| light * (1.0 - 0.72 * smooth(-14.0, 14.0, shade)));
    for wire in 0..5 {
        let wire = wire as f32;
        let sag = (x - 3000.0 - 200.0 * wire) / 3000.0;
        let line = (y - 350.0 - 210.0 * wire - 160.0 * (1.0 - sag * sag)).abs() - 3.0;
        color = mix([0.02; 3], color, edge(line));
    }
    color
}

/// A face-like shape with hair and cloth, in front of lights out of focus.
fn portrait(x: f32, y: f32) -> Color {
    let mut color = mix([0.04, 0.05, 0.08], [0.20, 0.13, 0.09], y / 4000.0);
    for light in 0..26 {
        let light = light as f32;
        let (cx, cy) = (6000.0 * unit(light, 1.0, 11), 3200.0 * unit(light, 2.0, 11));
        let radius = 90.0 + 220.0 * unit(light, 3.0, 11);
        let disc = 1.0 - smooth(-14.0, 14.0, (x - cx).hypot(y - cy) - radius);
        let tint = mix([0.9, 0.5, 0.2], [0.3, 0.5, 0.8], unit(light, 4.0, 11));
        color = std::array::from_fn(|at| color[at] + 0.45 * disc * tint[at]);
    }
    let (dx, dy) = ((x - 3100.0) / 1150.0, (y - 1900.0) / 1500.0);
    let strand = (fractal(x / 700.0, y / 1600.0, 5, 12) * 60.0 + x / 9.0).sin();
    let strand = strand * (0.6 + fractal(x / 40.0, y / 400.0, 4, 13));
    let locks = 0.35 + 0.65 * smooth(-0.3, 0.3, fractal(x / 300.0, y / 900.0, 6, 14));
    let hair = [0.13, 0.07, 0.035].map(|light| light * locks * (1.1 + 0.9 * strand));
    let fringe = 60.0 * fractal(x / 50.0, y / 90.0, 6, 15);
    color = mix(
        hair,
        color,
        edge(1500.0 * (dx.hypot(dy + 0.12) - 1.12) + fringe),
    );
    let weave = (x * 0.55 + y * 0.16).sin() * (y * 0.5 - x * 0.12).sin();
    let folds = 0.5 + 1.1 * fractal(x / 900.0, y / 1200.0, 6, 16);
    let cloth = [0.10, 0.16, 0.24].map(|light| light * folds * (1.0 + 0.35 * weave));
    color = mix(color, cloth, edge(y - 3050.0 - 350.0 * dx * dx));
    let skin_light = (1.0 - 0.55 * dx - 0.2 * dy).max(0.1) * (0.95 - 0.4 * dx.hypot(dy));
    let pores = 1.0
        + 0.16 * fractal(x / 24.0, y / 24.0, 5, 17)
        + 0.2 * fractal(x / 700.0, y / 700.0, 6, 18);
    let skin = [0.70, 0.42, 0.31].map(|light| light * skin_light * pores);
    mix(
        skin,
        color,
        smooth(-9.0, 9.0, 1150.0 * (dx.hypot(dy) - 0.82) + 0.3 * fringe),
    )
}

/// Leaves upon leaves, each with its own turn and tint, darker the deeper they lie.
fn foliage(x: f32, y: f32) -> Color {
    let mut color = [0.01, 0.015, 0.005];
    for layer in 0..5u32 {
        let size = 330.0 - 45.0 * layer as f32;
        let (column, row) = ((x / size).floor(), (y / size).floor());
        for cell in 0..9 {
            let (column, row) = (column + (cell % 3 - 1) as f32, row + (cell / 3 - 1) as f32);
            let random = |of: u32| unit(column, row, 100 * layer + of);
            if random(1) > 0.8 {
                continue;
            }
            let (dx, dy) = (
                x - (column + random(2)) * size,
                y - (row + random(3)) * size,
            );
            let (sin, cos) = (TAU * random(4)).sin_cos();
            let (along, aside) = ((dx * cos + dy * sin) / size, (dy * cos - dx * sin) / size);
            // Two arcs that meet in a point.
            let half = 0.30 * (1.0 - along * along / 0.49);
            let outside = (aside.abs() - half) * size;
            if outside > 2.0 {
                continue;
            }
            let vein = ((along - 1.2 * aside.abs()) * 46.0).sin().abs();
            let vein = 1.0 - 0.25 * smooth(0.25, 0.0, vein) - 0.3 * smooth(0.02, 0.0, aside.abs());
            let flesh = 0.8 + 0.5 * fractal(x / 120.0, y / 120.0, 8, 200 + layer);
            let lit = (0.12 + 0.22 * layer as f32) * (0.55 + 0.6 * random(5)) * (1.0 + aside);
            let tint = mix(
                [0.16, 0.36, 0.04],
                [0.50, 0.44, 0.06],
                random(6) * random(6),
            );
            color = mix(
                tint.map(|light| light * lit * vein * flesh),
                color,
                edge(outside),
            );
        }
    }
    color
}

fn mix(from: Color, to: Color, part: f32) -> Color {
    let part = part.clamp(0.0, 1.0);
    std::array::from_fn(|at| from[at] + (to[at] - from[at]) * part)
}

/// An edge as a good lens draws it: from 0 to 1 within three pixels.
fn edge(distance: f32) -> f32 {
    smooth(-1.5, 1.5, distance)
}

/// From 0 at `from` to 1 at `to` without a corner.
fn smooth(from: f32, to: f32, at: f32) -> f32 {
    let part = ((at - from) / (to - from)).clamp(0.0, 1.0);
    part * part * (3.0 - 2.0 * part)
}

/// Noise of several octaves, each of twice the frequency and seven tenths of the
/// amplitude of the one before: mostly from -0.5 to 0.5.
fn fractal(x: f32, y: f32, octaves: i32, seed: u32) -> f32 {
    (0..octaves)
        .map(|octave| {
            let (scale, amplitude) = (2f32.powi(octave), 0.36 * 0.7f32.powi(octave));
            amplitude
                * noise(
                    x * scale,
                    y * scale,
                    seed.wrapping_add(octave as u32 * 7919),
                )
        })
        .sum()
}

/// Noise of one frequency: random numbers from -1 to 1 at whole places, and a smooth
/// passage between them.
fn noise(x: f32, y: f32, seed: u32) -> f32 {
    let (left, top) = (x.floor(), y.floor());
    let (across, down) = (smooth(0.0, 1.0, x - left), smooth(0.0, 1.0, y - top));
    let row = |y| {
        let near = unit(left, y, seed);
        near + (unit(left + 1.0, y, seed) - near) * across
    };
    let near = row(top);
    2.0 * (near + (row(top + 1.0) - near) * down) - 1.0
}

/// A random number from 0 to 1 that belongs to a whole place.
fn unit(x: f32, y: f32, seed: u32) -> f32 {
    let mut bits = (x as i32 as u32)
        .wrapping_mul(0x9E37_79B1)
        .wrapping_add((y as i32 as u32).wrapping_mul(0x85EB_CA77))
        .wrapping_add(seed.wrapping_mul(0xC2B2_AE3D));
    // The finish of MurmurHash3.
    bits = (bits ^ (bits >> 16)).wrapping_mul(0x85EB_CA6B);
    bits = (bits ^ (bits >> 13)).wrapping_mul(0xC2B2_AE35);
    ((bits ^ (bits >> 16)) >> 8) as f32 / (1u32 << 24) as f32
}

//! How long large photos take, and how much memory. By hand, in release:
//!
//! ```sh
//! cargo test --release -p reportage-press --test photos --no-run
//! /usr/bin/time -v target/release/deps/photos-… --ignored --exact large::…
//! ```

use std::time::Instant;

use jpeg_encoder::{ColorType, SamplingFactor};
use rayon::prelude::*;
use reportage_press::photo::press;

use crate::make;
use crate::shown::Picture;

/// Something like a photo: soft shapes, edges and grain.
fn photo(width: u32, height: u32) -> Picture {
    let mut grain = 1u32;
    let mut rgb = Vec::with_capacity(width as usize * height as usize * 3);
    for y in 0..height {
        for x in 0..width {
            let (across, down) = (x as f32 / width as f32, y as f32 / height as f32);
            let soft = ((across * 21.0).sin() * (down * 17.0).cos() + 1.0) * 90.0;
            let edge = if (x / 97 + y / 61) % 7 == 0 {
                40.0
            } else {
                0.0
            };
            for tint in [1.0, 0.8, 0.6] {
                grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let noise = (grain >> 28) as f32;
                rgb.push((soft * tint + edge + noise) as u8);
            }
        }
    }
    Picture { width, height, rgb }
}

fn jpeg(picture: &Picture, sampling: SamplingFactor, progressive: bool) -> Vec<u8> {
    make::jpeg_with(
        &picture.rgb,
        make::size(picture),
        ColorType::Rgb,
        |encoder| {
            encoder.set_sampling_factor(sampling);
            encoder.set_progressive(progressive);
        },
    )
}

/// Writes the photos for the next tests into the folder `PHOTOS`.
#[test]
#[ignore = "by hand: writes large files into the folder PHOTOS"]
fn writes_large_photos() {
    let folder = std::path::PathBuf::from(std::env::var("PHOTOS").expect("PHOTOS"));
    let common = photo(6000, 4000);
    let giant = photo(12_000, 8_334);
    for (name, bytes) in [
        ("24", jpeg(&common, SamplingFactor::R_4_2_0, false)),
        ("100-420", jpeg(&giant, SamplingFactor::R_4_2_0, false)),
        ("100-444", jpeg(&giant, SamplingFactor::R_4_4_4, false)),
        (
            "100-progressive",
            jpeg(&giant, SamplingFactor::R_4_2_0, true),
        ),
    ] {
        std::fs::write(folder.join(format!("{name}.jpg")), bytes).expect("a file");
    }
}

/// Presses the files that `PHOTOS` names, all at once.
#[test]
#[ignore = "by hand: for the memory that it takes"]
fn presses_photos() {
    let names = std::env::var("PHOTOS").expect("PHOTOS");
    let start = Instant::now();
    names.par_split(' ').for_each(|name| {
        let bytes = std::fs::read(name).expect("a photo");
        let pressed = press(&bytes).expect("a picture");
        let sizes: Vec<_> = pressed
            .files
            .iter()
            .map(|file| format!("{} {}: {}", file.width, file.media_type, file.bytes.len()))
            .collect();
        println!(
            "{name}: {:.1} s\n  {}",
            start.elapsed().as_secs_f32(),
            sizes.join("\n  ")
        );
    });
}

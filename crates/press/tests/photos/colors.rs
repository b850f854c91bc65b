//! Colours of every kind.

use image::{ExtendedColorType, ImageEncoder};
use jpeg_encoder::ColorType;
use moxcms::ColorProfile;
use tiff::tags::Tag;

use crate::make::{self, avif, size};
use crate::shown::{Picture, assert_near, shown};

/// Display P3 of a colour of sRGB that is well within both: sRGB's red.
const RED_IN_P3: [u8; 3] = [234, 51, 35];

fn p3() -> Vec<u8> {
    ColorProfile::new_display_p3().encode().expect("a profile")
}

fn red() -> Picture {
    Picture::plain(32, 24, RED_IN_P3)
}

#[test]
fn the_profile_of_a_photo_counts() {
    let red = red();
    let jpeg = make::jpeg_with(&red.rgb, size(&red), ColorType::Rgb, |encoder| {
        encoder.add_icc_profile(&p3()).expect("a profile");
    });
    let png = make::png_with(&red.rgb, size(&red), ExtendedColorType::Rgb8, |encoder| {
        encoder.set_icc_profile(p3()).expect("a profile");
    });
    let webp = make::webp_with(&red.rgb, size(&red), ExtendedColorType::Rgb8, |encoder| {
        encoder.set_icc_profile(p3()).expect("a profile");
    });
    let tiff = make::tiff_with::<tiff::encoder::colortype::RGB8>(&red.rgb, size(&red), |image| {
        let tags = image.encoder();
        tags.write_tag(Tag::IccProfile, p3().as_slice())
            .expect("a tag");
    });
    let avif = avif::picture(&red, avif::COMMON, vec![avif::profile(&p3())]);
    for bytes in [jpeg, png, webp, tiff, avif] {
        assert_near(shown(&bytes).at(16, 12), [255, 0, 0], 6);
    }
}

#[test]
fn the_profile_of_a_photo_of_sixteen_bits_counts() {
    let wide: Vec<u16> = red()
        .rgb
        .iter()
        .map(|byte| u16::from(*byte) * 257)
        .collect();
    let bytes = make::tiff_with::<tiff::encoder::colortype::RGB16>(&wide, (32, 24), |image| {
        let tags = image.encoder();
        tags.write_tag(Tag::IccProfile, p3().as_slice())
            .expect("a tag");
    });
    assert_near(shown(&bytes).at(16, 12), [255, 0, 0], 6);
}

#[test]
fn a_gray_photo_with_a_profile_for_colours_is_gray() {
    let gray = vec![120; 32 * 24];
    let bytes = make::jpeg_with(&gray, (32, 24), ColorType::Luma, |encoder| {
        encoder.add_icc_profile(&p3()).expect("a profile");
    });
    assert_near(shown(&bytes).at(16, 12), [120; 3], 3);
}

#[test]
fn the_profile_of_a_gray_photo_counts() {
    // sRGB is nearly a gamma of 2.2: half the light is at 188, and at 128 of gamma 1.
    let linear = ColorProfile::new_gray_with_gamma(1.0);
    let linear = linear.encode().expect("a profile");
    let gray = vec![128; 32 * 24];
    let bytes = make::jpeg_with(&gray, (32, 24), ColorType::Luma, |encoder| {
        encoder.add_icc_profile(&linear).expect("a profile");
    });
    assert_near(shown(&bytes).at(16, 12), [188; 3], 4);
}

#[test]
fn a_damaged_profile_is_left_aside() {
    let bytes = make::jpeg_with(&red().rgb, (32, 24), ColorType::Rgb, |encoder| {
        encoder.add_icc_profile(&p3()[..200]).expect("a profile");
    });
    assert_near(shown(&bytes).at(16, 12), RED_IN_P3, 4);
}

#[test]
fn the_code_of_an_avif_counts_wherever_it_stands() {
    use rav1e::prelude::*;
    let coding = avif::Coding {
        primaries: ColorPrimaries::SMPTE432,
        ..avif::COMMON
    };
    let bytes = avif::picture(&red(), coding, Vec::new());
    assert_near(shown(&bytes).at(16, 12), [255, 0, 0], 6);
    let code = avif::boxed(b"colr", b"nclx\0\x0c\0\x0d\0\x06\x80");
    let bytes = avif::picture(&red(), avif::COMMON, vec![code]);
    assert_near(shown(&bytes).at(16, 12), [255, 0, 0], 6);
}

#[test]
fn inks_are_what_they_look_like_on_paper() {
    for (inks, expected) in [
        ([0, 0, 0, 0], [255, 255, 255]),
        ([255, 0, 0, 0], [0, 255, 255]),
        ([0, 255, 0, 0], [255, 0, 255]),
        ([0, 0, 255, 0], [255, 255, 0]),
        ([0, 0, 0, 255], [0, 0, 0]),
        ([51, 102, 153, 51], [163, 122, 82]),
    ] {
        let samples = inks.repeat(32 * 24);
        let size = (32, 24);
        for color in [ColorType::Cmyk, ColorType::CmykAsYcck] {
            for progressive in [false, true] {
                let bytes = make::cmyk(&samples, size, color, |encoder| {
                    encoder.set_progressive(progressive);
                });
                assert_near(shown(&bytes).at(16, 12), expected, 8);
            }
        }
        let bytes = make::tiff_with::<tiff::encoder::colortype::CMYK8>(&samples, size, |_| {});
        assert_near(shown(&bytes).at(16, 12), expected, 8);
    }
}

#[test]
fn the_light_of_inks_may_be_coarser_than_their_black() {
    // As luma and chroma, of which there are fewer samples.
    let samples = [51, 102, 153, 51].repeat(32 * 24);
    let bytes = make::jpeg_with(&samples, (32, 24), ColorType::CmykAsYcck, |_| {});
    assert_near(shown(&bytes).at(16, 12), [163, 122, 82], 8);
}

#[test]
fn inks_that_no_program_of_adobe_wrote_are_not_turned_round() {
    let samples = [255, 0, 0, 0].repeat(32 * 24);
    let mut bytes = make::cmyk(&samples, (32, 24), ColorType::Cmyk, |_| {});
    let adobe = bytes
        .windows(5)
        .position(|part| part == b"Adobe")
        .expect("its segment");
    bytes[adobe..adobe + 5].copy_from_slice(b"Other");
    // Stored as what is left of the paper, taken as ink.
    assert_near(shown(&bytes).at(16, 12), [0; 3], 3);
}

#[test]
fn the_profile_of_inks_counts() {
    let bytes = make::cmyk(
        &[255, 0, 0, 0].repeat(32 * 24),
        (32, 24),
        ColorType::Cmyk,
        |encoder| {
            encoder.add_icc_profile(&lighter_inks()).expect("a profile");
        },
    );
    // Without it, cyan has no red at all.
    let [red, green, blue] = shown(&bytes).at(16, 12);
    assert!(
        red > 60 && green > red && blue > red,
        "{:?}",
        [red, green, blue]
    );
}

/// A profile of inks that hide only half of the paper: a table of 2 × 2 × 2 × 2
/// colours in Lab, as ICC.1:2022, 10.10 has it.
fn lighter_inks() -> Vec<u8> {
    let mut table = Vec::new();
    table.extend(b"mft1\0\0\0\0");
    // Of four inks to three numbers, with two steps each.
    table.extend([4, 3, 2, 0]);
    for place in 0..9 {
        let one: i32 = if place % 4 == 0 { 65_536 } else { 0 };
        table.extend(one.to_be_bytes());
    }
    table.extend((0..4).flat_map(|_| 0..=255));
    for corner in 0..16u8 {
        let ink = |bit: u8| f64::from(corner >> (3 - bit) & 1);
        let lightness = 100.0 - 15.0 * (ink(0) + ink(1)) - 5.0 * ink(2) - 50.0 * ink(3);
        let green_red = -25.0 * ink(0) + 35.0 * ink(1);
        let blue_yellow = -25.0 * ink(0) + 45.0 * ink(2);
        table.extend([
            (lightness * 2.55).round() as u8,
            (green_red + 128.0) as u8,
            (blue_yellow + 128.0) as u8,
        ]);
    }
    table.extend((0..3).flat_map(|_| 0..=255));
    let mut profile = Vec::new();
    profile.extend((128 + 4 + 12 + table.len() as u32).to_be_bytes());
    profile.extend(b"\0\0\0\0\x02\x40\0\0prtrCMYKLab ");
    profile.extend([7, 0xE8, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
    profile.extend(b"acsp");
    profile.resize(68, 0);
    for number in [0xF6D6u32, 0x1_0000, 0xD32D] {
        profile.extend(number.to_be_bytes());
    }
    profile.resize(128, 0);
    profile.extend(1u32.to_be_bytes());
    profile.extend(b"A2B0");
    profile.extend(144u32.to_be_bytes());
    profile.extend((table.len() as u32).to_be_bytes());
    profile.extend(table);
    profile
}

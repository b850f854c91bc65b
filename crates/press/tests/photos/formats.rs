//! Every format that the press reads.

use image::ExtendedColorType;
use jpeg_encoder::{ColorType, SamplingFactor};
use reportage_press::photo::{header, press};

use crate::make::{self, avif, size};
use crate::shown::{Picture, assert_near, assert_scene, scene, shown};

#[test]
fn a_photo_of_every_format_is_read() {
    let picture = scene(64, 48);
    for (format, bytes) in [
        ("JPEG", make::jpeg(&picture)),
        ("PNG", make::png(&picture)),
        ("WebP", make::webp(&picture)),
        ("GIF", make::gif(&[&picture])),
        ("TIFF", make::tiff(&picture)),
        ("AVIF", avif::common(&picture)),
    ] {
        let header = header(&bytes).expect(format);
        assert_eq!(header.format, format);
        assert_eq!((header.width, header.height), (64, 48));
        assert_scene(&shown(&bytes));
    }
}

#[test]
fn a_jpeg_may_be_progressive_and_of_any_sampling() {
    let picture = scene(70, 50);
    for sampling in [
        SamplingFactor::R_4_4_4,
        SamplingFactor::R_4_2_2,
        SamplingFactor::R_4_4_0,
        SamplingFactor::R_4_2_0,
        SamplingFactor::R_4_1_1,
    ] {
        for progressive in [false, true] {
            let bytes = make::jpeg_with(&picture.rgb, size(&picture), ColorType::Rgb, |encoder| {
                encoder.set_sampling_factor(sampling);
                encoder.set_progressive(progressive);
                encoder.set_restart_interval(3);
            });
            assert_scene(&shown(&bytes));
        }
    }
}

#[test]
fn a_jpeg_may_have_a_scan_for_each_colour() {
    let picture = scene(70, 50);
    for sampling in [SamplingFactor::R_4_4_4, SamplingFactor::R_4_2_2] {
        let bytes = make::jpeg_with(&picture.rgb, size(&picture), ColorType::Rgb, |encoder| {
            encoder.set_sampling_factor(sampling);
            encoder.set_optimized_huffman_tables(true);
        });
        assert_scene(&shown(&bytes));
    }
}

#[test]
fn a_jpeg_with_another_picture_after_it_is_itself() {
    let mut bytes = make::jpeg(&scene(64, 48));
    bytes.extend(make::jpeg(&Picture::plain(64, 48, [0; 3])));
    bytes.extend(b"and whatever a phone appends");
    assert_scene(&shown(&bytes));
}

#[test]
fn gray_photos_are_gray() {
    let gray = vec![90; 32 * 24];
    let wide: Vec<u8> = gray.iter().flat_map(|byte| [*byte; 2]).collect();
    for bytes in [
        make::jpeg_with(&gray, (32, 24), ColorType::Luma, |_| {}),
        make::png_with(&gray, (32, 24), ExtendedColorType::L8, |_| {}),
        make::png_with(&wide, (32, 24), ExtendedColorType::L16, |_| {}),
        make::tiff_with::<tiff::encoder::colortype::Gray8>(&gray, (32, 24), |_| {}),
    ] {
        assert_near(shown(&bytes).at(16, 12), [90; 3], 2);
    }
}

#[test]
fn sixteen_bits_are_read() {
    let picture = scene(32, 24);
    let wide: Vec<u16> = picture
        .rgb
        .iter()
        .map(|byte| u16::from(*byte) * 257)
        .collect();
    let bytes: Vec<u8> = wide
        .iter()
        .flat_map(|sample| sample.to_ne_bytes())
        .collect();
    assert_scene(&shown(&make::png_with(
        &bytes,
        size(&picture),
        ExtendedColorType::Rgb16,
        |_| {},
    )));
    assert_scene(&shown(&make::tiff_with::<tiff::encoder::colortype::RGB16>(
        &wide,
        size(&picture),
        |_| {},
    )));
}

#[test]
fn what_is_clear_becomes_white() {
    // The left half is clear, the right half half clear.
    let rgba: Vec<u8> = (0..32 * 24)
        .flat_map(|pixel| [0, 0, 0, if pixel % 32 < 16 { 0 } else { 128 }])
        .collect();
    for bytes in [
        make::png_with(&rgba, (32, 24), ExtendedColorType::Rgba8, |_| {}),
        make::webp_with(&rgba, (32, 24), ExtendedColorType::Rgba8, |_| {}),
        make::tiff_with::<tiff::encoder::colortype::RGBA8>(&rgba, (32, 24), |_| {}),
    ] {
        let picture = shown(&bytes);
        assert_near(picture.at(4, 12), [255; 3], 3);
        assert_near(picture.at(28, 12), [127; 3], 4);
    }
}

#[test]
fn a_webp_with_loss_is_read() {
    let picture = shown(make::LOSSY_WEBP);
    assert_eq!(size(&picture), (16, 8));
    assert!(picture.at(2, 4)[0] > 180 && picture.at(2, 4)[2] < 80);
    assert!(picture.at(13, 4)[2] > 180 && picture.at(13, 4)[0] < 80);
}

#[test]
fn an_animation_is_its_first_picture() {
    let (red, blue) = ([250, 10, 10], [10, 10, 250]);
    let gif = make::gif(&[&Picture::plain(16, 16, red), &Picture::plain(16, 16, blue)]);
    assert_near(shown(&gif).at(8, 8), red, 12);
    assert_near(shown(&make::webp_animation()).at(2, 2), red, 12);
}

#[test]
fn an_avif_may_be_coded_in_every_way() {
    use rav1e::prelude::*;
    let picture = scene(64, 48);
    for depth in [8, 10, 12] {
        for sampling in [
            ChromaSampling::Cs420,
            ChromaSampling::Cs422,
            ChromaSampling::Cs444,
        ] {
            for range in [PixelRange::Full, PixelRange::Limited] {
                for matrix in [
                    MatrixCoefficients::BT601,
                    MatrixCoefficients::BT709,
                    MatrixCoefficients::BT2020NCL,
                ] {
                    let coding = avif::Coding {
                        depth,
                        sampling,
                        range,
                        matrix,
                        ..avif::COMMON
                    };
                    let bytes = avif::picture(&picture, coding, Vec::new());
                    let pressed =
                        press(&bytes).unwrap_or_else(|error| panic!("{coding:?}: {error}"));
                    assert_scene(&crate::shown::jpeg_of(&pressed));
                }
            }
        }
    }
}

#[test]
fn an_avif_may_be_of_red_green_and_blue_themselves() {
    use rav1e::prelude::*;
    let coding = avif::Coding {
        sampling: ChromaSampling::Cs444,
        matrix: MatrixCoefficients::Identity,
        ..avif::COMMON
    };
    assert_scene(&shown(&avif::picture(&scene(64, 48), coding, Vec::new())));
}

#[test]
fn an_avif_may_be_gray() {
    use rav1e::prelude::*;
    let coding = avif::Coding {
        sampling: ChromaSampling::Cs400,
        ..avif::COMMON
    };
    let bytes = avif::picture(&Picture::plain(40, 30, [90; 3]), coding, Vec::new());
    assert_near(shown(&bytes).at(20, 15), [90; 3], 3);
}

#[test]
fn an_avif_may_be_put_together_of_pieces() {
    assert_scene(&shown(&avif::grid(&scene(150, 100), 64)));
}

#[test]
fn the_alpha_of_an_avif_counts() {
    use rav1e::prelude::*;
    let coding = avif::Coding {
        sampling: ChromaSampling::Cs400,
        ..avif::COMMON
    };
    // Clear on the left.
    let alpha = Picture::of(64, 48, |x, _| if x < 32 { [0; 3] } else { [255; 3] });
    let name = b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0";
    let items = [
        avif::Item::picture(
            (64, 48),
            avif::av1(&scene(64, 48), avif::COMMON),
            Vec::new(),
        ),
        avif::Item::picture(
            (64, 48),
            avif::av1(&alpha, coding),
            vec![avif::full(b"auxC", 0, name)],
        ),
    ];
    let picture = shown(&avif::file(&items, &[(*b"auxl", 2, &[1])]));
    let [top_left, top_right, bottom_left, _] = picture.quarters();
    assert_near(top_left, [255; 3], 4);
    assert_near(bottom_left, [255; 3], 4);
    assert_near(top_right, crate::shown::QUARTERS[1], 8);
}

#[test]
fn what_the_press_makes_the_press_reads() {
    let pressed = press(&make::png(&scene(200, 100))).expect("a picture");
    for file in &pressed.files {
        assert_scene(&shown(&file.bytes));
    }
}

#[test]
fn a_drawing_is_published_in_every_width() {
    let bytes = make::svg().into_bytes();
    let header = header(&bytes).expect("a drawing");
    assert_eq!(
        (header.format, header.width, header.height),
        ("SVG", 2880, 1920)
    );
    let pressed = press(&bytes).expect("a drawing");
    assert_eq!(pressed.files.len(), 10);
    assert_scene(&crate::shown::jpeg_of(&pressed));
}

#[test]
fn a_drawing_is_on_white() {
    let svg = "<!-- of a licence --><svg xmlns='http://www.w3.org/2000/svg' width='4' height='1'>
        <path d='M0 0h2v1h-2z' fill-opacity='.5'/></svg>";
    let picture = shown(svg.as_bytes());
    assert_near(picture.at(500, 300), [127; 3], 3);
    assert_near(picture.at(2500, 300), [255; 3], 1);
}

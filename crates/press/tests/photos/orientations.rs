//! Photos of every way up.

use image::{ExtendedColorType, ImageEncoder};
use jpeg_encoder::ColorType;
use reportage_press::photo::header;

use crate::make::{self, avif, exif, size};
use crate::shown::{Picture, assert_scene, scene, shown};

/// A picture as it is stored so that it is upright once it is turned as the Exif value
/// says: which side its first row and its first column are (TIFF 6.0, page 36).
fn stored(upright: &Picture, value: u8) -> Picture {
    let (width, height) = size(upright);
    let (right, bottom) = (width - 1, height - 1);
    let (columns, rows) = if value < 5 {
        (width, height)
    } else {
        (height, width)
    };
    Picture::of(columns, rows, |column, row| {
        let (x, y) = match value {
            1 => (column, row),
            2 => (right - column, row),
            3 => (right - column, bottom - row),
            4 => (column, bottom - row),
            5 => (row, column),
            6 => (right - row, column),
            7 => (right - row, bottom - column),
            _ => (row, bottom - column),
        };
        upright.at(x, y)
    })
}

/// Photos of a format, of which each is upright in another way.
fn check(make: impl Fn(&Picture, u8) -> Vec<u8>) {
    let upright = scene(60, 40);
    for value in 1..=8 {
        let bytes = make(&stored(&upright, value), value);
        let header = header(&bytes).expect("a header");
        assert_eq!(
            (header.width, header.height),
            (60, 40),
            "orientation {value}"
        );
        let picture = shown(&bytes);
        assert_eq!(size(&picture), (60, 40));
        assert_scene(&picture);
    }
}

#[test]
fn a_jpeg_is_upright() {
    check(|picture, value| {
        make::jpeg_with(&picture.rgb, size(picture), ColorType::Rgb, |encoder| {
            encoder.add_exif_metadata(&exif(value)).expect("Exif");
        })
    });
}

#[test]
fn a_png_is_upright() {
    check(|picture, value| {
        make::png_with(
            &picture.rgb,
            size(picture),
            ExtendedColorType::Rgb8,
            |encoder| {
                encoder.set_exif_metadata(exif(value)).expect("Exif");
            },
        )
    });
}

#[test]
fn a_webp_is_upright() {
    check(|picture, value| {
        make::webp_with(
            &picture.rgb,
            size(picture),
            ExtendedColorType::Rgb8,
            |encoder| {
                encoder.set_exif_metadata(exif(value)).expect("Exif");
            },
        )
    });
}

#[test]
fn a_tiff_is_upright() {
    check(|picture, value| make::tiff_oriented(picture, value.into()));
}

#[test]
fn an_avif_is_upright() {
    check(|picture, value| {
        // Quarters anticlockwise, and then what is exchanged: 0 for top and bottom.
        let (quarters, axis) = match value {
            1 => (0, None),
            2 => (0, Some(1)),
            3 => (2, None),
            4 => (0, Some(0)),
            5 => (1, Some(0)),
            6 => (3, None),
            7 => (1, Some(1)),
            _ => (1, None),
        };
        let mut properties = vec![avif::boxed(b"irot", &[quarters])];
        properties.extend(axis.map(|axis| avif::boxed(b"imir", &[axis])));
        avif::picture(picture, avif::COMMON, properties)
    });
}

#[test]
fn a_wide_photo_that_is_stored_tall_has_the_widths_of_a_wide_one() {
    let upright = scene(1000, 20);
    let picture = stored(&upright, 6);
    let bytes = make::jpeg_with(&picture.rgb, size(&picture), ColorType::Rgb, |encoder| {
        encoder.add_exif_metadata(&exif(6)).expect("Exif");
    });
    let pressed = reportage_press::photo::press(&bytes).expect("a picture");
    let sizes: Vec<_> = pressed
        .files
        .iter()
        .map(|file| (file.width, file.height))
        .collect();
    assert_eq!(sizes, [(480, 10), (960, 19), (480, 10), (960, 19)]);
    assert_scene(&crate::shown::jpeg_of(&pressed));
}

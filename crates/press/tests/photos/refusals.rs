//! What the press cannot read, and what it says to that.

use reportage_press::photo::{PhotoError, header, press};

use crate::make::{self, avif};
use crate::shown::scene;

/// What both say, as it is the same.
#[track_caller]
fn refusal(bytes: &[u8]) -> PhotoError {
    let error = press(bytes).expect_err("no picture");
    assert_eq!(header(bytes).expect_err("no picture"), error);
    error
}

#[test]
fn a_heic_photo_is_told_the_way_out() {
    for brand in [b"heic", b"heix", b"mif1", b"msf1"] {
        let bytes = avif::boxed(b"ftyp", &[brand.as_slice(), b"\0\0\0\0mif1heic"].concat());
        let error = refusal(&bytes);
        assert_eq!(
            error.message,
            "is a HEIC picture, which the press cannot read"
        );
        assert_eq!(
            error.help,
            "Export it as JPEG: in Photos on a Mac, File › Export; on an iPhone, Settings › \
             Camera › Formats › Most Compatible"
        );
    }
}

#[test]
fn raw_files_are_told_the_way_out() {
    // Little-endian, with one tag of two bytes in its first directory.
    let tagged = |tag: [u8; 2], value: u16| {
        let [low, high] = value.to_le_bytes();
        let mut bytes = b"II*\0\x08\0\0\0\x01\0".to_vec();
        bytes.extend([
            tag[0], tag[1], 3, 0, 1, 0, 0, 0, low, high, 0, 0, 0, 0, 0, 0,
        ]);
        bytes
    };
    // A Nikon: the sensor's picture is in a directory below the first.
    let mut nikon = b"MM\0*\0\0\0\x08\0\x01\x01\x4A\0\x04\0\0\0\x01\0\0\0\x1A\0\0\0\0".to_vec();
    nikon.extend(b"\0\x01\x01\x06\0\x03\0\0\0\x01\x80\x23\0\0\0\0\0\0");
    for bytes in [
        b"II*\0\x10\0\0\0CR\x02\0".to_vec(),
        b"II\x1A\0\0\0HEAPCCDR".to_vec(),
        b"IIU\0\x18\0\0\0".to_vec(),
        b"IIRO\x08\0\0\0".to_vec(),
        b"FUJIFILMCCD-RAW 0201".to_vec(),
        avif::boxed(b"ftyp", b"crx \0\0\0\x01crx isom"),
        // DNG, a sensor's picture, Sony's compression.
        tagged([0x12, 0xC6], 1),
        tagged([0x06, 0x01], 32_803),
        tagged([0x03, 0x01], 32_767),
        nikon,
    ] {
        let error = refusal(&bytes);
        assert_eq!(
            error.message,
            "is a camera's raw file, which the press cannot read"
        );
        assert_eq!(
            error.help,
            "Develop it in your photo program and export it as JPEG"
        );
    }
}

#[test]
fn other_files_are_called_by_their_names() {
    for (bytes, message) in [
        (
            b"8BPS\0\x01".as_slice(),
            "is a Photoshop document, which the press cannot read",
        ),
        (
            b"\xFF\x0A\xFA",
            "is a JPEG XL picture, which the press cannot read",
        ),
        (
            b"\0\0\0\x0CJXL \r\n\x87\n",
            "is a JPEG XL picture, which the press cannot read",
        ),
        (
            b"\0\0\0\x0CjP  \r\n\x87\n",
            "is a JPEG 2000 picture, which the press cannot read",
        ),
        (
            b"BM\x46\0\0\0\0\0\0\0\x36\0",
            "is a BMP picture, which the press cannot read",
        ),
        (
            b"\0\0\0\x14ftypqt  \0\0\0\0qt  ",
            "is a film, which the press cannot read",
        ),
        (
            b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2",
            "is a film, which the press cannot read",
        ),
        (
            b"\x1A\x45\xDF\xA3\x01",
            "is a film, which the press cannot read",
        ),
        (
            b"RIFF\x24\0\0\0AVI LIST",
            "is a film, which the press cannot read",
        ),
        (
            b"%PDF-1.7\n",
            "is a PDF document, which the press cannot read",
        ),
        (
            b"<!DOCTYPE html><svg></svg>",
            "is a web page, not a picture",
        ),
        (b"\n<html><body>", "is a web page, not a picture"),
        (
            "Ein Bild? Nein, Wörter.".as_bytes(),
            "is a text, not a picture",
        ),
        (
            b"PK\x03\x04\x14",
            "is an archive or an office document, which the press cannot read",
        ),
        (
            b"\x1F\x8B\x08\0",
            "is a compressed file, which the press cannot read",
        ),
        (
            b"\0\x01\x02\x03",
            "is in an unknown format, which the press cannot read",
        ),
    ] {
        assert_eq!(refusal(bytes).message, message);
    }
    assert_eq!(refusal(b"").message, "is empty");
}

#[test]
fn a_jpeg_that_is_cut_off_is_not_shown_gray() {
    for progressive in [false, true] {
        let picture = scene(200, 150);
        let bytes = make::jpeg_with(
            &picture.rgb,
            make::size(&picture),
            jpeg_encoder::ColorType::Rgb,
            |encoder| encoder.set_progressive(progressive),
        );
        for kept in [bytes.len() / 2, bytes.len() * 9 / 10, bytes.len() - 2] {
            let error = press(&bytes[..kept]).expect_err("half a picture");
            assert_eq!(error.message, "is cut off: the end of the file is missing");
            assert_eq!(
                error.help,
                "Copy it from the camera, or export it, once more"
            );
        }
    }
}

#[test]
fn whatever_is_cut_off_is_called_that() {
    let picture =
        crate::shown::Picture::of(64, 48, |x, y| [x as u8 * 3, y as u8 * 5, (x * y) as u8]);
    for (format, bytes) in [
        ("PNG", make::png(&picture)),
        ("WebP", make::webp(&picture)),
        ("TIFF", make::tiff(&picture)),
        ("AVIF", avif::common(&picture)),
    ] {
        let error = press(&bytes[..bytes.len() * 2 / 3]).expect_err(format);
        assert_eq!(
            error.message, "is cut off: the end of the file is missing",
            "{format}"
        );
    }
}

#[test]
fn a_jpeg_that_the_decoder_would_jumble_is_refused() {
    use jpeg_encoder::{ColorType, SamplingFactor};
    let picture = scene(64, 48);
    let in_turns = make::jpeg_with(&picture.rgb, (64, 48), ColorType::Rgb, |encoder| {
        encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
        encoder.set_optimized_huffman_tables(true);
    });
    let fine_black = make::jpeg_with(&[9; 64 * 48 * 4], (64, 48), ColorType::Cmyk, |encoder| {
        encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
    });
    for bytes in [in_turns, fine_black] {
        let error = refusal(&bytes);
        assert_eq!(
            error.message,
            "is a JPEG of a rare kind, which the press cannot read"
        );
        assert_eq!(
            error.help,
            "Open it in a picture editor and save it as JPEG or PNG"
        );
    }
}

#[test]
fn a_drawing_with_text_is_told_the_way_out() {
    let svg =
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 900 9'><text>Mosul</text></svg>";
    let error = refusal(svg.as_bytes());
    assert_eq!(
        error.message,
        "is a drawing with text, and the press has no fonts"
    );
    assert_eq!(
        error.help,
        "Convert the text to paths: in Inkscape, Path › Object to Path; in Illustrator, \
         Type › Create Outlines"
    );
    let empty = svg.replace("Mosul", " ");
    assert!(press(empty.as_bytes()).is_ok());
}

#[test]
fn a_drawing_reads_no_other_file_and_nothing_from_the_network() {
    let secret = std::env::temp_dir().join("reportage-photo-that-no-drawing-may-show.png");
    std::fs::write(&secret, make::png(&scene(8, 8))).expect("a file");
    let path = secret.display();
    let nested =
        "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>".replace('<', "&lt;");
    for href in [
        format!("file://{path}"),
        path.to_string(),
        "https://example.org/photo.png".to_owned(),
        "//example.org/photo.png".to_owned(),
        "data:image/png;base64,iVBORw0KGgo=".to_owned(),
        nested.replace('\'', "&quot;"),
    ] {
        for element in ["image", "feImage", "x:image"] {
            for attribute in ["href", "xlink:href"] {
                let svg = format!(
                    "<svg xmlns='http://www.w3.org/2000/svg' xmlns:x='http://www.w3.org/2000/svg' \
                     xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 9 9'>\
                     <{element} {attribute}='{href}' width='9' height='9'/></svg>"
                );
                assert_eq!(
                    refusal(svg.as_bytes()).message,
                    "is a drawing with another picture in it, and the press loads none"
                );
            }
        }
    }
    for doctype in [
        format!("<!DOCTYPE svg [<!ENTITY e SYSTEM 'file://{path}'>]>"),
        "<!DOCTYPE svg [<!ENTITY e PUBLIC 'e' 'https://example.org/e'>]>".to_owned(),
        format!("<!DOCTYPE svg [<!ENTITY % p SYSTEM 'file://{path}'> %p;]>"),
    ] {
        let svg = format!(
            "{doctype}<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><desc>&e;</desc></svg>"
        );
        assert!(press(svg.as_bytes()).is_err(), "{doctype}");
    }
    std::fs::remove_file(secret).expect("the file is still there");
}

#[test]
fn what_a_drawing_names_elsewhere_is_as_if_it_were_not_there() {
    let drawn = |head: &str, fill: &str| {
        let svg = format!(
            "{head}<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' \
             viewBox='0 0 900 9'>{fill}<path d='M0 0h900v9z' fill='#123456'/></svg>"
        );
        press(svg.as_bytes()).unwrap_or_else(|error| panic!("{fill}: {error}"))
    };
    let plain = drawn("", "");
    let secret = std::env::temp_dir().join("reportage-style-that-no-drawing-may-use.css");
    std::fs::write(&secret, "path { fill: red !important }").expect("a file");
    let path = secret.display();
    for fill in [
        format!("<style>@import 'file://{path}';</style>"),
        format!("<style>@import url({path}); @import 'https://example.org/a.css';</style>"),
        format!("<use href='file://{path}#a'/><use xlink:href='https://example.org/a.svg#a'/>"),
        "<script href='https://example.org/a.js'/><script>while (true) {}</script>".to_owned(),
        "<a href='https://example.org/'/>".to_owned(),
    ] {
        assert!(drawn("", &fill) == plain, "{fill}");
    }
    let stylesheet = format!("<?xml-stylesheet href='file://{path}'?>");
    assert!(drawn(&stylesheet, "") == plain);
    std::fs::remove_file(secret).expect("the file is still there");
}

#[test]
fn an_avif_that_is_not_shown_as_its_author_wants_is_refused() {
    let picture = scene(32, 32);
    let cropped = avif::picture(&picture, avif::COMMON, vec![avif::boxed(b"clap", &[0; 32])]);
    assert_eq!(
        refusal(&cropped).message,
        "is an AVIF that is cropped by its header, which the press cannot read"
    );
    let layered = avif::picture(&picture, avif::COMMON, vec![avif::boxed(b"lsel", &[0; 2])]);
    assert_eq!(
        refusal(&layered).message,
        "is an AVIF with the rare property lsel, which the press cannot read"
    );
    let code = avif::boxed(b"colr", b"nclx\0\x09\0\x10\0\x09\x80");
    let bright = avif::picture(&picture, avif::COMMON, vec![code]);
    assert_eq!(
        refusal(&bright).message,
        "is in high dynamic range, which the press cannot show as it is meant"
    );
}

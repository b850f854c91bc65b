//! Small files that claim to be giants.

use reportage_press::photo::{header, press};

use crate::make::{self, avif};
use crate::shown::scene;

#[track_caller]
fn assert_too_large(bytes: &[u8]) {
    let error = press(bytes).expect_err("a giant");
    assert!(
        error.message.contains("more than the press takes"),
        "{}",
        error.message
    );
    assert_eq!(header(bytes).expect_err("a giant"), error);
}

#[test]
fn giants_are_refused_by_their_headers() {
    let side = 60_000u32;
    let mut png = make::png(&scene(8, 8));
    png[16..20].copy_from_slice(&side.to_be_bytes());
    png[20..24].copy_from_slice(&side.to_be_bytes());
    assert_too_large(&png);

    let mut gif = make::gif(&[&scene(8, 8)]);
    gif[6..10].fill(0xFF);
    assert_too_large(&gif);

    let mut jpeg = make::jpeg(&scene(8, 8));
    let frame = jpeg.windows(2).position(|marker| marker == [0xFF, 0xC0]);
    let frame = frame.expect("a frame header");
    jpeg[frame + 5..frame + 9].fill(0xFF);
    assert_too_large(&jpeg);

    let webp = b"RIFF\x1E\0\0\0WEBPVP8X\x0A\0\0\0\0\0\0\0\xFF\x3F\0\xFF\x3F\0VP8L\0\0\0\0";
    assert_too_large(webp);

    let tiff = {
        let mut bytes = b"II*\0\x08\0\0\0\x09\0".to_vec();
        for (tag, value) in [
            (256, side),
            (257, side),
            (258, 8),
            (259, 1),
            (262, 1),
            (273, 8),
            (277, 1),
            (278, side),
            (279, 64),
        ] {
            bytes.extend(u16::to_le_bytes(tag));
            bytes.extend([4, 0, 1, 0, 0, 0]);
            bytes.extend(u32::to_le_bytes(value));
        }
        bytes.extend([0; 4]);
        bytes
    };
    assert_too_large(&tiff);

    let stream = avif::av1(&scene(8, 8), avif::COMMON);
    let item = avif::Item::picture((side, side), stream, Vec::new());
    assert_too_large(&avif::file(&[item], &[]));
}

#[test]
fn a_picture_that_is_larger_than_its_container_says_is_refused() {
    let stream = avif::av1(&scene(200, 200), avif::COMMON);
    let item = avif::Item::picture((100, 100), stream, Vec::new());
    assert!(press(&avif::file(&[item], &[])).is_err());
}

#[test]
fn a_giant_frame_on_a_small_canvas_is_refused() {
    let mut gif = make::gif(&[&scene(8, 8)]);
    // The size of the frame, in its descriptor.
    let frame = gif.iter().rposition(|byte| *byte == b',').expect("a frame");
    gif[frame + 5..frame + 9].fill(0xFF);
    assert!(press(&gif).is_err());
}

#[test]
fn a_drawing_of_any_size_is_published_in_the_widths_of_all() {
    for (width, height) in [("1e9", "1e9"), ("1e-3", "1e-3"), ("1000000", "1")] {
        let svg =
            format!("<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'/>");
        let pressed = header(svg.as_bytes());
        let pixels = pressed.map(|header| u64::from(header.width) * u64::from(header.height));
        assert!(
            pixels.is_ok_and(|pixels| pixels <= 16_100_000),
            "{width} × {height}"
        );
    }
}

#[test]
fn a_drawing_like_a_thread_is_refused() {
    assert_too_large(b"<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1000000'/>");
}

#[test]
fn a_drawing_of_a_hundred_layers_is_refused() {
    let depth = 100;
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 3 2'>{}<path d='M0 0h3v2z'/>{}</svg>",
        "<g opacity='.9'><path d='M0 0h3v2z'/>".repeat(depth),
        "</g>".repeat(depth)
    );
    let error = press(svg.as_bytes()).expect_err("too many layers");
    assert!(
        error.message.contains("of memory to open"),
        "{}",
        error.message
    );
}

#[test]
fn a_drawing_that_multiplies_itself_is_refused() {
    let mut entities = "<!ENTITY a0 'aaaaaaaaaa'>".to_owned();
    for level in 1..30 {
        let previous = format!("&a{};", level - 1).repeat(10);
        entities.push_str(&format!("<!ENTITY a{level} '{previous}'>"));
    }
    let svg = format!(
        "<!DOCTYPE svg [{entities}]><svg xmlns='http://www.w3.org/2000/svg'><desc>&a29;</desc></svg>"
    );
    assert!(press(svg.as_bytes()).is_err());

    let mut uses = "<g id='u0'><path d='M0 0h1v1z'/></g>".to_owned();
    for level in 1..30 {
        let previous = format!("<use href='#u{}'/>", level - 1).repeat(10);
        uses.push_str(&format!("<g id='u{level}'>{previous}</g>"));
    }
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><defs>{uses}</defs><use href='#u29'/></svg>"
    );
    assert!(press(svg.as_bytes()).is_err());
}

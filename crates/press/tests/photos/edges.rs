//! The bounds of what the press takes on, each at its edge: what is just within is taken, what is
//! just beyond is refused. `docs/authoring.md` has the numbers.

use reportage_press::photo::bounds::{
    MAX_DECODING_BYTES, MAX_DRAWING, MAX_ELEMENTS, MAX_FILE_BYTES, MAX_FRAMES, MAX_PIXELS,
    MAX_SCANS, MAX_SIDE, MAX_SVG_BYTES, check_memory, check_size,
};
use reportage_press::photo::{header, press, verify};

use crate::make::{self, avif};
use crate::shown::scene;

/// What is said of a file, or nothing if it is taken.
fn refusal(bytes: &[u8]) -> Option<String> {
    header(bytes).err().map(|error| error.message)
}

fn svg(inside: &str) -> Vec<u8> {
    format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 3 2'>{inside}</svg>").into()
}

#[test]
fn the_numbers_are_those_of_the_documents() {
    let mib = 1 << 20;
    assert_eq!((MAX_FILE_BYTES, MAX_SVG_BYTES), (512 * mib, 16 * mib));
    assert_eq!((MAX_PIXELS, MAX_SIDE), (120_000_000, 65_535));
    assert_eq!(MAX_DECODING_BYTES, 900 * mib as u64);
    assert_eq!((MAX_SCANS, MAX_FRAMES), (100, 8));
    assert_eq!((MAX_ELEMENTS, MAX_DRAWING), (500_000, 20_000_000_000));
}

#[test]
fn bytes_of_a_file() {
    let bytes = vec![0; MAX_FILE_BYTES + 1];
    let message = refusal(&bytes[1..]).expect("it is no picture");
    assert!(message.contains("unknown format"), "{message}");
    assert_eq!(refusal(&bytes).as_deref(), Some("is larger than 512 MiB"));
}

#[test]
fn bytes_of_a_drawing() {
    let mut drawing = svg("<path d='M0 0h3v2z'/>");
    drawing.resize(MAX_SVG_BYTES, b' ');
    assert_eq!(refusal(&drawing), None);
    drawing.push(b' ');
    assert_eq!(refusal(&drawing).as_deref(), Some("is larger than 16 MiB"));
}

#[test]
fn pixels_of_a_picture() {
    for (width, height) in [(12_000, 10_000), (MAX_SIDE, 1), (1, MAX_SIDE), (1, 1)] {
        assert_eq!(check_size(width, height), Ok(()), "{width} × {height}");
    }
    for (width, height) in [
        (12_000, 10_001),
        (MAX_SIDE + 1, 1),
        (1, MAX_SIDE + 1),
        (0, 9),
    ] {
        assert!(check_size(width, height).is_err(), "{width} × {height}");
    }
    // As a file says it: one more row, and nothing else.
    let says = |height: u32| {
        let mut png = make::png(&scene(8, 8));
        png[16..20].copy_from_slice(&12_000u32.to_be_bytes());
        png[20..24].copy_from_slice(&height.to_be_bytes());
        // Gray, so that memory is not what it wants too much of.
        png[25] = 0;
        let mut sum = flate2::Crc::new();
        sum.update(&png[12..29]);
        png[29..33].copy_from_slice(&sum.sum().to_be_bytes());
        refusal(&png)
    };
    assert_eq!(says(10_000), None);
    let message = says(10_001).expect("a row too many");
    assert!(
        message.starts_with("has 12000 × 10001 pixels, more than the press takes"),
        "{message}"
    );
}

#[test]
fn memory_to_open_a_picture() {
    assert_eq!(check_memory(MAX_DECODING_BYTES), Ok(()));
    let error = check_memory(MAX_DECODING_BYTES + 1).expect_err("a byte too much");
    assert!(error.message.contains("more than the 900 MiB"), "{error}");
}

#[test]
fn scans_of_a_jpeg() {
    let picture = scene(32, 32);
    let bytes = make::jpeg_with(
        &picture.rgb,
        make::size(&picture),
        jpeg_encoder::ColorType::Rgb,
        |encoder| encoder.set_progressive(true),
    );
    let starts = bytes.windows(2).enumerate();
    let starts: Vec<_> = starts
        .filter(|(_, marker)| *marker == [0xFF, 0xDA])
        .map(|(at, _)| at)
        .collect();
    // The first has the mean of each block, and may come again and again.
    let of = |scans: usize| {
        let first = &bytes[starts[0]..starts[1]];
        let again = first.repeat(scans - starts.len());
        [&bytes[..starts[1]], &again, &bytes[starts[1]..]].concat()
    };
    assert_eq!(verify(&of(MAX_SCANS)), Ok(()));
    assert!(verify(&of(MAX_SCANS + 1)).is_err());
}

#[test]
fn frames_of_an_avif() {
    let picture = scene(32, 32);
    let stream = avif::av1(&picture, avif::COMMON);
    // Its last unit is the frame.
    let frame = last_unit(&stream);
    let of = |frames: usize| {
        let stream = [&stream[..], &frame.repeat(frames - 1)].concat();
        let item = avif::Item::picture((32, 32), stream, Vec::new());
        press(&avif::file(&[item], &[]))
            .err()
            .map(|error| error.message)
    };
    let many = "is an AVIF of many frames in one, which the press cannot read";
    assert_eq!(of(1), None);
    assert_ne!(of(MAX_FRAMES).as_deref(), Some(many));
    assert_eq!(of(MAX_FRAMES + 1).as_deref(), Some(many));
}

/// The last of the units of a stream, each of which says how long it is (AV1, 5.3).
fn last_unit(mut stream: &[u8]) -> Vec<u8> {
    loop {
        let (mut size, mut at) = (0, 1);
        loop {
            size |= usize::from(stream[at] & 0x7F) << (7 * (at - 1));
            at += 1;
            if stream[at - 1] < 0x80 {
                break;
            }
        }
        let (unit, rest) = stream.split_at(at + size);
        if rest.is_empty() {
            return unit.to_vec();
        }
        stream = rest;
    }
}

#[test]
fn pieces_of_an_avif() {
    let piece = |side: u32| {
        avif::Item::picture(
            (side, side),
            avif::av1(&scene(side, side), avif::COMMON),
            Vec::new(),
        )
    };
    // Of a picture of 64 × 64, in so many rows and columns.
    let grid = |rows: u8, columns: u8, pieces: Vec<avif::Item>| {
        let mut items = vec![avif::Item::picture(
            (64, 64),
            vec![0, 0, rows - 1, columns - 1, 0, 64, 0, 64],
            Vec::new(),
        )];
        items[0].kind = *b"grid";
        let numbers: Vec<u16> = (2..).take(pieces.len()).collect();
        items.extend(pieces);
        let file = avif::file(&items, &[(*b"dimg", 1, &numbers)]);
        press(&file).err().map(|error| error.message)
    };
    assert_eq!(grid(1, 1, vec![piece(64)]), None);
    let beyond = grid(1, 2, vec![piece(64), piece(64)]).expect("one too many");
    assert!(beyond.contains("go beyond it"), "{beyond}");
    let beyond = grid(2, 1, vec![piece(64), piece(64)]).expect("one too many");
    assert!(beyond.contains("go beyond it"), "{beyond}");
    let differing = grid(1, 2, vec![piece(32), piece(64)]).expect("of two sizes");
    assert!(differing.contains("not of one size"), "{differing}");
}

/// What every drawing that would take too long is told.
const TOO_LONG: &str = "is a drawing that would take minutes to draw";

#[test]
fn shapes_of_a_drawing() {
    // Each covers all of 2880 × 1920 pixels: 5,529,600, and something for its outline.
    let of = |shapes: usize| refusal(&svg(&"<path d='M0 0h3v2H0z'/>".repeat(shapes)));
    assert_eq!(of(3_550), None);
    assert_eq!(of(3_617).as_deref(), Some(TOO_LONG));
}

#[test]
fn elements_of_a_drawing() {
    // Each use is of a group and its shapes.
    const USES: usize = 4_900;
    let of = |last: usize| {
        let shape = "<path d='M0 0h0'/>";
        let group = format!("<g id='a'>{}</g>", shape.repeat(99));
        let used = "<use href='#a'/>".repeat(USES);
        svg(&format!(
            "<defs>{group}</defs>{used}<g>{}</g>",
            shape.repeat(last)
        ))
    };
    // Besides there are the drawing, the definitions, and the last group.
    let room = MAX_ELEMENTS as usize - USES * (1 + 100) - 100 - 3;
    let refused = refusal(&of(room + 1));
    assert_eq!(refused.as_deref(), Some(TOO_LONG));
    assert_ne!(refusal(&of(room)).as_deref(), Some(TOO_LONG));
}

#[test]
fn what_little_text_can_ask_of_a_drawing() {
    let filtered = |filter: &str| {
        svg(&format!(
            "<filter id='f' x='0' y='0' width='1' height='1'>{filter}</filter><path filter='url(#f)' d='M0 0h3v2z'/>"
        ))
    };
    for (what, drawing) in [
        (
            "a wide brush",
            filtered("<feMorphology operator='dilate' radius='1'/>"),
        ),
        (
            "a deep cloud",
            filtered("<feTurbulence baseFrequency='9' numOctaves='1000000'/>"),
        ),
        ("a large kernel", {
            let ones = "1 ".repeat(100 * 100);
            filtered(&format!(
                "<feConvolveMatrix order='100' kernelMatrix='{ones}'/>"
            ))
        }),
        ("patterns in patterns", {
            let patterns: String = (1..30)
                .map(|n| {
                    let shapes =
                        format!("<path d='M0 0h1v1H0z' fill='url(#p{})'/>", n - 1).repeat(10);
                    format!("<pattern id='p{n}' width='1' height='1'>{shapes}</pattern>")
                })
                .collect();
            svg(&format!(
                "<pattern id='p0' width='1' height='1'><path d='M0 0h1v1z'/></pattern>{patterns}<path d='M0 0h3v2z' fill='url(#p29)'/>"
            ))
        }),
        ("masks in masks", {
            let masks: String = (1..30)
                .map(|n| {
                    let shapes =
                        format!("<path d='M0 0h1v1H0z' mask='url(#m{})'/>", n - 1).repeat(10);
                    format!("<mask id='m{n}'>{shapes}</mask>")
                })
                .collect();
            svg(&format!(
                "<mask id='m0'><path d='M0 0h1v1z'/></mask>{masks}<path d='M0 0h3v2z' mask='url(#m29)'/>"
            ))
        }),
        (
            "a long line",
            svg(&format!("<path d='M0 0{}'/>", "L3 2L0 1".repeat(1_000_000))),
        ),
    ] {
        assert_eq!(refusal(&drawing).as_deref(), Some(TOO_LONG), "{what}");
    }
    for (what, drawing) in [
        (
            "a brush",
            filtered("<feMorphology operator='dilate' radius='0.01'/>"),
        ),
        (
            "a cloud",
            filtered("<feTurbulence baseFrequency='9' numOctaves='5'/>"),
        ),
        (
            "a shadow",
            filtered("<feDropShadow dx='.1' dy='.1' stdDeviation='.1'/>"),
        ),
    ] {
        assert_eq!(refusal(&drawing), None, "{what}");
    }
}

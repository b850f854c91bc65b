//! AVIF files of every kind: pictures of AV1 in a container of our own making.

use rav1e::prelude::*;

use crate::shown::Picture;

/// How a picture is coded.
#[derive(Clone, Copy, Debug)]
pub struct Coding {
    pub depth: usize,
    pub sampling: ChromaSampling,
    pub range: PixelRange,
    pub matrix: MatrixCoefficients,
    pub primaries: ColorPrimaries,
    pub transfer: TransferCharacteristics,
}

/// As most files are.
pub const COMMON: Coding = Coding {
    depth: 8,
    sampling: ChromaSampling::Cs420,
    range: PixelRange::Full,
    matrix: MatrixCoefficients::BT601,
    primaries: ColorPrimaries::BT709,
    transfer: TransferCharacteristics::SRGB,
};

/// A picture as a stream of AV1.
pub fn av1(picture: &Picture, coding: Coding) -> Vec<u8> {
    if coding.depth > 8 {
        encode::<u16>(picture, coding)
    } else {
        encode::<u8>(picture, coding)
    }
}

fn encode<P: Pixel>(picture: &Picture, coding: Coding) -> Vec<u8> {
    let mut settings = EncoderConfig::with_speed_preset(10);
    settings.width = picture.width as usize;
    settings.height = picture.height as usize;
    settings.bit_depth = coding.depth;
    settings.chroma_sampling = coding.sampling;
    settings.pixel_range = coding.range;
    settings.still_picture = true;
    settings.quantizer = 20;
    settings.color_description = Some(ColorDescription {
        color_primaries: coding.primaries,
        transfer_characteristics: coding.transfer,
        matrix_coefficients: coding.matrix,
    });
    let config = Config::new().with_encoder_config(settings).with_threads(1);
    let mut context: Context<P> = config.new_context().expect("an encoder");
    let mut frame = context.new_frame();
    // Every second pixel stands for its neighbours.
    let (across, down) = match coding.sampling {
        ChromaSampling::Cs420 => (2, 2),
        ChromaSampling::Cs422 => (2, 1),
        _ => (1, 1),
    };
    let planes = if coding.sampling == ChromaSampling::Cs400 {
        1
    } else {
        3
    };
    for channel in 0..planes {
        let (across, down) = if channel == 0 { (1, 1) } else { (across, down) };
        let mut plane = frame.planes[channel].mut_slice(Default::default());
        for (y, row) in plane.rows_iter_mut().enumerate() {
            for (x, sample) in row.iter_mut().enumerate() {
                let x = ((x * across) as u32).min(picture.width - 1);
                let y = ((y * down) as u32).min(picture.height - 1);
                let pixel = picture.at(x, y);
                *sample = P::cast_from(levels(pixel, coding)[channel]);
            }
        }
    }
    context.send_frame(frame).expect("a frame");
    context.flush();
    let mut stream = Vec::new();
    while let Ok(packet) = context.receive_packet() {
        stream.extend(packet.data);
    }
    stream
}

/// Luma and chroma of a pixel, in numbers of the coding (ITU-T H.273, 8.3).
fn levels(pixel: [u8; 3], coding: Coding) -> [u16; 3] {
    let [red, green, blue] = pixel.map(|channel| f64::from(channel) / 255.0);
    let most = f64::from((1u32 << coding.depth) - 1);
    let step = f64::from(1u32 << (coding.depth - 8));
    let (of_red, of_blue) = match coding.matrix {
        MatrixCoefficients::Identity => {
            return [green, blue, red].map(|channel| (channel * most).round() as u16);
        }
        MatrixCoefficients::BT709 => (0.2126, 0.0722),
        MatrixCoefficients::BT2020NCL => (0.2627, 0.0593),
        _ => (0.299, 0.114),
    };
    let luma = of_red * red + (1.0 - of_red - of_blue) * green + of_blue * blue;
    let blue = (blue - luma) / (2.0 * (1.0 - of_blue));
    let red = (red - luma) / (2.0 * (1.0 - of_red));
    let numbers = if coding.range == PixelRange::Full {
        [luma * most, blue * most, red * most]
    } else {
        [
            (16.0 + 219.0 * luma) * step,
            224.0 * blue * step,
            224.0 * red * step,
        ]
    };
    let [luma, blue, red] = numbers;
    [luma, blue + 128.0 * step, red + 128.0 * step]
        .map(|level| level.round().clamp(0.0, most) as u16)
}

/// An item of a file: its kind, its content and its properties.
pub struct Item {
    pub kind: [u8; 4],
    pub content: Vec<u8>,
    /// Whole boxes, and whether each is essential.
    pub properties: Vec<(Vec<u8>, bool)>,
}

impl Item {
    /// A picture with its size and other properties.
    pub fn picture(size: (u32, u32), content: Vec<u8>, properties: Vec<Vec<u8>>) -> Self {
        let properties = properties.into_iter().map(|property| (property, true));
        Self {
            kind: *b"av01",
            content,
            properties: std::iter::once((ispe(size), false))
                .chain(properties)
                .collect(),
        }
    }
}

/// A file of items, which are numbered from 1; the first is the picture. References
/// have a kind, an item, and to which items they go.
pub fn file(items: &[Item], references: &[([u8; 4], u16, &[u16])]) -> Vec<u8> {
    let ftyp = boxed(b"ftyp", b"avif\0\0\0\0avifmif1");
    // Twice, as what stands where depends on how long this is.
    let meta = meta(items, references, 0);
    let start = ftyp.len() + meta.len() + 8;
    let meta = self::meta(items, references, start as u32);
    let content: Vec<u8> = items.iter().flat_map(|item| item.content.clone()).collect();
    [ftyp, meta, boxed(b"mdat", &content)].concat()
}

fn meta(items: &[Item], references: &[([u8; 4], u16, &[u16])], start: u32) -> Vec<u8> {
    let count = items.len() as u16;
    let mut infos = count.to_be_bytes().to_vec();
    // Offsets and lengths of four bytes, nothing else.
    let mut locations = vec![0x44, 0];
    locations.extend(count.to_be_bytes());
    let mut properties = Vec::new();
    let mut associations = u32::from(count).to_be_bytes().to_vec();
    let (mut offset, mut index) = (start, 0);
    for (number, item) in (1u16..).zip(items) {
        let info = [&number.to_be_bytes()[..], &[0, 0], &item.kind, &[0]].concat();
        infos.extend(full(b"infe", 2, &info));
        locations.extend(number.to_be_bytes());
        locations.extend([0, 0, 0, 1]);
        locations.extend(offset.to_be_bytes());
        locations.extend((item.content.len() as u32).to_be_bytes());
        offset += item.content.len() as u32;
        associations.extend(number.to_be_bytes());
        associations.push(item.properties.len() as u8);
        for (property, essential) in &item.properties {
            properties.extend(property);
            index += 1;
            associations.push(if *essential { 0x80 | index } else { index });
        }
    }
    let references: Vec<u8> = references
        .iter()
        .flat_map(|(kind, from, to)| {
            let numbers = [*from, to.len() as u16]
                .into_iter()
                .chain(to.iter().copied());
            let numbers: Vec<u8> = numbers.flat_map(u16::to_be_bytes).collect();
            boxed(kind, &numbers)
        })
        .collect();
    let content = [
        full(b"hdlr", 0, b"\0\0\0\0pict\0\0\0\0\0\0\0\0\0\0\0\0\0"),
        full(b"pitm", 0, &[0, 1]),
        full(b"iinf", 0, &infos),
        full(b"iloc", 0, &locations),
        full(b"iref", 0, &references),
        boxed(
            b"iprp",
            &[boxed(b"ipco", &properties), full(b"ipma", 0, &associations)].concat(),
        ),
    ];
    full(b"meta", 0, &content.concat())
}

/// A box.
pub fn boxed(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let size = content.len() as u32 + 8;
    [&size.to_be_bytes(), &kind[..], content].concat()
}

/// A box with a version.
pub fn full(kind: &[u8; 4], version: u8, content: &[u8]) -> Vec<u8> {
    boxed(kind, &[&[version, 0, 0, 0], content].concat())
}

fn ispe((width, height): (u32, u32)) -> Vec<u8> {
    full(
        b"ispe",
        0,
        &[width.to_be_bytes(), height.to_be_bytes()].concat(),
    )
}

/// The property of a profile.
pub fn profile(bytes: &[u8]) -> Vec<u8> {
    boxed(b"colr", &[b"prof", bytes].concat())
}

/// A picture with properties.
pub fn picture(picture: &Picture, coding: Coding, properties: Vec<Vec<u8>>) -> Vec<u8> {
    let size = (picture.width, picture.height);
    file(
        &[Item::picture(size, av1(picture, coding), properties)],
        &[],
    )
}

/// A common file.
pub fn common(picture: &Picture) -> Vec<u8> {
    self::picture(picture, COMMON, Vec::new())
}

/// A picture cut into pieces of `side` × `side` pixels; those at the right and lower
/// edge go on beyond it.
pub fn grid(whole: &Picture, side: u32) -> Vec<u8> {
    let (columns, rows) = (whole.width.div_ceil(side), whole.height.div_ceil(side));
    let mut head = vec![0, 0, rows as u8 - 1, columns as u8 - 1];
    head.extend((whole.width as u16).to_be_bytes());
    head.extend((whole.height as u16).to_be_bytes());
    let mut items = vec![Item {
        kind: *b"grid",
        content: head,
        properties: vec![(ispe((whole.width, whole.height)), false)],
    }];
    for piece in 0..rows * columns {
        let (left, top) = (piece % columns * side, piece / columns * side);
        let picture = Picture::of(side, side, |x, y| {
            let (x, y) = (left + x, top + y);
            whole.at(x.min(whole.width - 1), y.min(whole.height - 1))
        });
        items.push(Item::picture(
            (side, side),
            av1(&picture, COMMON),
            Vec::new(),
        ));
    }
    let pieces: Vec<u16> = (2..items.len() as u16 + 1).collect();
    file(&items, &[(*b"dimg", 1, &pieces)])
}

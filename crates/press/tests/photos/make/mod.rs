//! Picture files of all formats.

pub mod avif;

use std::io::Cursor;

use image::codecs::gif::GifEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{Delay, ExtendedColorType, Frame, ImageEncoder, RgbaImage};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use tiff::encoder::{TiffEncoder, TiffValue, colortype};
use tiff::tags::Tag;

use crate::shown::{Picture, scene};

/// An Exif block that says nothing but the orientation.
pub fn exif(orientation: u8) -> Vec<u8> {
    let mut block = b"II*\0\x08\0\0\0\x01\0".to_vec();
    // The tag Orientation: one short number.
    block.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    block.extend([0; 4]);
    block
}

/// A JPEG file, as its `setting` wants it.
pub fn jpeg_with(
    samples: &[u8],
    (width, height): (u32, u32),
    color: ColorType,
    setting: impl FnOnce(&mut Encoder<&mut Vec<u8>>),
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 92);
    encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
    setting(&mut encoder);
    encoder
        .encode(samples, width as u16, height as u16, color)
        .expect("a JPEG file");
    bytes
}

/// A common JPEG file.
pub fn jpeg(picture: &Picture) -> Vec<u8> {
    jpeg_with(&picture.rgb, size(picture), ColorType::Rgb, |_| {})
}

/// A JPEG file of inks, all of them as fine.
pub fn cmyk(
    samples: &[u8],
    size: (u32, u32),
    color: ColorType,
    setting: impl FnOnce(&mut Encoder<&mut Vec<u8>>),
) -> Vec<u8> {
    jpeg_with(samples, size, color, |encoder| {
        encoder.set_sampling_factor(SamplingFactor::R_4_4_4);
        setting(encoder);
    })
}

/// A PNG file of any colours, with a profile and Exif as the `setting` wants.
pub fn png_with(
    samples: &[u8],
    (width, height): (u32, u32),
    color: ExtendedColorType,
    setting: impl FnOnce(&mut PngEncoder<&mut Vec<u8>>),
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new(&mut bytes);
    setting(&mut encoder);
    encoder
        .write_image(samples, width, height, color)
        .expect("a PNG file");
    bytes
}

/// A common PNG file.
pub fn png(picture: &Picture) -> Vec<u8> {
    png_with(&picture.rgb, size(picture), ExtendedColorType::Rgb8, |_| {})
}

/// A WebP file without loss.
pub fn webp_with(
    samples: &[u8],
    (width, height): (u32, u32),
    color: ExtendedColorType,
    setting: impl FnOnce(&mut WebPEncoder<&mut Vec<u8>>),
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = WebPEncoder::new_lossless(&mut bytes);
    setting(&mut encoder);
    encoder
        .write_image(samples, width, height, color)
        .expect("a WebP file");
    bytes
}

/// A common WebP file without loss.
pub fn webp(picture: &Picture) -> Vec<u8> {
    webp_with(&picture.rgb, size(picture), ExtendedColorType::Rgb8, |_| {})
}

/// A WebP file with loss, of 16 × 8 pixels: its left half is red, its right half
/// blue. There is no encoder in Rust that could make it.
pub const LOSSY_WEBP: &[u8] = b"RIFF\x40\0\0\0WEBPVP8 \x34\0\0\0\x90\x01\0\x9d\x01\x2a\x10\0\x08\
    \0\x01\x40\x26\x25\xa0\x02\x74\xba\0\x03\x98\0\xfe\xf8\xbf\x3f\xff\x08\x59\x7f\xe6\xc0\xff\
    \xf4\xb8\x3f\x04\x7f\xe9\x70\x7f\xfa\x5c\x0e\x1f\xff\x4b\x81\x9a\0\0\0";

/// A WebP animation of two frames, of 4 × 4 pixels each: red, then blue.
pub fn webp_animation() -> Vec<u8> {
    fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let mut chunk = name.to_vec();
        chunk.extend((content.len() as u32).to_le_bytes());
        chunk.extend(content);
        chunk.resize(chunk.len().next_multiple_of(2), 0);
        chunk
    }
    let mut body = b"WEBP".to_vec();
    // It is animated; the canvas has 4 × 4 pixels.
    body.extend(chunk(b"VP8X", &[2, 0, 0, 0, 3, 0, 0, 3, 0, 0]));
    body.extend(chunk(b"ANIM", &[0; 6]));
    for color in [[250, 10, 10], [10, 10, 250]] {
        let still = webp(&Picture::plain(4, 4, color));
        let mut frame = vec![0, 0, 0, 0, 0, 0, 3, 0, 0, 3, 0, 0, 100, 0, 0, 0];
        // All after the name of the file's kind is the chunk with its pixels.
        frame.extend(&still[12..]);
        body.extend(chunk(b"ANMF", &frame));
    }
    chunk(b"RIFF", &body)
}

/// A GIF animation whose frames have these colours, in part clear.
pub fn gif(frames: &[&Picture]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new(&mut bytes);
    for picture in frames {
        let rgba = picture.rgb.as_chunks::<3>().0.iter();
        let rgba = rgba.flat_map(|&[red, green, blue]| [red, green, blue, 255]);
        let pixels = RgbaImage::from_raw(picture.width, picture.height, rgba.collect());
        let delay = Delay::from_numer_denom_ms(100, 1);
        let frame = Frame::from_parts(pixels.expect("pixels"), 0, 0, delay);
        encoder.encode_frame(frame).expect("a frame");
    }
    drop(encoder);
    bytes
}

/// A TIFF file of any colours, with its own tags.
pub fn tiff_with<C: colortype::ColorType>(
    samples: &[C::Inner],
    (width, height): (u32, u32),
    tags: impl FnOnce(&mut Tags<'_, C>),
) -> Vec<u8>
where
    [C::Inner]: TiffValue,
{
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = TiffEncoder::new(&mut bytes).expect("a TIFF encoder");
    let mut image = encoder.new_image::<C>(width, height).expect("an image");
    tags(&mut image);
    image.write_data(samples).expect("the pixels");
    bytes.into_inner()
}

/// What writes the tags of a TIFF file.
pub type Tags<'a, C> =
    tiff::encoder::ImageEncoder<'a, &'a mut Cursor<Vec<u8>>, C, tiff::encoder::TiffKindStandard>;

/// A common TIFF file.
pub fn tiff(picture: &Picture) -> Vec<u8> {
    tiff_oriented(picture, 1)
}

/// A TIFF file with an orientation.
pub fn tiff_oriented(picture: &Picture, orientation: u16) -> Vec<u8> {
    tiff_with::<colortype::RGB8>(&picture.rgb, size(picture), |image| {
        let tags = image.encoder();
        tags.write_tag(Tag::Orientation, orientation)
            .expect("a tag");
    })
}

/// A drawing like [`scene`], of 120 × 80 units.
pub fn svg() -> String {
    let quarters: String = [(0, 0), (60, 0), (0, 40), (60, 40)]
        .into_iter()
        .zip(crate::shown::QUARTERS)
        .map(|((x, y), [red, green, blue])| {
            format!("<path d='M{x} {y}h60v40h-60z' fill='rgb({red},{green},{blue})'/>")
        })
        .collect();
    format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 120 80'>{quarters}</svg>")
}

/// A small file of every format that the press reads, and of some of their kinds.
pub fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let small = scene(24, 16);
    let gray: Vec<u8> = small.rgb.iter().copied().step_by(3).collect();
    let progressive = |encoder: &mut Encoder<&mut Vec<u8>>| encoder.set_progressive(true);
    let tagged = |encoder: &mut Encoder<&mut Vec<u8>>| {
        encoder.add_exif_metadata(&exif(6)).expect("Exif");
        let p3 = moxcms::ColorProfile::new_display_p3();
        let p3 = p3.encode().expect("a profile");
        encoder.add_icc_profile(&p3).expect("a profile");
    };
    let inks: Vec<u8> = gray.iter().flat_map(|gray| [*gray, 0, 99, 30]).collect();
    let clear: Vec<u8> = gray.iter().flat_map(|gray| [*gray, 90, 9, *gray]).collect();
    let wide: Vec<u8> = small.rgb.iter().flat_map(|byte| [*byte; 2]).collect();
    let size = size(&small);
    vec![
        ("jpeg", jpeg_with(&small.rgb, size, ColorType::Rgb, tagged)),
        (
            "progressive",
            jpeg_with(&small.rgb, size, ColorType::Rgb, progressive),
        ),
        ("gray", jpeg_with(&gray, size, ColorType::Luma, |_| {})),
        ("cmyk", cmyk(&inks, size, ColorType::Cmyk, |_| {})),
        ("png", png(&small)),
        (
            "clear png",
            png_with(&clear, size, ExtendedColorType::Rgba8, |_| {}),
        ),
        (
            "wide png",
            png_with(&wide, size, ExtendedColorType::Rgb16, |_| {}),
        ),
        ("webp", webp(&small)),
        ("lossy webp", LOSSY_WEBP.to_vec()),
        ("webp animation", webp_animation()),
        ("gif", gif(&[&small, &small])),
        ("tiff", tiff(&small)),
        ("avif", avif::common(&small)),
        ("avif grid", avif::grid(&scene(128, 128), 64)),
        ("svg", svg().into_bytes()),
    ]
}

/// Width and height.
pub fn size(picture: &Picture) -> (u32, u32) {
    (picture.width, picture.height)
}

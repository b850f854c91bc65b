//! A picture as files of every width, and what a page knows before they come.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine;
use fast_image_resize::images::Image;
use fast_image_resize::{PixelType, Resizer};
use rgb::FromSlice;
use serde_json::{Value, json};

use crate::drawing::Picture;

const WIDTHS: [u32; 4] = [480, 960, 1440, 2160];
const AVIF_QUALITY: f32 = 62.0;
const JPEG_QUALITY: u8 = 76;
/// ThumbHash takes pictures of at most this side.
const THUMB_SIDE: u32 = 100;

/// Writes `NAME-WIDTH.avif` and `.jpg` into `media`, and returns the fields of the
/// story's photo that follow from them. Their sizes and hashes come later, with
/// those of all files.
pub fn all_widths(picture: &Picture, name: &str, media: &Path) -> Result<Value> {
    let mut variants = Vec::new();
    for (extension, media_type) in [("avif", "image/avif"), ("jpg", "image/jpeg")] {
        for width in WIDTHS {
            let small = resize(picture, width)?;
            let bytes = match extension {
                "avif" => avif(&small)?,
                _ => jpeg(&small)?,
            };
            let file = format!("{name}-{width}.{extension}");
            std::fs::write(media.join(&file), &bytes)
                .with_context(|| format!("could not write {file}"))?;
            variants.push(json!({
                "src": format!("media/{file}"),
                "width": small.width,
                "height": small.height,
                "type": media_type,
            }));
        }
    }
    Ok(json!({
        "variants": variants,
        "thumbHash": thumb_hash(picture)?,
        "dominantColor": dominant_color(picture),
    }))
}

fn resize(picture: &Picture, width: u32) -> Result<Picture> {
    let height = (f64::from(picture.height) * f64::from(width) / f64::from(picture.width)).round();
    let height = height as u32;
    let source = Image::from_vec_u8(
        picture.width,
        picture.height,
        picture.rgb.clone(),
        PixelType::U8x3,
    )?;
    let mut target = Image::new(width, height, PixelType::U8x3);
    Resizer::new().resize(&source, &mut target, None)?;
    Ok(Picture {
        width,
        height,
        rgb: target.into_vec(),
    })
}

fn avif(picture: &Picture) -> Result<Vec<u8>> {
    let pixels = ravif::Img::new(
        picture.rgb.as_rgb(),
        picture.width as usize,
        picture.height as usize,
    );
    let encoded = ravif::Encoder::new()
        .with_quality(AVIF_QUALITY)
        .with_speed(6)
        .encode_rgb(pixels)?;
    Ok(encoded.avif_file)
}

fn jpeg(picture: &Picture) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, JPEG_QUALITY);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
    encoder.encode(
        &picture.rgb,
        u16::try_from(picture.width)?,
        u16::try_from(picture.height)?,
        jpeg_encoder::ColorType::Rgb,
    )?;
    Ok(bytes)
}

fn thumb_hash(picture: &Picture) -> Result<String> {
    let width = (THUMB_SIDE * picture.width / picture.width.max(picture.height)).max(1);
    let small = resize(picture, width)?;
    let rgba: Vec<u8> = small
        .rgb
        .chunks_exact(3)
        .flat_map(|pixel| [pixel[0], pixel[1], pixel[2], 255])
        .collect();
    let hash = thumbhash::rgba_to_thumb_hash(small.width as usize, small.height as usize, &rgba);
    Ok(base64::engine::general_purpose::STANDARD.encode(hash))
}

/// The mean of the most frequent colours, where colours are alike that share the
/// upper three bits of each channel.
fn dominant_color(picture: &Picture) -> String {
    let mut groups: HashMap<[u8; 3], [u64; 4]> = HashMap::new();
    for pixel in picture.rgb.chunks_exact(3) {
        let group = groups
            .entry([pixel[0] >> 5, pixel[1] >> 5, pixel[2] >> 5])
            .or_default();
        for (sum, channel) in group.iter_mut().zip(pixel) {
            *sum += u64::from(*channel);
        }
        group[3] += 1;
    }
    let [red, green, blue, count] = groups
        .into_iter()
        // By key too, so that a tie is always decided the same way.
        .max_by_key(|(key, group)| (group[3], *key))
        .map_or([0, 0, 0, 1], |(_, group)| group);
    format!(
        "#{:02x}{:02x}{:02x}",
        red / count,
        green / count,
        blue / count
    )
}

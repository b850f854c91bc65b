//! How close a file comes to its original: SSIMULACRA2, in which 90 can hardly be told
//! from the original beside it, 70 is high quality, and 50 is medium.
//!
//! The file is decoded by one decoder for whoever made it (zune-jpeg, within `image`;
//! dav1d in Rust). It is held against the original in its width, scaled by `image` with
//! Lanczos' filter of three lobes on sRGB's own values: the filter and the light in which
//! both programs scale, in code that neither of them runs.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, ensure};
use fast_ssim2::{PixelDescriptor, PixelSlice, compute_ssimulacra2};
use image::RgbImage;
use image::imageops::{self, FilterType};
use rayon::prelude::*;
use re_rav1d::dav1d::pixel::{MatrixCoefficients, YUVRange};
use re_rav1d::dav1d::{Decoder, Error, Picture, PixelLayout, PlanarImageComponent, Settings};

use crate::measure::{File, Format};

/// Originals in the sizes of files.
pub struct References(HashMap<(PathBuf, u32), RgbImage>);

impl References {
    /// Scales the original of each file to the file's size.
    pub fn new(files: &[File]) -> Result<Self> {
        let mut sizes: HashMap<&Path, Vec<(u32, u32)>> = HashMap::new();
        for file in files {
            let sizes = sizes.entry(&file.original).or_default();
            if !sizes.contains(&(file.width, file.height)) {
                sizes.push((file.width, file.height));
            }
        }
        let scaled: Vec<Vec<_>> = sizes
            .into_par_iter()
            .map(|(path, sizes)| {
                let original = jpeg(&fs::read(path)?)?;
                let scaled = sizes.into_iter().map(|(width, height)| {
                    let picture = imageops::resize(&original, width, height, FilterType::Lanczos3);
                    ((path.to_owned(), width), picture)
                });
                Ok(scaled.collect())
            })
            .collect::<Result<_>>()?;
        Ok(Self(scaled.into_iter().flatten().collect()))
    }

    /// The score of each file, in their order.
    pub fn scores(&self, files: &[File]) -> Result<Vec<f64>> {
        files.par_iter().map(|file| self.score(file)).collect()
    }

    fn score(&self, file: &File) -> Result<f64> {
        let name = || file.path.display().to_string();
        let bytes = fs::read(&file.path).with_context(name)?;
        let decoded = match file.format {
            Format::Avif => avif(&bytes),
            Format::Jpeg => jpeg(&bytes),
        };
        let decoded = decoded.with_context(name)?;
        let reference = self
            .0
            .get(&(file.original.clone(), file.width))
            .with_context(name)?;
        ensure!(
            decoded.dimensions() == reference.dimensions(),
            "{} has another size than it should",
            name()
        );
        let score = compute_ssimulacra2(&pixels(reference)?, &pixels(&decoded)?);
        score.map_err(|why| anyhow!("{}: {why}", name()))
    }
}

fn pixels(picture: &RgbImage) -> Result<PixelSlice<'_>> {
    let (width, height) = picture.dimensions();
    let (stride, kind) = (width as usize * 3, PixelDescriptor::RGB8_SRGB);
    PixelSlice::new(picture, width, height, stride, kind).map_err(|why| anyhow!("{why}"))
}

fn jpeg(bytes: &[u8]) -> Result<RgbImage> {
    Ok(image::load_from_memory_with_format(bytes, image::ImageFormat::Jpeg)?.into_rgb8())
}

/// Decodes an AVIF file of one picture without transparency, as both programs write it:
/// then the box `mdat` holds that picture's AV1 stream and nothing else.
fn avif(bytes: &[u8]) -> Result<RgbImage> {
    let stream = media_data(bytes).context("it has no media data")?;
    let mut settings = Settings::new();
    settings.set_n_threads(1);
    settings.set_max_frame_delay(1);
    let failed = |why: Error| anyhow!("its AV1 stream is not read: {why}");
    let mut decoder = Decoder::with_settings(&settings).map_err(failed)?;
    let mut sent = decoder.send_data(stream.to_vec(), None, None, None);
    loop {
        match decoder.get_picture() {
            Ok(picture) => return rgb(&picture),
            Err(Error::Again) if sent == Err(Error::Again) => sent = decoder.send_pending_data(),
            Err(why) => return Err(failed(why)),
        }
    }
}

/// The content of the box `mdat` (ISO/IEC 14496-12, 4.2 and 8.1.1).
fn media_data(mut bytes: &[u8]) -> Option<&[u8]> {
    loop {
        let size = u32::from_be_bytes(*bytes.first_chunk()?) as usize;
        let kind = bytes.get(4..8)?;
        if kind == b"mdat" {
            // A size of 0 says that the box goes on to the end of the file.
            return bytes.get(8..if size == 0 { bytes.len() } else { size });
        }
        bytes = bytes.get(size.max(8)..)?;
    }
}

/// Red, green and blue (ITU-T H.273, 8.3) of luma and chroma in full range by BT.601,
/// which is what both programs write. Where chroma is halved, it is taken between the
/// two nearest samples each way, as browsers do.
fn rgb(picture: &Picture) -> Result<RgbImage> {
    use PlanarImageComponent::{U, V, Y};
    let full = picture.color_range() == YUVRange::Full;
    let matrix = picture.matrix_coefficients();
    let known = [
        MatrixCoefficients::BT470BG,
        MatrixCoefficients::ST170M,
        MatrixCoefficients::Unspecified,
    ];
    ensure!(
        full && known.contains(&matrix),
        "its colours are coded as {matrix:?}"
    );
    let layout = picture.pixel_layout();
    ensure!(layout != PixelLayout::I400, "it is gray");
    let halved = (layout != PixelLayout::I444, layout == PixelLayout::I420);
    let depth = picture.bit_depth();
    let most = ((1u32 << depth) - 1) as f32;
    let neutral = (1u32 << (depth - 1)) as f32;
    let planes = [Y, U, V].map(|part| (picture.plane(part), picture.stride(part) as usize));
    let sample = |plane: usize, x: usize, y: usize| {
        let (bytes, stride) = &planes[plane];
        if depth > 8 {
            let at = y * stride + 2 * x;
            f32::from(u16::from_ne_bytes([bytes[at], bytes[at + 1]]))
        } else {
            f32::from(bytes[y * stride + x])
        }
    };
    let (width, height) = (picture.width(), picture.height());
    Ok(RgbImage::from_fn(width, height, |x, y| {
        let luma = sample(0, x as usize, y as usize) / most;
        let (columns, rows) = (nearest(x, width, halved.0), nearest(y, height, halved.1));
        let [blue, red] = [1, 2].map(|plane| {
            let row = |y| 0.75 * sample(plane, columns.0, y) + 0.25 * sample(plane, columns.1, y);
            (0.75 * row(rows.0) + 0.25 * row(rows.1) - neutral) / most
        });
        let color = [
            luma + 1.402 * red,
            luma - 0.344_136 * blue - 0.714_136 * red,
            luma + 1.772 * blue,
        ];
        image::Rgb(color.map(|unit| (unit * 255.0).round() as u8))
    }))
}

/// The sample of a plane in which a pixel lies, and the next nearest, where there is a
/// sample for every two pixels; otherwise its own twice.
fn nearest(at: u32, count: u32, halved: bool) -> (usize, usize) {
    let (near, far) = match (halved, at.is_multiple_of(2)) {
        (false, _) => (at, at),
        (true, true) => (at / 2, (at / 2).saturating_sub(1)),
        (true, false) => (at / 2, (at / 2 + 1).min(count.div_ceil(2) - 1)),
    };
    (near as usize, far as usize)
}

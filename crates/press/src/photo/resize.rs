//! Pictures made smaller.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};

use super::PhotoError;
use super::error;
use super::raster::{Model, Raster, Rgb, Samples};

/// Lanczos with three lobes: of the usual filters the one that keeps most detail.
const FILTER: FilterType = FilterType::Lanczos3;

/// Makes a picture smaller in the colours of its file, which saves converting pixels
/// that nobody sees. Returns it as it is if it has the size.
///
/// # Errors
/// The samples do not make up the size that the picture claims.
pub fn raster(raster: Raster, width: u32, height: u32) -> Result<Raster, PhotoError> {
    let Raster { model, samples, .. } = &raster;
    if samples.count() != raster.width as usize * raster.height as usize * model.channels() {
        return Err(error::damaged(
            "picture",
            "it has fewer pixels than it says",
        ));
    }
    if (raster.width, raster.height) == (width, height) {
        return Ok(raster);
    }
    let size = (raster.width, raster.height);
    let samples = match samples {
        Samples::Eight(samples) => {
            let kind = match model {
                Model::Gray => PixelType::U8,
                Model::Rgb => PixelType::U8x3,
                Model::Cmyk => PixelType::U8x4,
            };
            Samples::Eight(resize(samples, size, (width, height), kind)?)
        }
        Samples::Sixteen(samples) => {
            let kind = match model {
                Model::Gray => PixelType::U16,
                Model::Rgb => PixelType::U16x3,
                Model::Cmyk => PixelType::U16x4,
            };
            let bytes = resize(bytemuck::cast_slice(samples), size, (width, height), kind)?;
            let pairs = bytes.as_chunks().0;
            Samples::Sixteen(pairs.iter().copied().map(u16::from_ne_bytes).collect())
        }
    };
    Ok(Raster {
        width,
        height,
        model: *model,
        samples,
    })
}

/// Makes a picture smaller that is upright and in sRGB.
///
/// # Errors
/// As for [`raster`].
pub fn rgb(picture: &Rgb, width: u32, height: u32) -> Result<Rgb, PhotoError> {
    let size = (picture.width, picture.height);
    let bytes = if size == (width, height) {
        picture.bytes.clone()
    } else {
        resize(&picture.bytes, size, (width, height), PixelType::U8x3)?
    };
    Ok(Rgb {
        width,
        height,
        bytes,
    })
}

/// What [`raster`] takes of memory in bytes beside the picture that it begins with:
/// the filter goes over the rows first, and keeps a picture of the new width and the
/// old height.
pub fn cost(from: (u32, u32), to: (u32, u32), bytes_per_pixel: u64) -> u64 {
    if from == to {
        return 0;
    }
    u64::from(to.0) * (u64::from(from.1) + u64::from(to.1)) * bytes_per_pixel
}

fn resize(
    bytes: &[u8],
    from: (u32, u32),
    to: (u32, u32),
    kind: PixelType,
) -> Result<Vec<u8>, PhotoError> {
    let failed = |why: &dyn std::fmt::Display| error::damaged("picture", why);
    let source = ImageRef::new(from.0, from.1, bytes, kind).map_err(|why| failed(&why))?;
    let mut target = Image::new(to.0, to.1, kind);
    let options = ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(FILTER))
        // Black ink is no transparency.
        .use_alpha(false);
    Resizer::new()
        .resize(&source, &mut target, &options)
        .map_err(|why| failed(&why))?;
    Ok(target.into_vec())
}

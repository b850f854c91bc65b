//! Colours of any kind as sRGB.

use moxcms::{
    CicpColorPrimaries, CicpProfile, ColorProfile, DataColorSpace, Layout, MatrixCoefficients,
    TransferCharacteristics, TransformOptions,
};

use super::raster::{Model, Raster, Rgb, Samples};

/// What the colours of a file mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Space {
    /// The file does not say, or says sRGB. CMYK of which nothing is said is taken as
    /// inks that each take away their own third of the light.
    Srgb,
    /// As an ICC profile says.
    Icc(Vec<u8>),
    /// As code points of ITU-T H.273 say.
    Cicp {
        /// `ColourPrimaries`.
        primaries: u8,
        /// `TransferCharacteristics`.
        transfer: u8,
    },
}

/// Converts a picture to sRGB with eight bits a colour.
///
/// A profile that cannot be read, or that is for another kind of colours than the
/// picture has, is left aside, as browsers do.
pub fn to_srgb(raster: Raster, space: &Space) -> Rgb {
    let (width, height) = (raster.width, raster.height);
    let managed = profile(space).and_then(|profile| managed(&raster, &profile));
    Rgb {
        width,
        height,
        bytes: managed.unwrap_or_else(|| plain(raster)),
    }
}

/// The profile, unless the colours are sRGB already or it is unknown.
fn profile(space: &Space) -> Option<ColorProfile> {
    match space {
        Space::Srgb => None,
        Space::Icc(bytes) => ColorProfile::new_from_slice(bytes).ok(),
        Space::Cicp {
            primaries,
            transfer,
        } => {
            let profile = CicpProfile {
                color_primaries: CicpColorPrimaries::try_from(*primaries).ok()?,
                transfer_characteristics: TransferCharacteristics::try_from(*transfer).ok()?,
                matrix_coefficients: MatrixCoefficients::Identity,
                full_range: true,
            };
            Some(ColorProfile::new_from_cicp(profile))
        }
    }
}

/// Converts by a profile, or returns nothing if it does not fit the picture.
fn managed(raster: &Raster, profile: &ColorProfile) -> Option<Vec<u8>> {
    match &raster.samples {
        Samples::Eight(samples) => {
            let (layout, samples) = fit(raster.model, profile, samples)?;
            let mut srgb = vec![0; samples.len() / layout.channels() * 3];
            profile
                .create_transform_8bit(layout, &ColorProfile::new_srgb(), Layout::Rgb, options())
                .ok()?
                .transform(&samples, &mut srgb)
                .ok()?;
            Some(srgb)
        }
        Samples::Sixteen(samples) => {
            let (layout, samples) = fit(raster.model, profile, samples)?;
            let mut srgb = vec![0; samples.len() / layout.channels() * 3];
            profile
                .create_transform_16bit(layout, &ColorProfile::new_srgb(), Layout::Rgb, options())
                .ok()?
                .transform(&samples, &mut srgb)
                .ok()?;
            Some(srgb.into_iter().map(eight_bits).collect())
        }
    }
}

/// Perceptual, as for all photos: only profiles made of tables know the difference.
fn options() -> TransformOptions {
    TransformOptions::default()
}

/// The layout that a profile asks for, and the samples in it.
fn fit<'a, S: Copy>(
    model: Model,
    profile: &ColorProfile,
    samples: &'a [S],
) -> Option<(Layout, std::borrow::Cow<'a, [S]>)> {
    match (model, profile.color_space) {
        (Model::Gray, DataColorSpace::Gray) => Some((Layout::Gray, samples.into())),
        // Cameras and scanners put the profile they always do into gray pictures too.
        (Model::Gray, DataColorSpace::Rgb) => Some((Layout::Rgb, tripled(samples).into())),
        (Model::Rgb, DataColorSpace::Rgb) => Some((Layout::Rgb, samples.into())),
        // Of four colours, as far as the layout is concerned.
        (Model::Cmyk, DataColorSpace::Cmyk) => Some((Layout::Rgba, samples.into())),
        _ => None,
    }
}

/// Converts without a profile.
fn plain(raster: Raster) -> Vec<u8> {
    let samples = match raster.samples {
        Samples::Eight(samples) => samples,
        Samples::Sixteen(samples) => samples.into_iter().map(eight_bits).collect(),
    };
    match raster.model {
        Model::Gray => tripled(&samples),
        Model::Rgb => samples,
        Model::Cmyk => samples
            .as_chunks()
            .0
            .iter()
            .flat_map(|[cyan, magenta, yellow, black]| {
                [cyan, magenta, yellow].map(|ink| {
                    let light = u32::from(255 - ink) * u32::from(255 - black);
                    ((light + 127) / 255) as u8
                })
            })
            .collect(),
    }
}

fn tripled<S: Copy>(samples: &[S]) -> Vec<S> {
    samples.iter().flat_map(|gray| [*gray; 3]).collect()
}

/// 65,535 is 257 times 255.
fn eight_bits(sample: u16) -> u8 {
    ((u32::from(sample) + 128) / 257) as u8
}

#[cfg(test)]
mod tests {
    use moxcms::ColorProfile;

    use super::{Space, eight_bits, to_srgb};
    use crate::photo::raster::{Model, Raster, Samples};

    fn one_pixel(model: Model, samples: Vec<u8>) -> Raster {
        Raster {
            width: 1,
            height: 1,
            model,
            samples: Samples::Eight(samples),
        }
    }

    #[test]
    fn cmyk_without_a_profile_takes_away_light() {
        for (inks, expected) in [
            ([0, 0, 0, 0], [255, 255, 255]),
            ([255, 0, 0, 0], [0, 255, 255]),
            ([0, 255, 255, 0], [255, 0, 0]),
            ([0, 0, 0, 255], [0, 0, 0]),
            ([0, 0, 0, 128], [127, 127, 127]),
        ] {
            let picture = one_pixel(Model::Cmyk, inks.to_vec());
            assert_eq!(to_srgb(picture, &Space::Srgb).bytes, expected);
        }
    }

    #[test]
    fn a_profile_of_another_kind_of_colours_is_left_aside() {
        let p3 = ColorProfile::new_display_p3().encode().expect("a profile");
        let picture = one_pixel(Model::Cmyk, vec![255, 0, 0, 0]);
        assert_eq!(to_srgb(picture, &Space::Icc(p3)).bytes, [0, 255, 255]);
        let picture = one_pixel(Model::Rgb, vec![1, 2, 3]);
        assert_eq!(to_srgb(picture, &Space::Icc(vec![1; 200])).bytes, [1, 2, 3]);
    }

    #[test]
    fn sixteen_bits_become_the_nearest_eight() {
        assert_eq!(eight_bits(0), 0);
        assert_eq!(eight_bits(65_535), 255);
        assert_eq!(eight_bits(128 * 257 + 128), 128);
        assert_eq!(eight_bits(128 * 257 + 129), 129);
    }
}

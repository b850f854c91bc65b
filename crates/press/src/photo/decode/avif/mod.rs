//! AVIF: the container with a parser of our own, the pixels with the crate
//! `re_rav1d`.

mod boxes;
mod coding;
mod grid;
mod items;
mod pixels;
mod planes;
mod sequence;

use self::coding::Coding;
use self::grid::Grid;
use self::items::{Item, Items, Property};
use super::{Decoded, Plan, Source, pixels as count};
use crate::photo::alpha::{Alpha, over_white};
use crate::photo::bounds;
use crate::photo::color::Space;
use crate::photo::format::Format;
use crate::photo::orientation::Orientation;
use crate::photo::raster::{Model, Raster, Samples};
use crate::photo::{PhotoError, error};

/// An AVIF file, opened. Of an animation, its still picture.
pub struct Avif<'a> {
    items: Items<'a>,
    primary: Item<'a>,
    /// The item with the alpha of the picture, if it has one.
    alpha: Option<Item<'a>>,
    size: (u32, u32),
}

impl<'a> Avif<'a> {
    /// Reads the items of the file and their properties (ISO/IEC 23008-12).
    ///
    /// # Errors
    /// The container is damaged, or it asks for something that cannot be done.
    pub fn open(bytes: &'a [u8]) -> Result<Self, PhotoError> {
        let items = Items::read(bytes)?;
        let primary = items.primary()?;
        let size = primary.size()?;
        bounds::check_size(size.0, size.1)?;
        if primary.has(|property| matches!(property, Property::CleanAperture)) {
            // To show more than the author wants to be seen is worse than nothing.
            return Err(error::unsupported("an AVIF that is cropped by its header"));
        }
        if let Some(name) = primary.unknown_essential() {
            return Err(error::unsupported(format_args!(
                "an AVIF with the rare property {name}"
            )));
        }
        let alpha = items.alpha_of(&primary);
        let avif = Self {
            items,
            primary,
            alpha,
            size,
        };
        avif.code().map_or(Ok(Space::Srgb), Coding::space)?;
        Ok(avif)
    }

    /// How to turn the picture upright: its transformations, in the order in which
    /// the file names them. Exif does not count (ISO/IEC 23008-12, annex A.2).
    fn orientation(&self) -> Orientation {
        let mut orientation = Orientation::default();
        for property in &self.primary.properties {
            let exif = match property {
                // In quarters, anticlockwise.
                Property::Rotation(quarters) => [1, 8, 3, 6][usize::from(quarters & 3)],
                // 0 exchanges top and bottom, 1 left and right (6.5.12).
                Property::Mirror(axis) => [4, 2][usize::from(axis & 1)],
                _ => continue,
            };
            orientation = orientation.then(Orientation::from_exif(exif));
        }
        orientation
    }

    /// What the colours mean, which a profile says better than a code.
    fn space(&self, coding: Coding) -> Result<Space, PhotoError> {
        let profile = self.primary.properties.iter().find_map(|one| match one {
            Property::Profile(bytes) => Some(bytes.to_vec()),
            _ => None,
        });
        profile.map_or_else(|| coding.space(), |profile| Ok(Space::Icc(profile)))
    }

    /// The colour code that the container gives.
    fn code(&self) -> Option<Coding> {
        self.primary.properties.iter().find_map(|one| match *one {
            Property::Code {
                primaries,
                transfer,
                matrix,
                full_range,
            } => Some(Coding {
                primaries,
                transfer,
                matrix,
                full_range,
            }),
            _ => None,
        })
    }

    /// Decodes an item, of one piece or in a grid, into `channels` bytes a pixel.
    fn decode_item(
        &self,
        item: &Item<'a>,
        code: Option<Coding>,
        channels: usize,
    ) -> Result<(Vec<u8>, Coding), PhotoError> {
        let grid = match &item.kind {
            b"av01" => Grid::of_one(item, self.size),
            b"grid" => Grid::read(&self.items, item, self.size)?,
            _ => return Err(error::unsupported("an AVIF that is put together")),
        };
        grid.decode(code, channels)
    }
}

impl Source for Avif<'_> {
    fn plan(&self) -> Plan {
        /// The planes of up to 12 bits, of the picture and of the one that the
        /// decoder works on. As measured, with some to spare.
        const DECODER: u64 = 8;
        let pixels = count(self.size);
        let alpha = if self.alpha.is_some() { 2 } else { 0 };
        Plan {
            size: self.size,
            orientation: self.orientation(),
            memory: pixels * (3 + DECODER + alpha),
            bytes_per_pixel: 3,
        }
    }

    fn decode(self: Box<Self>) -> Result<Decoded, PhotoError> {
        let (mut samples, coding) = self.decode_item(&self.primary, self.code(), 3)?;
        if let Some(alpha) = &self.alpha {
            let (alpha, _) = self.decode_item(alpha, None, 1)?;
            samples = samples
                .as_chunks()
                .0
                .iter()
                .zip(alpha)
                .flat_map(|(&[red, green, blue], alpha)| [red, green, blue, alpha])
                .collect();
            over_white(&mut samples, 3, Alpha::Straight);
        }
        Ok(Decoded {
            space: self.space(coding)?,
            raster: Raster {
                width: self.size.0,
                height: self.size.1,
                model: Model::Rgb,
                samples: Samples::Eight(samples),
            },
        })
    }
}

fn damaged(why: impl std::fmt::Display) -> PhotoError {
    error::damaged(Format::Avif.name(), why)
}

//! A picture of one piece or of many, put side by side (ISO/IEC 23008-12, 6.6.2.3).

use super::boxes::Bytes;
use super::coding::Coding;
use super::damaged;
use super::items::{Item, Items};
use super::pixels::decode;
use super::sequence;

use crate::photo::bounds::MAX_FRAMES;
use crate::photo::{PhotoError, error};

/// The pieces of a picture, in rows of `columns`. A picture of one piece is a grid of
/// one.
pub struct Grid<'a> {
    columns: usize,
    pieces: Vec<Item<'a>>,
    size: (u32, u32),
}

impl<'a> Grid<'a> {
    /// A picture of one piece.
    pub fn of_one(item: &Item<'a>, size: (u32, u32)) -> Self {
        Self {
            columns: 1,
            pieces: vec![item.clone()],
            size,
        }
    }

    /// Reads what a grid says. The picture has `size` in pixels.
    ///
    /// # Errors
    /// It says too little, or pieces are missing.
    pub fn read(items: &Items<'a>, item: &Item<'a>, size: (u32, u32)) -> Result<Self, PhotoError> {
        let bytes = item.bytes.clone()?;
        let mut content = Bytes(&bytes);
        let [rows, columns] = content
            .take(4)
            .and_then(|head| head.last_chunk().copied())
            .ok_or_else(|| damaged("its grid says too little"))?
            .map(|less_one: u8| usize::from(less_one) + 1);
        let pieces: Vec<_> = items
            .referred(item.id, *b"dimg")
            .take(rows * columns)
            .collect();
        if pieces.len() < rows * columns || pieces.iter().any(|piece| &piece.kind != b"av01") {
            return Err(damaged("pieces of its grid are missing"));
        }
        Ok(Self {
            columns,
            pieces,
            size,
        })
    }

    /// Decodes all pieces into a picture of `channels` bytes a pixel, 1 or 3.
    /// Also returns how its colours are coded: as `code` says or, without one, as the
    /// first piece does.
    ///
    /// # Errors
    /// A piece cannot be decoded, or they do not cover the picture.
    pub fn decode(
        &self,
        code: Option<Coding>,
        channels: usize,
    ) -> Result<(Vec<u8>, Coding), PhotoError> {
        let (width, height) = (self.size.0 as usize, self.size.1 as usize);
        let mut bytes = vec![0; width * height * channels];
        let mut coding = code;
        let (mut left, mut top) = (0, 0);
        let mut first = None;
        for (index, piece) in self.pieces.iter().enumerate() {
            if left >= width || top >= height {
                return Err(damaged("its pieces go beyond it"));
            }
            let av1 = piece.bytes.as_deref().map_err(Clone::clone)?;
            if sequence::frames(av1) > MAX_FRAMES {
                return Err(error::unsupported("an AVIF of many frames in one"));
            }
            let planes = decode(av1, self.size)?;
            let coding = *coding.get_or_insert_with(|| sequence::coding(av1));
            let (wide, high) = planes.size();
            // Otherwise they might overlap, and take as long as that many pictures.
            if *first.get_or_insert((wide, high)) != (wide, high) {
                return Err(damaged("its pieces are not of one size"));
            }
            if self.pieces.len() == 1 && (wide, high) != (width, height) {
                return Err(damaged("it has two sizes"));
            }
            // What goes beyond the picture is not seen.
            let seen = wide.min(width.saturating_sub(left));
            if left < width {
                planes.rows(coding, channels, |y, row| {
                    if top + y < height {
                        let start = ((top + y) * width + left) * channels;
                        bytes[start..start + seen * channels]
                            .copy_from_slice(&row[..seen * channels]);
                    }
                })?;
            }
            left += wide;
            if (index + 1) % self.columns == 0 {
                if left < width {
                    return Err(damaged("its pieces do not cover it"));
                }
                left = 0;
                top += high;
            }
        }
        let covered = top >= height;
        coding
            .filter(|_| covered)
            .map(|coding| (bytes, coding))
            .ok_or_else(|| damaged("its pieces do not cover it"))
    }
}

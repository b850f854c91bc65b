//! The figures of a visit, and of many.

use anyhow::{Context, Result};
use serde::Serialize;

use crate::notes::{Kind, Notes};
use crate::visit::Visit;

/// What is compared. Times are in milliseconds.
#[derive(Serialize)]
pub struct Figures {
    /// First contentful paint.
    pub first_paint: f64,
    /// When the first photo was painted whole.
    pub first_photo: f64,
    /// When the largest thing in the window was painted: to check the two above by.
    pub largest_paint: f64,
    /// Total blocking time, until the page is quiet.
    pub blocking: f64,
    /// Layout shifts while the page loads.
    pub shift_loading: f64,
    /// Layout shifts while it is read.
    pub shift_reading: f64,
    /// Bytes of photos before anything is read.
    pub photos_loading: f64,
    /// Bytes of photos in all.
    pub photos: f64,
    /// Bytes of the page itself.
    pub page: f64,
    /// Bytes of scripts, programs and styles.
    pub code: f64,
    /// Bytes of fonts and data.
    pub other: f64,
    /// Files of code that were asked for before the first photo had arrived.
    pub code_before_photo: f64,
    /// Until the window showed that a key was pressed; 0 where that cannot be measured.
    pub key: Option<f64>,
    /// The same of a click on a photo.
    pub zoom: Option<f64>,
    /// All that was noted while the page loaded, to look for reasons in.
    pub loading: Notes,
}

impl Figures {
    /// Of one visit.
    ///
    /// # Errors
    /// The page had painted nothing, or no photo.
    pub fn of(visit: Visit) -> Result<Self> {
        let Visit {
            loaded,
            read,
            key,
            zoom,
        } = visit;
        let largest = loaded.largest.last();
        Ok(Self {
            first_paint: loaded
                .first_contentful_paint()
                .context("nothing was painted")?,
            first_photo: loaded.first_photo().context("no photo was painted")?,
            largest_paint: largest.context("nothing was the largest")?.at,
            blocking: loaded.blocking(),
            shift_loading: loaded.shifts(),
            shift_reading: read.shifts() - loaded.shifts(),
            photos_loading: loaded.bytes(Kind::Photo) as f64,
            photos: read.bytes(Kind::Photo) as f64,
            page: read.page as f64,
            code: read.bytes(Kind::Code) as f64,
            other: read.bytes(Kind::Other) as f64,
            code_before_photo: loaded.code_before_photo() as f64,
            key,
            zoom,
            loading: loaded,
        })
    }
}

/// The value in the middle, or the mean of the two that are.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.as_slice() {
        [] => f64::NAN,
        _ if values.len() % 2 == 1 => values[middle],
        _ => f64::midpoint(values[middle - 1], values[middle]),
    }
}

//! What becomes of photos in the press. The photos are made by the tests themselves.

mod bombs;
mod colors;
mod edges;
mod files;
mod formats;
mod large;
mod make;
mod orientations;
mod refusals;
mod robustness;
mod shown;

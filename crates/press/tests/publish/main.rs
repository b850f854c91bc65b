//! What is published, from small stories with tiny pictures.

mod again;
mod cut;
mod editions;
mod embed;
#[path = "../exiftool/mod.rs"]
mod exiftool;
mod export;
mod html;
mod machines;
mod many;
mod metadata;
mod offline;
mod others;
mod page;
mod same;
mod studio;
mod together;

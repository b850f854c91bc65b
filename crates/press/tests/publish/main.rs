//! What is published, from small stories with tiny pictures.

mod again;
mod cut;
mod editions;
#[path = "../exiftool/mod.rs"]
mod exiftool;
mod html;
mod metadata;
mod others;
mod page;
mod same;
mod studio;
mod together;

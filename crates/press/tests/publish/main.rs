//! What is published, from small stories with tiny pictures.

mod again;
#[cfg(feature = "c2pa")]
mod credentials;
mod cut;
mod disks;
mod editions;
mod embed;
#[path = "../exiftool/mod.rs"]
mod exiftool;
mod export;
mod hostile;
mod html;
mod inert;
mod machines;
mod many;
mod metadata;
mod offline;
mod others;
mod page;
mod proof;
mod same;
mod studio;
mod together;

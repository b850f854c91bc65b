//! One file per command, and what several of them need.

pub mod bench;
pub mod build;
pub mod clip;
pub mod deny;
mod paths;
pub mod reproduce;
pub mod sbom;
pub mod screenshots;
pub mod serve;
pub mod soak;
pub mod test;

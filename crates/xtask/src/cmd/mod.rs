//! One file per command.

pub mod bench;
pub mod build;
pub mod clip;
pub mod screenshots;
pub mod serve;
pub mod test;

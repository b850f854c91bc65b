//! One file per command.

pub mod build;
pub mod pictures;
pub mod screenshots;
pub mod serve;
pub mod test;

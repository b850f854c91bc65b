//! The press: turns `story.md` and a folder of photos into a published story.
//!
//! The program `reportage` is thin over this library: `cmd/` has one file for each of
//! its subcommands.

pub mod author;
pub mod complaint;
pub mod credentials;
pub mod export;
pub mod folder;
pub mod gather;
pub mod import;
pub mod language;
pub mod metadata;
pub mod original;
pub mod page;
pub mod photo;
pub mod publication;
pub mod publish;
pub mod reading;
pub mod report;
pub mod serving;
pub mod store;
pub mod theme;
pub mod video;

mod disk;
mod logo;
mod yaml;

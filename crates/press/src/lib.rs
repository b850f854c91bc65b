//! The press: turns `story.md` and a folder of photos into a published story.
//!
//! The program `reportage` is thin over this library: `cmd/` has one file for each of
//! its subcommands.

pub mod author;
pub mod complaint;
pub mod folder;
pub mod import;
pub mod metadata;
pub mod photo;

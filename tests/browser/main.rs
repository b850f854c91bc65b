//! Reportage as a reader meets it, in Chromium: `cargo xtask test` builds the viewer
//! and runs these. Every visit is under the page's Content-Security-Policy, and
//! whatever breaks it fails the test.

mod accessibility;
mod idle;
mod moving;
mod photos;
mod pressed;
mod preview;
mod reading;
mod settings;
mod swipe;
mod trouble;
mod video;
mod zoom;

//! Reportage as a reader meets it, in one engine after the other: `cargo xtask test`
//! builds the viewer and runs these in each. Every visit is under the page's
//! Content-Security-Policy, and whatever breaks it fails the test.

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

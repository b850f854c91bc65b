//! Reportage as a reader meets it, in one engine after the other: `cargo xtask test`
//! builds the viewer and runs these in each. Every visit is under the page's
//! Content-Security-Policy, and whatever breaks it fails the test. Above some tests stands the
//! thread in which users of other tools miss what the test is about.

mod accessibility;
mod contrast;
mod editions;
mod elsewhere;
mod embedding;
mod faults;
mod focus;
mod hostile;
mod idle;
mod leaks;
mod long;
mod moving;
mod notices;
mod offline;
mod one_file;
mod photos;
mod pressed;
mod preview;
mod print;
mod reading;
mod reflow;
mod saving;
mod screen_reader;
mod settings;
mod swipe;
mod tools;
mod trouble;
mod video;
mod wrong;
mod zoom;

//! `reportage`: photo stories from Markdown and a folder of photos.

fn main() {}

//! Renders the drawings of the sample story: `pictures/NAME.svg` becomes
//! `media/NAME-WIDTH.avif` and `.jpg`, and `story.json` learns their sizes and
//! hashes. With a word, only the drawings whose name holds it.
//!
//! The word `front-line` stands for the clip: it is drawn frame by frame
//! ([`clip`]) and encoded by ffmpeg, and one of its frames is the poster.

mod clip;
mod drawing;
mod encode;
mod story;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

fn main() -> Result<()> {
    let word = std::env::args().nth(1).unwrap_or_default();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/stories/mosul");
    let media = folder.join("media");
    fs::create_dir_all(&media)?;

    let mut names: Vec<String> = fs::read_dir(folder.join("pictures"))?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| Some(name.strip_suffix(".svg")?.to_owned()))
        .filter(|name| name.contains(&word))
        .collect();
    names.sort();

    let mut story = story::StoryFile::open(&folder.join("story.json"))?;
    for name in &names {
        eprintln!("{name}");
        let svg = folder.join("pictures").join(name).with_extension("svg");
        let picture = drawing::render(&fs::read(&svg)?)
            .with_context(|| format!("{} could not be rendered", svg.display()))?;
        let photo = encode::all_widths(&picture, name, &media)?;
        story.set_photo(name, &photo);
    }
    if word == clip::NAME {
        clip::render(&media)?;
    }
    story.set_files(&folder)?;
    story.save()
}

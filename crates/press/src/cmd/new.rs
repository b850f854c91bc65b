//! `reportage new DIR`: a starter story that shows every kind of card.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::End;

#[derive(clap::Args)]
pub struct Args {
    /// The folder to write; it must not exist, or be empty
    dir: PathBuf,
}

macro_rules! starter {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_bytes!(concat!("../../starter/", $name)).as_slice())),*]
    };
}

const FILES: [(&str, &[u8]); 15] = starter![
    "story.md",
    "theme.yaml",
    "pictures/high-water.svg",
    "pictures/loaf.svg",
    "pictures/low-water.svg",
    "pictures/mill.svg",
    "pictures/spider.svg",
    "pictures/stones.svg",
    "pictures/tide.en.vtt",
    "pictures/tide.md",
    "pictures/tide.mp4",
    "pictures/tide.svg",
    "pictures/tide.webm",
    "pictures/wheat.svg",
    "pictures/wheel.svg",
];

pub fn run(args: &Args) -> End {
    match is_free(&args.dir).and_then(|free| if free { write(&args.dir) } else { Ok(false) }) {
        Ok(true) => {
            let dir = args.dir.display();
            say!(
                "A story to begin with is in {dir}. See it with\n\n    reportage preview {dir}\n\nand change {dir}/story.md meanwhile."
            );
            End::Done
        }
        Ok(false) => End::Usage(format!(
            "{} is not empty\nName a folder that does not exist yet",
            args.dir.display()
        )),
        Err(error) => End::Usage(format!("{} cannot be written: {error}", args.dir.display())),
    }
}

/// Whether there is nothing at `dir`, or an empty folder.
fn is_free(dir: &Path) -> io::Result<bool> {
    match fs::read_dir(dir) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

fn write(dir: &Path) -> io::Result<bool> {
    for (name, bytes) in FILES {
        let path = dir.join(name);
        fs::create_dir_all(path.parent().unwrap_or(dir))?;
        File::create_new(path)?.write_all(bytes)?;
    }
    Ok(true)
}

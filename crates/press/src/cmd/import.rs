//! `reportage import FILE --out DIR`: a story started from something that exists.

use std::fs::{self, File};
use std::io::Write;
use std::path::PathBuf;

use reportage_press::author::STORY_MD;
use reportage_press::import::{Imported, import};

use crate::End;

/// The largest file that is imported, in bytes: 32 MiB of text is a library.
const LARGEST: u64 = 32 * 1024 * 1024;

#[derive(clap::Args)]
pub struct Args {
    /// A pasted article as plain text, or a TimelineJS 3 JSON file
    file: PathBuf,
    /// The folder to write story.md into; made if need be
    #[arg(long)]
    out: PathBuf,
}

pub fn run(args: &Args) -> End {
    match run_or_say(args) {
        Ok(()) => End::Done,
        Err(message) => End::Usage(message),
    }
}

fn run_or_say(args: &Args) -> Result<(), String> {
    let name = args.file.display();
    let size = fs::metadata(&args.file)
        .map_err(|error| format!("{name} cannot be read: {error}"))?
        .len();
    if size > LARGEST {
        return Err(format!(
            "{name} is larger than {} MiB\nImport a part of it",
            LARGEST >> 20
        ));
    }
    let bytes = fs::read(&args.file).map_err(|error| format!("{name} cannot be read: {error}"))?;
    let text = String::from_utf8(bytes)
        .map_err(|_| format!("{name} is not text in UTF-8\nSave it as UTF-8"))?;
    let file_name = args.file.file_name().unwrap_or_default().to_string_lossy();
    let Imported {
        story_md,
        notes,
        media,
    } = import(&file_name, &text).map_err(|error| format!("{name} {error}\n{}", error.help))?;

    let story = args.out.join(STORY_MD);
    fs::create_dir_all(&args.out)
        .and_then(|()| File::create_new(&story))
        .and_then(|mut file| file.write_all(story_md.as_bytes()))
        .map_err(|error| {
            format!(
                "{} cannot be written: {error}\nChoose another --out",
                story.display()
            )
        })?;
    say!("{} is written.", story.display());
    for note in &notes {
        say!("- {note}");
    }
    if !media.is_empty() {
        say!("Then: reportage check {}", args.out.display());
    }
    Ok(())
}

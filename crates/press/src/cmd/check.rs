//! `reportage check DIR`: everything that is wrong with a story.

use std::path::PathBuf;

use reportage_press::publish::{Cache, verify};
use reportage_press::{reading, report};

use super::trust::Trust;
use crate::End;

#[derive(clap::Args)]
pub struct Args {
    /// The folder of the story: story.md and its pictures
    dir: PathBuf,
    /// For programs: a list of objects
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    trust: Trust,
}

pub fn run(args: &Args) -> End {
    let folder = match super::open(&args.dir) {
        Ok(folder) => folder,
        Err(end) => return end,
    };
    let originals = match args.trust.originals() {
        Ok(originals) => originals,
        Err(end) => return end,
    };
    let (read, mut complaints) = reading::read(&folder, &originals);
    for edition in read.iter().flat_map(|reading| &reading.editions) {
        complaints.extend(verify(edition, &folder, &Cache::of_this_user()));
    }
    if args.json {
        say!("{:#}", report::json(&complaints, &folder));
    } else if complaints.is_empty() {
        say!("Nothing is wrong with this story.");
    } else {
        say!(
            "{}",
            report::text(&complaints, &folder, super::colors(&std::io::stdout()))
        );
    }
    if report::any_error(&complaints) {
        End::StoryAtFault
    } else {
        End::Done
    }
}

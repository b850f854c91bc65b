//! `reportage check DIR`: everything that is wrong with a story.

use std::path::PathBuf;

use reportage_press::original::Originals;
use reportage_press::publish::{Cache, verify};

use crate::{End, report};

#[derive(clap::Args)]
pub struct Args {
    /// The folder of the story: story.md and its pictures
    dir: PathBuf,
    /// For programs: a list of objects
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> End {
    let folder = match super::open(&args.dir) {
        Ok(folder) => folder,
        Err(end) => return end,
    };
    let (gathered, mut complaints) = super::look_into(&folder, &Originals::default());
    if let Some((gathered, _)) = gathered {
        complaints.extend(verify(&gathered, &folder, &Cache::of_this_user()));
    }
    if args.json {
        println!("{:#}", report::json(&complaints, &folder));
    } else if complaints.is_empty() {
        println!("Nothing is wrong with this story.");
    } else {
        println!("{}", report::text(&complaints, &folder, &std::io::stdout()));
    }
    if report::any_error(&complaints) {
        End::StoryAtFault
    } else {
        End::Done
    }
}

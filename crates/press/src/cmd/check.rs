//! `reportage check DIR`: everything that is wrong with a story.

use std::path::PathBuf;

use reportage_press::original::Originals;
use reportage_press::{reading, report};

use crate::End;

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
    let (_, complaints) = reading::read(&folder, &Originals::default());
    if args.json {
        println!("{:#}", report::json(&complaints, &folder));
    } else if complaints.is_empty() {
        println!("Nothing is wrong with this story.");
    } else {
        println!(
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

//! How long the press takes and how many bytes it makes, beside sharp, which most who
//! build websites with Node use for the same work.
//!
//! Speed and size say nothing without quality: so sharp is set to the quality of the
//! press's files first, by its score in SSIMULACRA2, format by format and width by width.

mod fit;
mod measure;
mod pictures;
mod press;
mod quality;
mod report;
mod scenes;
mod sharp;
mod stories;

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Parser;

#[derive(Parser)]
enum What {
    /// The press beside sharp
    Press(Args),
    /// Many stories in one run
    Stories(stories::Args),
}

#[derive(clap::Args)]
struct Args {
    /// How often each program is run for its time, of which the median counts
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// The folder `node_modules` that holds sharp and the prints
    #[arg(long)]
    node_modules: PathBuf,
    /// Where pictures and results go
    #[arg(long)]
    out: PathBuf,
}

fn main() -> Result<()> {
    // The program starts itself anew to measure the press as a process of its own.
    let words: Vec<_> = std::env::args_os().skip(1).collect();
    if let [command, pictures, out] = words.as_slice()
        && command == press::COMMAND
    {
        return press::press_all(Path::new(pictures), Path::new(out));
    }
    if let [command, place] = words.as_slice()
        && command == stories::COMMAND
    {
        return stories::press_all(Path::new(place));
    }
    match What::parse() {
        What::Press(args) => beside_sharp(&args),
        What::Stories(args) => stories::measure(&args),
    }
}

fn beside_sharp(args: &Args) -> Result<()> {
    let mut sets = Vec::new();
    for set in pictures::sets(&args.node_modules, &args.out)? {
        sets.push(measure::set(&set, args)?);
    }
    report::report(&sets, args)
}

//! `cargo xtask soak`: for hours what the tests do for minutes.

use anyhow::Result;

use super::{build, test};
use crate::{setup, shell};

#[derive(clap::Args)]
pub struct Args {
    /// How many readings over a network that spoils answers
    #[arg(long, default_value_t = 1000)]
    runs: u64,
    /// The seed of the first of them, to go on after a run that was broken off
    #[arg(long, default_value_t = 1)]
    from: u64,
    /// Only the reading of this seed, as a longer run has named it
    #[arg(long)]
    seed: Option<u64>,
}

pub fn run(args: &Args) -> Result<()> {
    let (tools, browsers) = setup::for_tests(&[setup::Engine::Chromium])?;
    build::build(&tools)?;
    shell::step("Reading over a bad network, and the same again and again");
    let mut words = vec![
        format!("--runs={}", args.runs),
        format!("--from={}", args.from),
    ];
    words.extend(args.seed.map(|seed| format!("--seed={seed}")));
    browsers.iter().try_for_each(|browser| {
        shell::run(
            test::browser_tests(&tools, browser, "run")
                .args(["--bin", "soak", "--"])
                .args(&words),
        )
    })
}

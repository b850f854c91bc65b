//! `cargo xtask bench`: how fast we are, and how small what we make.

use std::process::Command;

use anyhow::Result;

use crate::setup;
use crate::shell;

#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// The press beside sharp, at the same quality
    Press {
        /// How often each is run for its time, of which the median counts
        #[arg(long, default_value_t = 3)]
        runs: u32,
    },
}

/// Hands over to the program `bench`, which is kept apart so that the press and what
/// measures it do not have to be compiled for any other chore.
pub fn run(args: &Args) -> Result<()> {
    let What::Press { runs } = args.what;
    let (tools, node_modules) = setup::for_bench()?;
    let features = if tools.has_assembler() {
        "bench-asm"
    } else {
        "bench"
    };
    shell::step("Measuring the press");
    shell::run(
        Command::new("cargo")
            .args(["run", "--release", "--package", "xtask"])
            .args(["--features", features, "--bin", "bench", "--"])
            .args(["--runs", &runs.to_string()])
            .arg("--node-modules")
            .arg(node_modules)
            .arg("--out")
            .arg(shell::root().join("target/bench"))
            .current_dir(shell::root()),
    )
}

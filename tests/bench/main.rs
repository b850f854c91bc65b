//! How a story's page loads and reads: `cargo xtask bench pages`, beside its peers, and
//! `cargo xtask bench growth`, as the story grows.

mod figures;
mod growth;
mod look;
mod machine;
mod notes;
mod pages;
mod peers;
mod report;
mod results;
mod server;
mod story;
mod targets;
mod visit;

use std::path::PathBuf;

use anyhow::Result;
use clap::Parser;

/// What is measured.
#[derive(Parser)]
enum What {
    /// Our pages beside their peers
    Pages(peers::Args),
    /// Our pages as the story grows
    Growth(growth::Args),
}

/// Where things are.
#[derive(clap::Args)]
struct Places {
    /// The folder `node_modules` that holds the peers and the prints
    #[arg(long)]
    node_modules: PathBuf,
    /// Where results go
    #[arg(long)]
    out: PathBuf,
}

#[tokio::main]
async fn main() -> Result<()> {
    match What::parse() {
        What::Pages(args) => peers::run(args).await,
        What::Growth(args) => growth::run(args).await,
    }
}

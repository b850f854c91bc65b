//! Reading for hours over a bad network, doing the same again and again in one tab, and opening
//! what is only too much: `cargo xtask soak`. What it finds it names by a seed, to be seen again.

mod giants;
mod leaks;
mod readings;

use anyhow::{Result, ensure};
use clap::Parser;

/// What is done, and how often.
#[derive(Parser)]
struct Args {
    /// How many readings over a network that spoils answers
    #[arg(long, default_value_t = 1000)]
    runs: u64,
    /// The seed of the first of them
    #[arg(long, default_value_t = 1)]
    from: u64,
    /// Only the reading of this seed
    #[arg(long)]
    seed: Option<u64>,
}

#[tokio::main]
async fn main() -> Result<()> {
    let args = Args::parse();
    let mut found = Vec::new();
    match args.seed {
        Some(seed) => found.extend(readings::run(seed..seed + 1).await?),
        None => {
            found.extend(readings::run(args.from..args.from + args.runs).await?);
            found.extend(leaks::run().await?);
            found.extend(giants::run().await?);
        }
    }
    ensure!(found.is_empty(), "{}", found.join("\n\n"));
    Ok(())
}

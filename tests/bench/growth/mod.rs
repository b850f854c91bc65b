//! Our pages as the story grows, beside the limit: the same cards as HTML written by hand. Every
//! visit is in a browser of its own, first as on a phone in a slow network and then without brakes.

mod figures;
mod plot;
mod report;
mod results;
mod story;
mod subject;
mod targets;
mod visit;

use anyhow::{Context, Result, ensure};

use crate::Places;
use crate::pages::ours;
use crate::server::Server;
use crate::visit::Conditions;
use results::Results;
use subject::Subject;

/// What is asked for.
#[derive(clap::Args)]
pub struct Args {
    /// How many rounds, of which the median counts
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// How many cards the stories have
    #[arg(long, value_delimiter = ',', default_value = "10,100,1000,10000",
          value_parser = clap::value_parser!(u32).range(2..))]
    cards: Vec<u32>,
    #[command(flatten)]
    places: Places,
}

/// Measures, and says what came out. A page that cannot be measured keeps no other from it.
pub async fn run(args: Args) -> Result<()> {
    let Places { node_modules, out } = &args.places;
    let mut server = Server::with_empty_page();
    ours::put_viewer(&mut server)?;
    for &cards in &args.cards {
        eprintln!("Making a story of {cards} cards");
        story::put(&mut server, cards, node_modules, &out.join("growth"))
            .with_context(|| format!("a story of {cards} cards was not made"))?;
    }
    let serving = server.start().await?;
    let mut results = Results::default();
    let mut failures = Vec::new();
    for conditions in Conditions::ALL {
        for run in 1..=args.runs {
            for &cards in &args.cards {
                for subject in Subject::ALL {
                    let what = format!(
                        "{}, round {run} of {}, {cards} cards: {}",
                        conditions.name(),
                        args.runs,
                        subject.name()
                    );
                    eprintln!("{what}");
                    match visit::visit(&serving, subject, cards, conditions).await {
                        Ok(figures) => results.add(conditions, subject, cards, figures),
                        Err(error) => failures.push(format!("{what}: {error:#}")),
                    }
                }
            }
        }
    }
    report::report(&results, &args.cards, out, node_modules)?;
    ensure!(failures.is_empty(), "{}", failures.join("\n"));
    Ok(())
}

//! Our pages beside their peers. Every page tells the same story. They are visited in turns, in a
//! browser of its own each time, first as on a phone in a slow network and then without brakes.

use anyhow::{Context, Result};
use browser_tests::Lighthouse;

use crate::pages::{self, PAGES, Page};
use crate::results::Results;
use crate::server::{Server, Serving};
use crate::visit::{Conditions, Visitor};
use crate::{Places, look, report, story};

/// What is asked for.
#[derive(clap::Args)]
pub struct Args {
    /// How many rounds, of which the median counts
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// Only the limit and these pages
    #[arg(long)]
    page: Vec<String>,
    /// Only a look at the pages: pictures of them, and nothing is measured
    #[arg(long)]
    look: bool,
    #[command(flatten)]
    places: Places,
}

/// Measures, and says what came out.
pub async fn run(args: Args) -> Result<()> {
    let Places { node_modules, out } = &args.places;
    let source = out.join("pages/story");
    let published = out.join("pages/published");
    story::write(&source, node_modules)?;
    story::publish(&source, &published)?;
    let mut server = Server::with_empty_page();
    pages::put(&mut server, node_modules, &published)?;
    let serving = server.start().await?;

    let wanted = |page: &&Page| {
        let is_all = args.page.is_empty() || page.name == PAGES[0].name;
        is_all || args.page.iter().any(|name| name == page.name)
    };
    let pages: Vec<&Page> = PAGES.iter().filter(wanted).collect();
    for page in &pages {
        eprintln!("A look at {}", page.name);
        look::look(&serving, page, &out.join("pages")).await?;
    }
    if args.look {
        return Ok(());
    }
    let mut results = Vec::new();
    for conditions in Conditions::ALL {
        results.push(measure(&serving, &pages, conditions, args.runs).await?);
    }
    let scores = scores(&serving, &pages)?;
    report::report(&results, &scores, out, node_modules)
}

/// What Lighthouse gives each page for its speed, on the phone that it makes up.
fn scores(serving: &Serving, pages: &[&'static Page]) -> Result<Vec<(&'static Page, f64)>> {
    let category = "performance";
    let score = |page: &&'static Page| {
        eprintln!("Lighthouse: {}", page.name);
        let looked = Lighthouse::look(&serving.at(page.path), &[category])?;
        Ok((*page, looked.score(category)?))
    };
    pages.iter().map(score).collect()
}

/// Visits every page in turns.
async fn measure(
    serving: &Serving,
    pages: &[&'static Page],
    conditions: Conditions,
    runs: u32,
) -> Result<Results> {
    let mut results = Results::new(conditions, pages);
    for run in 1..=runs {
        for page in pages {
            eprintln!(
                "{}, round {run} of {runs}: {}",
                conditions.name(),
                page.name
            );
            let visitor = Visitor::open(serving, page, conditions)
                .await
                .context(page.name)?;
            let visit = visitor.visit().await.context(page.name)?;
            results.add(page, visit).context(page.name)?;
        }
    }
    Ok(results)
}

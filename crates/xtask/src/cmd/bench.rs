//! `cargo xtask bench`: how fast we are, and how small what we make.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use super::{build, test};
use crate::setup::{self, Tools};
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
    /// How a story's page loads and reads, beside its peers
    Pages {
        /// How often each is visited, of which the median counts
        #[arg(long, default_value_t = 5)]
        runs: u32,
        /// Only the limit and these pages
        #[arg(long)]
        page: Vec<String>,
        /// Only take pictures of the pages, in `target/bench/pages`
        #[arg(long)]
        look: bool,
    },
    /// How a story's page loads and reads as the story grows
    Growth {
        /// How often each is visited, of which the median counts
        #[arg(long, default_value_t = 3)]
        runs: u32,
        /// How many cards the stories have
        #[arg(long, value_delimiter = ',', default_value = "10,100,1000,10000")]
        cards: Vec<u32>,
    },
    /// Many stories, or one of many pictures, in one run: seconds and memory
    Stories {
        /// How many stories
        #[arg(long, default_value_t = 1000)]
        count: usize,
        /// How many pictures each has
        #[arg(long, default_value_t = 3)]
        pictures: usize,
        /// How many pixels wide they are, by two thirds of that
        #[arg(long, default_value_t = 480)]
        width: u16,
    },
}

pub fn run(args: &Args) -> Result<()> {
    match &args.what {
        What::Press { runs } => {
            let (tools, node_modules) = setup::for_bench()?;
            let runs = ["press", "--runs", &runs.to_string(), "--node-modules"];
            let mut words = runs.map(OsString::from).to_vec();
            words.push(node_modules.into());
            of_press(&tools, words)
        }
        What::Pages { runs, page, look } => {
            let mut words = vec!["pages".to_owned(), "--runs".to_owned(), runs.to_string()];
            words.extend(page.iter().map(|page| format!("--page={page}")));
            words.extend(look.then(|| "--look".to_owned()));
            of_pages(words)
        }
        What::Growth { runs, cards } => {
            let cards: Vec<_> = cards.iter().map(u32::to_string).collect();
            let runs = runs.to_string();
            let words = ["growth", "--runs", &runs, "--cards", &cards.join(",")];
            of_pages(words.map(str::to_owned).to_vec())
        }
        What::Stories {
            count,
            pictures,
            width,
        } => {
            let [count, pictures, width] =
                [count.to_string(), pictures.to_string(), width.to_string()];
            let words = [
                "stories",
                "--count",
                &count,
                "--pictures",
                &pictures,
                "--width",
                &width,
            ];
            of_press(&setup::for_press()?, words.map(OsString::from).to_vec())
        }
    }
}

/// Hands over to the program `bench-pages`, which has the browser tests' harness.
fn of_pages(words: Vec<String>) -> Result<()> {
    let (tools, browsers) = setup::for_tests(&[setup::Engine::Chromium])?;
    let (_, node_modules) = setup::for_bench()?;
    build::build(&tools)?;
    shell::step("Measuring the pages");
    browsers.iter().try_for_each(|browser| {
        shell::run(
            test::browser_tests(&tools, browser, "run")
                .args(["--bin", "bench-pages", "--"])
                .args(&words)
                .arg("--node-modules")
                .arg(&node_modules)
                .arg("--out")
                .arg(out()),
        )
    })
}

/// Hands over to the program `bench`, which is kept apart so that the press and what
/// measures it do not have to be compiled for any other chore.
fn of_press(tools: &Tools, words: Vec<OsString>) -> Result<()> {
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
            .args(words)
            .arg("--out")
            .arg(out())
            .current_dir(shell::root()),
    )
}

/// Where results go.
fn out() -> PathBuf {
    shell::root().join("target/bench")
}

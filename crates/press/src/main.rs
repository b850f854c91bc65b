//! `reportage`: photo stories from Markdown and a folder of photos.

/// Prints a line, if anybody still listens: what is piped into `head` is no panic.
macro_rules! say {
    ($($words:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stdout(), $($words)*);
    }};
}

mod cmd;
mod progress;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(
    name = "reportage",
    version,
    about = "Photo stories that read everywhere, from Markdown and a folder of photos",
    arg_required_else_help = true
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write a starter story that shows every kind of card
    New(cmd::new::Args),
    /// Make the published page
    Build(cmd::build::Args),
    /// Report everything that is wrong with a story, and change nothing
    Check(cmd::check::Args),
    /// Show a story in the browser, and show it anew when a file changes
    Preview(cmd::preview::Args),
    /// Put what was built on an object store
    Publish(cmd::publish::Args),
    /// Put the whole story into one file, to be passed on
    Export(cmd::export::Args),
    /// Start a story from a pasted article or a TimelineJS timeline
    Import(cmd::import::Args),
}

/// How a command ends.
pub enum End {
    /// Done.
    Done,
    /// The story is at fault, and its author has been told.
    StoryAtFault,
    /// It could not be done as it was asked for: what is wrong and what to do.
    Usage(String),
}

fn main() -> ExitCode {
    let end = match Cli::parse().command {
        Command::New(args) => cmd::new::run(&args),
        Command::Build(args) => cmd::build::run(&args),
        Command::Check(args) => cmd::check::run(&args),
        Command::Preview(args) => cmd::preview::run(&args),
        Command::Publish(args) => cmd::publish::run(&args),
        Command::Export(args) => cmd::export::run(&args),
        Command::Import(args) => cmd::import::run(&args),
    };
    match end {
        End::Done => ExitCode::SUCCESS,
        End::StoryAtFault => ExitCode::from(1),
        End::Usage(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

//! Chores of this repository, as `cargo xtask COMMAND`.
//!
//! Each command first sets up what it needs (see [`setup`]), so that a machine
//! with nothing but Rust and Node can run any of them.

#[cfg(not(unix))]
compile_error!("set-up knows Linux and macOS. On Windows, please use it within WSL");

mod clone;
mod cmd;
mod setup;
mod shell;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    about = "Chores of the Reportage repository",
    arg_required_else_help = true
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the press and preview a sample story
    Serve(cmd::serve::Args),
    /// Build the viewer into dist/ and the press, and press the sample stories
    Build,
    /// Check style and lints and run every test, in browsers too
    Test(cmd::test::Args),
    /// Draw the Mosul story's clip anew, by ffmpeg
    Clip,
    /// Measure the press: beside sharp, or over many stories; and pages, beside their peers
    Bench(cmd::bench::Args),
    /// Take pictures of the sample story, to be looked at
    Screenshots,
    /// Read over a bad network for hours, and look for leaks and for what is too much
    Soak(cmd::soak::Args),
    /// List what the press and what readers get is made of, as CycloneDX
    Sbom,
    /// Build two clean clones at different paths, and compare what they make
    Reproduce,
}

fn main() -> std::process::ExitCode {
    let outcome = match Cli::parse().command {
        Command::Serve(args) => cmd::serve::run(&args),
        Command::Build => cmd::build::run(),
        Command::Test(args) => cmd::test::run(&args),
        Command::Clip => cmd::clip::run(),
        Command::Bench(args) => cmd::bench::run(&args),
        Command::Screenshots => cmd::screenshots::run(),
        Command::Soak(args) => cmd::soak::run(&args),
        Command::Sbom => cmd::sbom::run(),
        Command::Reproduce => cmd::reproduce::run(),
    };
    match outcome {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            std::process::ExitCode::FAILURE
        }
    }
}

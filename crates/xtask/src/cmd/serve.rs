//! `cargo xtask serve`: a sample story as the press makes it, on this machine.

use std::process::Command;

use anyhow::{Result, bail};

use super::build;
use crate::{setup, shell};

#[derive(clap::Args)]
pub struct Args {
    /// The sample story: the name of a folder in assets/stories
    #[arg(default_value = "mosul")]
    story: String,
    /// The port on 127.0.0.1
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

pub fn run(args: &Args) -> Result<()> {
    let stories = build::stories()?;
    let Some(story) = stories.iter().find(|story| story.ends_with(&args.story)) else {
        let names: Vec<_> = stories
            .iter()
            .filter_map(|story| story.file_name()?.to_str())
            .collect();
        bail!(
            "there is no story called {}. There are: {}",
            args.story,
            names.join(", ")
        );
    };
    build::build_press(&setup::for_build()?)?;
    shell::step(format_args!(
        "Pressing the story; then it is at http://127.0.0.1:{}/",
        args.port
    ));
    shell::run(
        Command::new(build::press())
            .arg("preview")
            .arg(story)
            .args(["--port", &args.port.to_string()]),
    )
}

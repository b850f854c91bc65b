//! `cargo xtask serve`: the viewer with the sample story, on this machine.

use anyhow::Result;

use super::build::trunk;
use crate::{setup, shell};

#[derive(clap::Args)]
pub struct Args {
    /// The port on 127.0.0.1
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Open a browser as well
    #[arg(long)]
    open: bool,
}

pub fn run(args: &Args) -> Result<()> {
    let tools = setup::for_build()?;
    shell::step(format_args!(
        "Building the viewer; then the Mosul story is at http://127.0.0.1:{}/",
        args.port
    ));
    let mut serve = trunk(&tools, "serve");
    serve.args(["--port", &args.port.to_string()]);
    if args.open {
        serve.arg("--open");
    }
    shell::run(&mut serve)
}

//! `reportage publish OUT URL`: what was built, put on an object store.

use std::path::PathBuf;

use reportage_press::store::{self, StoreError, Target};

use super::build::waiting;
use crate::End;

#[derive(clap::Args)]
pub struct Args {
    /// The folder that `reportage build` has made
    out: PathBuf,
    /// The store: s3://bucket/stories, gs://…, az://…, or a folder. Keys and endpoints are taken
    /// from the environment, as by the store's own programs
    url: String,
}

pub fn run(args: &Args) -> End {
    match publish(args) {
        Ok(()) => End::Done,
        Err(error @ StoreError::Draft(_)) => {
            eprintln!("error: {error}");
            End::StoryAtFault
        }
        Err(error) => End::Usage(error.to_string()),
    }
}

fn publish(args: &Args) -> Result<(), StoreError> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| StoreError::Address(error.to_string()))?;
    let target = Target::parse(&args.url, options())?;
    let told = |name: &str| eprintln!("published {name}");
    let done = runtime.block_on(store::publish(&args.out, &target, waiting, told))?;
    for folder in &done.drafts {
        eprintln!(
            "warning: {} is a draft, and is left out",
            args.out.join(folder).display()
        );
    }
    say!(
        "{}: {} files are written, {} were there already.",
        args.url,
        done.written,
        done.unchanged,
    );
    Ok(())
}

/// What the environment says of stores. Other names are other programs' affair: a `TOKEN` may be
/// anybody's.
fn options() -> impl Iterator<Item = (String, String)> {
    std::env::vars_os().filter_map(|(name, value)| {
        let (name, value) = (name.into_string().ok()?, value.into_string().ok()?);
        let is_a_stores = ["AWS_", "GOOGLE_", "AZURE_"]
            .iter()
            .any(|start| name.starts_with(start));
        is_a_stores.then_some((name, value))
    })
}

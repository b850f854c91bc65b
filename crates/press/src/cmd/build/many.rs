//! A folder of stories.

use std::fs;

use reportage_press::complaint::Complaint;
use reportage_press::folder::Folder;
use reportage_press::publication::{self, Fate, Publication, Source};
use reportage_press::publish::Cache;
use reportage_press::report;

use super::{Args, usage, waiting};
use crate::progress::Shown;
use crate::{End, cmd};

/// Publishes those stories that have changed, and then what leads to all of them. One that is at
/// fault keeps no other from being published.
pub fn build(args: &Args, stories: &[Source]) -> Result<(), End> {
    let program = cmd::program()?;
    let out = fs::create_dir_all(&args.out)
        .and_then(|()| args.out.canonicalize())
        .map_err(|error| {
            End::Usage(format!("{} cannot be written: {error}", args.out.display()))
        })?;
    // Pages would come to stand among the stories, and bundles in the place of their sources.
    let dir = args.dir.canonicalize().unwrap_or_default();
    if out == dir || stories.iter().any(|story| out.starts_with(&story.path)) {
        return Err(End::Usage(
            "stories cannot be published in their own folder\nChoose another --out".to_owned(),
        ));
    }
    let part = match args.shard {
        Some(shard) => shard.of(stories),
        None => stories.to_vec(),
    };
    let site = Publication {
        out: &out,
        cache: &Cache::of_this_user(),
        program: &program,
        base_url: args.base_url.as_deref(),
        verifier: &args.trust.verifier()?,
        progress: &Shown::default(),
        waiting: &waiting,
    };
    site.begin().map_err(|error| usage(&error))?;
    let (mut published, mut unchanged, mut at_fault) = (0, 0, 0);
    for source in &part {
        let complain = |complaints: &[Complaint], folder: &Folder| {
            eprintln!("In {}:", source.name);
            cmd::complain(complaints, folder);
        };
        match site
            .press(source, complain)
            .map_err(|error| usage(&error))?
        {
            Fate::Published => published += 1,
            Fate::Unchanged => unchanged += 1,
            Fate::AtFault => {
                eprintln!("{} is not published.", source.name);
                at_fault += 1;
            }
        }
    }
    say!(
        "{}: of {} stories {published} are published now, {unchanged} had been before, {at_fault} are at fault.",
        args.out.display(),
        part.len(),
    );
    if args.shard.is_none() && !index(args, stories, &site)? {
        at_fault += 1;
    }
    match at_fault {
        0 => Ok(()),
        _ => Err(End::StoryAtFault),
    }
}

/// Writes what leads to all stories; whether nothing is wrong with what is said of them.
fn index(args: &Args, stories: &[Source], site: &Publication<'_>) -> Result<bool, End> {
    let folder = cmd::open(&args.dir)?;
    let (about, complaints) = publication::about(&folder);
    if !complaints.is_empty() {
        cmd::complain(&complaints, &folder);
    }
    let count = site
        .put_index(&about, stories)
        .map_err(|error| usage(&error))?;
    say!("The index has {count} of them; drafts are left out.");
    if site.base_url.is_none() {
        say!("Without --base-url there is no feed, and no map for search engines.");
    }
    Ok(!report::any_error(&complaints))
}

//! `reportage build DIR --out OUT`: the published page; or those of many stories, and what
//! leads to them.

mod many;

use std::path::{Path, PathBuf};

use reportage_press::page::{is_absolute, snippet};
use reportage_press::publication::{Shard, stories_in};
use reportage_press::publish::{Cache, Edition, Out, OutError, Press, Published};

use super::trust::Trust;
use crate::End;
use crate::progress::Shown;

#[derive(clap::Args)]
pub struct Args {
    /// The folder of the story: story.md (or a ready story.json) and its pictures; or a folder of
    /// such folders
    dir: PathBuf,
    /// The folder that is published; made if need be
    #[arg(long)]
    out: PathBuf,
    /// Where the page will stand, for the addresses that have to be absolute:
    /// https://example.org/mosul/ (or else the story's own url)
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<String>,
    /// Of many stories only a part, as on one of several machines: 2/8. What leads to all of them
    /// is written when none is named
    #[arg(long, value_name = "I/N")]
    shard: Option<Shard>,
    #[command(flatten)]
    trust: Trust,
}

pub fn run(args: &Args) -> End {
    let end = match stories_in(&args.dir) {
        Ok(stories) if !stories.is_empty() => many::build(args, &stories),
        _ if args.shard.is_some() => Err(End::Usage(
            "--shard is for a folder of stories, and this is none".to_owned(),
        )),
        // Whatever is wrong with the folder is said there.
        _ => one(args),
    };
    end.err().unwrap_or(End::Done)
}

fn one(args: &Args) -> Result<(), End> {
    let folder = super::open(&args.dir)?;
    let program = super::program()?;
    if args
        .out
        .canonicalize()
        .is_ok_and(|out| out == folder.root())
    {
        return Err(End::Usage(
            "a story cannot be published in its own folder\nChoose another --out".to_owned(),
        ));
    }
    let press = Press {
        folder: &folder,
        cache: &Cache::of_this_user(),
        program: &program,
        base_url: args.base_url.as_deref(),
        root: "",
        script: None,
        progress: &Shown::default(),
    };
    let published = press.read_and_publish(
        &args.trust.originals()?,
        || Out::open(&args.out, || waiting(&args.out)),
        |complaints| super::complain(complaints, &folder),
    );
    let published = published.map_err(|error| usage(&error))?;
    say(&published.ok_or(End::StoryAtFault)?, &args.out);
    Ok(())
}

/// Says why nothing is done for a while.
pub fn waiting(out: &Path) {
    eprintln!(
        "Another press is at work on {}; waiting for it.",
        out.display()
    );
}

fn usage(error: &OutError) -> End {
    End::Usage(format!("{error}\n{}", error.help).trim_end().to_owned())
}

fn say(published: &Published, out: &Path) {
    for Edition { story, folder } in &published.editions {
        let pictures: usize = story
            .cards
            .iter()
            .map(|card| card.content.photos().len())
            .sum();
        let encoded = match folder.is_empty() {
            true => format!(", {} of them encoded now", published.encoded),
            false => format!(", in {}", story.in_language),
        };
        say!(
            "{} is published: {} cards, {pictures} pictures{encoded}.",
            out.join(folder).join("index.html").display(),
            story.cards.len(),
        );
    }
    for folder in &published.withdrawn {
        say!(
            "{} is still there, an edition that the story has no longer. Take the folder away if nobody is to read it.",
            out.join(folder).display()
        );
    }
    let Some(Edition { story, .. }) = published.editions.first() else {
        return;
    };
    if !story.url.as_deref().is_some_and(is_absolute) {
        say!(
            "Without --base-url, or a url in the story, it has no canonical address and no share image, and search engines are not told where its photos are."
        );
    }
    if let Some(snippet) = snippet(story) {
        say!("Others embed it by this: {snippet}");
    }
    if published.editions.iter().any(|edition| edition.story.draft) {
        say!(
            "It is a draft: search engines are asked to stay away, and readers see that it is one."
        );
    }
}

/// The address of the folder that the page will stand in.
fn base_url(url: &str) -> Result<String, String> {
    if !is_absolute(url)
        || !reportage_story::is_address(url)
        || url.contains(['?', '#', '"', '<', '>'])
    {
        return Err(
            "it has to be an absolute address such as https://example.org/mosul/".to_owned(),
        );
    }
    let folder = url.strip_suffix("index.html").unwrap_or(url);
    Ok(format!("{}/", folder.trim_end_matches('/')))
}

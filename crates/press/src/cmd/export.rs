//! `reportage export DIR --out FILE`: the whole story in one file.

use std::fs;
use std::path::PathBuf;

use bytesize::ByteSize;
use reportage_press::export::{self, Whole, Wishes};
use reportage_press::publish::{Cache, Out, Press, is_our_page, put};

use super::trust::Trust;
use crate::End;
use crate::progress::Shown;

#[derive(clap::Args)]
pub struct Args {
    /// The folder of the story: story.md (or a ready story.json) and its pictures
    dir: PathBuf,
    /// The file
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// The edition, by its language; the main one if nothing is said
    #[arg(long, value_name = "LANGUAGE")]
    edition: Option<String>,
    /// Take in pictures with a notice too, covered until the reader asks
    #[arg(long)]
    include_graphic: bool,
    /// The most that the file may have: 10MB, 900kB
    #[arg(long, value_name = "SIZE")]
    max_size: Option<ByteSize>,
    #[command(flatten)]
    trust: Trust,
}

pub fn run(args: &Args) -> End {
    match write(args) {
        Ok(()) => End::Done,
        Err(end) => end,
    }
}

fn write(args: &Args) -> Result<(), End> {
    let folder = super::open(&args.dir)?;
    let program = super::program()?;
    if fs::read(&args.out).is_ok_and(|there| !is_our_page(&there)) {
        return Err(End::Usage(format!(
            "{} is there already, and Reportage has not written it\nChoose another --out, or take it away",
            args.out.display()
        )));
    }
    let cannot = |what: &str, error: &dyn std::fmt::Display| End::Usage(format!("{what}: {error}"));
    let place =
        tempfile::tempdir().map_err(|error| cannot("a temporary folder cannot be made", &error))?;
    let out = Out::open(place.path(), || {})
        .map_err(|error| cannot("the story cannot be pressed", &error))?;
    let press = Press {
        folder: &folder,
        cache: &Cache::of_this_user(),
        program: &program,
        base_url: None,
        root: "",
        script: None,
        progress: &Shown::default(),
    };
    let published = press
        .read_and_publish(
            &args.trust.originals()?,
            || Ok(&out),
            |complaints| super::complain(complaints, &folder),
        )
        .map_err(|error| cannot("the story cannot be pressed", &error))?
        .ok_or(End::StoryAtFault)?;
    let wanted = args.edition.as_deref();
    let edition = published
        .editions
        .iter()
        .find(|edition| wanted.is_none_or(|wanted| edition.story.in_language == wanted))
        .ok_or_else(|| {
            let languages: Vec<_> = published
                .editions
                .iter()
                .map(|edition| edition.story.in_language.as_str())
                .collect();
            End::Usage(format!(
                "there is no such edition\nChoose --edition from: {}",
                languages.join(", ")
            ))
        })?;
    let wishes = Wishes {
        include_graphic: args.include_graphic,
        max_size: args.max_size.map(|size| size.as_u64()),
    };
    let whole = export::export(edition, &published.theme, &program, out.path(), wishes)
        .map_err(|error| End::Usage(error.to_string()))?;
    put(&args.out, whole.html.as_bytes())
        .map_err(|error| cannot(&format!("{} cannot be written", args.out.display()), &error))?;
    say(args, &whole);
    Ok(())
}

fn say(args: &Args, whole: &Whole) {
    let Whole {
        html,
        choice,
        left_out,
    } = whole;
    say!(
        "{} holds the whole story: {}. Its photos are {choice}.",
        args.out.display(),
        ByteSize(html.len() as u64).display().si(),
    );
    if *left_out > 0 {
        say!(
            "{left_out} of its pictures, which have a notice, are left out. --include-graphic takes them in."
        );
    }
}

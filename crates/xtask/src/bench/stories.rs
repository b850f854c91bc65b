//! Many stories, or one of many pictures, published in one run: how long it takes, and how much memory.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use reportage_press::credentials::Verifier;
use reportage_press::folder::Folder;
use reportage_press::page::Program;
use reportage_press::publication::{self, Fate, Publication};
use reportage_press::publish::{Cache, Progress};

use crate::measure::{cost, fresh};
use crate::press::peak_memory;

/// The first word by which this program publishes stories and does nothing else.
pub const COMMAND: &str = "press-stories";

#[derive(clap::Args)]
pub struct Args {
    /// How many stories
    #[arg(long, default_value_t = 1000)]
    count: usize,
    /// How many pictures each has
    #[arg(long, default_value_t = 3)]
    pictures: usize,
    /// How many pixels wide they are, by two thirds of that
    #[arg(long, default_value_t = 480)]
    width: u16,
    /// Where stories and what is made of them go
    #[arg(long)]
    out: PathBuf,
}

/// Publishes stories twice, the second time with nothing changed, and says what that took.
///
/// # Errors
/// If a file cannot be written, or a story not be published.
pub fn measure(args: &Args) -> Result<()> {
    let place = fresh(&args.out.join("stories"))?;
    eprintln!("Writing {} stories", args.count);
    for number in 0..args.count {
        write(&place.join("reports"), number, args)?;
    }
    for what in ["all are new", "nothing has changed"] {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg(COMMAND).arg(&place);
        let (cost, printed) = cost(&mut command)?;
        let mut words = printed.split_whitespace();
        let mut number = || words.next().and_then(|word| word.parse::<u64>().ok());
        let (published, memory) = Option::zip(number(), number()).context("nothing was printed")?;
        println!(
            "{} stories with {} pictures of {} × {}, {what}: {published} published in {:.2} s, at most {} MiB.",
            args.count,
            args.pictures,
            args.width,
            height(args.width),
            cost.seconds,
            memory >> 20,
        );
    }
    Ok(())
}

/// Publishes the stories in `place`, and prints how many had changed and the most memory that this
/// process ever held, in bytes.
///
/// # Errors
/// If a story cannot be published.
pub fn press_all(place: &Path) -> Result<()> {
    let reports = place.join("reports");
    let site = Publication {
        out: &place.join("public"),
        cache: &Cache::new(place.join("cache")),
        program: &Program::new((b"js", b"wasm"), (b"tools", b"their wasm")),
        base_url: Some("https://stories.example/"),
        verifier: &Verifier::default(),
        progress: &Silent,
        waiting: &|_| {},
    };
    let sources = publication::stories_in(&reports)?;
    site.begin()?;
    let mut published = 0;
    for source in &sources {
        let fate = site.press(source, |complaints, _| eprintln!("{complaints:?}"))?;
        ensure!(
            !matches!(fate, Fate::AtFault),
            "{} is at fault",
            source.name
        );
        published += usize::from(matches!(fate, Fate::Published));
    }
    let (about, _) = publication::about(&Folder::open(&reports)?);
    site.put_index(&about, &sources)?;
    println!("{published} {}", peak_memory().unwrap_or(0));
    Ok(())
}

fn height(width: u16) -> u16 {
    width / 3 * 2
}

fn write(reports: &Path, number: usize, args: &Args) -> Result<()> {
    let folder = reports.join(format!("story-{number:04}"));
    fs::create_dir_all(&folder)?;
    let mut text = format!(
        "---\nheadline: Story {number}\nauthor: Jane Roe\ndatePublished: 2017-03-31\ninLanguage: en\n---\n"
    );
    let (width, height) = (args.width, height(args.width));
    for picture in 0..args.pictures {
        let name = format!("picture-{picture}.jpg");
        let mut jpeg = Vec::new();
        jpeg_encoder::Encoder::new(&mut jpeg, 90).encode(
            &pixels(number * args.pictures + picture, width, height),
            width,
            height,
            jpeg_encoder::ColorType::Rgb,
        )?;
        fs::write(folder.join(&name), jpeg)?;
        text.push_str(&format!(
            "\n## Card {picture}\n\n![A pattern.]({name})\n(Jane Roe)\n\nIt is drawn by a program.\n"
        ));
    }
    fs::write(folder.join("story.md"), text)?;
    Ok(())
}

/// A picture like no other: soft shapes, sharp edges and grain.
fn pixels(seed: usize, width: u16, height: u16) -> Vec<u8> {
    let mut state = seed as u32 ^ 0x9e37_79b9;
    let mut pixels = Vec::with_capacity(usize::from(width) * usize::from(height) * 3);
    for y in 0..u32::from(height) {
        for x in 0..u32::from(width) {
            // Marsaglia's generator, https://doi.org/10.18637/jss.v008.i14.
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            let grain = state % 24;
            let edge = ((x + seed as u32 * 7) / 61 + y / 47) % 2 * 70;
            for soft in [x / 4, y / 3, (x + y) / 7] {
                pixels.push((soft + edge + grain).min(255) as u8);
            }
        }
    }
    pixels
}

/// Nobody is told how the work goes on.
struct Silent;

impl Progress for Silent {
    fn begin(&self, _: usize) {}
    fn done(&self, _: &str, _: bool) {}
    fn end(&self) {}
}

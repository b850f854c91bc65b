//! What is measured, and how.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use reportage_press::photo::WIDTHS;

use crate::pictures::Set;
use crate::quality::References;
use crate::{Args, fit, press, sharp};

/// What a file is encoded as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// AVIF.
    Avif,
    /// JPEG.
    Jpeg,
}

impl Format {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Avif, Self::Jpeg];

    /// What it is called by sharp, and in the names of files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Avif => "avif",
            Self::Jpeg => "jpeg",
        }
    }
}

/// A file that one of the programs has made.
#[derive(Clone, Debug)]
pub struct File {
    /// The picture that it was made of.
    pub original: PathBuf,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// What it is encoded as.
    pub format: Format,
    /// Where it is.
    pub path: PathBuf,
}

/// The files that are compared as one: those of a format and a width.
pub type Class = (Format, u32);

impl File {
    /// Its class. A picture that is narrower than the press's width is published in its
    /// own, and counts as of that width.
    pub fn class(&self) -> Class {
        let nominal = WIDTHS.into_iter().find(|width| *width >= self.width);
        (self.format, nominal.unwrap_or(self.width))
    }
}

/// What running a program took.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// From start to end of the process, in seconds.
    pub seconds: f64,
    /// What all cores together worked for it, in seconds, where the system tells. It
    /// depends less on what else the machine is doing.
    pub cpu_seconds: Option<f64>,
}

/// Files of a class: how good and how large.
#[derive(Clone, Copy, Debug)]
pub struct Totals {
    /// How many.
    pub files: usize,
    /// Their mean score.
    pub score: f64,
    /// All their bytes.
    pub bytes: u64,
}

/// What one program did with a set.
pub struct Measured {
    /// By class.
    pub totals: BTreeMap<Class, Totals>,
    /// Of every run.
    pub costs: Vec<Cost>,
}

impl Measured {
    /// The bytes of the files of a format.
    pub fn bytes(&self, format: Format) -> u64 {
        let of_format = self.totals.iter().filter(|(class, _)| class.0 == format);
        of_format.map(|(_, totals)| totals.bytes).sum()
    }

    /// The median of the runs' times, in seconds.
    pub fn seconds(&self) -> f64 {
        median(self.costs.iter().map(|cost| cost.seconds).collect())
    }

    /// The median of the runs' work, in seconds, where it is known.
    pub fn cpu_seconds(&self) -> Option<f64> {
        let known: Option<Vec<_>> = self.costs.iter().map(|cost| cost.cpu_seconds).collect();
        known.map(median)
    }
}

/// All about a set.
pub struct SetResult {
    /// What it is called in files.
    pub name: &'static str,
    /// What it is called in tables.
    pub title: &'static str,
    /// How many pictures it has.
    pub pictures: usize,
    /// The press.
    pub press: Measured,
    /// The most memory that the press held in any run, in bytes.
    pub press_memory: u64,
    /// sharp as it is.
    pub usual: Measured,
    /// sharp at the press's quality.
    pub matched: Measured,
    /// The quality of each class by which sharp matches the press.
    pub qualities: BTreeMap<Class, u32>,
}

/// Measures a set: first the quality, then, each in its turn, the time.
pub fn set(set: &Set, args: &Args) -> Result<SetResult> {
    let folder = |name: &str| fresh(&args.out.join(set.name).join(name));
    let modules = &args.node_modules;

    eprintln!("The press's {}", set.title);
    let out = folder("press")?;
    press::run(set, &out)?;
    let files = press::files(set, &out)?;
    let references = References::new(&files)?;
    let press_totals = totals(&files, &references)?;

    eprintln!("sharp's, as it is usually set");
    let usual_options = |file: &File| Some(sharp::options(file.format, None));
    let (_, made) = sharp::run(&files, &folder("sharp")?, modules, usual_options)?;
    let usual_totals = totals(&made, &references)?;

    eprintln!("sharp's, to match the press's quality");
    let mut fits: BTreeMap<Class, fit::Fit> = press_totals
        .iter()
        .map(|(class, totals)| (*class, fit::Fit::new(totals.score)))
        .collect();
    for (class, totals) in &usual_totals {
        if let Some(fit) = fits.get_mut(class) {
            fit.learn(usual_quality(class.0), totals.score);
        }
    }
    while fits.values().any(|fit| fit.next().is_some()) {
        let options = |file: &File| {
            let quality = fits.get(&file.class())?.next()?;
            Some(sharp::options(file.format, Some(quality)))
        };
        let (_, made) = sharp::run(&files, &folder("sharp-fitting")?, modules, options)?;
        for (class, totals) in totals(&made, &references)? {
            if let Some(fit) = fits.get_mut(&class)
                && let Some(quality) = fit.next()
            {
                fit.learn(quality, totals.score);
            }
        }
    }
    let qualities: BTreeMap<Class, u32> = fits
        .iter()
        .filter_map(|(class, fit)| Some((*class, fit.best()?)))
        .collect();
    let matched_options = |file: &File| {
        let quality = qualities.get(&file.class()).copied();
        Some(sharp::options(file.format, quality))
    };

    let mut costs = [Vec::new(), Vec::new(), Vec::new()];
    let mut press_memory = 0;
    let mut matched_files = Vec::new();
    for run in 1..=args.runs {
        eprintln!("Run {run} of {} for the time", args.runs);
        let (cost, memory) = press::run(set, &folder("press")?)?;
        press_memory = press_memory.max(memory);
        costs[0].push(cost);
        let (cost, _) = sharp::run(&files, &folder("sharp")?, modules, usual_options)?;
        costs[1].push(cost);
        let out = folder("sharp-matched")?;
        let (cost, made) = sharp::run(&files, &out, modules, matched_options)?;
        costs[2].push(cost);
        matched_files = made;
    }
    let [press, usual, matched] = costs;
    let measured = |totals, costs| Measured { totals, costs };
    Ok(SetResult {
        name: set.name,
        title: set.title,
        pictures: set.files.len(),
        press: measured(press_totals, press),
        press_memory,
        usual: measured(usual_totals, usual),
        matched: measured(totals(&matched_files, &references)?, matched),
        qualities,
    })
}

/// The quality that sharp takes if it is told none.
fn usual_quality(format: Format) -> u32 {
    match format {
        Format::Avif => 50,
        Format::Jpeg => 80,
    }
}

/// Scores files, and sums them up by class.
fn totals(files: &[File], references: &References) -> Result<BTreeMap<Class, Totals>> {
    let mut sums = BTreeMap::new();
    for (file, score) in files.iter().zip(references.scores(files)?) {
        let bytes = fs::metadata(&file.path)?.len();
        let sum = sums.entry(file.class()).or_insert(Totals {
            files: 0,
            score: 0.0,
            bytes: 0,
        });
        // The mean as it moves on.
        sum.files += 1;
        sum.score += (score - sum.score) / sum.files as f64;
        sum.bytes += bytes;
    }
    Ok(sums)
}

/// Runs a program to its end. Returns what it took, and what it printed.
///
/// # Errors
/// It cannot be started, or does not end well.
pub fn cost(command: &mut Command) -> Result<(Cost, String)> {
    let before = children_seconds();
    let start = Instant::now();
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("could not start {command:?}"))?;
    let seconds = start.elapsed().as_secs_f64();
    ensure!(output.status.success(), "{command:?} failed");
    let cost = Cost {
        seconds,
        cpu_seconds: Option::zip(before, children_seconds()).map(|(before, now)| now - before),
    };
    Ok((cost, String::from_utf8(output.stdout)?))
}

/// What the programs that have run so far have worked, on Linux: `cutime` and `cstime`
/// of `proc_pid_stat(5)`, which are in hundredths of a second.
fn children_seconds() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The second field is in brackets and may hold anything; these are the 16th and 17th.
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_whitespace().skip(13);
    let mut ticks = || fields.next()?.parse::<f64>().ok();
    Some((ticks()? + ticks()?) / 100.0)
}

/// An empty folder.
///
/// # Errors
/// It cannot be made.
pub fn fresh(folder: &Path) -> Result<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    Ok(folder.to_owned())
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.as_slice() {
        [] => f64::NAN,
        all if all.len() % 2 == 1 => all[middle],
        all => (all[middle - 1] + all[middle]) / 2.0,
    }
}

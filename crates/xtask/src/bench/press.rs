//! The press, over a whole folder on all cores.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use rayon::prelude::*;

use crate::measure::{Cost, File, Format, cost};
use crate::pictures::{self, Set};

/// The first word by which this program presses and does nothing else.
pub const COMMAND: &str = "press-all";

/// Presses every picture of `pictures` to files in `out`, and prints the most memory
/// that it ever held, in bytes, if the system tells.
pub fn press_all(pictures: &Path, out: &Path) -> Result<()> {
    pictures::entries(pictures)?
        .par_iter()
        .try_for_each(|picture| press(picture, out))?;
    println!("{}", peak_memory().unwrap_or(0));
    Ok(())
}

fn press(picture: &Path, out: &Path) -> Result<()> {
    let name = picture.file_stem().context("a picture has a name")?;
    let pressed = reportage_press::photo::press(&fs::read(picture)?)
        .with_context(|| format!("could not press {}", picture.display()))?;
    for file in pressed.files {
        let format = match file.media_type {
            "image/avif" => Format::Avif,
            _ => Format::Jpeg,
        };
        let size = format!("{}-{}-{}", name.display(), file.width, file.height);
        fs::write(out.join(size).with_extension(format.name()), file.bytes)?;
    }
    Ok(())
}

/// Runs the press as a process of its own. Returns what it took, and the most memory
/// that it held in bytes.
pub fn run(set: &Set, out: &Path) -> Result<(Cost, u64)> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(COMMAND).arg(&set.folder).arg(out);
    let (cost, printed) = cost(&mut command)?;
    let memory = printed.trim().parse().context("no memory was printed")?;
    Ok((cost, memory))
}

/// The files that the press has made of a set.
pub fn files(set: &Set, out: &Path) -> Result<Vec<File>> {
    let mut files = Vec::new();
    for path in pictures::entries(out)? {
        let size = || -> Option<(String, u32, u32)> {
            let mut words = path.file_stem()?.to_str()?.rsplitn(3, '-');
            let (height, width) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
            Some((words.next()?.to_owned(), width, height))
        };
        let (name, width, height) = size().context("a file of the press has a size in its name")?;
        let format = Format::ALL
            .into_iter()
            .find(|format| {
                path.extension()
                    .is_some_and(|ending| ending == format.name())
            })
            .context("a file of the press is AVIF or JPEG")?;
        let original = |file: &&PathBuf| file.file_stem().is_some_and(|stem| *stem == *name);
        files.push(File {
            original: set
                .files
                .iter()
                .find(original)
                .context("a file of the press has an original")?
                .clone(),
            width,
            height,
            format,
            path,
        });
    }
    Ok(files)
}

/// The high-water mark of this process's memory (`VmHWM`), on Linux.
pub fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kibibytes * 1024)
}

//! What came out, for people and for programs.

use std::fs;
use std::path::Path;
use std::thread;

use anyhow::Result;
use serde_json::{Value, json};

use crate::measure::{Format, Measured, SetResult};
use crate::{Args, sharp};

/// Prints the tables, in Markdown, and writes `press.json`.
pub fn report(sets: &[SetResult], args: &Args) -> Result<()> {
    let machine = machine(&args.node_modules)?;
    let json = json!({
        "machine": machine,
        "runs": args.runs,
        "sets": sets.iter().map(set_json).collect::<Vec<_>>(),
    });
    let path = args.out.join("press.json");
    fs::write(&path, serde_json::to_string_pretty(&json)?)?;
    println!("{machine}\n");
    for set in sets {
        print!("{}", table(set));
    }
    eprintln!("The same and more is in {}", path.display());
    Ok(())
}

fn table(set: &SetResult) -> String {
    let SetResult {
        press,
        usual,
        matched,
        ..
    } = set;
    let mut lines = vec![
        format!("### {} {}\n", set.pictures, set.title),
        format!(
            "At equal quality sharp takes **{:.2} times** the press's seconds{}. The press's files \
             are **{:.2} times** the bytes of sharp's (AVIF {:.2}, JPEG {:.2}).\n",
            matched.seconds() / press.seconds(),
            cpu_ratio(press, matched),
            all(press) / all(matched),
            bytes(press, Format::Avif) / bytes(matched, Format::Avif),
            bytes(press, Format::Jpeg) / bytes(matched, Format::Jpeg),
        ),
        "| | seconds | CPU seconds | AVIF | JPEG | peak memory |".to_owned(),
        "| --- | ---: | ---: | ---: | ---: | ---: |".to_owned(),
        row("the press", press, Some(set.press_memory)),
        row("sharp at the same quality", matched, None),
        row("sharp as it is usually set", usual, None),
        "\n| | SSIMULACRA2: press | sharp, same | sharp, usual | bytes: press | sharp, same \
         | sharp, usual | sharp's quality |"
            .to_owned(),
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |".to_owned(),
    ];
    for (class, ours) in &press.totals {
        let (format, width) = class;
        let theirs = |measured: &Measured| measured.totals.get(class).copied();
        let (Some(same), Some(usual)) = (theirs(matched), theirs(usual)) else {
            continue;
        };
        lines.push(format!(
            "| {} {width} | {:.1} | {:.1} | {:.1} | {} | {} | {} | {} |",
            format.name().to_uppercase(),
            ours.score,
            same.score,
            usual.score,
            kilobytes(ours.bytes),
            kilobytes(same.bytes),
            kilobytes(usual.bytes),
            set.qualities.get(class).copied().unwrap_or_default(),
        ));
    }
    lines.join("\n") + "\n\n"
}

fn row(name: &str, measured: &Measured, memory: Option<u64>) -> String {
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
    format!(
        "| {name} | {:.1} | {} | {} | {} | {} |",
        measured.seconds(),
        or_dash(measured.cpu_seconds().map(|cpu| format!("{cpu:.1}"))),
        kilobytes(measured.bytes(Format::Avif)),
        kilobytes(measured.bytes(Format::Jpeg)),
        or_dash(memory.map(|bytes| format!("{} MB", bytes / 1_000_000))),
    )
}

fn cpu_ratio(press: &Measured, sharp: &Measured) -> String {
    Option::zip(press.cpu_seconds(), sharp.cpu_seconds())
        .map(|(press, sharp)| format!(", and {:.2} times its CPU seconds", sharp / press))
        .unwrap_or_default()
}

fn bytes(measured: &Measured, format: Format) -> f64 {
    measured.bytes(format) as f64
}

fn all(measured: &Measured) -> f64 {
    Format::ALL
        .map(|format| bytes(measured, format))
        .iter()
        .sum()
}

fn kilobytes(bytes: u64) -> String {
    format!("{:.1} kB", bytes as f64 / 1000.0)
}

fn set_json(set: &SetResult) -> Value {
    json!({
        "name": set.name,
        "pictures": set.pictures,
        "press": measured_json(&set.press),
        "press_peak_memory_bytes": set.press_memory,
        "sharp_usual": measured_json(&set.usual),
        "sharp_matched": measured_json(&set.matched),
        "sharp_matched_qualities": set.qualities.iter().map(|((format, width), quality)| {
            json!({ "format": format.name(), "width": width, "quality": quality })
        }).collect::<Vec<_>>(),
    })
}

fn measured_json(measured: &Measured) -> Value {
    json!({
        "median_seconds": measured.seconds(),
        "median_cpu_seconds": measured.cpu_seconds(),
        "runs": measured.costs.iter().map(|cost| {
            json!({ "seconds": cost.seconds, "cpu_seconds": cost.cpu_seconds })
        }).collect::<Vec<_>>(),
        "files": measured.totals.iter().map(|((format, width), totals)| {
            json!({
                "format": format.name(),
                "width": width,
                "files": totals.files,
                "mean_ssimulacra2": totals.score,
                "bytes": totals.bytes,
            })
        }).collect::<Vec<_>>(),
    })
}

/// The machine and what ran on it, in one line.
fn machine(node_modules: &Path) -> Result<String> {
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let value = |text: &str, key: &str, between: char| {
        let line = text.lines().find(|line| line.starts_with(key))?.to_owned();
        Some(
            line.split_once(between)?
                .1
                .trim()
                .trim_matches('"')
                .to_owned(),
        )
    };
    let model = value(&read("/proc/cpuinfo"), "model name", ':');
    let system = value(&read("/etc/os-release"), "PRETTY_NAME", '=');
    Ok(format!(
        "{} cores of {}, {}. {}. Load of the machine at the end: {}.",
        thread::available_parallelism()?,
        model.as_deref().unwrap_or(std::env::consts::ARCH),
        system.as_deref().unwrap_or(std::env::consts::OS),
        sharp::versions(node_modules)?,
        read("/proc/loadavg")
            .split_whitespace()
            .next()
            .unwrap_or("unknown"),
    ))
}

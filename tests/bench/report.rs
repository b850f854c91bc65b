//! What came out, for people and for programs.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::machine;
use crate::pages::Page;
use crate::results::{Results, Row};
use crate::targets;

/// Prints the tables, in Markdown, and writes `pages.json`.
pub fn report(
    results: &[Results],
    scores: &[(&Page, f64)],
    out: &Path,
    node_modules: &Path,
) -> Result<()> {
    let machine = machine::describe(node_modules)?;
    let json = json!({
        "machine": machine,
        "conditions": results.iter().map(results_json).collect::<Vec<_>>(),
        "lighthouse": scores.iter().map(|(page, score)| json!({
            "page": page.name,
            "performance": score,
        })).collect::<Vec<_>>(),
    });
    let path = out.join("pages.json");
    fs::write(&path, serde_json::to_string_pretty(&json)?)
        .with_context(|| format!("could not write {}", path.display()))?;
    println!("{machine}\n");
    for results in results {
        println!("{}\n", table(results));
    }
    println!("| | Lighthouse: performance |\n| --- | ---: |");
    for (page, score) in scores {
        println!("| {} | {score:.0} |", page.title);
    }
    eprintln!("The same and more is in {}", path.display());
    Ok(())
}

fn table(results: &Results) -> String {
    let limit = results.limit();
    let title = results.conditions.title();
    let mut lines = vec![
        format!("#### {title}\n"),
        format!(
            "The limit paints first after {:.0} ms and its first photo after {:.0} ms, blocks for {:.0} ms, and \
             takes {} of photos before scrolling and {} in all. × is how many times that.\n",
            limit.median(|it| it.first_paint),
            limit.median(|it| it.first_photo),
            limit.median(|it| it.blocking),
            kilobytes(limit.median(|it| it.photos_loading)),
            kilobytes(limit.median(|it| it.photos)),
        ),
        "| | first paint | first photo | blocking | shift: loading | reading | photos before scrolling \
         | photos in all | page | code | fonts, data | code before the photo | key | zoom |"
            .to_owned(),
        format!("| --- |{}", " ---: |".repeat(13)),
    ];
    lines.extend(results.rows.iter().map(|it| row(it, limit)));
    lines.push("\n| target | is to be | is | |\n| --- | ---: | ---: | --- |".to_owned());
    for target in targets::targets(results) {
        let verdict = if target.is_met { "met" } else { "**not met**" };
        lines.push(format!(
            "| {} | {} | {} | {verdict} |",
            target.what, target.goal, target.measured
        ));
    }
    lines.join("\n")
}

fn row(row: &Row, limit: &Row) -> String {
    format!(
        "| {} | {:.2} × | {:.2} × | {:.0} ms | {:.3} | {:.3} | {:.2} × | {:.2} × | {} | {} | {} | {} | {} | {} |",
        row.page.title,
        row.ratio(limit, |it| it.first_paint),
        row.ratio(limit, |it| it.first_photo),
        row.median(|it| it.blocking),
        row.median(|it| it.shift_loading),
        row.median(|it| it.shift_reading),
        row.ratio(limit, |it| it.photos_loading),
        row.ratio(limit, |it| it.photos),
        kilobytes(row.median(|it| it.page)),
        kilobytes(row.median(|it| it.code)),
        kilobytes(row.median(|it| it.other)),
        row.median(|it| it.code_before_photo),
        delay(row.median_of(|it| it.key)),
        delay(row.median_of(|it| it.zoom)),
    )
}

fn delay(delay: Option<f64>) -> String {
    match delay {
        None => "–".to_owned(),
        // No shorter one is measured.
        Some(0.0) => "< 16 ms".to_owned(),
        Some(delay) => format!("{delay:.0} ms"),
    }
}

fn kilobytes(bytes: f64) -> String {
    format!("{:.1} kB", bytes / 1000.0)
}

fn results_json(results: &Results) -> Value {
    let targets = targets::targets(results);
    json!({
        "name": results.conditions.name(),
        "pages": results.rows.iter().map(|row| json!({
            "name": row.page.name,
            "rounds": row.rounds,
        })).collect::<Vec<_>>(),
        "targets": targets.iter().map(|target| json!({
            "what": target.what,
            "goal": target.goal,
            "measured": target.measured,
            "met": target.is_met,
        })).collect::<Vec<_>>(),
    })
}

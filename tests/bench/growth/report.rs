//! What came out, for people and for programs.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::figures::{FIGURES, Figure};
use super::plot;
use super::results::Results;
use super::subject::Subject;
use super::targets::targets;
use crate::machine;
use crate::visit::Conditions;

/// Prints the tables, in Markdown, and writes `growth.json` and the plots.
pub fn report(results: &Results, cards: &[u32], out: &Path, node_modules: &Path) -> Result<()> {
    let machine = machine::describe(node_modules)?;
    let path = out.join("growth.json");
    let json = json(results, cards, &machine);
    fs::write(&path, serde_json::to_string_pretty(&json)?)
        .with_context(|| format!("could not write {}", path.display()))?;
    let plots = out.join("growth");
    fs::create_dir_all(&plots)?;
    println!("{machine}\n");
    for conditions in Conditions::ALL {
        println!("{}\n", table(results, cards, conditions));
        for figure in &FIGURES {
            let lines = Subject::ALL.map(|subject| plot::Line {
                name: subject.name(),
                points: cards
                    .iter()
                    .filter_map(|&cards| {
                        let value = results.median(conditions, subject, cards, figure.of)?;
                        Some((f64::from(cards), value / figure.per))
                    })
                    .collect(),
            });
            let title = format!("{}, {}", figure.title, conditions.name());
            if let Some(svg) = plot::svg(&title, figure.unit, &lines) {
                let name = format!("{}-{}.svg", figure.name, conditions.name());
                fs::write(plots.join(name), svg)?;
            }
        }
    }
    println!("| target | is to be | is | |\n| --- | ---: | ---: | --- |");
    for target in targets(results, cards) {
        let verdict = if target.is_met { "met" } else { "**not met**" };
        println!(
            "| {} | {} | {} | {verdict} |",
            target.what, target.goal, target.measured
        );
    }
    eprintln!("The same is in {}, plots are beside it", path.display());
    Ok(())
}

fn table(results: &Results, cards: &[u32], conditions: Conditions) -> String {
    let sizes: Vec<_> = cards.iter().map(|cards| format!(" {cards} |")).collect();
    let mut lines = vec![
        format!("#### {}\n", conditions.title()),
        format!("| cards | |{}", sizes.concat()),
        format!("| --- | --- |{}", " ---: |".repeat(cards.len())),
    ];
    for figure in &FIGURES {
        for subject in Subject::ALL {
            let values: Vec<_> = cards
                .iter()
                .map(|&cards| results.median(conditions, subject, cards, figure.of))
                .collect();
            if values.iter().all(Option::is_none) {
                continue;
            }
            let values = values
                .into_iter()
                .map(|it| format!(" {} |", shown(figure, it)));
            lines.push(format!(
                "| {} | {} |{}",
                figure.title,
                subject.name(),
                values.collect::<String>()
            ));
        }
    }
    lines.join("\n")
}

fn shown(figure: &Figure, value: Option<f64>) -> String {
    let Some(value) = value.map(|value| value / figure.per) else {
        return "–".to_owned();
    };
    let value = match figure.unit {
        "ms" => format!("{value:.0}"),
        _ if value == value.round() => format!("{value}"),
        "" => format!("{value:.2}"),
        _ => format!("{value:.1}"),
    };
    format!("{value} {}", figure.unit).trim_end().to_owned()
}

fn json(results: &Results, cards: &[u32], machine: &str) -> Value {
    json!({
        "machine": machine,
        "visits": results.visits.iter().map(|visit| json!({
            "conditions": visit.conditions.name(),
            "page": visit.subject.name(),
            "cards": visit.cards,
            "figures": visit.figures,
        })).collect::<Vec<_>>(),
        "targets": targets(results, cards).iter().map(|target| json!({
            "what": target.what,
            "goal": target.goal,
            "measured": target.measured,
            "met": target.is_met,
        })).collect::<Vec<_>>(),
    })
}

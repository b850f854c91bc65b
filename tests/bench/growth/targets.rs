//! What we mean to reach as the story grows, and whether we do.

use super::figures::Figures;
use super::results::Results;
use super::subject::Subject;
use crate::targets::Target;
use crate::visit::Conditions;

/// The sizes of which one is compared with the other.
const FEW: u32 = 10;
const MANY: u32 = 1_000;
/// How many times as long many cards may take to be readable and to answer.
const SLOWER: f64 = 1.5;
/// How many times as much memory they may take.
const MORE: f64 = 3.0;
/// By how much reading a second time may leave more than reading once did.
const SECOND: f64 = 1.05;
/// The milliseconds that any task may take on the phone.
const TASK: f64 = 200.0;
/// The CSS pixels by which the last card may be missed.
const OFF: f64 = 2.0;

type Of = fn(&Figures) -> Option<f64>;

/// Our targets, of those sizes that were measured.
pub fn targets(results: &Results, cards: &[u32]) -> Vec<Target> {
    [Subject::Published, Subject::Viewer]
        .into_iter()
        .flat_map(|subject| of_subject(results, cards, subject))
        .collect()
}

fn of_subject(results: &Results, cards: &[u32], subject: Subject) -> Vec<Target> {
    let phone = |cards: u32, of: Of| results.median(Conditions::Phone, subject, cards, of);
    let mut targets = Vec::new();
    for (what, most, of) in [
        (
            "first card readable",
            SLOWER,
            (|it| Some(it.readable)) as Of,
        ),
        ("answers input", SLOWER, |it| Some(it.answers)),
        ("script and WebAssembly memory", MORE, |it| {
            Some(it.memory())
        }),
    ] {
        if let (Some(few), Some(many)) = (phone(FEW, of), phone(MANY, of)) {
            targets.push(Target {
                what: format!("{}: {what}, {MANY} cards", subject.name()),
                goal: format!("≤ {most} × {FEW} cards"),
                measured: format!("{:.2} ×", many / few),
                is_met: many <= few * most,
            });
        }
    }
    for &cards in cards {
        let of_cards = |what: &str| format!("{}: {what}, {cards} cards", subject.name());
        if let Some(task) = phone(cards, |it| Some(it.task)) {
            targets.push(Target {
                what: of_cards("longest task"),
                goal: format!("≤ {TASK} ms"),
                measured: format!("{task:.0} ms"),
                is_met: task <= TASK,
            });
        }
        let limit = results.median(Conditions::Phone, Subject::Limit, cards, |it| {
            Some(it.frame)
        });
        if let (Some(frame), Some(limit)) = (phone(cards, |it| Some(it.frame)), limit) {
            targets.push(Target {
                what: of_cards("frame while scrolling"),
                goal: format!("≤ the limit's, {limit:.0} ms"),
                measured: format!("{frame:.0} ms"),
                // As it is shown: frames come by the screen's own beat, give or take a tenth.
                is_met: frame.round() <= limit.round(),
            });
        }
        let off = |it: &Figures| Some(it.off.max(it.off_after).max(it.list_off.unwrap_or(0.0)));
        if let Some(off) = phone(cards, off) {
            targets.push(Target {
                what: of_cards("last card, off by"),
                goal: format!("< {OFF} px"),
                measured: format!("{off:.1} px"),
                is_met: off < OFF,
            });
        }
        let second = |it: &Figures| it.passes.as_ref().map(|it| it.second / it.first);
        if let Some(second) = results.median(Conditions::Free, subject, cards, second) {
            targets.push(Target {
                what: of_cards("memory after a second reading"),
                goal: format!("≤ {SECOND} × the first"),
                measured: format!("{second:.2} ×"),
                is_met: second <= SECOND,
            });
        }
    }
    targets
}

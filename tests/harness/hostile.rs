//! Opening a bundle in the viewer that somebody hostile has written.

use anyhow::{Result, ensure};
use hostile_bundles::Hostile;
use serde_json::json;

use crate::{Reader, Site};

/// Runs before every page: notes what must not happen, and how long the page did not answer.
pub const TRAP: &str = r"
    window.hostileDeeds = [];
    for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'])
        window[name] = () => { hostileDeeds.push(name); };
    addEventListener('beforeunload', () => hostileDeeds.push('beforeunload'));
    window.hostileTasks = [];
    new PerformanceObserver((list) => hostileTasks.push(...list.getEntries().map((task) => task.duration)))
        .observe({ type: 'longtask', buffered: true });
";

/// What has become of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is shown, such as it is.
    Shown,
    /// The reader is told that it is no story.
    Refused,
}

/// Where it lies.
const PATH: &str = "/hostile/story.json";
/// The policy's directives that keep files of other origins away: an address that a story may
/// have leads wherever its author wants, and the page asks nobody whom its publisher has not named.
const ORIGINS: [&str; 2] = ["img-src ", "media-src "];

/// Opens it, and waits for what becomes of it. `reader` has [`TRAP`] run before every page.
///
/// # Errors
/// Says what it was able to do.
pub async fn open(reader: &Reader, site: &Site, bundle: &Hostile) -> Result<Outcome> {
    site.put(PATH, "application/json", bundle.json.clone());
    let address = site.at("/?story=hostile/story.json");
    reader.open(&address).await?;
    reader
        .until("['ready', 'failed'].includes(document.documentElement.dataset.viewer)")
        .await?;
    let seen = reader
        .sees(
            "({ address: location.href, ran: 'hostile' in window, deeds: hostileDeeds,
                inherited: ({}).hostile ?? null,
                story: document.querySelectorAll('#reportage-story > article.story').length,
                told: document.querySelectorAll('#reportage-story > .trouble[role=alert]').length,
                frames: frames.length,
                strangers: document.querySelectorAll('script:not([src$=\"start.js\"]), iframe, object, embed, base, form, meta[http-equiv=refresh], a[href^=javascript i], a[href^=data i]').length,
                handlers: [...document.querySelectorAll('article *')].filter((it) => [...it.attributes].some(({ name }) => name.startsWith('on') || name === 'style' && !it.closest('.bar, .progress, dialog'))).map((it) => it.outerHTML.slice(0, 200)),
             })",
        )
        .await?;
    ensure!(
        seen["address"]
            .as_str()
            .is_some_and(|at| at.split('#').next() == Some(&address)),
        "{}: the page is at {}",
        bundle.name,
        seen["address"]
    );
    for (what, wanted) in [
        ("ran", json!(false)),
        ("deeds", json!([])),
        ("inherited", json!(null)),
        ("frames", json!(0)),
        ("strangers", json!(0)),
        ("handlers", json!([])),
    ] {
        ensure!(
            seen[what] == wanted,
            "{}: {what}: {}",
            bundle.name,
            seen[what]
        );
    }
    let violations = reader.sees("window.violations").await?;
    for violation in violations.as_array().into_iter().flatten() {
        let violation = violation.as_str().unwrap_or_default();
        ensure!(
            ORIGINS
                .iter()
                .any(|directive| violation.starts_with(directive)),
            "{}: the policy was needed: {violation}",
            bundle.name
        );
    }
    reader.run("window.violations = []").await?;
    match (seen["story"].as_u64(), seen["told"].as_u64()) {
        (Some(1), Some(0)) => Ok(Outcome::Shown),
        (Some(0), Some(1)) => Ok(Outcome::Refused),
        other => anyhow::bail!("{}: {other:?} stories and messages", bundle.name),
    }
}

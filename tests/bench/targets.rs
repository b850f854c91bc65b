//! What we mean to reach, and whether we do.

use crate::figures::Figures;
use crate::results::{Results, Row};

/// The page's first paint and first photo may be later than the limit's by this.
const LATE: f64 = 1.05;
/// The milliseconds that the page may block longer than the limit.
const BLOCKING_MORE: f64 = 20.0;
/// The milliseconds that the viewer may block.
const BLOCKING: f64 = 60.0;
/// Our photos beside the originals, in bytes.
const PHOTOS: f64 = 0.6;
/// A ratio of bytes is of whole files: it is the same or it is not.
const SAME: f64 = 1.0;
/// What the viewer's first photo is to come before.
const SLOWER: [&str; 3] = ["swiper", "reveal", "timeline"];

/// One of our targets.
pub struct Target {
    /// Of what.
    pub what: String,
    /// What it is to be.
    pub goal: String,
    /// What it is.
    pub measured: String,
    /// Whether that will do.
    pub is_met: bool,
}

/// Our targets, of those pages that were measured.
pub fn targets(results: &Results) -> Vec<Target> {
    let mut targets = Vec::new();
    if let Some(page) = results.row("published") {
        targets.extend(of_page(page, results));
    }
    if let Some(viewer) = results.row("viewer") {
        targets.extend(of_viewer(viewer, results));
    }
    targets
}

fn of_page(page: &Row, results: &Results) -> Vec<Target> {
    let limit = results.limit();
    let times = |what: &str, most: f64, figure: fn(&Figures) -> f64| {
        at_most(&format!("page: {what}"), page.ratio(limit, figure), most)
    };
    let blocking = page.more(limit, |it| it.blocking);
    let mut targets = vec![
        times("first paint", LATE, |it| it.first_paint),
        times("first photo", LATE, |it| it.first_photo),
        Target {
            what: "page: blocking".to_owned(),
            goal: format!("the limit's and {BLOCKING_MORE} ms"),
            measured: format!("{blocking:+.0} ms"),
            is_met: blocking <= BLOCKING_MORE,
        },
        no_shift("page", page),
        Target {
            what: "page: code asked for before the first photo is there".to_owned(),
            goal: "none".to_owned(),
            measured: format!("{} files", page.median(|it| it.code_before_photo)),
            is_met: page.rounds.iter().all(|it| it.code_before_photo == 0.0),
        },
        times("photos before scrolling, bytes", SAME, |it| {
            it.photos_loading
        }),
    ];
    if let Some(originals) = results.row("originals") {
        let ratio = page.ratio(originals, |it| it.photos);
        targets.push(Target {
            goal: format!("≤ {PHOTOS} × the originals"),
            ..at_most("page: photos of the whole story, bytes", ratio, PHOTOS)
        });
    }
    targets
}

fn of_viewer(viewer: &Row, results: &Results) -> Vec<Target> {
    let slower = SLOWER.iter().filter_map(|name| results.row(name));
    let mut targets: Vec<_> = slower
        .map(|peer| {
            let ratio = viewer.ratio(peer, |it| it.first_photo);
            let title = peer.page.title;
            Target {
                what: format!("viewer: first photo before that of {title}"),
                goal: format!("< 1 × {title}"),
                measured: format!("{ratio:.2} ×"),
                is_met: ratio < 1.0,
            }
        })
        .collect();
    let blocking = viewer.median(|it| it.blocking);
    targets.push(Target {
        what: "viewer: blocking".to_owned(),
        goal: format!("≤ {BLOCKING} ms"),
        measured: format!("{blocking:.0} ms"),
        is_met: blocking <= BLOCKING,
    });
    targets.push(no_shift("viewer", viewer));
    let limit = results.limit();
    for (what, figure) in [
        (
            "before scrolling",
            (|it| it.photos_loading) as fn(&Figures) -> f64,
        ),
        ("of the whole story", |it| it.photos),
    ] {
        let ratio = viewer.ratio(limit, figure);
        targets.push(at_most(
            &format!("viewer: photos {what}, bytes"),
            ratio,
            SAME,
        ));
    }
    targets
}

fn at_most(what: &str, ratio: f64, most: f64) -> Target {
    Target {
        what: what.to_owned(),
        goal: format!("≤ {most} × the limit"),
        measured: format!("{ratio:.2} ×"),
        // As it is shown: a thousandth more is none.
        is_met: (ratio * 100.0).round() / 100.0 <= most,
    }
}

fn no_shift(whose: &str, row: &Row) -> Target {
    let shift = row.median(|it| it.shift_loading + it.shift_reading);
    Target {
        what: format!("{whose}: layout shift, loading and reading"),
        goal: "0".to_owned(),
        measured: format!("{shift:.3}"),
        is_met: shift < 0.0005,
    }
}

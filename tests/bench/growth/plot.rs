//! A figure against the number of cards, as an SVG. Its colours are those of the text around it,
//! light or dark.

use std::fmt::Write;

/// How large it is, in its own units.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 360.0;
/// What is kept free for words.
const LEFT: f64 = 70.0;
const RIGHT: f64 = 130.0;
const TOP: f64 = 50.0;
const BOTTOM: f64 = 50.0;
/// How the lines are told apart.
const DASHES: [&str; 3] = ["2 4", "none", "9 4"];
/// How far apart the names of lines must be.
const APART: f64 = 16.0;

/// A line.
pub struct Line {
    /// What of.
    pub name: &'static str,
    /// Cards, from the fewest to the most, and the figure.
    pub points: Vec<(f64, f64)>,
}

/// The plot; none where there is nothing to show.
pub fn svg(title: &str, unit: &str, lines: &[Line]) -> Option<String> {
    let points = || lines.iter().flat_map(|line| &line.points);
    let fewest = points().map(|point| point.0).reduce(f64::min)?;
    let most = points().map(|point| point.0).reduce(f64::max)?;
    let high = round_up(points().map(|point| point.1).fold(0.0, f64::max));
    let decades = (most / fewest).log10();
    let x = |cards: f64| {
        let share = match decades > 0.0 {
            true => (cards / fewest).log10() / decades,
            false => 0.5,
        };
        LEFT + share * (WIDTH - LEFT - RIGHT)
    };
    let y = |value: f64| HEIGHT - BOTTOM - value / high * (HEIGHT - TOP - BOTTOM);

    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
         aria-labelledby=\"title\" font-family=\"sans-serif\" font-size=\"12\" fill=\"currentColor\">\n\
         <title id=\"title\">{title}, by the number of cards</title>\n\
         <style>:root {{ color: #1d2328 }} @media (prefers-color-scheme: dark) {{ :root {{ color: #e8e4dc }} }}</style>\n\
         <text x=\"{LEFT}\" y=\"24\" font-size=\"16\">{title}</text>\n"
    );
    for step in 0..=4 {
        let value = high * f64::from(step) / 4.0;
        let at = y(value);
        let _ = writeln!(
            svg,
            "<path d=\"M{LEFT} {at:.1}H{:.1}\" stroke=\"currentColor\" stroke-opacity=\"0.2\"/>\
             <text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
            WIDTH - RIGHT,
            LEFT - 8.0,
            at + 4.0,
            format!("{value} {unit}").trim_end()
        );
    }
    let mut sizes: Vec<_> = points().map(|point| point.0).collect();
    sizes.sort_by(f64::total_cmp);
    sizes.dedup();
    for cards in sizes {
        let _ = writeln!(
            svg,
            "<text x=\"{:.1}\" y=\"{}\" text-anchor=\"middle\">{cards}</text>",
            x(cards),
            HEIGHT - BOTTOM + 18.0
        );
    }
    let _ = writeln!(
        svg,
        "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">cards</text>",
        LEFT + (WIDTH - LEFT - RIGHT) / 2.0,
        HEIGHT - 10.0
    );
    let mut taken: Vec<f64> = Vec::new();
    for (line, dash) in lines.iter().zip(DASHES) {
        let Some(end) = line.points.last() else {
            continue;
        };
        let places = line.points.iter();
        let places: Vec<_> = places
            .map(|point| format!("{:.1},{:.1}", x(point.0), y(point.1)))
            .collect();
        let _ = writeln!(
            svg,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" \
             stroke-dasharray=\"{dash}\"/>",
            places.join(" ")
        );
        // Its name, lower where another's stands already.
        let mut at = y(end.1) + 4.0;
        while let Some(other) = taken.iter().find(|other| (at - **other).abs() < APART) {
            at = other + APART;
        }
        taken.push(at);
        let _ = writeln!(
            svg,
            "<text x=\"{:.1}\" y=\"{at:.1}\">{}</text>",
            x(end.0) + 8.0,
            line.name
        );
    }
    Some(svg + "</svg>\n")
}

/// The next of 1, 2, 4 and 8 times a power of ten.
fn round_up(value: f64) -> f64 {
    if value <= 0.0 {
        return 1.0;
    }
    let power = 10f64.powf(value.log10().floor());
    let steps = [1.0, 2.0, 4.0, 8.0, 10.0];
    let fitting = steps.into_iter().find(|step| step * power >= value);
    fitting.unwrap_or(10.0) * power
}

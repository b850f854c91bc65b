//! The clip of the front line: a cut-paper map of Mosul on which the fighting moves, without a word.
//!
//! The operation began in October 2016; the east bank was taken by January 2017; from late February
//! the front entered the west bank from the south-west, and in March it was still moving.
//! Everything here is a pure function of the moment, so any frame can be drawn alone. ffmpeg
//! makes the files of the frames: see [`encode`].

mod encode;
mod map;
mod paper;

use std::path::Path;

use map::Cut;
use paper::*;

fn main() -> anyhow::Result<()> {
    let story = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/stories/mosul");
    encode::render(&story.join("pictures"))
}

/// The clip's name, and that of its poster among the drawings.
pub const NAME: &str = "front-line";

/// How long the clip runs.
pub const SECONDS: f64 = 14.0;

/// Frames drawn for each second.
pub const FRAMES_PER_SECOND: u32 = 25;

/// Width of a frame, in pixels.
pub const WIDTH: u32 = 1280;

/// Height of a frame, in pixels.
pub const HEIGHT: u32 = 720;

/// Places sampled along a front.
const SAMPLES: u32 = 72;

/// Depth of the band behind a front in which tiles turn over, in pixels.
const TURNING: f64 = 44.0;

/// A front line, and the ground it has taken.
struct Front {
    /// The line, with the side still held on its right hand.
    line: Vec<Point>,
    /// The line, closed behind it to an area.
    area: Vec<Point>,
    /// How far the front has come to rest: then the tiles right behind it turn over as well.
    rest: f64,
}

impl Front {
    /// Samples a line, roughens it as scissors would, and closes it by the corners behind it.
    fn new(at: impl Fn(f64) -> Point, rear: [Point; 3], rest: f64) -> Self {
        let place = |sample| {
            let (x, y) = at(f64::from(sample) / f64::from(SAMPLES));
            let rough = 4.0 * (scatter(sample) - 0.5);
            (x + rough, y - rough)
        };
        let line: Vec<Point> = (0..=SAMPLES).map(place).collect();
        let area = line.iter().copied().chain(rear).collect();
        Self { line, area, rest }
    }

    /// The eastern front: it sweeps from the edge of the city to the river, some stretches ahead.
    fn east(moment: f64) -> Self {
        let (from, to) = (corners(map::EAST_FROM), corners(map::EAST_TO));
        let at = |along: f64| {
            let late = 0.5 + 0.3 * (along * 9.0 + 0.6).sin() + 0.2 * (along * 23.0).sin();
            let done = progress(moment, 2.0 + 0.9 * late, 6.1 + 0.9 * late);
            between(curve(&from, along), curve(&to, along), done)
        };
        Self::new(
            at,
            [(1500.0, 900.0), (1500.0, 300.0), (1500.0, -200.0)],
            progress(moment, 6.0, 7.1),
        )
    }

    /// The western front: past the airport, over its halfway line, to where the clip leaves it.
    fn west(moment: f64) -> Self {
        let [from, over, to] = map::WEST_STAGES.map(corners);
        let at = |along: f64| {
            let late = 0.5 + 0.5 * (along * 11.0 + 2.0).sin();
            let done = progress(moment, 8.0 + 0.5 * late, 12.5 + 0.5 * late);
            let (from, over, to) = (curve(&from, along), curve(&over, along), curve(&to, along));
            between(between(from, over, done), between(over, to, done), done)
        };
        // Behind the line, the ground taken reaches up along the eastern bank as the line climbs.
        let side = 950.0 - 650.0 * progress(moment, 8.2, 11.0);
        let rear = [(-200.0, 950.0), (1500.0, 950.0), (1500.0, side)];
        Self::new(at, rear, progress(moment, 12.2, 13.2))
    }

    /// How far behind the front a place lies (negative: still ahead of it).
    fn depth(&self, place: Point) -> f64 {
        depth(place, &self.area, self.line.len().saturating_sub(1))
    }
}

/// The clip at one moment, as a whole SVG document.
///
/// Moments before the start or past the end show the first or the last frame.
pub fn frame(seconds: f64) -> String {
    let moment = if seconds.is_finite() {
        seconds.clamp(0.0, SECONDS)
    } else {
        0.0
    };
    let (east, west) = (Front::east(moment), Front::west(moment));
    let mut svg = String::with_capacity(64 * 1024);
    put!(
        svg,
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {HEIGHT}' \
        width='{WIDTH}' height='{HEIGHT}'>"
    );
    let settled = 0.08 + 0.92 * progress(moment, 0.1, 1.9);
    draw_land(&mut svg, settled);
    draw_city(&mut svg, moment, settled, &east, &west);
    draw_fronts(&mut svg, moment, &east, &west);
    draw_arrows(&mut svg, moment, &east, &west);
    put!(svg, "</svg>");
    svg
}

/// Draws the water, the two banks above it, the open country and the roads.
fn draw_land(svg: &mut String, settled: f64) {
    put!(svg, "<!-- the Tigris and its banks -->");
    let water = hex(mix(SLATE, NIGHT, 0.4));
    put!(svg, "<path d='M0 0H{WIDTH}V{HEIGHT}H0Z' fill='{water}'/>");
    let west = line(&corners(map::WEST_BANK)) + "L-60 800Z";
    let east = line(&corners(map::EAST_BANK)) + "L1340 800L1340 -60L-60 -60Z";
    draw_sheet(svg, mix(DUST, SAND, 0.8), 12.0 * settled, &(west + &east));
    put!(svg, "<!-- open country, roads and villages -->");
    draw_sheet(
        svg,
        mix(DUST, SAND, 0.3),
        7.0 * settled,
        &outlines(map::FIELDS),
    );
    put!(
        svg,
        "<g fill='none' stroke='{}' stroke-width='5'>",
        hex(mix(PAPER, DUST, 0.35))
    );
    for road in map::ROADS {
        put!(svg, "<path d='{}'/>", line(&corners(road)));
    }
    put!(svg, "</g>");
    draw_sheet(svg, mix(SAND, CLAY, 0.6), 0.0, &outlines(map::VILLAGES));
}

/// Draws the built-up area: its sheet, the bridges, the airport, and the tiles in the colour of the
/// side that holds them.
fn draw_city(svg: &mut String, moment: f64, settled: f64, east: &Front, west: &Front) {
    put!(
        svg,
        "<!-- the city's sheet, the bridges and the airport -->"
    );
    let sheets = [
        &[map::EAST_CITY, map::WEST_CITY, map::AIRPORT],
        map::BRIDGES,
    ]
    .concat();
    draw_sheet(
        svg,
        mix(PAPER, DUST, 0.4),
        8.0 * settled,
        &outlines(&sheets),
    );
    draw_sheet(svg, mix(SAND, CLAY, 0.6), 0.0, &outlines(&[map::RUNWAY]));
    let (mut shade, mut tiles) = (String::new(), String::new());
    for (cuts, front) in [(map::EAST_TILES, east), (map::WEST_TILES, west)] {
        for (number, cut) in (0u32..).zip(cuts) {
            let tile = corners(cut);
            let centre = middle(&tile);
            let taken = ease(front.depth(centre) * (1.0 + 5.0 * front.rest) / TURNING);
            let lift = 4.0 * taken * (1.0 - taken);
            let begin = 0.2 + centre.0 / 1600.0;
            let drop = 3.5 * progress(moment, begin, begin + 0.9) + 7.0 * lift;
            let tone = scatter(number);
            let warm = mix(CLAY, RUST, 0.15 + 0.85 * tone);
            let cool = mix(RIVER, SLATE, 0.5 * tone);
            let size = 1.0 + 0.07 * lift;
            let raised: Vec<Point> = tile.iter().map(|&at| between(centre, at, size)).collect();
            let below: Vec<Point> = raised.iter().map(|&(x, y)| (x, y + drop)).collect();
            put!(shade, "<path d='{}Z'/>", line(&below));
            let colour = hex(mix(mix(warm, cool, taken), DUST, 0.6 * lift));
            put!(tiles, "<path d='{}Z' fill='{colour}'/>", line(&raised));
        }
    }
    let dark = hex(mix(RUST, NIGHT, 0.6));
    put!(svg, "<!-- the neighbourhoods, above their shadows -->");
    put!(
        svg,
        "<g fill='{dark}' opacity='0.45'>\n{shade}</g>\n<g>\n{tiles}</g>"
    );
}

/// Draws both fronts, the western one up to the eastern bank; the river is no front any more where
/// the west bank behind it is taken.
fn draw_fronts(svg: &mut String, moment: f64, east: &Front, west: &Front) {
    put!(svg, "<!-- the front line -->");
    let bank = line(&corners(map::EAST_BANK));
    put!(
        svg,
        "<clipPath id='west'><path d='{bank}L-60 800Z'/></clipPath>"
    );
    let river: Vec<Point> = east
        .line
        .iter()
        .copied()
        .filter(|&place| west.depth(place) < 9.0)
        .collect();
    draw_front(svg, &river, progress(moment, 1.8, 2.6), "");
    draw_front(
        svg,
        &west.line,
        progress(moment, 7.8, 8.6),
        " clip-path='url(#west)'",
    );
}

/// Draws a front line on a dark strip, with small notches towards the side that still holds on.
fn draw_front(svg: &mut String, front: &[Point], shown: f64, bounds: &str) {
    if shown <= 0.0 {
        return;
    }
    let mut notches = String::new();
    for pair in front.windows(2).skip(1).step_by(3) {
        let (from, to) = (pair[0], pair[1]);
        let tip = shifted(between(from, to, 0.5), normal(from, to), 14.0);
        notches += &line(&[between(from, to, 0.1), tip, between(from, to, 0.9)]);
    }
    let (path, ember) = (line(front), hex(EMBER));
    put!(
        svg,
        "<g opacity='{shown:.2}' fill='none' stroke-linejoin='round'{bounds}>"
    );
    put!(
        svg,
        "<path d='{path}' stroke='{}' stroke-width='12.5' opacity='0.7'/>",
        hex(INK)
    );
    put!(
        svg,
        "<path d='{path}' stroke='{ember}' stroke-width='7.5'/>"
    );
    put!(svg, "<path d='{notches}' fill='{ember}'/>\n</g>");
}

/// Draws the arrows behind the fronts: those in the east are drawn in as the east falls, those in
/// the west stay.
fn draw_arrows(svg: &mut String, moment: f64, east: &Front, west: &Front) {
    put!(svg, "<!-- the arrows -->");
    let mut arrows = String::new();
    for (number, path) in (0u32..).zip(map::EAST_ARROWS) {
        let late = 0.3 * f64::from(number);
        let tail = progress(moment, 5.2 + late, 7.0 + late);
        arrows += &arrow(
            &corners(path),
            tail,
            progress(moment, 2.2 + late, 5.0),
            east,
        );
    }
    for path in map::WEST_ARROWS {
        arrows += &arrow(&corners(path), 0.0, progress(moment, 8.2, 10.5), west);
    }
    draw_sheet(svg, PAPER, 7.0, &arrows);
}

/// An arrow between two shares of its path, its head no nearer to the front than it may come.
fn arrow(path: &[Point], tail: f64, end: f64, front: &Front) -> String {
    const STEPS: u32 = 14;
    const NECK: f64 = 58.0;
    let (mut head, mut beyond) = (0.0, end);
    for _ in 0..12 {
        let share = 0.5 * (head + beyond);
        if front.depth(curve(path, share)) > NECK {
            head = share;
        } else {
            beyond = share;
        }
    }
    let length = head - tail;
    if length < 0.02 {
        return String::new();
    }
    let size = ease(length / 0.3);
    let place = |step: u32| curve(path, tail + length * f64::from(step) / f64::from(STEPS));
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for step in 0..STEPS {
        let (from, to) = (place(step), place(step + 1));
        let (side, half) = (normal(from, to), size * (7.0 + 0.35 * f64::from(step)));
        left.push(shifted(from, side, half));
        right.push(shifted(from, side, -half));
        if step + 1 == STEPS {
            let ahead = (side.1, -side.0);
            left.extend([
                shifted(from, side, 27.0 * size),
                shifted(to, ahead, 30.0 * size),
            ]);
            right.push(shifted(from, side, -27.0 * size));
        }
    }
    left.extend(right.into_iter().rev());
    line(&left) + "Z"
}

/// Draws a sheet of paper at a height above what lies below it.
///
/// Its soft shadow is a few faint outlines, which are much cheaper than a blur.
fn draw_sheet(svg: &mut String, colour: Colour, height: f64, outline: &str) {
    if height > 0.0 {
        let ink = hex(INK);
        put!(
            svg,
            "<g fill='{ink}' stroke='{ink}' stroke-linejoin='round'>"
        );
        for (step, width) in (1u32..).zip([2.2, 1.7, 1.2, 0.7, 0.2]) {
            let drop = height * (0.75 + 0.07 * f64::from(step));
            let spread = height * width;
            put!(
                svg,
                "<path d='{outline}' transform='translate(0 {drop:.2})' \
                stroke-width='{spread:.2}' opacity='0.09'/>"
            );
        }
        put!(svg, "</g>");
    }
    put!(svg, "<path d='{outline}' fill='{}'/>", hex(colour));
}

/// Path data for some cut-out pieces.
fn outlines(cuts: &[Cut]) -> String {
    cuts.iter().map(|cut| line(&corners(cut)) + "Z").collect()
}

#[cfg(test)]
mod tests {
    use crate::*;

    #[test]
    fn moments_outside_the_clip_show_its_ends() {
        assert_eq!(frame(-1.0), frame(0.0));
        assert_eq!(frame(f64::NAN), frame(0.0));
        assert_eq!(frame(SECONDS + 1.0), frame(SECONDS));
    }

    #[test]
    fn every_frame_is_drawn_with_finite_numbers() {
        for tenth in 0..=140 {
            let svg = frame(f64::from(tenth) / 10.0);
            assert!(svg.ends_with("</svg>\n") && !svg.contains("NaN") && !svg.contains("inf"));
        }
    }
}

//! Cut paper: the colours, shapes and easings the clip is drawn with.

/// A place on the sheet, in pixels.
pub type Point = (f64, f64);

/// A colour as red, green and blue.
pub type Colour = [u8; 3];

/// The palette of the Mosul pictures, from the lightest sheet to the darkest, and the one accent.
pub const PAPER: Colour = [0xF3, 0xE7, 0xD3];
pub const DUST: Colour = [0xE2, 0xC7, 0x9F];
pub const SAND: Colour = [0xCF, 0xA8, 0x73];
pub const CLAY: Colour = [0xB0, 0x7A, 0x4C];
pub const RUST: Colour = [0x8A, 0x4F, 0x36];
pub const RIVER: Colour = [0x6E, 0x9A, 0xA0];
pub const SLATE: Colour = [0x3F, 0x5F, 0x6B];
pub const NIGHT: Colour = [0x1F, 0x33, 0x40];
pub const INK: Colour = [0x11, 0x1E, 0x28];
pub const EMBER: Colour = [0xE0, 0x67, 0x2F];

/// Appends a line of formatted text to a document.
macro_rules! put {
    ($svg:expr, $($text:tt)+) => {
        $svg.push_str(&(format!($($text)+) + "\n"))
    };
}
pub(crate) use put;

/// A colour between two others.
pub fn mix(from: Colour, to: Colour, share: f64) -> Colour {
    let channel = |index: usize| {
        let (from, to) = (f64::from(from[index]), f64::from(to[index]));
        // A float cast saturates, so no channel can overflow.
        (from + (to - from) * share).round() as u8
    };
    [channel(0), channel(1), channel(2)]
}

/// A colour as SVG writes it.
pub fn hex([red, green, blue]: Colour) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Slow at both ends, and flat outside 0 to 1.
pub fn ease(share: f64) -> f64 {
    let share = share.clamp(0.0, 1.0);
    share * share * (3.0 - 2.0 * share)
}

/// The eased share of a span of time that has passed.
pub fn progress(moment: f64, from: f64, to: f64) -> f64 {
    ease((moment - from) / (to - from))
}

/// A fixed value from 0 to 1 for a number, so that every frame is cut alike.
pub fn scatter(number: u32) -> f64 {
    let mixed = number.wrapping_add(1).wrapping_mul(2_654_435_761);
    f64::from((mixed ^ (mixed >> 15)) & 0xFFFF) / 65_535.0
}

/// The place at a share of the way from one place to another.
pub fn between(from: Point, to: Point, share: f64) -> Point {
    (
        from.0 + (to.0 - from.0) * share,
        from.1 + (to.1 - from.1) * share,
    )
}

/// A place moved along a direction.
pub fn shifted(place: Point, direction: Point, by: f64) -> Point {
    (place.0 + direction.0 * by, place.1 + direction.1 * by)
}

/// The direction at a right angle to a stretch of line, one pixel long.
pub fn normal(from: Point, to: Point) -> Point {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy).max(f64::EPSILON);
    (-dy / length, dx / length)
}

/// The corners of a cut.
pub fn corners(cut: &[i16]) -> Vec<Point> {
    cut.chunks_exact(2)
        .map(|pair| (f64::from(pair[0]), f64::from(pair[1])))
        .collect()
}

/// Path data for an open line.
pub fn line(points: &[Point]) -> String {
    let mut data = String::with_capacity(points.len() * 13);
    for (index, (x, y)) in points.iter().enumerate() {
        data += &format!("{}{x:.1} {y:.1}", if index == 0 { 'M' } else { 'L' });
    }
    data
}

/// The mean of some places.
pub fn middle(points: &[Point]) -> Point {
    let count = points.len().max(1) as f64;
    let (x, y) = points
        .iter()
        .fold((0.0, 0.0), |sum, point| (sum.0 + point.0, sum.1 + point.1));
    (x / count, y / count)
}

/// The place at a share of a smooth line through some places, measured by length.
pub fn curve(through: &[Point], share: f64) -> Point {
    let lengths: Vec<f64> = through
        .windows(2)
        .map(|pair| (pair[1].0 - pair[0].0).hypot(pair[1].1 - pair[0].1))
        .collect();
    let mut left = share.clamp(0.0, 1.0) * lengths.iter().sum::<f64>();
    for (index, &length) in lengths.iter().enumerate() {
        if left <= length || index + 1 == lengths.len() {
            let before = through[index.saturating_sub(1)];
            let after = through
                .get(index + 2)
                .copied()
                .unwrap_or(through[index + 1]);
            return bend(
                [before, through[index], through[index + 1], after],
                left / length.max(f64::EPSILON),
            );
        }
        left -= length;
    }
    through.first().copied().unwrap_or_default()
}

/// The place at a share of the way between the two inner places, on a Catmull–Rom curve.
fn bend([a, b, c, d]: [Point; 4], share: f64) -> Point {
    let axis = |a: f64, b: f64, c: f64, d: f64| {
        let (steep, sharp) = (2.0 * a - 5.0 * b + 4.0 * c - d, 3.0 * (b - c) + d - a);
        b + 0.5 * share * (c - a + share * (steep + share * sharp))
    };
    (axis(a.0, b.0, c.0, d.0), axis(a.1, b.1, c.1, d.1))
}

/// How far a place lies inside an area (positive), or outside it (negative), measured to the first
/// `edge` stretches of its border.
pub fn depth(place: Point, area: &[Point], edge: usize) -> f64 {
    let mut inside = false;
    let mut away = f64::INFINITY;
    for (index, (&from, &to)) in area.iter().zip(area.iter().cycle().skip(1)).enumerate() {
        if (from.1 > place.1) != (to.1 > place.1)
            && place.0 < from.0 + (to.0 - from.0) * (place.1 - from.1) / (to.1 - from.1)
        {
            inside = !inside;
        }
        if index < edge {
            away = away.min(distance(place, from, to));
        }
    }
    if inside { away } else { -away }
}

/// The distance from a place to a stretch of line.
fn distance(place: Point, from: Point, to: Point) -> f64 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let square = (dx * dx + dy * dy).max(f64::EPSILON);
    let share = ((place.0 - from.0) * dx + (place.1 - from.1) * dy) / square;
    let foot = between(from, to, share.clamp(0.0, 1.0));
    (place.0 - foot.0).hypot(place.1 - foot.1)
}

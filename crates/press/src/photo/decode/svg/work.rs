//! How much work a drawing is, before any of it is done.

use resvg::tiny_skia::{PathSegment, Point, Transform};
use resvg::usvg::filter::Kind;
use resvg::usvg::{Group, Node, Path, Rect};

use crate::photo::bounds::MAX_DRAWING;
use crate::photo::{PhotoError, error};

/// What anything costs that is drawn at all, in pixels. It also bounds how long the sum takes.
const LEAST: u64 = 500;

/// Holds the pixels that drawing touches against the bound: of each path and each layer those
/// within its bounds, as often as its effects look at each.
///
/// # Errors
/// They are more than [`MAX_DRAWING`].
pub fn check(root: &Group, scale: Transform, canvas: (u32, u32)) -> Result<(), PhotoError> {
    let mut sum = Sum {
        left: MAX_DRAWING,
        scale,
        canvas,
    };
    sum.group(root)
}

struct Sum {
    left: u64,
    scale: Transform,
    canvas: (u32, u32),
}

impl Sum {
    fn take(&mut self, pixels: u64) -> Result<(), PhotoError> {
        let left = self.left.checked_sub(pixels.saturating_add(LEAST));
        self.left = left.ok_or_else(error::too_much_work)?;
        Ok(())
    }

    fn group(&mut self, group: &Group) -> Result<(), PhotoError> {
        for child in group.children() {
            match child {
                Node::Group(child) => {
                    if child.should_isolate() {
                        let layer = self.area(child.abs_layer_bounding_box().to_rect());
                        self.take(layer.saturating_mul(effects(child, self.scale)))?;
                    }
                    self.group(child)?;
                }
                Node::Path(path) => {
                    let area = self.area(path.abs_stroke_bounding_box());
                    let outline = outline(path, self.scale);
                    self.take(area.saturating_add(outline))?;
                }
                // There are none: fonts and pictures are not loaded.
                Node::Image(_) | Node::Text(_) => {}
            }
            // What it is clipped with, masked with, filled with: each drawn apart.
            let mut within = Ok(());
            child.subroots(|root| {
                if within.is_ok() {
                    within = self.group(root);
                }
            });
            within?;
        }
        Ok(())
    }

    /// The pixels within some bounds, as far as they are drawn.
    fn area(&self, bounds: Rect) -> u64 {
        /// The renderer cuts layers off at this many canvases across and down.
        const CANVASES: f32 = 5.0;
        let side = |length: f32, canvas: u32| length.clamp(1.0, canvas as f32 * CANVASES) as u64;
        side(bounds.width() * self.scale.sx, self.canvas.0)
            * side(bounds.height() * self.scale.sy, self.canvas.1)
    }
}

/// How often a group's effects look at each of its pixels.
fn effects(group: &Group, scale: Transform) -> u64 {
    let transform = group.abs_transform().post_concat(scale);
    let (wide, high) = transform.get_scale();
    let filters = group.filters().iter();
    let steps = filters.flat_map(|filter| filter.primitives());
    let looks = steps.map(|step| match step.kind() {
        Kind::Morphology(step) => across(step.radius_x().get() * wide)
            .saturating_mul(across(step.radius_y().get() * high)),
        Kind::ConvolveMatrix(step) => {
            u64::from(step.matrix().columns()) * u64::from(step.matrix().rows())
        }
        // As measured, an octave takes as long as ten pixels of anything else.
        Kind::Turbulence(step) => 10 * u64::from(step.num_octaves()),
        // A blur takes as long whatever its radius.
        _ => 10,
    });
    let masks = u64::from(group.mask().is_some()) + u64::from(group.clip_path().is_some());
    looks.fold(2 + 2 * masks, u64::saturating_add)
}

/// The pixels that a radius reaches.
fn across(radius: f32) -> u64 {
    2 * (radius.clamp(0.0, 1e6) as u64) + 1
}

/// The lines of pixels that the segments of a path cross, and what each segment takes besides.
fn outline(path: &Path, scale: Transform) -> u64 {
    let transform = path.abs_transform().post_concat(scale);
    let (wide, high) = transform.get_scale();
    let scale = wide.max(high);
    let mut length = 0.0;
    let mut at = Point::default();
    let mut segments = 0;
    for segment in path.data().segments() {
        let end = match segment {
            PathSegment::MoveTo(end)
            | PathSegment::LineTo(end)
            | PathSegment::QuadTo(_, end)
            | PathSegment::CubicTo(_, _, end) => end,
            PathSegment::Close => continue,
        };
        if !matches!(segment, PathSegment::MoveTo(_)) {
            length += f64::from((end - at).length() * scale);
        }
        at = end;
        segments += 1;
    }
    // As measured, a line of pixels at an edge takes as long as some pixels of a surface.
    (length.clamp(0.0, 1e15) as u64).saturating_mul(4) + 50 * segments
}

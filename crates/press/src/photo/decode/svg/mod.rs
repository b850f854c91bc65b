//! SVG, with the crate `resvg`: nothing but the file itself is read, no fonts either.

mod references;
mod work;

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Group, ImageHrefResolver, Node, Options, Tree};
use roxmltree::{Document, ParsingOptions};

use super::{Decoded, Plan, Source, pixels};
use crate::photo::bounds::{self, MAX_SVG_BYTES};
use crate::photo::color::Space;
use crate::photo::format::Format;
use crate::photo::orientation::Orientation;
use crate::photo::raster::{Model, Raster, Samples};
use crate::photo::sizes::{LARGEST, height_at, width_within};
use crate::photo::{PhotoError, error};

/// A drawing, understood but not drawn.
pub struct Svg {
    tree: Tree,
    /// The size in pixels that it is drawn in.
    size: (u32, u32),
}

impl Svg {
    /// Reads a drawing. Its size is that in which it is published at the most: a
    /// drawing has no pixels of its own.
    ///
    /// # Errors
    /// It is not well-formed, it would take too long, or it shows something that is not in
    /// it: a font's letters, or another picture.
    pub fn open(bytes: &[u8]) -> Result<Self, PhotoError> {
        if bytes.len() > MAX_SVG_BYTES {
            return Err(error::too_many_bytes(MAX_SVG_BYTES));
        }
        let text = std::str::from_utf8(bytes).map_err(damaged)?;
        let options = ParsingOptions {
            allow_dtd: true,
            ..ParsingOptions::default()
        };
        let document = Document::parse_with_options(text, options).map_err(damaged)?;
        check_content(&document)?;
        references::check(&document)?;
        let tree = Tree::from_xmltree(&document, &closed()).map_err(damaged)?;
        // In thousandths, so that a shape has a size in whole numbers.
        let [wide, high] = [tree.size().width(), tree.size().height()]
            .map(|side| (f64::from(side) * 1000.0).round().clamp(1.0, 1e9) as u32);
        let width = LARGEST.min(width_within(wide, high));
        let size = (width, height_at(width, wide, high));
        bounds::check_size(size.0, size.1)?;
        let svg = Self { tree, size };
        work::check(svg.tree.root(), svg.scale(), size)?;
        Ok(svg)
    }

    fn scale(&self) -> Transform {
        let size = self.tree.size();
        Transform::from_scale(
            self.size.0 as f32 / size.width(),
            self.size.1 as f32 / size.height(),
        )
    }
}

impl Source for Svg {
    fn plan(&self) -> Plan {
        let canvas = pixels(self.size) * 4;
        let layers = layers(self.tree.root(), self.scale(), self.size);
        Plan {
            size: self.size,
            orientation: Orientation::default(),
            memory: canvas.saturating_mul(2).saturating_add(layers),
            bytes_per_pixel: 3,
        }
    }

    fn decode(self: Box<Self>) -> Result<Decoded, PhotoError> {
        let (width, height) = self.size;
        let mut pixmap = Pixmap::new(width, height).ok_or_else(|| damaged("it has no size"))?;
        pixmap.fill(Color::WHITE);
        resvg::render(&self.tree, self.scale(), &mut pixmap.as_mut());
        // Over white, every pixel is opaque.
        let samples = pixmap
            .pixels()
            .iter()
            .flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()])
            .collect();
        Ok(Decoded {
            raster: Raster {
                width,
                height,
                model: Model::Rgb,
                samples: Samples::Eight(samples),
            },
            space: Space::Srgb,
        })
    }
}

/// Options with which a drawing can reach nothing.
fn closed() -> Options<'static> {
    Options {
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    }
}

/// Looks for what would be missing from the drawing without a word.
fn check_content(document: &Document) -> Result<(), PhotoError> {
    for node in document.descendants().filter(|node| node.is_element()) {
        match node.tag_name().name() {
            "text" | "foreignObject" if has_letters(node) => {
                return Err(PhotoError::new(
                    "is a drawing with text, and the press has no fonts",
                    "Convert the text to paths: in Inkscape, Path › Object to Path; in \
                     Illustrator, Type › Create Outlines",
                ));
            }
            "image" | "feImage" => {
                return Err(PhotoError::new(
                    "is a drawing with another picture in it, and the press loads none",
                    "Export the drawing as PNG or JPEG",
                ));
            }
            _ => {}
        }
    }
    Ok(())
}

fn has_letters(node: roxmltree::Node) -> bool {
    node.descendants()
        .filter_map(|inner| inner.text())
        .any(|text| !text.trim().is_empty())
}

/// What the layers of a drawing take in memory, in bytes: everything that is drawn
/// apart first, as for opacity, masks and filters, one in the other.
fn layers(group: &Group, scale: Transform, canvas: (u32, u32)) -> u64 {
    let inside = group
        .children()
        .iter()
        .map(|child| match child {
            Node::Group(child) => layers(child, scale, canvas),
            _ => 0,
        })
        .max()
        .unwrap_or(0);
    if !group.should_isolate() {
        return inside;
    }
    /// The renderer cuts layers off at this many canvases across and down.
    const CANVASES: f32 = 5.0;
    let bounds = group.abs_layer_bounding_box();
    let side = |length: f32, canvas: u32| {
        (f64::from(length.clamp(0.0, canvas as f32 * CANVASES)) + 4.0) as u64
    };
    let pixels =
        side(bounds.width() * scale.sx, canvas.0) * side(bounds.height() * scale.sy, canvas.1);
    // A clip and a mask are drawn apart as well, and a filter keeps its steps.
    let mask = group
        .mask()
        .map_or(0, |mask| layers(mask.root(), scale, canvas));
    let steps: usize = group
        .filters()
        .iter()
        .map(|filter| filter.primitives().len() + 2)
        .sum();
    let copies = 1
        + steps as u64
        + u64::from(group.clip_path().is_some())
        + 2 * u64::from(group.mask().is_some());
    (pixels * 4)
        .saturating_mul(copies)
        .saturating_add(inside.max(mask))
}

fn damaged(why: impl std::fmt::Display) -> PhotoError {
    error::damaged(Format::Svg.name(), why)
}

//! A drawing as pixels.

use anyhow::{Context, Result};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// The width that drawings are rendered at: that of the largest file.
pub const WIDTH: u32 = 2160;

/// An opaque picture, three bytes a pixel.
pub struct Picture {
    pub width: u32,
    pub height: u32,
    pub rgb: Vec<u8>,
}

/// Renders an SVG at [`WIDTH`].
pub fn render(svg: &[u8]) -> Result<Picture> {
    let tree = Tree::from_data(svg, &Options::default())?;
    let scale = WIDTH as f32 / tree.size().width();
    let height = (tree.size().height() * scale).round() as u32;
    pixels(&tree, WIDTH, height)
}

/// Renders a drawing at a size of its own shape.
pub fn pixels(tree: &Tree, width: u32, height: u32) -> Result<Picture> {
    let mut pixmap = Pixmap::new(width, height).context("a picture without pixels")?;
    let scale = width as f32 / tree.size().width();
    resvg::render(
        tree,
        Transform::from_scale(scale, scale),
        &mut pixmap.as_mut(),
    );
    let rgb = pixmap
        .pixels()
        .iter()
        .flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()])
        .collect();
    Ok(Picture { width, height, rgb })
}

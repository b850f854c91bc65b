//! PhotoSwipe, as its "Getting started" has it: HTML written by hand, each photo a link to itself,
//! the lightbox as a module that fetches the rest when a photo is first opened.

use std::path::Path;

use anyhow::Result;

use super::{ORIGINALS, Page, Reading, document, limit, original};
use crate::server::Server;
use crate::story::{CARDS, Card};

pub const PAGE: Page = Page {
    name: "photoswipe",
    title: "PhotoSwipe",
    path: "/photoswipe/",
    is_ready: "window.lightbox",
    reading: Reading::Scrolls("section"),
    back: None,
    zoom: Some(("#story a", ".pswp--open .pswp__img")),
};

const FILES: [&str; 3] = [
    "photoswipe.css",
    "photoswipe-lightbox.esm.min.js",
    "photoswipe.esm.min.js",
];

const SCRIPT: &str = "<script type=\"module\">
import PhotoSwipeLightbox from './photoswipe-lightbox.esm.min.js';
window.lightbox = new PhotoSwipeLightbox({
  gallery: '#story',
  children: 'a',
  pswpModule: () => import('./photoswipe.esm.min.js'),
});
lightbox.init();
</script>";

pub fn put(server: &mut Server, node_modules: &Path) -> Result<()> {
    let dist = node_modules.join("photoswipe/dist");
    for name in FILES {
        server.put_file(&format!("{}{name}", PAGE.path), &dist.join(name))?;
    }
    let head = format!(
        "<link rel=\"stylesheet\" href=\"photoswipe.css\">\n<style>{}</style>",
        limit::STYLE
    );
    let cards: String = CARDS
        .iter()
        .map(|card| limit::section(&link(card), card))
        .collect();
    let body = format!("<main id=\"story\">\n{cards}</main>\n{SCRIPT}");
    server.put(PAGE.path, "text/html", document(&head, &body));
    Ok(())
}

fn link(card: &Card) -> String {
    let (width, height) = card.size;
    format!(
        "<a href=\"{ORIGINALS}{}\" data-pswp-width=\"{width}\" data-pswp-height=\"{height}\" target=\"_blank\">{}</a>",
        card.file(),
        original(card)
    )
}

//! reveal.js in its scroll view, as its own `index.html` begins and its pages on media and on the
//! scroll view go on: `data-src` for photos, which it then loads when their slide comes near.

use std::path::Path;

use anyhow::Result;

use super::{ORIGINALS, Page, Reading, caption, document, words};
use crate::server::Server;
use crate::story::{CARDS, Card};

pub const PAGE: Page = Page {
    name: "reveal",
    title: "reveal.js, scroll view",
    path: "/reveal/",
    is_ready: "window.Reveal?.isReady()",
    reading: Reading::Scrolls(".scroll-page"),
    back: Some("ArrowLeft"),
    zoom: None,
};

const FILES: [&str; 4] = ["reset.css", "reveal.css", "theme/black.css", "reveal.js"];

const HEAD: &str = "<link rel=\"stylesheet\" href=\"dist/reset.css\">
<link rel=\"stylesheet\" href=\"dist/reveal.css\">
<link rel=\"stylesheet\" href=\"dist/theme/black.css\">
<style>
.reveal figcaption { font-size: 0.6em; }
.reveal img { width: 100%; height: auto; margin: 0; }
</style>";

const SCRIPT: &str = "<script src=\"dist/reveal.js\"></script>
<script>
Reveal.initialize({ view: 'scroll', hash: true });
</script>";

pub fn put(server: &mut Server, node_modules: &Path) -> Result<()> {
    let dist = node_modules.join("reveal.js/dist");
    for name in FILES {
        server.put_file(&format!("{}dist/{name}", PAGE.path), &dist.join(name))?;
    }
    let slides: String = CARDS.iter().map(slide).collect();
    let body =
        format!("<div class=\"reveal\">\n<div class=\"slides\">\n{slides}</div>\n</div>\n{SCRIPT}");
    server.put(PAGE.path, "text/html", document(HEAD, &body));
    Ok(())
}

fn slide(card: &Card) -> String {
    let (width, height) = card.size;
    format!(
        "<section>\n<figure><img data-src=\"{ORIGINALS}{}\" width=\"{width}\" height=\"{height}\" alt=\"{}\">\
         <figcaption>{}</figcaption></figure>\n{}\n</section>\n",
        card.file(),
        card.alt,
        caption(card),
        words(card)
    )
}

//! Swiper, in its bundle as its "Getting started" has it: a slide a card, with pagination, arrows
//! and keys, and lazy photos as its page on lazy loading says.

use std::path::Path;

use anyhow::Result;

use super::{Page, Reading, caption, document, original, words};
use crate::server::Server;
use crate::story::{CARDS, Card};

pub const PAGE: Page = Page {
    name: "swiper",
    title: "Swiper",
    path: "/swiper/",
    is_ready: "document.querySelector('.swiper-initialized')",
    reading: Reading::Presses("ArrowRight"),
    back: Some("ArrowLeft"),
    zoom: None,
};

const HEAD: &str = "<link rel=\"stylesheet\" href=\"swiper-bundle.min.css\">
<style>
html, body { height: 100%; }
body { margin: 0; font: 1.1875rem/1.6 Georgia, serif; }
.swiper { width: 100%; height: 100%; }
.swiper-slide { overflow-y: auto; box-sizing: border-box; padding-bottom: 3rem; }
.swiper-slide figure { margin: 0; position: relative; }
.swiper-slide img { display: block; width: 100%; height: auto; }
.swiper-slide figcaption, .swiper-slide .words { padding-inline: 1.25rem; }
</style>";

const SCRIPT: &str = "<script src=\"swiper-bundle.min.js\"></script>
<script>
new Swiper('.swiper', {
  pagination: { el: '.swiper-pagination' },
  navigation: { nextEl: '.swiper-button-next', prevEl: '.swiper-button-prev' },
  keyboard: { enabled: true },
});
</script>";

pub fn put(server: &mut Server, node_modules: &Path) -> Result<()> {
    for name in ["swiper-bundle.min.css", "swiper-bundle.min.js"] {
        let file = node_modules.join("swiper").join(name);
        server.put_file(&format!("{}{name}", PAGE.path), &file)?;
    }
    let slides: String = CARDS.iter().map(slide).collect();
    let body = format!(
        "<div class=\"swiper\">
<div class=\"swiper-wrapper\">
{slides}</div>
<div class=\"swiper-pagination\"></div>
<div class=\"swiper-button-prev\"></div>
<div class=\"swiper-button-next\"></div>
</div>
{SCRIPT}"
    );
    server.put(PAGE.path, "text/html", document(HEAD, &body));
    Ok(())
}

fn slide(card: &Card) -> String {
    let preloader = if card.name == CARDS[0].name {
        ""
    } else {
        "<div class=\"swiper-lazy-preloader\"></div>"
    };
    format!(
        "<div class=\"swiper-slide\">\n<figure>{}{preloader}<figcaption>{}</figcaption></figure>\n\
         <div class=\"words\">{}</div>\n</div>\n",
        original(card),
        caption(card),
        words(card)
    )
}

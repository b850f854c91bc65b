//! TimelineJS, put into the page by its own script as its page on that says. Its default font comes
//! from another origin; it is told to load none, which spares it bytes.

use std::path::Path;

use anyhow::Result;
use serde_json::{Value, json};

use super::{ORIGINALS, Page, Reading, document};
use crate::server::Server;
use crate::story::{CARDS, Card, DEK, HEADLINE};

pub const PAGE: Page = Page {
    name: "timeline",
    title: "TimelineJS",
    path: "/timeline/",
    is_ready: "document.querySelector('.tl-storyslider .tl-slide') && document.querySelector('.tl-timemarker')",
    reading: Reading::Presses("ArrowRight"),
    back: Some("ArrowLeft"),
    zoom: None,
};

const FILES: [&str; 6] = [
    "css/timeline.css",
    "css/icons/tl-icons.ttf",
    "css/icons/tl-icons.woff2",
    "css/icons/tl-icons.woff",
    "js/timeline.js",
    "js/locale/en.json",
];

const HEAD: &str = "<link rel=\"stylesheet\" href=\"css/timeline.css\">
<style>
body { margin: 0; }
#timeline-embed { width: 100%; height: 100vh; }
</style>
<script src=\"js/timeline.js\"></script>";

pub fn put(server: &mut Server, node_modules: &Path) -> Result<()> {
    let dist = node_modules.join("@knight-lab/timelinejs/dist");
    for name in FILES {
        server.put_file(&format!("{}{name}", PAGE.path), &dist.join(name))?;
    }
    let [cover, events @ ..] = &CARDS;
    let story = json!({
        "title": {
            "media": media(cover),
            "text": { "headline": HEADLINE, "text": format!("<p>{DEK}</p><p>{}</p>", cover.words) },
        },
        "events": events.iter().map(event).collect::<Vec<_>>(),
    });
    let body = format!(
        "<div id=\"timeline-embed\"></div>
<script>
window.timeline = new TL.Timeline('timeline-embed', {story}, {{
  script_path: new URL('js/', location.href).href,
  font: null,
}});
</script>"
    );
    server.put(PAGE.path, "text/html", document(HEAD, &body));
    Ok(())
}

fn event(card: &Card) -> Value {
    json!({
        "start_date": { "year": card.year },
        "media": media(card),
        "text": { "headline": card.title, "text": format!("<p>{}</p>", card.words) },
    })
}

fn media(card: &Card) -> Value {
    json!({
        "url": format!("{ORIGINALS}{}", card.file()),
        "caption": format!("{}, {}.", card.title, card.year),
        "credit": card.credit(),
        "alt": card.alt,
    })
}

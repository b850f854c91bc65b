//! The same HTML written by hand, with the photos as they came.

use super::{Page, Reading, document, limit, original};
use crate::server::Server;
use crate::story::CARDS;

pub const PAGE: Page = Page {
    name: "originals",
    title: "HTML by hand, original photos",
    path: "/by-hand/",
    is_ready: "true",
    reading: Reading::Scrolls("section"),
    back: None,
    zoom: None,
};

pub fn put(server: &mut Server) {
    let cards = CARDS
        .iter()
        .map(|card| limit::section(&original(card), card));
    let style = format!("<style>{}</style>", limit::STYLE);
    let page = document(&style, &cards.collect::<String>());
    server.put(PAGE.path, "text/html", page);
}

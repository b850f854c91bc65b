//! Writing HTML.

use std::fmt::Write as _;

use base64::Engine;
use reportage_story::{ColorScheme, Direction, Story};

/// The page of a story up to its title: its language, its colours, its policy.
pub fn open_story(story: &Story, policy: &str) -> String {
    let (language, scheme) = (&story.in_language, story.theme.color_scheme);
    let root = root(language, story.direction, scheme);
    head(root, &story.headline, policy)
}

/// A page up to its title: its language, its policy. What follows stands in its head.
pub fn open(language: &str, direction: Direction, title: &str, policy: &str) -> String {
    head(root(language, direction, ColorScheme::Auto), title, policy)
}

/// The root's tag. Of the colours it says here what the style asks for: were it to look for them
/// within the page, a browser would look through all of a story whenever anything is put there.
fn root(language: &str, direction: Direction, scheme: ColorScheme) -> String {
    let mut html = String::from("<!doctype html>\n<html");
    attribute(&mut html, "lang", language);
    if direction == Direction::Rtl {
        attribute(&mut html, "dir", "rtl");
    }
    if let Some(scheme) = scheme.name() {
        attribute(&mut html, "data-color-scheme", scheme);
    }
    attribute(&mut html, "data-viewer", "static");
    html
}

fn head(mut html: String, title: &str, policy: &str) -> String {
    html.push_str(">\n<head>\n<meta charset=\"utf-8\">\n");
    html.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    tag(
        &mut html,
        "meta",
        &[
            ("http-equiv", "Content-Security-Policy"),
            ("content", policy),
        ],
    );
    html.push_str("<title>");
    text(&mut html, title);
    html.push_str("</title>\n");
    html
}

/// JSON that ends no script element, whatever it holds.
pub fn json_in_html(value: &serde_json::Value) -> String {
    value
        .to_string()
        .replace('<', "\\u003c")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

/// An element without content.
pub fn tag(html: &mut String, name: &str, attributes: &[(&str, &str)]) {
    let _ = write!(html, "<{name}");
    for (name, value) in attributes {
        attribute(html, name, value);
    }
    html.push_str(">\n");
}

/// An attribute.
pub fn attribute(html: &mut String, name: &str, value: &str) {
    let _ = write!(html, " {name}=\"");
    text(html, value);
    html.push('"');
}

/// Text, with the letters replaced that would end it.
pub fn text(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            c => html.push(c),
        }
    }
}

/// Bytes as letters.
pub fn base64(bytes: &[u8]) -> String {
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

/// Bytes as an [address](https://www.rfc-editor.org/rfc/rfc2397).
pub fn data(media_type: &str, bytes: &[u8]) -> String {
    format!("data:{media_type};base64,{}", base64(bytes))
}

//! How others embed a story: the snippet to paste, and the same for programs that ask by
//! [oEmbed](https://oembed.com/).

use reportage_story::{Story, Variant};
use serde_json::{Map, Value, json};

use super::html::text;
use super::{Site, share};

/// The file's name beside the page.
pub const OEMBED: &str = "oembed.json";
/// The script's name beside the main edition's page; others rely on it.
pub const EMBED_SCRIPT: &str = "embed.js";
/// The script that turns a link into a story.
pub const SCRIPT: &str = include_str!("../../../../assets/embed.js");

/// What a frame with a story in it is let do. `embed.js` says the same, and so does
/// `docs/embedding.md`.
const ALLOW: &str = "fullscreen; web-share; clipboard-write";

/// A frame's height where nobody says another, in CSS pixels.
const HEIGHT: u32 = 720;
/// A frame's width where it has to be a number.
const WIDTH: u32 = 960;

/// What others are answered who ask how to embed the story; none if it is not known where its
/// page will stand.
pub fn oembed(story: &Story) -> Option<String> {
    let site = Site::of(story);
    let url = site.url()?;
    let mut answer = Map::new();
    let mut say = |name: &str, value: Value| {
        answer.insert(name.to_owned(), value);
    };
    say("version", json!("1.0"));
    say("type", json!("rich"));
    say("title", json!(story.headline));
    if let Some(author) = story.author.first() {
        say("author_name", json!(author.name));
    }
    if let Some(publisher) = &story.publisher {
        say("provider_name", json!(publisher.name));
        if let Some(url) = &publisher.url {
            say("provider_url", json!(url));
        }
    }
    if let Some((_, file)) = share::picture(story)
        && let Some(address) = site.absolute(&file.src)
    {
        say("thumbnail_url", json!(address));
        say("thumbnail_width", json!(file.width));
        say("thumbnail_height", json!(file.height));
    }
    say("html", json!(frame(url, &story.headline)));
    say("width", json!(WIDTH));
    say("height", json!(HEIGHT));
    Some(Value::Object(answer).to_string() + "\n")
}

/// The snippet that works without a script of ours.
fn frame(url: &str, title: &str) -> String {
    let mut html = String::from("<iframe src=\"");
    text(&mut html, url);
    html.push_str("\" title=\"");
    text(&mut html, title);
    html.push_str(&format!(
        "\" width=\"100%\" height=\"{HEIGHT}\" style=\"border:0\" loading=\"lazy\" allow=\"{ALLOW}\"></iframe>"
    ));
    html
}

/// Whether a snippet is a frame as the press writes it.
pub fn is_our_frame(html: &str) -> bool {
    html.starts_with("<iframe src=\"") && html.ends_with(&format!(" allow=\"{ALLOW}\"></iframe>"))
}

/// The snippet to paste: a link that a script turns into the story. None if it is not known where
/// the page will stand.
pub fn snippet(story: &Story) -> Option<String> {
    let site = Site::of(story);
    let mut html = String::from("<a href=\"");
    text(&mut html, site.url()?);
    html.push_str("\" data-reportage>");
    if let Some(file) = share::poster(story)
        && let Some(address) = site.absolute(&file.src)
    {
        html.push_str("<img src=\"");
        text(&mut html, &address);
        let Variant { width, height, .. } = file;
        html.push_str(&format!(
            "\" alt=\"\" width=\"{width}\" height=\"{height}\" loading=\"lazy\"> "
        ));
    }
    text(&mut html, &story.headline);
    html.push_str("</a> <script async src=\"");
    text(&mut html, &site.absolute(EMBED_SCRIPT)?);
    html.push_str("\"></script>");
    Some(html)
}

#[cfg(test)]
mod tests {
    use super::{ALLOW, SCRIPT, frame, is_our_frame};

    #[test]
    fn a_frame_may_do_the_same_by_the_script_and_as_it_is_documented() {
        assert!(SCRIPT.contains(&format!("frame.allow = \"{ALLOW}\"")));
        let docs = include_str!("../../../../docs/embedding.md");
        assert!(docs.contains(&format!("allow=\"{ALLOW}\"")));
    }

    #[test]
    fn the_press_knows_its_own_frames() {
        assert!(is_our_frame(&frame("https://example.org/", "The bridge")));
        assert!(!is_our_frame(
            "<iframe src=\"https://example.org/\"></iframe>"
        ));
    }
}

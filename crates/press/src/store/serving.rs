//! What a store says of a file when it serves it: `docs/publishing.md` has the reasons.

use object_store::{Attribute, Attributes};

use super::files::BuiltFile;
use crate::serving::keeping;

/// Its type, and how long it may be kept.
pub fn attributes(file: &BuiltFile) -> Attributes {
    Attributes::from_iter([
        (Attribute::ContentType, media_type(&file.name)),
        (Attribute::CacheControl, keeping(&file.name).to_owned()),
    ])
}

fn media_type(name: &str) -> String {
    if name == "feed.xml" {
        return "application/atom+xml".to_owned();
    }
    let media_type = mime_guess::from_path(name).first_or_octet_stream();
    match media_type.type_() {
        mime_guess::mime::TEXT => format!("{media_type}; charset=utf-8"),
        _ => media_type.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_that_is_published_has_its_type() {
        for (name, expected) in [
            ("index.html", "text/html; charset=utf-8"),
            ("story.json", "application/json"),
            ("embed.js", "text/javascript; charset=utf-8"),
            ("reportage-0.wasm", "application/wasm"),
            ("a.avif", "image/avif"),
            ("a.jpg", "image/jpeg"),
            ("a.svg", "image/svg+xml"),
            ("a.mp4", "video/mp4"),
            ("a.webm", "video/webm"),
            ("a.vtt", "text/vtt; charset=utf-8"),
            ("a.woff2", "font/woff2"),
            ("feed.xml", "application/atom+xml"),
        ] {
            assert_eq!(media_type(name), expected, "{name}");
        }
    }
}

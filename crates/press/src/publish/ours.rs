//! By what a press knows the files that presses have written. It overwrites no others.

use crate::page;
use crate::serving::HEADERS_MARK;

/// Whether a file is a page that a press has written.
pub fn is_our_page(there: &[u8]) -> bool {
    contains(there, b"<meta name=\"generator\" content=\"Reportage ")
}

/// Whether a file is a bundle that a press has written.
pub fn is_our_bundle(there: &[u8]) -> bool {
    serde_json::from_slice::<serde_json::Value>(there)
        .is_ok_and(|story| story["generator"].as_str().is_some_and(page::is_generator))
}

/// Whether a file is the script that a press has written for other people's pages.
pub fn is_our_script(there: &[u8]) -> bool {
    contains(there, b"\"reportage-story\"")
}

/// Whether a file is the worker of kept stories that a press has written.
pub fn is_our_worker(there: &[u8]) -> bool {
    contains(there, b"const OURS = \"reportage ")
}

/// Whether a file is an answer to oEmbed that a press has written.
pub fn is_our_oembed(there: &[u8]) -> bool {
    serde_json::from_slice::<serde_json::Value>(there)
        .is_ok_and(|answer| answer["html"].as_str().is_some_and(page::is_our_frame))
}

/// Whether a file is what a press has written for a server.
pub fn is_our_headers(there: &[u8]) -> bool {
    there.starts_with(HEADERS_MARK.as_bytes())
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

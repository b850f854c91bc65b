//! What the press says a server should say: its `_headers`, as Netlify and Cloudflare Pages read
//! them.

use std::str::FromStr;

use axum::http::{HeaderMap, HeaderName, HeaderValue};

use crate::engine::Engine;

/// The rules for the files of one folder.
pub struct Rules {
    /// The folder's path, with the slash at its end.
    folder: String,
    rules: Vec<(String, HeaderName, HeaderValue)>,
}

impl Rules {
    /// What `text` says of the folder that is served at `folder`.
    pub fn new(folder: &str, text: &str) -> Self {
        let mut path = "";
        let mut rules = Vec::new();
        for line in text.lines() {
            if line.starts_with('/') {
                path = line;
            } else if let Some((name, value)) = line.trim().split_once(": ")
                && let (Ok(name), Ok(value)) =
                    (HeaderName::from_str(name), HeaderValue::from_str(value))
            {
                rules.push((path.to_owned(), name, value));
            }
        }
        Self {
            folder: folder.to_owned(),
            rules,
        }
    }

    /// Whether they are those of the folder at `path`.
    pub fn are_of(&self, path: &str) -> bool {
        self.folder == path
    }

    /// Adds what they say of the file at `path`.
    pub fn apply(&self, path: &str, headers: &mut HeaderMap) {
        let Some(rest) = path.strip_prefix(self.folder.trim_end_matches('/')) else {
            return;
        };
        for (of, name, value) in &self.rules {
            let is_meant = match of.strip_suffix('*') {
                Some(start) => rest.starts_with(start),
                None => rest == of,
            };
            // Firefox shows a page that says so in a window of its own making, in which nothing is as
            // the driver had wished it.
            let is_left_out = *name == "cross-origin-opener-policy"
                && matches!(Engine::wanted(), Ok(Engine::Firefox));
            if is_meant && !is_left_out {
                headers.insert(name, value.clone());
            }
        }
    }
}

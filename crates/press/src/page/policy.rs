//! What a published page allows itself, and what its server should say of it.

use base64::Engine;
use sha2::{Digest, Sha256};

use super::Page;

/// The Content-Security-Policy of pages with these scripts and styles in them, as hash sources:
/// nothing but their own files, and of what stands in the page itself only these.
pub fn content_security_policy(sources: &[&[String; 2]]) -> String {
    let [scripts, styles] = [0, 1].map(|kind| {
        let mut sources: Vec<_> = sources
            .iter()
            .map(|sources| format!("'{}'", sources[kind]))
            .collect();
        sources.dedup();
        sources.join(" ")
    });
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {scripts}; style-src {styles}; \
         img-src 'self'; media-src 'self'; font-src 'self'; connect-src 'self'; \
         base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'"
    )
}

/// A [hash source](https://www.w3.org/TR/CSP3/#grammardef-hash-source).
pub fn source(text: &str) -> String {
    let hash = Sha256::digest(text.as_bytes());
    format!(
        "sha256-{}",
        base64::engine::general_purpose::STANDARD.encode(hash)
    )
}

/// The first line of `_headers`, by which the press knows its own.
pub const HEADERS_MARK: &str = "# Written by Reportage";

/// The file `_headers`, in the form that Netlify and Cloudflare Pages read: the policy, and
/// how long what may be kept. One policy for all editions, which lie in `folders`: of two the
/// browser would keep both.
pub fn headers<'a>(pages: &[Page], folders: impl Iterator<Item = &'a str>) -> String {
    let sources: Vec<_> = pages.iter().map(|page| &page.sources).collect();
    let policy = content_security_policy(&sources);
    let fresh: String = folders
        .flat_map(|folder| {
            ["", "index.html", "story.json"]
                .map(|file| format!("/{folder}{file}\n  Cache-Control: no-cache\n"))
        })
        .collect();
    format!(
        "{HEADERS_MARK} for Netlify and Cloudflare Pages; docs/publishing.md has it for others.
/*
  Content-Security-Policy: {policy}
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
  Permissions-Policy: camera=(), geolocation=(), microphone=()
  Access-Control-Allow-Origin: *
{fresh}/media/*
  Cache-Control: public, max-age=31536000, immutable
/reportage-*
  Cache-Control: public, max-age=31536000, immutable
/icon-*
  Cache-Control: public, max-age=31536000, immutable
/embed.js
  Cache-Control: public, max-age=3600
"
    )
}

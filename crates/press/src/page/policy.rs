//! What a published page allows itself, and what its server should say of it.

use base64::Engine;
use sha2::{Digest, Sha256};

/// The Content-Security-Policy of a page with this style and this script in it: nothing
/// but its own files, and of what stands in the page itself only these two.
pub fn content_security_policy(style: &str, script: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' '{}'; style-src '{}'; \
         img-src 'self'; media-src 'self'; font-src 'self'; connect-src 'self'; \
         base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'",
        source(script),
        source(style)
    )
}

/// A [hash source](https://www.w3.org/TR/CSP3/#grammardef-hash-source).
fn source(text: &str) -> String {
    let hash = Sha256::digest(text.as_bytes());
    format!(
        "sha256-{}",
        base64::engine::general_purpose::STANDARD.encode(hash)
    )
}

/// The first line of `_headers`, by which the press knows its own.
pub const HEADERS_MARK: &str = "# Written by Reportage";

/// The file `_headers`, in the form that Netlify and Cloudflare Pages read: the policy, and
/// how long what may be kept.
pub fn headers(policy: &str) -> String {
    format!(
        "{HEADERS_MARK} for Netlify and Cloudflare Pages; docs/publishing.md has it for others.
/*
  Content-Security-Policy: {policy}
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
  Permissions-Policy: camera=(), geolocation=(), microphone=()
/
  Cache-Control: no-cache
/index.html
  Cache-Control: no-cache
/story.json
  Cache-Control: no-cache
/media/*
  Cache-Control: public, max-age=31536000, immutable
/reportage-*
  Cache-Control: public, max-age=31536000, immutable
/icon-*
  Cache-Control: public, max-age=31536000, immutable
"
    )
}

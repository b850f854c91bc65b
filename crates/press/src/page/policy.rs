//! What a published page allows itself, and what its server should say of it.

use sha2::{Digest, Sha256};

use super::Page;
use super::html::base64;

/// What a page needs to be allowed besides what every page is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// The hash source of its script.
    pub script: String,
    /// The hash source of its style.
    pub style: String,
    /// Its own origin, where that is known. In a frame that is sandboxed WebKit's `'self'` is
    /// nobody: the photos of such a page would stay away.
    pub origin: Option<String>,
}

/// The Content-Security-Policy of pages that need this: nothing but their own files, and of what
/// stands in the page itself only their script and their style.
pub fn content_security_policy(pages: &[&Allowed]) -> String {
    let joined = |of: fn(&Allowed) -> Option<String>| {
        let mut sources: Vec<_> = pages.iter().filter_map(|page| of(page)).collect();
        sources.dedup();
        sources
            .iter()
            .map(|source| format!(" {source}"))
            .collect::<String>()
    };
    let scripts = joined(|page| Some(format!("'{}'", page.script)));
    let styles = joined(|page| Some(format!("'{}'", page.style)));
    let own = format!("'self'{}", joined(|page| page.origin.clone()));
    format!(
        "default-src 'none'; script-src {own} 'wasm-unsafe-eval'{scripts}; style-src{styles}; \
         img-src {own}; media-src {own}; font-src {own}; connect-src {own}; \
         base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'"
    )
}

/// A [hash source](https://www.w3.org/TR/CSP3/#grammardef-hash-source).
pub fn source(text: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(text.as_bytes())))
}

/// The first line of `_headers`, by which the press knows its own.
pub const HEADERS_MARK: &str = "# Written by Reportage";

/// What a server should say of every file besides the policy.
pub const HEADERS: &str = "  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
  Permissions-Policy: camera=(), geolocation=(), microphone=()
  Access-Control-Allow-Origin: *
";

/// The file `_headers`, in the form that Netlify and Cloudflare Pages read: the policy, and
/// how long what may be kept. One policy for all editions, which lie in `folders`: of two the
/// browser would keep both.
pub fn headers<'a>(pages: &[Page], folders: impl Iterator<Item = &'a str>) -> String {
    let allowed: Vec<_> = pages.iter().map(|page| &page.allowed).collect();
    let policy = content_security_policy(&allowed);
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
{HEADERS}{fresh}/media/*
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

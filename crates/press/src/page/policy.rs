//! What a published page allows itself.

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
    /// Whether readers may keep the story: by a service worker, which one policy lets be made.
    pub offline: bool,
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
    let (worker, types) = match pages.iter().any(|page| page.offline) {
        true => (format!(" worker-src {own};"), "reportage"),
        false => (String::new(), "'none'"),
    };
    format!(
        "default-src 'none'; script-src {own} 'wasm-unsafe-eval'{scripts}; style-src {own}{styles}; \
         img-src {own}; media-src {own}; font-src {own}; connect-src {own};{worker} \
         base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types {types}"
    )
}

/// A [hash source](https://www.w3.org/TR/CSP3/#grammardef-hash-source), which is what an element's
/// [integrity](https://www.w3.org/TR/SRI/#the-integrity-attribute) is told by as well.
pub fn source(text: impl AsRef<[u8]>) -> String {
    format!("sha256-{}", base64(&Sha256::digest(text)))
}

/// The policy that goes for all pages of a story: its editions'.
pub fn policy(pages: &[Page]) -> String {
    let allowed: Vec<_> = pages.iter().map(|page| &page.allowed).collect();
    content_security_policy(&allowed)
}

//! Fetching a bundle.

use js_sys::{JsString, Promise};
use wasm_bindgen::prelude::*;
use web_sys::{RequestCache, RequestInit, Response};

use super::Trouble;
use crate::dom::settle;

/// What an address led to.
pub struct Found {
    /// Where it was found in the end, after whatever the server redirected.
    pub address: String,
    /// The text. It stays the browser's: that of a long story would fill the program's memory.
    pub json: JsString,
}

/// Fetches the bundle at `address` and hands it, or why there is none, to `done`. `cache` says whether
/// what the browser has kept of it will do.
///
/// By promises and not by futures, which weigh some kilobytes.
pub fn bundle(
    address: String,
    cache: RequestCache,
    done: impl Fn(Result<Found, Trouble>) + Clone + 'static,
) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let options = RequestInit::new();
    options.set_cache(cache);
    let asked = window.fetch_with_str_and_init(&address, &options);
    let failed = {
        let (address, done) = (address.clone(), done.clone());
        move || done(Err(unreachable(&address)))
    };
    let broken_off = failed.clone();
    let answered = move |response: JsValue| {
        let response: Response = response.unchecked_into();
        match text(&response, &address) {
            Ok(text) => {
                let address = match response.redirected() {
                    true => response.url(),
                    false => address,
                };
                let arrived = move |text: JsValue| {
                    let json = text.unchecked_into();
                    done(Ok(Found { address, json }));
                };
                // A connection can still break half-way through the text.
                settle(&text, arrived, broken_off);
            }
            Err(trouble) => done(Err(trouble)),
        }
    };
    settle(&asked, answered, failed);
}

/// The text of an answer that has one.
fn text(response: &Response, address: &str) -> Result<Promise, Trouble> {
    match response.status() {
        404 | 410 => Err(Trouble::NotFound(address.to_owned())),
        status if !response.ok() => Err(Trouble::Server {
            address: address.to_owned(),
            status,
        }),
        _ => response.text().map_err(|_| unreachable(address)),
    }
}

/// Why there was no answer. On another site it may be the policy of this page, or of
/// that site, that keeps the story from being opened here.
fn unreachable(address: &str) -> Trouble {
    let origin = web_sys::window().and_then(|window| window.location().origin().ok());
    let first = address.split('/').next();
    let is_elsewhere = first.is_some_and(|first| first.ends_with(':'))
        && !origin.is_some_and(|origin| address.starts_with(&format!("{origin}/")));
    if is_elsewhere {
        Trouble::Elsewhere(address.to_owned())
    } else {
        Trouble::Network(address.to_owned())
    }
}

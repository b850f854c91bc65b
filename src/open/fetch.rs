//! Fetching a bundle.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use super::Trouble;

/// What an address led to.
pub struct Found {
    /// Where it was found in the end, after whatever the server redirected.
    pub address: String,
    /// The text.
    pub json: String,
}

/// Fetches the bundle at `address`.
pub async fn bundle(address: &str) -> Result<Found, Trouble> {
    let network = |_| unreachable(address);
    let window = web_sys::window().ok_or_else(|| unreachable(address))?;
    let response: Response = JsFuture::from(window.fetch_with_str(address))
        .await
        .map_err(network)?
        .unchecked_into();
    match response.status() {
        404 | 410 => return Err(Trouble::NotFound(address.to_owned())),
        status if !response.ok() => {
            return Err(Trouble::Server {
                address: address.to_owned(),
                status,
            });
        }
        _ => {}
    }
    // A connection can still break half-way through the text.
    let text = JsFuture::from(response.text().map_err(network)?)
        .await
        .map_err(network)?;
    let address = if response.redirected() {
        response.url()
    } else {
        address.to_owned()
    };
    Ok(Found {
        address,
        json: text.as_string().unwrap_or_default(),
    })
}

/// Why there was no answer. On another site it may be the policy of this page, or of
/// that site, that keeps the story from being opened here.
fn unreachable(address: &str) -> Trouble {
    let origin = web_sys::window().and_then(|window| window.location().origin().ok());
    let is_elsewhere = address.contains("://")
        && !origin.is_some_and(|origin| address.starts_with(&format!("{origin}/")));
    if is_elsewhere {
        Trouble::Elsewhere(address.to_owned())
    } else {
        Trouble::Network(address.to_owned())
    }
}

//! Fetching a bundle.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use super::Trouble;

/// The text at `address`.
pub async fn text(address: &str) -> Result<String, Trouble> {
    let network = |_| Trouble::Network(address.to_owned());
    let window = web_sys::window().ok_or_else(|| Trouble::Network(address.to_owned()))?;
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
    Ok(text.as_string().unwrap_or_default())
}

//! The address of a card, given to whatever the device shares with, or copied.

use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::ShareData;

use reportage_viewer::read::{Page, bar};

/// Shares the card that the reader is at, and says that the address has been copied, or the
/// address itself where the browser does not let us.
pub fn share(page: &Page) {
    let address = address(page);
    let title = page.document.title();
    let page = page.clone();
    spawn_local(async move {
        if let Some(shared) = by_device(&page, &title, &address) {
            match JsFuture::from(shared).await {
                Ok(_) => return,
                Err(error) if is_called_off(&error) => return,
                Err(_) => {}
            }
        }
        let copied = match copy(&page, &address) {
            Some(copying) => JsFuture::from(copying).await.is_ok(),
            None => false,
        };
        let words = if copied {
            page.word("linkCopied")
        } else {
            address
        };
        bar::say(&page, &words);
    });
}

/// The page's address with the card that the reader is at.
fn address(page: &Page) -> String {
    let whole = page.window.location().href().unwrap_or_default();
    let page_alone = whole.split('#').next().unwrap_or_default().to_owned();
    let card = page.current_card();
    match card.filter(|card| !page.is_first(card)) {
        Some(card) => format!(
            "{page_alone}#{}",
            String::from(js_sys::encode_uri_component(&card.id()))
        ),
        None => page_alone,
    }
}

/// Devices with a pointer as fine as a mouse's have sheets for sharing too, but a
/// reader there expects a link to be copied.
fn by_device(page: &Page, title: &str, address: &str) -> Option<Promise> {
    let navigator = page.window.navigator();
    if !reportage_viewer::dom::media("(pointer: coarse)") || !has(&navigator, "share") {
        return None;
    }
    let data = ShareData::new();
    data.set_title(title);
    data.set_url(address);
    Some(navigator.share_with_data(&data))
}

fn copy(page: &Page, address: &str) -> Option<Promise> {
    let navigator = page.window.navigator();
    // There is none where the connection is not secure.
    has(&navigator, "clipboard").then(|| navigator.clipboard().write_text(address))
}

fn has(object: &JsValue, name: &str) -> bool {
    Reflect::get(object, &name.into()).is_ok_and(|value| !value.is_undefined())
}

fn is_called_off(error: &JsValue) -> bool {
    error
        .dyn_ref::<web_sys::DomException>()
        .is_some_and(|error| error.name() == "AbortError")
}

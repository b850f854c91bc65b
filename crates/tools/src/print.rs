//! Printing from the reading menu: a browser's own command does not wait for photos.

use js_sys::{Array, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlImageElement;

use reportage_viewer::dom;
use reportage_viewer::read::Page;
use reportage_viewer::read::print::fetch_all;

/// The most milliseconds that photos are waited for before the story is printed without them.
const PATIENCE: u32 = 20_000;

/// Prints once every photo is there, or is known to be missing, or has been waited for long
/// enough.
pub fn print(page: &Page) {
    let arriving: Array = fetch_all(page)
        .iter()
        .map(HtmlImageElement::decode)
        .collect();
    let patience = Promise::new(&mut |resolve, _| {
        let resolve = move || drop(resolve.call0(&JsValue::NULL));
        dom::later(PATIENCE, resolve);
    });
    let enough = Promise::race(&Array::of2(&Promise::all_settled(&arriving), &patience));
    let window = page.window.clone();
    spawn_local(async move {
        let _ = JsFuture::from(enough).await;
        let _ = window.print();
    });
}

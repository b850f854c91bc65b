//! Keeping the story on the device. All of that is a script of its own, which few readers need:
//! here is only where it finds its place, and the way to it out of a frame.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlAnchorElement, MouseEvent, Url};

use reportage_viewer::dom;
use reportage_viewer::read::offline::is_offered;
use reportage_viewer::read::{Page, wishes};

/// What happens to the place when a reader comes to see it: a line at the end of this program's
/// script then fetches the other.
const SHOWN: &str = "reportage-offline";

/// Has the script show in the open menu what can be done.
pub fn show(page: &Page) {
    if let Ok(Some(place)) = page.document.query_selector("div.offline") {
        dom::tell(&place, SHOWN);
    }
}

/// The place; in a frame a link to the story's own page, since what is kept in a frame is there in
/// that frame only. Nothing if the publisher does not offer it.
#[component]
pub fn Offline(page: Page) -> impl IntoView {
    if !is_offered(&page) {
        return ().into_any();
    }
    if page.host().is_none() {
        return view! { <div class="offline"></div> }.into_any();
    }
    let words = page.word("saveOffline");
    let lead = move |event: MouseEvent| {
        let link = dom::target::<Element>(&event)
            .and_then(|target| target.dyn_into::<HtmlAnchorElement>().ok());
        let address = page.window.location().href();
        if let Some((link, address)) = link.zip(address.and_then(|here| Url::new(&here)).ok()) {
            address.set_search(wishes::OFFLINE);
            link.set_href(&address.href());
        }
    };
    view! {
        <a class="offline" href="./?offline" target="_blank" rel="noopener" on:click=lead>
            {words}
        </a>
    }
    .into_any()
}

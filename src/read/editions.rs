//! Changing the language: the same card in another edition, in place of this page in the
//! history.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlAnchorElement, Url};

use super::{Page, wishes};
use crate::dom;

/// The links to other editions, in the story's opening and in the reading menu.
pub const LINKS: &str = ".editions a";

/// Listens for clicks on them for as long as it is kept.
pub fn start(page: &Page) -> EventListener {
    let page = page.clone();
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&page.document.clone(), "click", options, move |event| {
        let link = dom::target::<Element>(event)
            .and_then(|target| target.closest(LINKS).ok()?)
            .and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
        if let Some(link) = link
            && dom::is_plain(event.unchecked_ref())
            && let Some(address) = address(&page, &link.href())
            && page.window.location().replace(&address).is_ok()
        {
            event.prevent_default();
        }
    })
}

/// The edition's address, with the card that the reader is at and what this page's address
/// asks for. An edition on another site is gone to as it is.
fn address(page: &Page, edition: &str) -> Option<String> {
    let address = Url::new(edition).ok()?;
    let here = Url::new(&page.window.location().href().ok()?).ok()?;
    if address.origin() != here.origin() {
        return Some(edition.to_owned());
    }
    for name in wishes::ALL {
        if let Some(wish) = here.search_params().get(name) {
            address.search_params().set(name, &wish);
        }
    }
    if let Some(card) = page.current_card() {
        address.set_hash(&card.id());
    }
    Some(address.href())
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::read::testing::*;

    #[wasm_bindgen_test]
    fn an_edition_on_another_site_is_gone_to_as_it_is() {
        let page = page_with("", &photo_card());
        dom::set(&find::<Element>(&page, "#bridge"), "aria-current", "true");
        let elsewhere = "https://example.pl/most/";
        assert_eq!(address(&page, elsewhere).as_deref(), Some(elsewhere));
    }

    #[wasm_bindgen_test]
    fn the_other_edition_opens_at_the_same_card() {
        let page = page_with(
            r#""editions": [{ "inLanguage": "ar", "name": "العربية", "url": "ar/?v=2" }],"#,
            &photo_card(),
        );
        dom::set(&find::<Element>(&page, "#bridge"), "aria-current", "true");
        let link: HtmlAnchorElement = find(&page, ".editions a");
        let address = address(&page, &link.href()).expect("it is an address");
        assert!(address.ends_with("/ar/?v=2#bridge"), "{address}");
    }
}

//! Changing the language: the same card in another edition, in place of this page in the
//! history.

use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlAnchorElement, MouseEvent, Url};

use super::Page;
use crate::dom;

/// The links to other editions, in the story's opening and in the reading menu.
const LINKS: &str = ".editions a";
/// What a page's address can ask for, whichever edition it is of.
const WISHES: [&str; 5] = ["mode", "idle", "store", "resize", "childId"];

/// Listens for clicks on them for as long as it is kept.
pub fn start(page: &Page) -> EventListener {
    let page = page.clone();
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&page.document.clone(), "click", options, move |event| {
        let link = dom::target::<Element>(event)
            .and_then(|target| target.closest(LINKS).ok()?)
            .and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
        if let Some(link) = link
            && is_plain(event.unchecked_ref())
            && let Some(address) = address(&page, &link.href())
            && page.window.location().replace(&address).is_ok()
        {
            event.prevent_default();
        }
    })
}

/// A click that is not to open a tab or a window of its own.
fn is_plain(click: &MouseEvent) -> bool {
    click.button() == 0
        && !(click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key())
}

/// The edition's address, with the card that the reader is at and what this page's address
/// asks for. An edition on another site is gone to as it is.
fn address(page: &Page, edition: &str) -> Option<String> {
    let address = Url::new(edition).ok()?;
    let here = Url::new(&page.window.location().href().ok()?).ok()?;
    if address.origin() != here.origin() {
        return Some(edition.to_owned());
    }
    for name in WISHES {
        if let Some(wish) = here.search_params().get(name) {
            address.search_params().set(name, &wish);
        }
    }
    let card = page
        .current()
        .and_then(|at| page.cards().into_iter().nth(at));
    if let Some(card) = card {
        address.set_hash(&card.id());
    }
    Some(address.href())
}

/// The links once more, for the reading menu; nothing if the story has no other edition.
#[component]
pub fn EditionList(page: Page) -> impl IntoView {
    let links = dom::all::<HtmlAnchorElement>(&page.article, LINKS);
    let label = page
        .article
        .query_selector(".editions")
        .ok()
        .flatten()
        .and_then(|editions| editions.get_attribute("aria-label"));
    (!links.is_empty()).then(|| {
        let links = links
            .iter()
            .map(|link| {
                let name = link.text_content();
                view! {
                    <li>
                        <a href=link.href() lang=link.lang() hreflang=link.hreflang()>
                            <bdi>{name}</bdi>
                        </a>
                    </li>
                }
            })
            .collect_view();
        view! {
            <nav class="editions" aria-labelledby="reportage-editions">
                <h3 id="reportage-editions">{label}</h3>
                <ul>{links}</ul>
            </nav>
        }
    })
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

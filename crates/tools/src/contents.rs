//! The list of cards, to jump to.

use leptos::prelude::*;
use web_sys::{Element, MouseEvent};

use super::dialog::{self, Slot};
use reportage_viewer::dom;
use reportage_viewer::read::stops::{beside, is_card};
use reportage_viewer::read::{Page, moving, place};

/// How many cards are listed at once; then the browser gets to draw them, and the reader a hearing.
const SLICE: usize = 50;
/// The card that the reader is at bears this, and the link to it too.
const CURRENT: &str = "aria-current";

/// Opens the list.
pub fn open(slot: &Slot, page: &Page) {
    let dialog = slot.open(page, |page| view! { <ContentsView page/> });
    if let Some(list) = dialog.and_then(|dialog| dialog.query_selector("ol").ok()?) {
        list_after(None, page.clone(), list);
    }
}

/// Lists cards after one, or from the first, a slice now and the others a little later.
fn list_after(mut last: Option<Element>, page: Page, list: Element) {
    // It has been closed meanwhile.
    if !list.is_connected() {
        return;
    }
    let next = |last: &Option<Element>| match last {
        Some(last) => beside(last, true).filter(is_card),
        None => page.first_card(),
    };
    let mut current = None;
    for _ in 0..SLICE {
        let Some(listed) = next(&last) else { break };
        let entry = append(&list, &page, &listed);
        if listed.has_attribute(CURRENT) {
            current = entry;
        }
        last = Some(listed);
    }
    if let Some(entry) = current {
        dom::set(&entry, CURRENT, "true");
        // As little as it takes: the heading of the list stays in sight if it can.
        entry.scroll_into_view_with_bool(false);
    }
    if next(&last).is_some() || page.is_coming() {
        dom::later(0, move || list_after(last, page, list));
    }
}

/// A link to a card.
fn append(list: &Element, page: &Page, card: &Element) -> Option<Element> {
    let item: Element = dom::append(list, "li", "")?;
    let link: Element = dom::append(&item, "a", "")?;
    let id = js_sys::encode_uri_component(&card.id());
    dom::set(&link, "href", &format!("#{}", String::from(id)));
    link.set_text_content(Some(&page.name(card)));
    Some(link)
}

/// The card that a link leads to.
fn card_of(page: &Page, link: &Element) -> Option<Element> {
    let href = link.get_attribute("href")?;
    let id = js_sys::decode_uri_component(href.trim_start_matches('#')).ok()?;
    page.card(&String::from(id))
}

#[component]
fn ContentsView(page: Page) -> impl IntoView {
    let title = page.word("contents");
    let close = page.word("close");
    let go = move |event: MouseEvent| {
        let link = dom::target::<Element>(&event).filter(|_| dom::is_plain(&event));
        if let Some(link) = link
            && let Some(card) = card_of(&page, &link)
        {
            // The browser would make an entry in the history.
            event.prevent_default();
            dialog::close(&link);
            // The browser lays out the way to a far card: closing has given it enough to do.
            let page = page.clone();
            dom::later(0, move || {
                moving::go_to(&card);
                place::write_address(&page, Some(&card.id()));
            });
        }
    };
    view! {
        <dialog class="panel contents" aria-labelledby="reportage-contents">
            <div class="sheet">
                <h2 id="reportage-contents" tabindex="-1" autofocus=true>
                    {title}
                </h2>
                <ol role="list" on:click=go></ol>
                <CloseButton words=close/>
            </div>
        </dialog>
    }
}

/// Closes the dialog that it stands in.
#[component]
pub fn CloseButton(
    words: String,
    /// Whether it has the focus when the dialog opens.
    #[prop(optional)]
    is_first: bool,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="close"
            autofocus=is_first
            on:click=move |event| {
                if let Some(button) = dom::target::<Element>(&event) {
                    dialog::close(&button);
                }
            }
        >
            {words}
        </button>
    }
}

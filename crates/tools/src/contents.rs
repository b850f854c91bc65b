//! The list of cards, to jump to.

use leptos::prelude::*;
use web_sys::Element;

use super::dialog::{self, Slot};
use reportage_viewer::dom;
use reportage_viewer::read::{Page, moving, place};

/// Opens the list.
pub fn open(slot: &Slot, page: &Page) {
    let dialog = slot.open(page, |page| view! { <ContentsView page/> });
    let current = dialog.and_then(|dialog| dialog.query_selector("[aria-current]").ok()?);
    if let Some(current) = current {
        // As little as it takes: the heading of the list stays in sight if it can.
        current.scroll_into_view_with_bool(false);
    }
}

#[component]
fn ContentsView(page: Page) -> impl IntoView {
    let title = page.word("contents");
    let close = page.word("close");
    let current = page.current();
    let cards = page
        .cards()
        .into_iter()
        .enumerate()
        .map(|(at, card)| {
            let name = page.name(&card);
            let page = page.clone();
            view! {
                <li>
                    <a
                        href=format!("#{}", card.id())
                        aria-current=(current == Some(at)).then_some("true")
                        on:click=move |event| {
                            if !dom::is_plain(&event) {
                                return;
                            }
                            // The browser would make an entry in the history.
                            event.prevent_default();
                            if let Some(link) = dom::target::<Element>(&event) {
                                dialog::close(&link);
                            }
                            moving::go_to(&card);
                            place::write_address(&page, Some(&card.id()));
                        }
                    >
                        {name}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <dialog class="panel contents" aria-labelledby="reportage-contents">
            <div class="sheet">
                <h2 id="reportage-contents" tabindex="-1" autofocus=true>
                    {title}
                </h2>
                <ol role="list">{cards}</ol>
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

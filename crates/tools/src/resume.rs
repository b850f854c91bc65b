//! A reader who comes back is offered the card at which they stopped.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use js_sys::Reflect;
use leptos::prelude::*;
use web_sys::Element;

use super::mounted::Mounted;
use reportage_viewer::dom;
use reportage_viewer::read::{Page, moving, place, position};

/// Offers it, if there is something to offer.
pub struct Resume {
    _offer: Rc<RefCell<Option<Offer>>>,
}

struct Offer {
    _mounted: Mounted,
    _read_on: EventListener,
}

/// Looks whether the reader was here before and got somewhere.
pub fn start(page: &Page) -> Option<Resume> {
    let is_fresh = page
        .window
        .location()
        .hash()
        .is_ok_and(|hash| hash.is_empty())
        && !comes_back(page)
        && page.window.scroll_y().is_ok_and(|scrolled| scrolled < 1.0);
    if !is_fresh {
        return None;
    }
    let id = place::former(page)?;
    let card = page.card(&id).filter(|card| !page.is_first(card))?;
    let slot: Rc<RefCell<Option<Offer>>> = Rc::default();
    let mounted = {
        let slot = Rc::downgrade(&slot);
        let end = move || {
            let slot = slot.clone();
            // Not from within its own buttons.
            dom::later(0, move || {
                if let Some(slot) = slot.upgrade() {
                    slot.take();
                }
            });
        };
        Mounted::new(page, "resume-place", move |page| {
            view! { <ResumeView page card end/> }
        })?
    };
    let read_on = {
        let slot = Rc::downgrade(&slot);
        let page = page.clone();
        dom::capture(&page.article.clone(), position::CHANGED, move |event| {
            // Whoever reads on has answered.
            if dom::target(event).is_some_and(|card| !page.is_first(&card)) {
                let slot = slot.clone();
                dom::later(0, move || {
                    if let Some(slot) = slot.upgrade() {
                        slot.take();
                    }
                });
            }
        })
    };
    slot.replace(Some(Offer {
        _mounted: mounted,
        _read_on: read_on,
    }));
    Some(Resume { _offer: slot })
}

/// The offer and its two answers.
#[component]
fn ResumeView(
    page: Page,
    card: Element,
    /// Takes the offer away.
    end: impl Fn() + Clone + 'static,
) -> impl IntoView {
    let go_on = page.word("continueReading");
    let dismiss = page.word("dismiss");
    let label = go_on.clone();
    let accepted = end.clone();
    let name = page.name(&card);
    view! {
        <aside class="resume" aria-label=label>
            <button
                type="button"
                on:click=move |_| {
                    accepted();
                    moving::go_to(&card);
                }
            >
                {go_on}
            </button>
            <span class="resume-name">{name}</span>
            <button
                type="button"
                class="quiet"
                on:click=move |_| {
                    place::forget(&page);
                    end();
                }
            >
                {dismiss}
            </button>
        </aside>
    }
}

/// By the Back button or by a reload: then the browser itself knows the place.
fn comes_back(page: &Page) -> bool {
    let kind = || {
        let performance = page.window.performance()?;
        let entry = performance.get_entries_by_type("navigation").get(0);
        Reflect::get(&entry, &"type".into()).ok()?.as_string()
    };
    matches!(kind().as_deref(), Some("reload" | "back_forward"))
}

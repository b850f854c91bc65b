//! The bar at the foot of the window: back and forth, where the reader is, sharing, and
//! the reading menu.

use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::dialog::Slot;
use super::moving::{Moving, Step};
use super::settings::Menu;
use super::way_out::WayOut;
use super::{Page, contents, position, share};
use crate::dom::Mounted;

/// Milliseconds for which a word stands in place of the position.
const TOLD: u32 = 4_000;

/// Keeps the bar there and up to date.
pub struct Bar {
    _mounted: Option<Mounted>,
    _listener: EventListener,
    _contents: Slot,
}

/// Mounts the bar before the story, so that it is reached first.
pub fn start(page: &Page, moving: &Rc<Moving>, menu: &Rc<Menu>) -> Bar {
    let place = ArcRwSignal::new(where_in(page));
    let contents = Slot::default();
    let mounted = {
        let (place, contents) = (place.clone(), contents.clone());
        let (moving, menu) = (moving.clone(), menu.clone());
        page.mount("bar-place", move |page| {
            view! { <BarView page place contents moving menu/> }
        })
    };
    if let Some(mounted) = &mounted
        && let Some(body) = page.document.body()
    {
        let _ = body.insert_before(&mounted.place, body.first_child().as_ref());
    }
    let moved = page.clone();
    let listener = EventListener::new(&page.article, position::CHANGED, move |_| {
        place.set(where_in(&moved));
    });
    Bar {
        _mounted: mounted,
        _listener: listener,
        _contents: contents,
    }
}

/// Where the reader is, in words; as wide for the ninth card as for the tenth, so that
/// nothing moves: a figure space is as wide as a digit.
fn where_in(page: &Page) -> String {
    let digits = |number: usize| number.checked_ilog10().unwrap_or_default() as usize;
    let cards = page.cards();
    let current = page.current().unwrap_or_default();
    let padding = digits(cards.len()).saturating_sub(digits(current + 1));
    let position = cards.get(current).map(|card| page.position(card));
    "\u{2007}".repeat(padding) + &position.unwrap_or_default()
}

#[component]
fn BarView(
    page: Page,
    /// What the middle of the bar says.
    place: ArcRwSignal<String>,
    contents: Slot,
    moving: Rc<Moving>,
    menu: Rc<Menu>,
) -> impl IntoView {
    let [previous, next, list, sharing, settings] = [
        "previousCard",
        "nextCard",
        "contents",
        "shareCard",
        "settings",
    ]
    .map(|name| page.word(name));
    let (backward, forward) = (moving.clone(), moving.clone());
    let (page_of_list, moving_of_list) = (page.clone(), moving.clone());
    let label = list.clone();
    // From within a frame there is something more urgent than to share.
    let last = match page.host() {
        Some(_) => view! { <WayOut page/> }.into_any(),
        None => {
            let told = place.clone();
            let share = move |_| {
                let (told, page_then) = (told.clone(), page.clone());
                share::share(&page, &moving, move |words| tell(&told, &page_then, words));
            };
            view! {
                <button type="button" class="share" aria-label=sharing on:click=share></button>
            }
            .into_any()
        }
    };
    view! {
        <nav class="bar" aria-label=label>
            <button
                type="button"
                class="settings"
                aria-label=settings
                aria-haspopup="dialog"
                on:click=move |_| menu.open()
            ></button>
            <button
                type="button"
                class="previous"
                aria-label=previous
                on:click=move |_| backward.step(Step::Previous)
            ></button>
            <button
                type="button"
                class="position"
                title=list
                aria-haspopup="dialog"
                on:click=move |_| self::contents::open(&contents, &page_of_list, &moving_of_list)
            >
                {move || place.get()}
            </button>
            <button
                type="button"
                class="next"
                aria-label=next
                on:click=move |_| forward.step(Step::Next)
            ></button>
            {last}
        </nav>
    }
}

/// Says something in place of the position for a while.
fn tell(place: &ArcRwSignal<String>, page: &Page, words: String) {
    place.set(words);
    let (place, page) = (place.clone(), page.clone());
    spawn_local(async move {
        TimeoutFuture::new(TOLD).await;
        place.set(where_in(&page));
    });
}

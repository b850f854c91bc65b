//! The bar at the foot of the window: back and forth, where the reader is, sharing, and
//! the reading menu. What the last three open is for the [`tools`](crate::tools).

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use web_sys::HtmlElement;

use super::moving::{self, Moving, Step};
use super::{Page, position, saving, way_out};
use crate::dom::{self, Placed};

/// Opens the reading menu.
pub const SETTINGS: &str = ".bar .settings";
/// Opens the list of cards, and says where the reader is.
pub const POSITION: &str = ".bar .position";
/// Shares the card that the reader is at.
pub const SHARE: &str = ".bar .share";

/// Happens to the position when something else is said in its place.
const SAID: &str = "reportage-said";
/// Milliseconds for which that stands there.
const TOLD: u32 = 4_000;

/// Keeps the bar there and up to date.
pub struct Bar {
    _placed: Placed,
    _listeners: Vec<EventListener>,
}

/// Puts the bar before the story, so that it is reached first.
pub fn start(page: &Page, moving: &Rc<Moving>) -> Option<Bar> {
    let placed = page.place("div", "bar-place")?;
    let body = page.document.body()?;
    let _ = body.insert_before(&placed.0, body.first_child().as_ref());
    let bar: HtmlElement = dom::append(&placed.0, "nav", "bar")?;
    let list = page.word("contents");
    dom::set(&bar, "aria-label", &list);
    let button = |class: &str, word: &str| dom::append_button(&bar, class, "", &page.word(word));

    let settings = button("settings", "settings")?;
    let previous = button("previous", "previousCard")?;
    let place = dom::append_button(&bar, "position", &where_in(page), "")?;
    place.set_title(&list);
    for opener in [&settings, &place] {
        dom::set(opener, "aria-haspopup", "dialog");
    }
    let next = button("next", "nextCard")?;
    // From within a frame there is something more urgent than to share.
    let mut listeners = Vec::new();
    if page.host().is_some() {
        listeners.extend(way_out::put(page, &bar));
    } else if !page.is_a_file() {
        // Where a story in one file lies on this device is no use to others.
        button("share", "shareCard")?;
    }
    for (button, step) in [(previous, Step::Previous), (next, Step::Next)] {
        let moving = moving.clone();
        listeners.push(EventListener::new(&button, "click", move |_| {
            moving.step(step);
        }));
    }
    let length = |text: &str| text.chars().count();
    let update = {
        let (page, place) = (page.clone(), place.clone());
        let is_to_be_told = Cell::new(saving::is_on());
        Rc::new(move || {
            if is_to_be_told.take() {
                say(&page, &page.word(saving::SAID));
                return;
            }
            let (said, now) = (place.text_content(), where_in(&page));
            match place.first_child() {
                // It stays the same text: in WebKit a click is none if that on which the mouse came down is gone.
                Some(text) if said.is_some_and(|said| length(&said) == length(&now)) => {
                    text.set_text_content(Some(&now));
                }
                // What was said in its place is another: as the same, it would be one that has shifted.
                _ => place.set_text_content(Some(&now)),
            }
        })
    };
    let moved = update.clone();
    listeners.push(dom::capture(&page.article, position::CHANGED, move |_| {
        moved()
    }));
    let back: RefCell<Option<Timeout>> = RefCell::default();
    listeners.push(EventListener::new(&place, SAID, move |_| {
        let update = update.clone();
        back.replace(Some(Timeout::new(TOLD, move || update())));
    }));
    Some(Bar {
        _placed: placed,
        _listeners: listeners,
    })
}

/// Says something in place of the position for a while, aloud too.
pub fn say(page: &Page, words: &str) {
    moving::say(page, words);
    if let Ok(Some(place)) = page.document.query_selector(POSITION) {
        place.set_text_content(Some(words));
        dom::tell(&place, SAID);
    }
}

/// Where the reader is, in words; as wide for the ninth card as for the tenth, so that
/// nothing moves: a figure space is as wide as a digit.
fn where_in(page: &Page) -> String {
    let digits = |number: usize| number.to_string().len();
    let Some(card) = page.current_card().or_else(|| page.first_card()) else {
        return String::new();
    };
    let mut said = String::new();
    for _ in digits(page.before(&card) + 1)..digits(page.total()) {
        said.push('\u{2007}');
    }
    said + &page.position(&card)
}

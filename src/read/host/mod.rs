//! The page around a story in a frame: what the reader does is told to it, and some things
//! it may ask for. Nobody else is told or listened to.

mod growing;
mod message;
mod resizer;

use std::cell::Cell;
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlAnchorElement, MessageEvent, Window};

use super::moving::{self, Moving};
use super::{Page, place, position, video};
use crate::dom;
use growing::Growing;
use message::{Asked, Told};
use resizer::Resizer;

/// Keeps listening to the reader for the host, and to the host.
pub struct Host {
    _listeners: [EventListener; 4],
}

/// Lets the story grow to its own height, if it is in a frame whose address asks for that.
pub fn grow(page: &Page) {
    if page.host().is_some() && Resizer::named(page).is_some() {
        growing::grow(page);
    }
}

/// Says that the story is ready, if it is in a frame; nothing otherwise.
pub fn start(page: &Page, moving: &Rc<Moving>) -> Option<Host> {
    let host = page.host()?;
    let growing = growing::start(page, &host).map(Rc::new);
    let moved = {
        let (page, host) = (page.clone(), host.clone());
        let is_finished = Cell::new(false);
        dom::capture(&page.article.clone(), position::CHANGED, move |_| {
            tell_card(&page, &host, &is_finished);
        })
    };
    let asked = {
        let (page, host, moving) = (page.clone(), host.clone(), moving.clone());
        let growing = growing.clone();
        EventListener::new(&page.window.clone(), "message", move |event| {
            let event: &MessageEvent = event.unchecked_ref();
            let is_hosts = event
                .source()
                .is_some_and(|source| js_sys::Object::is(&source, &host));
            if !is_hosts {
                return;
            }
            let message = event.data();
            let asked = growing
                .as_ref()
                .and_then(|growing| growing.asked(&message))
                .or_else(|| Asked::of(&message));
            if let Some(asked) = asked {
                answer(&page, &moving, growing.as_deref(), asked);
            }
        })
    };
    let going = dom::capture(&page.article, moving::GOING_TO, move |event| {
        if let Some((stop, growing)) = dom::target::<Element>(event).zip(growing.as_ref()) {
            growing.follow(&stop);
        }
    });
    let followed = follow_links(page, &host, moving);
    tell(&host, &Told::Ready);
    Some(Host {
        _listeners: [moved, asked, going, followed],
    })
}

fn tell(host: &Window, told: &Told) {
    // Whoever embeds a story may know what is in it.
    let _ = host.post_message(&told.message(), "*");
}

fn tell_card(page: &Page, host: &Window, is_finished: &Cell<bool>) {
    let Some(card) = page.current_card() else {
        return;
    };
    let (id, index, total) = (card.id(), page.before(&card), page.total());
    tell(host, &Told::Card { id, index, total });
    if index + 1 == total && !is_finished.replace(true) {
        tell(host, &Told::Finished);
    }
}

/// Does what is asked.
fn answer(page: &Page, moving: &Moving, growing: Option<&Growing>, asked: Asked) {
    match asked {
        Asked::Viewport { height, top } => {
            if let Some(growing) = growing {
                growing.set_viewport(height, top);
            }
        }
        Asked::GoTo { card } => {
            if let Some(card) = page.card(&card) {
                moving.jump(&card);
            }
        }
        Asked::SetTheme { theme } => {
            // What the reader has chosen has an attribute of its own, and goes before this.
            if let Some(root) = page.document.document_element() {
                dom::put(&root, "data-host-theme", theme);
            }
        }
        Asked::Pause => video::pause_all(page),
    }
}

/// Links to other pages open in a window of their own, since many refuse to be shown in a frame;
/// links within the story write no history, which would be the host's.
fn follow_links(page: &Page, host: &Window, moving: &Rc<Moving>) -> EventListener {
    let (page, host, moving) = (page.clone(), host.clone(), moving.clone());
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&page.article.clone(), "click", options, move |event| {
        let link = dom::target::<Element>(event)
            .and_then(|target| target.closest("a[href]").ok()?)
            .and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
        let Some(link) = link.filter(|_| !event.default_prevented()) else {
            return;
        };
        if leads_elsewhere(&link) {
            // Soon enough: where a link leads the browser looks after this.
            link.set_target("_blank");
            // Beside what its author says of it: `rel=author`.
            let _ = link.rel_list().add_1("noopener");
            tell(&host, &Told::OpenLink { href: link.href() });
        } else if dom::is_plain(event.unchecked_ref())
            && let Some(id) = link.get_attribute("href").and_then(|href| {
                let id = href.strip_prefix('#')?;
                js_sys::decode_uri_component(id).ok().map(String::from)
            })
            && let Some(card) = page.document.get_element_by_id(&id)
        {
            moving.jump(&card);
            place::write_address(&page, Some(&id));
            // Once it is done: if it goes wrong, the browser follows the link.
            event.prevent_default();
        }
    })
}

/// Whether a link leads out of the story: neither to a card nor to another edition.
fn leads_elsewhere(link: &HtmlAnchorElement) -> bool {
    let is_within = link
        .get_attribute("href")
        .is_some_and(|href| href.starts_with('#'));
    !is_within
        && link
            .closest(".editions, .notice")
            .is_ok_and(|within| within.is_none())
}

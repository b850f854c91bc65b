//! Photos that did not arrive are asked for again: three times with growing pauses, as often once
//! more when the browser comes back online, and when the reader says so. A file that came spoilt may
//! be kept so by the browser, for a year: so some of these go past what it has kept.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, HtmlImageElement, RequestCache, RequestInit, Response};

use super::{Page, notices};
use crate::dom::{self, Placed};

/// The pauses before each new try, in milliseconds.
const PAUSES: [u32; 3] = [1_000, 3_000, 9_000];
/// How often a photo is asked for in a round. There are two at most that nobody has asked for,
/// however unsteady the connection is.
const ROUND: usize = PAUSES.len() + 1;
/// The figure bears this while its photo is missing.
const FAILED: &str = "data-failed";

/// Keeps watch over photos that fail.
pub struct Retry {
    missing: Rc<Missing>,
    _listeners: [EventListener; 4],
}

impl Drop for Retry {
    fn drop(&mut self) {
        for photo in self.missing.list.take() {
            dom::unset(&photo.figure, FAILED);
        }
    }
}

/// Hears of every photo that fails from now on, and finds those that have failed
/// before.
pub fn start(page: &Page) -> Retry {
    let missing = Rc::new(Missing {
        message: page.word("photoFailed"),
        try_again: page.word("tryAgain"),
        list: RefCell::default(),
    });
    let failed = {
        let missing = missing.clone();
        dom::capture(&page.article, "error", move |event| {
            if let Some(photo) = dom::target(event) {
                Missing::failed(&missing, &photo);
            }
        })
    };
    let loaded = {
        let missing = missing.clone();
        dom::loaded(&page.document, move |event| {
            if let Some(photo) = dom::target(event) {
                missing.arrived(&photo);
            }
        })
    };
    let online = {
        let missing = missing.clone();
        EventListener::new(&page.window, "online", move |_| missing.try_all())
    };
    let covering = {
        let missing = missing.clone();
        dom::capture(&page.article, notices::COVERING, move |event| {
            if let Some(figure) = dom::target(event) {
                missing.give_up(&figure);
            }
        })
    };
    // Photos that failed before we listened: a published page has noted them.
    for photo in dom::all::<HtmlImageElement>(&page.article, "[data-failed] > picture > img") {
        if photo.natural_width() == 0 {
            Missing::failed(&missing, &photo);
        }
    }
    Retry {
        missing,
        _listeners: [failed, loaded, online, covering],
    }
}

/// The photos that are missing now.
struct Missing {
    message: String,
    try_again: String,
    list: RefCell<Vec<MissingPhoto>>,
}

struct MissingPhoto {
    photo: HtmlImageElement,
    figure: Element,
    tries: usize,
    /// How often it was asked for since the reader wanted it.
    asked: usize,
    /// The next try, while one is coming up. Dropping it calls it off.
    pause: Option<Timeout>,
    /// What the reader is told. It stays until the photo is there, so that the focus
    /// has somewhere to be.
    offer: Option<Offer>,
    /// The modern files, while only the plain one is tried.
    sources: Vec<Element>,
}

/// Words and a button in the photo's place.
struct Offer {
    placed: Placed,
    _clicks: EventListener,
}

impl MissingPhoto {
    /// Puts the modern files back. Whether there were any: then the browser has chosen anew, and
    /// asked for its choice.
    fn put_back_sources(&mut self) -> bool {
        let are_some = !self.sources.is_empty();
        for source in self.sources.drain(..) {
            let _ = self.photo.before_with_node_1(&source);
        }
        are_some
    }
}

impl Missing {
    fn failed(missing: &Rc<Self>, photo: &HtmlImageElement) {
        let Ok(Some(figure)) = photo.closest("figure") else {
            return;
        };
        if figure.has_attribute(notices::COVERED) {
            return;
        }
        let mut list = missing.list.borrow_mut();
        let mut entry = match list.iter().position(|entry| entry.photo == *photo) {
            Some(at) => list.remove(at),
            None => MissingPhoto {
                photo: photo.clone(),
                figure,
                tries: 0,
                asked: 1,
                pause: None,
                offer: None,
                sources: Vec::new(),
            },
        };
        dom::set(&entry.figure, FAILED, "");
        entry.pause = PAUSES.get(entry.tries).map(|&pause| {
            let (missing, photo) = (Rc::downgrade(missing), photo.clone());
            Timeout::new(pause, move || {
                if let Some(missing) = missing.upgrade() {
                    Self::try_again(&missing, &photo);
                }
            })
        });
        if entry.offer.is_none() {
            entry.offer = Self::offer(missing, photo, &entry.figure);
        }
        entry.tries += 1;
        list.push(entry);
    }

    /// The photo is there.
    fn arrived(&self, photo: &HtmlImageElement) {
        let mut list = self.list.borrow_mut();
        let Some(at) = list.iter().position(|entry| entry.photo == *photo) else {
            return;
        };
        let entry = list.remove(at);
        dom::unset(&entry.figure, FAILED);
        // The button goes with the entry; if the focus was on it, the photo gets it.
        let was_focused = entry
            .offer
            .as_ref()
            .is_some_and(|offer| offer.placed.0.matches(":focus-within").unwrap_or(false));
        if was_focused && let Some(figure) = entry.figure.dyn_ref::<HtmlElement>() {
            figure.set_tab_index(-1);
            let _ = figure.focus();
        }
    }

    /// A figure's photo is no longer asked for, and stands with all its files as before.
    fn give_up(&self, figure: &Element) {
        self.list.borrow_mut().retain_mut(|entry| {
            if entry.figure != *figure {
                return true;
            }
            entry.put_back_sources();
            dom::unset(figure, FAILED);
            false
        });
    }

    /// The next try of a round. The last but one has the file anew; the last goes only for the kind
    /// of file that every browser reads, in case it is the modern kind that the server has not got.
    fn try_again(missing: &Rc<Self>, photo: &HtmlImageElement) {
        let mut is_asked_for = false;
        missing.change(photo, |entry| {
            entry.asked += 1;
            if entry.tries + 1 == PAUSES.len() {
                let (missing, photo) = (Rc::downgrade(missing), photo.clone());
                renew(&photo.clone(), move |is_there| {
                    if let Some(missing) = missing.upgrade() {
                        missing.renewed(&photo, is_there);
                    }
                });
                is_asked_for = true;
            } else if entry.tries == PAUSES.len()
                && let Some(picture) = photo.parent_element()
            {
                entry.sources = dom::all(&picture, ":scope > source");
                for source in &entry.sources {
                    source.remove();
                }
                // That makes the browser choose as well.
                is_asked_for = !entry.sources.is_empty();
            }
        });
        if !is_asked_for {
            fetch(photo);
        }
    }

    /// A photo's file has been had anew, or the server has it not.
    fn renewed(self: &Rc<Self>, photo: &HtmlImageElement, is_there: bool) {
        let is_missing = self.list.borrow().iter().any(|entry| entry.photo == *photo);
        match is_there {
            _ if !is_missing => {}
            true => fetch(photo),
            false => Self::failed(self, photo),
        }
    }

    /// Another round for every photo that has had no more than one.
    fn try_all(&self) {
        let photos: Vec<_> = self
            .list
            .borrow()
            .iter()
            .filter(|entry| entry.asked <= ROUND)
            .map(|entry| entry.photo.clone())
            .collect();
        for photo in photos {
            self.another_round(&photo);
        }
    }

    fn change(&self, photo: &HtmlImageElement, change: impl FnOnce(&mut MissingPhoto)) {
        let mut list = self.list.borrow_mut();
        if let Some(entry) = list.iter_mut().find(|entry| entry.photo == *photo) {
            change(entry);
        }
    }

    /// Tries at once, with every kind of file, and again with pauses if that fails.
    fn another_round(&self, photo: &HtmlImageElement) {
        let mut is_asked_for = false;
        self.change(photo, |entry| {
            entry.tries = 0;
            entry.pause = None;
            entry.asked += 1;
            is_asked_for = entry.put_back_sources();
        });
        if !is_asked_for {
            fetch(photo);
        }
    }

    /// The message in place of the photo, with its button.
    fn offer(missing: &Rc<Self>, photo: &HtmlImageElement, figure: &Element) -> Option<Offer> {
        let placed = Placed::new(figure, "div", "photo-failed")?;
        let message: Element = dom::append(&placed.0, "p", "")?;
        dom::set(&message, "role", "status");
        message.set_text_content(Some(&missing.message));
        let button = dom::append_button(&placed.0, "", &missing.try_again, "")?;
        // The offer is kept in the list, so it must not keep the list.
        let missing = Rc::downgrade(missing);
        let photo = photo.clone();
        let clicks = EventListener::new(&button, "click", move |_| {
            let (missing, photo) = (missing.clone(), photo.clone());
            renew(&photo.clone(), move |_| {
                if let Some(missing) = missing.upgrade() {
                    missing.change(&photo, |entry| entry.asked = 0);
                    missing.another_round(&photo);
                }
            });
        });
        Some(Offer {
            placed,
            _clicks: clicks,
        })
    }
}

/// Has the browser fetch the file that a photo has failed with, in place of what it has kept of it;
/// `done` hears whether the server has it, or nobody knows.
fn renew(photo: &HtmlImageElement, done: impl FnOnce(bool) + Clone + 'static) {
    let (Some(window), false) = (web_sys::window(), photo.current_src().is_empty()) else {
        return done(true);
    };
    let options = RequestInit::new();
    options.set_cache(RequestCache::Reload);
    let answer = window.fetch_with_str_and_init(&photo.current_src(), &options);
    let unknown = done.clone();
    let answered = move |answer: JsValue| done(answer.unchecked_into::<Response>().ok());
    dom::settle(&answer, answered, move || unknown(true));
}

/// Makes the browser choose and fetch the photo's file anew.
fn fetch(photo: &HtmlImageElement) {
    // Something has to change: WebKit does not ask again for addresses that have only been
    // written again.
    let sizes = photo.sizes();
    let others = match sizes.strip_suffix(' ') {
        Some(sizes) => sizes.to_owned(),
        None => sizes + " ",
    };
    photo.set_sizes(&others);
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::read::testing::*;

    #[wasm_bindgen_test]
    fn a_photo_that_fails_is_marked_until_it_loads() {
        let page = page_with("", &photo_card());
        let _retry = start(&page);
        let photo: Element = find(&page, "img");
        happen(&photo, "error");
        assert_eq!(count(&page, "figure[data-failed]"), 1);
        happen(&photo, "load");
        assert_eq!(count(&page, "figure[data-failed]"), 0);
    }

    #[wasm_bindgen_test]
    fn try_again_stands_with_the_photo_until_it_is_there() {
        let page = page_with("", &photo_card());
        let retry = start(&page);
        let photo: Element = find(&page, "img");
        for _ in 0..=PAUSES.len() {
            happen(&photo, "error");
            assert_eq!(count(&page, ".photo-failed"), 1);
        }
        let button: HtmlElement = find(&page, ".photo-failed button");
        assert_eq!(button.inner_text(), "Try again");
        button.click();
        happen(&photo, "error");
        assert_eq!(count(&page, ".photo-failed"), 1);
        happen(&photo, "load");
        assert_eq!(count(&page, ".photo-failed"), 0);
        happen(&photo, "error");
        drop(retry);
        assert_eq!(count(&page, "[data-failed]"), 0);
    }

    #[wasm_bindgen_test]
    fn a_photo_that_is_covered_again_is_no_longer_asked_for() {
        let covered = photo(300, 200).replacen('{', r#"{ "notice": "A body","#, 1);
        let page = page_with(
            "",
            &format!(r#"[{{ "id": "a", "kind": "photo", "photo": {covered} }}]"#),
        );
        let _retry = start(&page);
        let _notices = notices::start(&page);
        find::<HtmlElement>(&page, ".notice button").click();
        let photo: Element = find(&page, "img");
        happen(&photo, "error");
        assert_eq!(count(&page, ".photo-failed"), 1);
        notices::reset(&page);
        assert_eq!(count(&page, ".photo-failed, [data-failed]"), 0);
        // Word of it that comes late.
        happen(&photo, "error");
        assert_eq!(count(&page, ".photo-failed, [data-failed], img[src]"), 0);
    }

    #[wasm_bindgen_test]
    fn nothing_is_heard_once_the_behaviour_has_ended() {
        let page = page_with("", &photo_card());
        drop(start(&page));
        happen(&find::<Element>(&page, "img"), "error");
        assert_eq!(count(&page, "figure[data-failed]"), 0);
    }

    #[wasm_bindgen_test]
    async fn a_photo_that_the_page_has_noted_as_failed_is_seen_to() {
        let page = page_with("", &photo_card());
        let photo: HtmlImageElement = find(&page, "img");
        dom::set(&find::<Element>(&page, "figure"), FAILED, "");
        until("the photo has failed", || {
            photo.complete() && photo.natural_width() == 0 && !photo.current_src().is_empty()
        })
        .await;
        let retry = start(&page);
        assert_eq!(retry.missing.list.borrow().len(), 1);
    }
}

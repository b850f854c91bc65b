//! Photos that did not arrive are asked for again: three times with growing
//! pauses, whenever the browser comes back online, and when the reader says so.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use web_sys::{Element, HtmlElement, HtmlImageElement};

use super::Page;
use crate::dom;

/// The pauses before each new try, in milliseconds.
const PAUSES: [u32; 3] = [1_000, 3_000, 9_000];
/// The figure bears this while its photo is missing.
const FAILED: &str = "data-failed";

/// Keeps watch over photos that fail.
pub struct Retry {
    troubles: Rc<Troubles>,
    _listeners: [EventListener; 3],
}

impl Drop for Retry {
    fn drop(&mut self) {
        self.troubles.list.take();
    }
}

/// Hears of every photo that fails from now on, and finds those that have failed
/// before.
pub fn start(page: &Page) -> Retry {
    let troubles = Rc::new(Troubles {
        message: page.word("photoFailed"),
        try_again: page.word("tryAgain"),
        list: RefCell::default(),
    });
    let failed = {
        let troubles = troubles.clone();
        dom::capture(&page.article, "error", move |event| {
            if let Some(photo) = dom::target(event) {
                Troubles::failed(&troubles, &photo);
            }
        })
    };
    let loaded = {
        let troubles = troubles.clone();
        dom::capture(&page.article, "load", move |event| {
            if let Some(photo) = dom::target(event) {
                troubles.over(&photo);
            }
        })
    };
    let online = {
        let troubles = troubles.clone();
        EventListener::new(&page.window, "online", move |_| troubles.try_all())
    };
    for photo in dom::all::<HtmlImageElement>(&page.article, "picture > img") {
        // An `error` before we listened: complete, yet without a single pixel.
        if photo.complete() && photo.natural_width() == 0 && !photo.current_src().is_empty() {
            Troubles::failed(&troubles, &photo);
        }
    }
    Retry {
        troubles,
        _listeners: [failed, loaded, online],
    }
}

/// The photos that are missing now.
struct Troubles {
    message: String,
    try_again: String,
    list: RefCell<Vec<Trouble>>,
}

struct Trouble {
    photo: HtmlImageElement,
    figure: Element,
    tries: usize,
    /// The next try, while one is coming up.
    _pause: Option<Timeout>,
    /// What the reader is told once we have stopped trying.
    _offer: Option<Offer>,
}

impl Troubles {
    fn failed(troubles: &Rc<Self>, photo: &HtmlImageElement) {
        let Ok(Some(figure)) = photo.closest("figure") else {
            return;
        };
        let mut list = troubles.list.borrow_mut();
        let tries = match list.iter().position(|trouble| trouble.photo == *photo) {
            Some(at) => list.remove(at).tries,
            None => 0,
        };
        dom::set(&figure, FAILED, "");
        let pause = PAUSES.get(tries).map(|&pause| {
            let photo = photo.clone();
            let is_last = tries + 1 == PAUSES.len();
            Timeout::new(pause, move || fetch_again(&photo, is_last))
        });
        let offer = match pause {
            Some(_) => None,
            None => Offer::make(troubles, photo, &figure),
        };
        list.push(Trouble {
            photo: photo.clone(),
            figure,
            tries: tries + 1,
            _pause: pause,
            _offer: offer,
        });
    }

    /// The photo is there.
    fn over(&self, photo: &HtmlImageElement) {
        let mut list = self.list.borrow_mut();
        if let Some(at) = list.iter().position(|trouble| trouble.photo == *photo) {
            let trouble = list.remove(at);
            dom::unset(&trouble.figure, FAILED);
        }
    }

    /// Another round for every photo.
    fn try_all(&self) {
        let photos: Vec<_> = self
            .list
            .borrow()
            .iter()
            .map(|trouble| trouble.photo.clone())
            .collect();
        for photo in photos {
            self.another_round(&photo);
        }
    }

    /// Tries at once, and again with pauses if that fails.
    fn another_round(&self, photo: &HtmlImageElement) {
        for trouble in self.list.borrow_mut().iter_mut() {
            if trouble.photo == *photo {
                trouble.tries = 0;
                trouble._pause = None;
            }
        }
        fetch_again(photo, false);
    }
}

/// Makes the browser choose and fetch the photo's file anew. The last time it gets
/// to choose only from the kind that every browser reads, in case it is the modern
/// kind that the server has not got.
fn fetch_again(photo: &HtmlImageElement, plainly: bool) {
    if plainly && let Some(picture) = photo.parent_element() {
        for source in dom::all::<Element>(&picture, ":scope > source") {
            source.remove();
        }
    }
    photo.set_src(&photo.src());
}

/// The message in place of the photo, with its button.
struct Offer {
    place: HtmlElement,
    _mounted: Box<dyn std::any::Any>,
}

impl Offer {
    fn make(troubles: &Rc<Troubles>, photo: &HtmlImageElement, figure: &Element) -> Option<Self> {
        let place: HtmlElement = dom::append(figure, "div", "photo-failed")?;
        let message = troubles.message.clone();
        let label = troubles.try_again.clone();
        // The offer is kept in the list, so it must not keep the list.
        let troubles = Rc::downgrade(troubles);
        let photo = photo.clone();
        let again = move |_| {
            if let Some(troubles) = troubles.upgrade() {
                troubles.another_round(&photo);
            }
        };
        let mounted = leptos::mount::mount_to(place.clone(), move || {
            view! {
                <p role="status">{message}</p>
                <button type="button" on:click=again>
                    {label}
                </button>
            }
        });
        Some(Self {
            place,
            _mounted: Box::new(mounted),
        })
    }
}

impl Drop for Offer {
    fn drop(&mut self) {
        self.place.remove();
    }
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
    fn after_the_last_pause_the_reader_is_asked_and_the_plain_file_has_been_tried() {
        let page = page_with("", &photo_card());
        let retry = start(&page);
        let photo: Element = find(&page, "img");
        for _ in 0..=PAUSES.len() {
            assert_eq!(count(&page, ".photo-failed"), 0);
            happen(&photo, "error");
        }
        let button: HtmlElement = find(&page, ".photo-failed button");
        assert_eq!(button.inner_text(), "Try again");
        button.click();
        happen(&photo, "error");
        assert_eq!(count(&page, ".photo-failed"), 0, "another round begins");
        drop(retry);
    }

    #[wasm_bindgen_test]
    fn nothing_is_heard_once_the_behaviour_has_ended() {
        let page = page_with("", &photo_card());
        drop(start(&page));
        happen(&find::<Element>(&page, "img"), "error");
        assert_eq!(count(&page, "figure[data-failed]"), 0);
    }

    #[wasm_bindgen_test]
    async fn a_photo_that_failed_before_is_found() {
        let page = page_with("", &photo_card());
        let photo: HtmlImageElement = find(&page, "img");
        until("the photo has failed", || {
            photo.complete() && photo.natural_width() == 0 && !photo.current_src().is_empty()
        })
        .await;
        let _retry = start(&page);
        assert_eq!(count(&page, "figure[data-failed]"), 1);
    }
}

//! A story that is as high as all its cards together, in a host page that scrolls: the host is
//! told its height, and tells it how high its own window is.
//!
//! Nothing in such a story hangs on the frame's height, or the one would drive the other. While it
//! fills the screen it has a window of its own again, and is one like any other.

use std::cell::Cell;
use std::rc::Rc;

use gloo_events::EventListener;
use js_sys::{Array, Date};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, ResizeObserver, Window};

use super::message::Asked;
use super::resizer::Resizer;
use crate::dom;
use crate::read::{Page, moving};

/// Says that the story has grown.
const GROWN: &str = "data-grown";

/// How much of a window's height the bars of a phone's browser may take and give back as the
/// reader scrolls.
const BARS: f64 = 0.25;

/// Milliseconds that frame and host may take to have their former sizes again, once the full screen
/// is left.
const BACK: f64 = 5_000.0;

/// Keeps the host told.
pub struct Growing {
    talk: Rc<Talk>,
    observer: ResizeObserver,
    _resized: Closure<dyn FnMut(Array)>,
    _screen: EventListener,
}

impl Drop for Growing {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// What the story and its host have told each other.
struct Talk {
    page: Page,
    host: Window,
    resizer: Resizer,
    /// The height that the host knows.
    told: Cell<f64>,
    /// How high the host's window is.
    window: Cell<Option<f64>>,
    /// The frame's width and the height of the host's window that the cards have been made for.
    fitted: Cell<Option<(f64, f64)>>,
    /// The card at which the reader has left the full screen, and when.
    back: Cell<Option<(Element, f64)>>,
}

/// Lets the story grow to its own height.
pub fn grow(page: &Page) {
    if let Some(root) = page.document.document_element() {
        dom::set(&root, GROWN, "");
    }
}

/// Tells the host how high the story is, now and whenever that changes; nothing if it has not
/// grown.
pub fn start(page: &Page, host: &Window) -> Option<Growing> {
    let resizer = Resizer::named(page).filter(|_| page.has_grown())?;
    let talk = Rc::new(Talk {
        page: page.clone(),
        host: host.clone(),
        resizer,
        told: Cell::default(),
        window: Cell::default(),
        fitted: Cell::default(),
        back: Cell::default(),
    });
    let closure = {
        let talk = talk.clone();
        Closure::<dyn FnMut(Array)>::new(move |_| {
            talk.fit();
            talk.tell_height();
            talk.come_back();
        })
    };
    let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok()?;
    let body = page.document.body()?;
    observer.observe(&body);
    let screen = {
        let talk = talk.clone();
        EventListener::new(&page.document, "fullscreenchange", move |_| talk.fill())
    };
    Some(Growing {
        talk,
        observer,
        _resized: closure,
        _screen: screen,
    })
}

impl Growing {
    /// What the host says in its resizer's words, which may be anything at all.
    pub fn asked(&self, message: &JsValue) -> Option<Asked> {
        self.talk.resizer.asked(message)
    }

    /// The reader wants to be at a stop, and there is nothing to scroll in the frame: the host
    /// has to follow, which needs the room first.
    pub fn follow(&self, stop: &Element) {
        let talk = &self.talk;
        talk.tell_height();
        let top = |element: &Element| element.get_bounding_client_rect().top();
        // In the story, not in the frame, which may have scrolled while it had not yet grown.
        let top = top(stop) - talk.root().map_or(0.0, |root| top(&root));
        if let Some(message) = talk
            .resizer
            .scroll_to(top)
            .filter(|_| talk.page.has_grown())
        {
            talk.tell(&message);
        }
    }

    /// The host's window is so high, and its top so far below the frame's, in CSS pixels.
    pub fn set_viewport(&self, height: f64, top: f64) {
        let talk = &self.talk;
        if !talk.page.has_grown() {
            return;
        }
        talk.window.set(Some(height));
        if let Some(root) = talk.root() {
            dom::set_style(&root, "--host-window", height, "px");
            dom::set_style(&root, "--host-top", top, "px");
        }
        talk.fit();
    }
}

impl Talk {
    fn root(&self) -> Option<HtmlElement> {
        self.page.document.document_element()?.dyn_into().ok()
    }

    fn tell(&self, message: &JsValue) {
        let _ = self.host.post_message(message, "*");
    }

    /// Makes the cards for the host's window. They keep their height while the bars of a phone's
    /// browser come and go, or everything would jump under the reader's finger.
    fn fit(&self) {
        let Some(height) = self.window.get().filter(|_| self.page.has_grown()) else {
            return;
        };
        let width = self.page.size().0;
        let fits = |(former_width, former): (f64, f64)| {
            former_width == width && (height - former).abs() <= BARS * former
        };
        if !self.fitted.get().is_some_and(fits)
            && let Some(root) = self.root()
        {
            self.fitted.set(Some((width, height)));
            dom::set_style(&root, "--host-height", height, "px");
        }
    }

    fn tell_height(&self) {
        if let Some(body) = self.page.document.body().filter(|_| self.page.has_grown()) {
            let height = body.get_bounding_client_rect().height().ceil();
            if self.told.replace(height) != height {
                self.tell(&self.resizer.height(height));
            }
        }
    }

    /// The story fills the screen now, or does so no longer; the card stays.
    fn fill(&self) {
        let Some(root) = self.page.document.document_element() else {
            return;
        };
        let Some(card) = self.page.current_card() else {
            return;
        };
        match self.page.document.fullscreen_element() {
            Some(element) if element == root => dom::unset(&root, GROWN),
            // A video: the story waits under it as it was.
            Some(_) => return,
            None if self.page.has_grown() => return,
            None => {
                dom::set(&root, GROWN, "");
                self.back.set(Some((card.clone(), Date::now())));
            }
        }
        moving::scroll_to(&card, false);
    }

    /// Firefox gives frame and host their former sizes only after it has said that the screen is
    /// left, one after the other: whatever the story's size is meanwhile, the card stays.
    fn come_back(&self) {
        if let Some((card, since)) = self.back.take()
            && Date::now() - since < BACK
        {
            moving::scroll_to(&card, false);
            self.back.set(Some((card, since)));
        }
    }
}

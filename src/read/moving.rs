//! Going to another card by command: a key, a button, the list of cards.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo_events::EventListener;
use js_sys::Date;
use wasm_bindgen::JsCast;
use web_sys::ScrollLogicalPosition;
use web_sys::{Element, FocusOptions, HtmlElement, ScrollBehavior, ScrollIntoViewOptions};

use super::Page;
use super::stops::beside;
use crate::dom::{self, Placed};

/// Happens to a card that the reader is to be brought to at once.
const GO: &str = "reportage-go";
/// Happens to a stop that the reader is being brought to.
pub const GOING_TO: &str = "reportage-going";

/// Milliseconds for which a card that is being gone to counts as reached, so that
/// commands that follow each other quickly add up.
const GOING: f64 = 700.0;

/// Where a command leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The stop before.
    Previous,
    /// The stop after.
    Next,
    /// The first.
    First,
    /// The last.
    Last,
}

/// What is said stands in an element of this class, for ears only: a command is answered,
/// scrolling is not.
const STATUS: &str = "announced";

/// Moves the reader, and says where they have come to.
pub struct Moving {
    page: Page,
    going: RefCell<Option<(Element, f64)>>,
    status: Option<Placed>,
    _listeners: [EventListener; 2],
}

/// Makes commands possible.
pub fn start(page: &Page) -> Rc<Moving> {
    let status = page.place("p", STATUS);
    if let Some(status) = &status {
        dom::set(&status.0, "role", "status");
    }
    Rc::new_cyclic(|itself: &Weak<Moving>| {
        let moving = itself.clone();
        let ear = dom::capture(&page.article, GO, move |event| {
            if let (Some(moving), Some(card)) = (moving.upgrade(), dom::target::<Element>(event)) {
                moving.jump(&card);
            }
        });
        // A link has led elsewhere.
        let moving = itself.clone();
        let led = EventListener::new(&page.window, "hashchange", move |_| {
            if let Some(moving) = moving.upgrade() {
                moving.going.take();
            }
        });
        Moving {
            page: page.clone(),
            going: RefCell::default(),
            status,
            _listeners: [ear, led],
        }
    })
}

/// Brings the reader to a card at once, on behalf of those who have no [`Moving`].
pub fn go_to(card: &Element) {
    dom::tell(card, GO);
}

/// Has a screen reader say something.
pub fn say(page: &Page, words: &str) {
    if let Ok(Some(status)) = page.document.query_selector(&format!(".{STATUS}")) {
        status.set_text_content(Some(words));
    }
}

impl Moving {
    /// Goes a step; where there is none left, stays.
    pub fn step(&self, step: Step) {
        let Some(at) = self.at() else { return };
        let (to, is_beside) = match step {
            Step::Previous | Step::Next => (beside(&at, step == Step::Next), true),
            Step::First | Step::Last => (self.page.end(step == Step::Last), false),
        };
        let stop = to.unwrap_or(at);
        self.going.replace(Some((stop.clone(), Date::now())));
        scroll_to(&stop, is_beside);
        self.arrive(&stop);
    }

    /// Goes to a card at once.
    pub fn jump(&self, card: &Element) {
        self.going.take();
        scroll_to(card, false);
        self.focus(card);
        self.arrive(card);
    }

    /// Focus goes along, unless it is on a control of ours: the next Tab is to go on from
    /// what is shown.
    fn arrive(&self, stop: &Element) {
        let active = self.page.document.active_element();
        if active.is_some_and(|active| self.page.article.contains(Some(&active))) {
            self.focus(stop);
        }
        let position = self.page.position(stop);
        let name = self.page.name(stop);
        if let Some(status) = &self.status {
            let words = format!("{position} {name}");
            status.0.set_text_content(Some(words.trim()));
        }
    }

    /// Gives a stop the focus without scrolling. It is not taken from the page around a frame,
    /// which can have the story go somewhere while the reader is elsewhere.
    fn focus(&self, stop: &Element) {
        let is_elsewhere =
            self.page.host().is_some() && !self.page.document.has_focus().unwrap_or_default();
        let Some(stop) = stop.dyn_ref::<HtmlElement>().filter(|_| !is_elsewhere) else {
            return;
        };
        if !stop.has_attribute("tabindex") {
            stop.set_tab_index(-1);
        }
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = stop.focus_with_options(&options);
    }

    /// The stop that the reader is at, or on the way to.
    fn at(&self) -> Option<Element> {
        if let Some((to, since)) = &*self.going.borrow()
            && Date::now() - since < GOING
        {
            return Some(to.clone());
        }
        // There the window is as high as the story.
        if self.page.has_grown() {
            return self.page.current_card().or_else(|| self.page.end(false));
        }
        self.page.stop_in_the_middle()
    }
}

/// Brings the beginning of a stop into the window, whichever way the story moves.
pub fn scroll_to(stop: &Element, smoothly: bool) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Start);
    options.set_inline(ScrollLogicalPosition::Start);
    options.set_behavior(if smoothly && !dom::wants_little_motion() {
        ScrollBehavior::Smooth
    } else {
        ScrollBehavior::Instant
    });
    stop.scroll_into_view_with_scroll_into_view_options(&options);
    dom::tell(stop, GOING_TO);
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::read::testing::*;

    #[wasm_bindgen_test]
    fn steps_that_follow_each_other_add_up_and_end_at_the_ends() {
        let page = page_with(
            "",
            r#"[{ "id": "one", "kind": "text", "heading": "One" },
                { "id": "two", "kind": "text", "heading": "Two" },
                { "id": "three", "kind": "text", "heading": "Three" }]"#,
        );
        let moving = start(&page);
        let said = || find::<Element>(&page, ".announced").text_content();
        moving.step(Step::First);
        // The headline of a story without a cover is a stop, but no card.
        assert_eq!(said().as_deref(), Some("The bridge"));
        moving.step(Step::Next);
        moving.step(Step::Next);
        assert_eq!(said().as_deref(), Some("2 of 3 Two"));
        moving.step(Step::Last);
        moving.step(Step::Next);
        moving.step(Step::Previous);
        assert_eq!(said().as_deref(), Some("2 of 3 Two"));
        drop(moving);
        assert_eq!(count(&page, ".announced"), 0);
    }

    #[wasm_bindgen_test]
    fn the_focus_goes_along_with_a_jump() {
        let page = page_with("", &photo_card());
        let moving = start(&page);
        let card: Element = find(&page, "#bridge");
        moving.jump(&card);
        assert_eq!(page.document.active_element(), Some(card));
    }
}

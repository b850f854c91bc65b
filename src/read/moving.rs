//! Going to another card by command: a key, a button, the list of cards.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Date;
use web_sys::ScrollLogicalPosition;
use web_sys::{Element, FocusOptions, HtmlElement, ScrollBehavior, ScrollIntoViewOptions};

use super::Page;
use crate::dom;

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

/// Moves the reader, and says where they have come to.
pub struct Moving {
    page: Page,
    /// For ears only: a command is answered, scrolling is not.
    status: Option<HtmlElement>,
    going: Cell<Option<(usize, f64)>>,
}

impl Drop for Moving {
    fn drop(&mut self) {
        if let Some(status) = &self.status {
            status.remove();
        }
    }
}

/// Makes commands possible.
pub fn start(page: &Page) -> Rc<Moving> {
    let status: Option<HtmlElement> = page
        .document
        .body()
        .and_then(|body| dom::append(&body, "p", "announced"));
    if let Some(status) = &status {
        dom::set(status, "role", "status");
        dom::set(status, "lang", &page.article.lang());
        dom::set(status, "dir", &page.article.dir());
    }
    Rc::new(Moving {
        page: page.clone(),
        status,
        going: Cell::default(),
    })
}

impl Moving {
    /// Goes a step; where there is none left, stays.
    pub fn step(&self, step: Step) {
        let stops = self.page.stops();
        let Some(last) = stops.len().checked_sub(1) else {
            return;
        };
        let at = self.at(&stops);
        let to = match step {
            Step::Previous => at.saturating_sub(1),
            Step::Next => (at + 1).min(last),
            Step::First => 0,
            Step::Last => last,
        };
        self.going.set(Some((to, Date::now())));
        if let Some(stop) = stops.get(to) {
            scroll_to(stop, to.abs_diff(at) == 1);
            self.arrive(stop);
        }
    }

    /// Goes to a card at once.
    pub fn jump(&self, card: &Element) {
        self.going.take();
        scroll_to(card, false);
        focus(card);
        self.arrive(card);
    }

    /// Has a screen reader say something.
    pub fn say(&self, words: &str) {
        if let Some(status) = &self.status {
            status.set_text_content(Some(words));
        }
    }

    /// Focus goes along, unless it is on a control of ours: the next Tab is to go on from
    /// what is shown.
    fn arrive(&self, stop: &Element) {
        let active = self.page.document.active_element();
        if active.is_some_and(|active| self.page.article.contains(Some(&active))) {
            focus(stop);
        }
        let position = self.page.position(stop);
        let name = self.page.name(stop);
        self.say(format!("{position} {name}").trim());
    }

    /// The stop that the reader is at, or on the way to.
    fn at(&self, stops: &[Element]) -> usize {
        if let Some((to, since)) = self.going.get()
            && Date::now() - since < GOING
        {
            return to;
        }
        // There the window is as high as the story.
        if self.page.has_grown() {
            let is_current = |stop: &Element| stop.has_attribute("aria-current");
            return stops.iter().position(is_current).unwrap_or_default();
        }
        let (width, height) = self.page.size();
        let away = |stop: &Element| {
            let place = stop.get_bounding_client_rect();
            let beside = |from: f64, to: f64, at: f64| (from - at).max(at - to).max(0.0);
            beside(place.left(), place.right(), width / 2.0)
                + beside(place.top(), place.bottom(), height / 2.0)
        };
        stops
            .iter()
            .enumerate()
            .min_by(|one, other| away(one.1).total_cmp(&away(other.1)))
            .map_or(0, |(at, _)| at)
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

/// Gives a stop the focus without scrolling.
fn focus(stop: &Element) {
    use wasm_bindgen::JsCast;
    let Some(stop) = stop.dyn_ref::<HtmlElement>() else {
        return;
    };
    if !stop.has_attribute("tabindex") {
        stop.set_tab_index(-1);
    }
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = stop.focus_with_options(&options);
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

//! Which card the reader is at: `aria-current` on the card, and a quiet line along
//! the top of the window.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use gloo_events::EventListener;
use web_sys::{Element, HtmlElement, IntersectionObserverEntry};

use super::stops::{beside, is_card};
use super::{Page, near};
use crate::dom::{self, Placed, Sight};

/// Happens to a card when the reader has come to it.
pub const CHANGED: &str = "reportage-card";

/// Keeps the position up to date.
pub struct Position {
    _line: Option<Placed>,
    _most: Option<EventListener>,
    middle: Rc<Middle>,
}

impl Drop for Position {
    fn drop(&mut self) {
        if let Some(card) = self.middle.current.take() {
            dom::unset(&card, "aria-current");
        }
        self.middle.near.take().iter().for_each(near::leave);
    }
}

/// The current card is the one across the middle of the window.
pub fn start(page: &Page) -> Position {
    let line = page.place("div", "progress");
    if let Some(line) = &line {
        dom::set(&line.0, "aria-hidden", "true");
    }
    // Where the style sheet ties the line to scrolling, that wins.
    let by_hand = line.as_ref().map(|line| line.0.clone());
    let middle = Rc::new(Middle {
        page: page.clone(),
        line: by_hand,
        at: RefCell::default(),
        current: RefCell::default(),
        near: RefCell::default(),
        has_grown: page.has_grown(),
        sight: OnceCell::new(),
    });
    // Weak: the sight must not keep itself.
    let itself = Rc::downgrade(&middle);
    let sight = Sight::of(&page.document, "-50%", move |seen| {
        if let Some(middle) = itself.upgrade() {
            // One that has grown has a window of its own only while it fills the screen.
            if !middle.has_grown || middle.page.fills_screen() {
                middle.see(&seen);
            }
        }
    });
    if let Some(sight) = sight {
        sight.watch(&page.article);
        // Where most begin: the first card, be there a headline before it or not.
        for first in [page.end(false), page.first_card()].iter().flatten() {
            sight.watch(first);
        }
        // Empty until now, so it cannot be full.
        let _ = middle.sight.set(sight);
    }
    let most = middle.has_grown.then(|| most_seen(&middle)).flatten();
    Position {
        _line: line,
        _most: most,
        middle,
    }
}

/// Watches the stops around the middle of the window, since one of those is the next that comes
/// there; and the story, should all of them be elsewhere. However long the story is, no more of
/// it is watched.
struct Middle {
    page: Page,
    line: Option<HtmlElement>,
    /// The stop in the middle.
    at: RefCell<Option<Element>>,
    /// The card that was there last.
    current: RefCell<Option<Element>>,
    near: RefCell<Vec<Element>>,
    /// Then all are watched: which one is in the middle once the story fills the screen, may be
    /// told before it does.
    has_grown: bool,
    sight: OnceCell<Sight>,
}

impl Middle {
    fn see(&self, seen: &[IntersectionObserverEntry]) {
        let mut is_lost = false;
        let mut there = None;
        for entry in seen {
            let (stop, is_in) = (entry.target(), entry.is_intersecting());
            if is_in && stop != *self.page.article {
                there = Some(stop);
            } else {
                // The story has come in, or the stop has left.
                is_lost |= is_in || self.at.borrow().as_ref() == Some(&stop);
            }
        }
        // After a jump it is none of those that were watched.
        if there.is_none() && is_lost {
            there = self.page.stop_in_the_middle();
        }
        if let Some(stop) = there {
            self.come_to(&stop);
        }
    }

    /// The reader has come to a stop.
    fn come_to(&self, stop: &Element) {
        if self.at.replace(Some(stop.clone())).as_ref() == Some(stop) {
            return;
        }
        let now = near::around(stop);
        let former = self.near.replace(now.clone());
        for stop in &former {
            if !now.contains(stop) {
                near::leave(stop);
                let sight = self.sight.get().filter(|_| !self.has_grown);
                sight.inspect(|sight| sight.forget(stop));
            }
        }
        for stop in &now {
            if !former.contains(stop) {
                self.sight.get().inspect(|sight| sight.watch(stop));
                near::come(stop);
            }
        }
        // The headline of a story without a cover is none, nor are the credits.
        if is_card(stop) {
            self.mark(stop);
        }
    }

    fn mark(&self, card: &Element) {
        if let Some(former) = self.current.replace(Some(card.clone())) {
            dom::unset(&former, "aria-current");
        }
        dom::set(card, "aria-current", "true");
        if let Some(line) = &self.line {
            let share = (self.page.before(card) + 1) as f64 / self.page.total() as f64;
            dom::set_style(line, "--read", share, "");
        }
        dom::tell(card, CHANGED);
    }
}

/// All of a frame that has grown is in its own window: there the current card is the one of
/// which the host's window shows most. Nobody but an observer of every card knows which.
fn most_seen(middle: &Rc<Middle>) -> Option<EventListener> {
    let itself = Rc::downgrade(middle);
    // Only those of which something is seen: few, however long the story.
    let mut visible: Vec<IntersectionObserverEntry> = Vec::new();
    let sight = Sight::through_frames(move |seen| {
        visible.retain(|it| seen.iter().all(|other| other.target() != it.target()));
        visible.extend(seen.into_iter().filter(|it| dom::height_seen(it) > 0.0));
        let most = visible
            .iter()
            .max_by(|one, other| dom::height_seen(one).total_cmp(&dom::height_seen(other)));
        if let Some((most, middle)) = most.zip(itself.upgrade())
            && middle.page.has_grown()
        {
            middle.come_to(&most.target());
        }
    })?;
    let itself = Rc::downgrade(middle);
    let watch = move |card: &Element| {
        sight.watch(card);
        if let Some(middle) = itself.upgrade() {
            middle.sight.get().inspect(|sight| sight.watch(card));
        }
    };
    let mut card = middle.page.first_card();
    while let Some(watched) = card {
        watch(&watched);
        card = beside(&watched, true).filter(is_card);
    }
    // It has the sight, and lets go of it when it goes.
    Some(near::each_late(&middle.page, watch))
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::read::testing::*;

    const TWO: &str = r#"[{ "id": "one", "kind": "text", "heading": "One" },
                          { "id": "two", "kind": "text", "heading": "Two" }]"#;

    #[wasm_bindgen_test]
    async fn the_card_across_the_middle_of_the_window_is_the_current_one() {
        let page = page_with("", TWO);
        // No style sheet here: each card is made as high as the window.
        for card in dom::all(&page.article, "section.card") {
            let _ = dom_style(&card).set_property("height", "100vh");
        }
        let _position = start(&page);
        for id in ["two", "one"] {
            find::<Element>(&page, &format!("#{id}")).scroll_into_view();
            until("the card is current", || {
                count(&page, &format!("#{id}[aria-current=true]")) == 1
            })
            .await;
            assert_eq!(count(&page, "[aria-current]"), 1);
        }
    }

    #[wasm_bindgen_test]
    fn the_line_goes_when_the_behaviour_ends() {
        let page = page_with("", TWO);
        let position = start(&page);
        assert_eq!(count(&page, ".progress[aria-hidden=true]"), 1);
        drop(position);
        assert_eq!(count(&page, ".progress"), 0);
    }

    fn dom_style(card: &Element) -> web_sys::CssStyleDeclaration {
        use wasm_bindgen::JsCast;
        card.unchecked_ref::<web_sys::HtmlElement>().style()
    }
}

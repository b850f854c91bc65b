//! Which card the reader is at: `aria-current` on the card, and a quiet line along
//! the top of the window.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use web_sys::Element;

use super::Page;
use super::page::{beside, is_card};
use crate::dom::{self, Placed, Sight};

/// Happens to a card when the reader has come to it.
pub const CHANGED: &str = "reportage-card";
/// Happens to whatever stop the reader has come to.
pub const HERE: &str = "reportage-here";

/// Keeps the position up to date.
pub struct Position {
    article: Element,
    _line: Option<Placed>,
    _most: Option<Sight>,
    _middle: Rc<Middle>,
}

impl Drop for Position {
    fn drop(&mut self) {
        for card in dom::all::<Element>(&self.article, "[aria-current]") {
            dom::unset(&card, "aria-current");
        }
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
    let of_page = page.clone();
    let current = RefCell::new(None::<Element>);
    let mark: Rc<dyn Fn(&Element)> = Rc::new(move |card| {
        dom::tell(card, HERE);
        // The headline of a story without a cover is none, nor are the credits.
        if !is_card(card) {
            return;
        }
        let former = current.replace(Some(card.clone()));
        if former.as_ref() == Some(card) {
            return;
        }
        if let Some(former) = former {
            dom::unset(&former, "aria-current");
        }
        dom::set(card, "aria-current", "true");
        if let Some(line) = &by_hand {
            let share = (of_page.before(card) + 1) as f64 / of_page.total() as f64;
            dom::set_style(line, "--read", share, "");
        }
        dom::tell(card, CHANGED);
    });
    let most = page
        .has_grown()
        .then(|| most_seen(page, mark.clone()))
        .flatten();
    let is_grown = most.is_some();
    let of_page = page.clone();
    let middle = Middle::watch(page, move |stop| {
        // One that has grown has a window of its own only while it fills the screen.
        if !is_grown || of_page.fills_screen() {
            mark(stop);
        }
    });
    Position {
        article: page.article.clone().into(),
        _line: line,
        _most: most,
        _middle: middle,
    }
}

/// Watches the stop across the middle of the window and the two beside it, since one of those is
/// the next to come there; and the story, should all of them be elsewhere. However long the story
/// is, no more of it is watched.
struct Middle {
    page: Page,
    came: Box<dyn Fn(&Element)>,
    at: RefCell<Option<Element>>,
    watched: RefCell<Vec<Element>>,
    sight: OnceCell<Sight>,
}

impl Middle {
    /// `came` is told of each stop that comes there.
    fn watch(page: &Page, came: impl Fn(&Element) + 'static) -> Rc<Self> {
        let middle = Rc::new(Self {
            page: page.clone(),
            came: Box::new(came),
            at: RefCell::default(),
            watched: RefCell::default(),
            sight: OnceCell::new(),
        });
        // Weak: the sight must not keep itself.
        let itself = Rc::downgrade(&middle);
        let sight = Sight::of(&page.document, "-50%", move |seen| {
            if let Some(middle) = itself.upgrade() {
                middle.see(&seen);
            }
        });
        if let Some(sight) = sight {
            sight.watch(&page.article);
            // Empty until now, so it cannot be full.
            let _ = middle.sight.set(sight);
        }
        // Where most begin.
        if let Some(first) = page.end(false) {
            middle.watch_around(first);
        }
        middle
    }

    fn see(&self, seen: &[(Element, bool)]) {
        let is_story = |stop: &Element| **stop == **self.page.article;
        let mut is_lost = false;
        let mut there = None;
        for (stop, is_in) in seen {
            match is_in {
                true if !is_story(stop) => there = Some(stop.clone()),
                // The story has come in, or the stop has left.
                _ => is_lost |= *is_in || self.at.borrow().as_ref() == Some(stop),
            }
        }
        // After a jump it is none of those that were watched.
        if there.is_none() && is_lost {
            there = self.page.stop_in_the_middle();
        }
        if let Some(stop) = there {
            self.come_to(stop);
        }
    }

    fn come_to(&self, stop: Element) {
        let former = self.at.replace(Some(stop.clone()));
        if former.as_ref() != Some(&stop) {
            self.watch_around(stop.clone());
            (self.came)(&stop);
        }
    }

    fn watch_around(&self, stop: Element) {
        let Some(sight) = self.sight.get() else {
            return;
        };
        let beside = [false, true].map(|is_after| beside(&stop, is_after));
        let now: Vec<_> = beside.into_iter().flatten().chain([stop]).collect();
        let former = self.watched.replace(now.clone());
        for stop in former.iter().filter(|stop| !now.contains(stop)) {
            sight.forget(stop);
        }
        for stop in now.iter().filter(|stop| !former.contains(stop)) {
            sight.watch(stop);
        }
    }
}

/// All of a frame that has grown is in its own window: there the current card is the one of
/// which the host's window shows most. A story that grows is as short as a page can bear, so all
/// of its cards are watched.
fn most_seen(page: &Page, mark: Rc<dyn Fn(&Element)>) -> Option<Sight> {
    let of_page = page.clone();
    // Only those of which something is seen: few, however long the story.
    let mut visible: Vec<(Element, f64)> = Vec::new();
    let sight = Sight::through_frames(move |seen| {
        visible.retain(|(card, _)| seen.iter().all(|(other, _)| other != card));
        visible.extend(seen.into_iter().filter(|(_, height)| *height > 0.0));
        let most = visible
            .iter()
            .max_by(|one, other| one.1.total_cmp(&other.1));
        if let Some((card, _)) = most.filter(|_| of_page.has_grown()) {
            mark(card);
        }
    })?;
    let mut card = page.first_card();
    while let Some(watched) = card {
        sight.watch(&watched);
        card = beside(&watched, true).filter(is_card);
    }
    Some(sight)
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

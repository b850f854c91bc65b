//! Which card the reader is at: `aria-current` on the card, and a quiet line along
//! the top of the window.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::{Element, HtmlElement};

use super::Page;
use crate::dom::{self, Sight};

/// Happens to the story when the reader has come to another card.
pub const CHANGED: &str = "reportage-card";

/// Keeps the position up to date.
pub struct Position {
    article: Element,
    cards: Vec<Element>,
    line: Option<HtmlElement>,
    mark: Rc<dyn Fn(&Element)>,
    _sight: Option<Sight>,
}

impl Position {
    /// The card at a place, in CSS pixels from the window's top, is the current one now: for a
    /// window that is not what the reader looks through.
    pub fn look_at(&self, y: f64) {
        let is_there = |card: &&Element| {
            let place = card.get_bounding_client_rect();
            (place.top()..place.bottom()).contains(&y)
        };
        if let Some(card) = self.cards.iter().find(is_there)
            && !card.has_attribute("aria-current")
        {
            (self.mark)(card);
        }
    }
}

impl Drop for Position {
    fn drop(&mut self) {
        if let Some(line) = &self.line {
            line.remove();
        }
        for card in dom::all::<Element>(&self.article, "[aria-current]") {
            dom::unset(&card, "aria-current");
        }
    }
}

/// The current card is the one across the middle of the window.
pub fn start(page: &Page) -> Position {
    let cards = page.cards();
    let line: Option<HtmlElement> = page
        .document
        .body()
        .and_then(|body| dom::append(&body, "div", "progress"));
    if let Some(line) = &line {
        dom::set(line, "aria-hidden", "true");
    }
    // Where the style sheet ties the line to scrolling, that wins.
    let by_hand = line.clone();
    let article = page.article.clone();
    let current = RefCell::new(None::<Element>);
    let all = cards.clone();
    let mark: Rc<dyn Fn(&Element)> = Rc::new(move |card| {
        if let Some(former) = current.replace(Some(card.clone())) {
            dom::unset(&former, "aria-current");
        }
        dom::set(card, "aria-current", "true");
        if let Some(line) = &by_hand {
            let at = all.iter().position(|other| other == card).unwrap_or(0);
            let share = (at + 1) as f64 / all.len() as f64;
            dom::set_style(line, "--read", share, "");
        }
        dom::tell(&article, CHANGED);
    });
    let marks = mark.clone();
    // A frame that has grown is all in its own window: there the host says where the reader is.
    let has_grown = page.has_grown();
    let sight = Sight::of(&cards, "-50%", move |card, is_in| {
        if is_in && !has_grown {
            marks(&card);
        }
    });
    Position {
        article: page.article.clone().into(),
        cards,
        line,
        mark,
        _sight: sight,
    }
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
        for card in page.cards() {
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
        card.unchecked_ref::<HtmlElement>().style()
    }
}

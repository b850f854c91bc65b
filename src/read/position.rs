//! Which card the reader is at: `aria-current` on the card, and a quiet line along
//! the top of the window.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::Element;

use super::Page;
use crate::dom::{self, Placed, Sight};

/// Happens to the story when the reader has come to another card.
pub const CHANGED: &str = "reportage-card";

/// Keeps the position up to date.
pub struct Position {
    article: Element,
    _line: Option<Placed>,
    _sights: [Option<Sight>; 2],
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
    let cards = page.cards();
    let line = page.place("div", "progress");
    if let Some(line) = &line {
        dom::set(&line.0, "aria-hidden", "true");
    }
    // Where the style sheet ties the line to scrolling, that wins.
    let by_hand = line.as_ref().map(|line| line.0.clone());
    let article = page.article.clone();
    let current = RefCell::new(None::<Element>);
    let all = cards.clone();
    let mark = Rc::new(move |card: &Element| {
        let former = current.replace(Some(card.clone()));
        if former.as_ref() == Some(card) {
            return;
        }
        if let Some(former) = former {
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
    let most = page
        .has_grown()
        .then(|| most_seen(page, &cards, mark.clone()))
        .flatten();
    let is_grown = most.is_some();
    let of_page = page.clone();
    let middle = Sight::of(&cards, "-50%", move |card, is_in| {
        // One that has grown has a window of its own only while it fills the screen.
        if is_in && (!is_grown || of_page.fills_screen()) {
            mark(&card);
        }
    });
    Position {
        article: page.article.clone().into(),
        _line: line,
        _sights: [most, middle],
    }
}

/// All of a frame that has grown is in its own window: there the current card is the one of
/// which the host's window shows most.
fn most_seen(
    page: &Page,
    cards: &[Element],
    mark: Rc<impl Fn(&Element) + 'static>,
) -> Option<Sight> {
    let page = page.clone();
    // Only those of which something is seen: few, however long the story.
    let mut visible: Vec<(Element, f64)> = Vec::new();
    Sight::through_frames(cards, move |seen| {
        visible.retain(|(card, _)| seen.iter().all(|(other, _)| other != card));
        visible.extend(seen.into_iter().filter(|(_, height)| *height > 0.0));
        let most = visible
            .iter()
            .max_by(|one, other| one.1.total_cmp(&other.1));
        if let Some((card, _)) = most.filter(|_| page.has_grown()) {
            mark(card);
        }
    })
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
        card.unchecked_ref::<web_sys::HtmlElement>().style()
    }
}

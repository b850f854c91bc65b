//! What is near the reader: the card that they are at and a few to each side. What there is to do
//! for a card is done when it comes near, so that a long story is woken as quickly as a short one.

use std::cell::RefCell;

use gloo_events::EventListener;
use web_sys::Element;

use super::Page;
use super::page::beside;
use super::position::HERE;
use crate::dom;

/// Happens to a stop that has come near.
pub const NEAR: &str = "reportage-near";

/// A stop bears this while it is near.
const MARK: &str = "data-near";
/// How many to each side are.
const REACH: usize = 2;

/// Keeps the marks up to date.
pub struct Near {
    article: Element,
    _listener: EventListener,
}

/// Follows the reader from card to card.
pub fn start(page: &Page) -> Near {
    let marked: RefCell<Vec<Element>> = RefCell::default();
    let listener = dom::capture(&page.article, HERE, move |event| {
        let Some(stop) = dom::target::<Element>(event) else {
            return;
        };
        let now = around(stop);
        let former = marked.replace(now.clone());
        for stop in former.iter().filter(|stop| !now.contains(stop)) {
            dom::unset(stop, MARK);
        }
        for stop in now.iter().filter(|stop| !former.contains(stop)) {
            dom::set(stop, MARK, "");
            dom::tell(stop, NEAR);
        }
    });
    Near {
        article: page.article.clone().into(),
        _listener: listener,
    }
}

/// Does something for each stop that comes near, for as long as what this gives is kept.
pub fn each(page: &Page, mut come: impl FnMut(&Element) + 'static) -> EventListener {
    dom::capture(&page.article, NEAR, move |event| {
        if let Some(stop) = dom::target::<Element>(event) {
            come(&stop);
        }
    })
}

impl Drop for Near {
    fn drop(&mut self) {
        for stop in dom::all::<Element>(&self.article, "[data-near]") {
            dom::unset(&stop, MARK);
        }
    }
}

fn around(here: Element) -> Vec<Element> {
    let mut stops = vec![here.clone()];
    for is_after in [false, true] {
        let mut stop = here.clone();
        for _ in 0..REACH {
            let Some(next) = beside(&stop, is_after) else {
                break;
            };
            stops.push(next.clone());
            stop = next;
        }
    }
    stops
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use std::rc::Rc;

    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::read::testing::*;

    #[wasm_bindgen_test]
    fn what_is_near_goes_along_with_the_reader_and_each_card_hears_of_it() {
        let cards: Vec<_> = (0..9)
            .map(|n| format!(r#"{{ "id": "c{n}", "kind": "text" }}"#))
            .collect();
        let page = page_with("", &format!("[{}]", cards.join(",")));
        let near = start(&page);
        let come: Rc<RefCell<Vec<String>>> = Rc::default();
        let _ear = each(&page, {
            let come = come.clone();
            move |stop| come.borrow_mut().push(stop.id())
        });
        for (card, expected) in [("#c4", 5), ("#c5", 1), ("#c8", 1), ("#c8", 0)] {
            come.take();
            happen(&find(&page, card), HERE);
            assert_eq!(come.borrow().len(), expected, "{card}: {come:?}");
        }
        assert_eq!(count(&page, "[data-near]"), 3);
        drop(near);
        assert_eq!(count(&page, "[data-near]"), 0);
    }
}

//! Where moving can stop: the headline of a story without a cover, its cards, its credits. They stand
//! in parts (`reportage_view::part`), for the browser's sake; in here alone that makes a difference.

use reportage_view::STOPS_A_PART;
use web_sys::Element;

use super::page::{Page, fill};

/// A card.
const CARD: &str = "section.card";
/// Where moving can stop.
const STOP: &str = ".stops > *";
/// The last of those, above the interface's words.
const LAST: &str = ".part:nth-last-child(2) > * > :last-child";
/// The story bears this while cards are still to come, and how many.
pub const COMING: &str = "data-coming";

impl Page {
    /// The first card.
    pub fn first_card(&self) -> Option<Element> {
        self.article.query_selector(CARD).ok()?
    }

    /// The card of this id.
    pub fn card(&self, id: &str) -> Option<Element> {
        self.document.get_element_by_id(id).filter(is_card)
    }

    /// The card that the reader is at.
    pub fn current_card(&self) -> Option<Element> {
        self.article.query_selector("[aria-current]").ok()?
    }

    /// Whether no card stands before a card.
    pub fn is_first(&self, card: &Element) -> bool {
        self.first_card().as_ref() == Some(card)
    }

    /// The first stop, or the last.
    pub fn end(&self, is_last: bool) -> Option<Element> {
        let end = if is_last { LAST } else { STOP };
        self.article.query_selector(end).ok()?
    }

    /// The stop across the middle of the window, or the nearest after it. Found by halving, since
    /// a story may be of thousands of cards.
    pub fn stop_in_the_middle(&self) -> Option<Element> {
        let (width, height) = self.size();
        let is_rtl = self.is_rtl();
        let is_before = |stop: &Element| {
            let place = stop.get_bounding_client_rect();
            let is_beside = match is_rtl {
                true => place.left() > width / 2.0,
                false => place.right() < width / 2.0,
            };
            is_beside || place.bottom() < height / 2.0
        };
        let (parts, size) = (self.article.children(), STOPS_A_PART as u32);
        let nth = |at: u32| {
            let stops = parts.item(at / size)?.first_element_child()?.children();
            stops.item(at % size).filter(is_stop)
        };
        let (mut from, mut to, mut found) = (0, parts.length() * size, None);
        while from < to {
            let half = (from + to) / 2;
            match nth(half) {
                Some(stop) if is_before(&stop) => from = half + 1,
                stop => (to, found) = (half, stop),
            }
        }
        found.or_else(|| self.end(true))
    }

    /// Whether cards are still on their way into the page.
    pub fn is_coming(&self) -> bool {
        self.article.has_attribute(COMING)
    }

    /// How many cards there are, as far as the page has come, and are known to be coming.
    pub fn total(&self) -> usize {
        self.count("count(*/*/section)+sum(@data-coming)", &self.article)
    }

    /// How many cards stand before a card.
    pub fn before(&self, card: &Element) -> usize {
        let those = "count(preceding-sibling::section)+count(../../preceding-sibling::*/*/section)";
        self.count(those, card)
    }

    /// Where a card is among the others, in words: `7 of 12`. Nothing for what is no card.
    pub fn position(&self, card: &Element) -> String {
        if !is_card(card) {
            return String::new();
        }
        let sentence = fill(&self.word("position"), "{n}", self.before(card) + 1);
        fill(&sentence, "{total}", self.total())
    }

    /// What an XPath expression counts, seen from an element. The browser hands over none of what
    /// it counts: that takes no time worth speaking of, however much there is.
    fn count(&self, what: &str, from: &Element) -> usize {
        let counted = self.document.evaluate(what, from);
        let number = counted.and_then(|counted| counted.number_value());
        number.unwrap_or_default() as usize
    }
}

/// Whether an element is a card of the story.
pub fn is_card(element: &Element) -> bool {
    element.matches(CARD).unwrap_or_default()
}

fn is_stop(element: &Element) -> bool {
    element.matches(STOP).unwrap_or_default()
}

/// The stop before another, or after it.
pub fn beside(stop: &Element, is_after: bool) -> Option<Element> {
    let in_part = sibling(stop, is_after);
    let beside = in_part.or_else(|| {
        let part = stop.parent_element()?.parent_element()?;
        let stops = sibling(&part, is_after)?.first_element_child()?;
        match is_after {
            true => stops.first_element_child(),
            false => stops.last_element_child(),
        }
    });
    beside.filter(is_stop)
}

fn sibling(element: &Element, is_after: bool) -> Option<Element> {
    match is_after {
        true => element.next_element_sibling(),
        false => element.previous_element_sibling(),
    }
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::dom;
    use crate::read::testing::*;

    /// A story of so many cards, each as high as the window.
    fn page_of(cards: usize) -> Page {
        let cards: Vec<_> = (1..=cards)
            .map(|n| format!(r#"{{ "id": "c{n}", "kind": "text", "heading": "{n}" }}"#))
            .collect();
        let page = page_with("", &format!("[{}]", cards.join(",")));
        for stop in dom::all::<web_sys::HtmlElement>(&page.article, STOP) {
            let _ = stop.style().set_property("height", "100vh");
        }
        page
    }

    #[wasm_bindgen_test]
    fn one_stop_leads_to_the_next_from_the_headline_to_the_last_card_and_back() {
        let page = page_of(2 * STOPS_A_PART + 5);
        let all: Vec<Element> = dom::all(&page.article, STOP);
        assert_eq!(all.len(), 2 * STOPS_A_PART + 6);
        for (is_after, first) in [(true, 0), (false, all.len() - 1)] {
            let start = page.end(!is_after);
            assert_eq!(start.as_ref(), Some(&all[first]));
            let mut walked: Vec<_> =
                std::iter::successors(start, |stop| beside(stop, is_after)).collect();
            if !is_after {
                walked.reverse();
            }
            assert_eq!(walked, all);
        }
    }

    #[wasm_bindgen_test]
    fn a_card_knows_how_many_stand_before_it_in_whatever_part() {
        // The headline is in the first part: all are full.
        for count in [3, 2 * STOPS_A_PART - 1, 2 * STOPS_A_PART + 5] {
            let page = page_of(count);
            assert_eq!(page.total(), count);
            for n in 1..=count {
                assert_eq!(page.before(&find(&page, &format!("#c{n}"))), n - 1);
            }
            assert_eq!(
                page.end(true).map(|card| card.id()),
                Some(format!("c{count}"))
            );
        }
    }

    #[wasm_bindgen_test]
    fn the_stop_in_the_middle_of_the_window_is_found_in_whatever_part() {
        let page = page_of(2 * STOPS_A_PART + 5);
        for n in [
            1,
            STOPS_A_PART - 1,
            STOPS_A_PART,
            STOPS_A_PART + 1,
            2 * STOPS_A_PART + 5,
        ] {
            let card: Element = find(&page, &format!("#c{n}"));
            card.scroll_into_view();
            assert_eq!(page.stop_in_the_middle(), Some(card));
        }
    }
}

//! A story that is being told: its cards are read and built some at a time, so that the first can
//! be read, and answer, while those of a long story are still to come.

use reportage_story::{Cards, Json, Opened, Story};
use reportage_view::{self as view, Base, LINES_A_LIST, PART, STOPS_A_PART, Teller};
use web_sys::{Document, Element};

use super::build;
use crate::dom;
use crate::read::stops::COMING;
use crate::read::{near, saving};

/// How many cards are told at a time: a short story at once.
const SLICE: usize = 24;
/// Or what share of those that are there: each time the browser goes over all of them.
const SHARE: usize = 16;

/// The credits, as far as they have come.
struct Credits {
    all: Element,
    lines: usize,
}

impl Credits {
    /// Puts in a line, after all others.
    fn put(&mut self, line: &Element) {
        if self.lines.is_multiple_of(LINES_A_LIST) {
            let _: Option<Element> = dom::append(&self.all, "ul", "");
        }
        self.lines += 1;
        if let Some(list) = self.all.last_element_child() {
            let _ = list.append_child(line);
        }
    }
}

/// A story of which a part is built.
pub struct Telling<J> {
    document: Document,
    /// `article.story`.
    pub article: Element,
    /// The last part's stops.
    stops: Option<Element>,
    /// How many stops there are.
    count: usize,
    /// The interface's words, which come last.
    words: Element,
    /// Credits come with their cards, and are in the story once all are there.
    credits: Credits,
    /// The story without its cards.
    pub story: Story,
    base: Base,
    teller: Teller,
    cards: Cards<J>,
}

impl<J: Json> Telling<J> {
    /// A story of which nothing but the headline is told; nothing if the browser builds none.
    pub fn of(document: &Document, opened: Opened<J>, base: Base) -> Option<Self> {
        let Opened { story, cards } = opened;
        let built = |markup: &view::Element<'_>| build::element(document, markup);
        let teller = Teller::new(&story);
        let article = built(&view::article(&story))?;
        let words = built(&view::interface_words(&story.words))?;
        article.append_child(&words).ok()?;
        let credits = built(&view::credits(&story))?;
        let mut telling = Self {
            document: document.clone(),
            article,
            stops: None,
            count: 0,
            words,
            credits: Credits {
                all: credits,
                lines: 0,
            },
            story,
            base,
            teller,
            cards,
        };
        if !telling.cards.have_a_cover() {
            let opening = telling.teller.opening(&telling.story, &telling.base);
            let opening = build::element(document, &opening)?;
            telling.put(&opening);
        }
        Some(telling)
    }

    /// Puts a stop into the story, after all others.
    fn put(&mut self, stop: &Element) {
        if self.count.is_multiple_of(STOPS_A_PART) {
            let [part, stops] = PART;
            let part: Option<Element> = dom::append(&self.article, "div", part);
            self.stops = part.and_then(|part| dom::append(&part, "div", stops));
            let _ = self.article.append_child(&self.words);
        }
        self.count += 1;
        if let Some(stops) = &self.stops {
            let _ = stops.append_child(stop);
        }
    }

    /// Whether all is told.
    pub fn is_over(&self) -> bool {
        self.cards.len() == 0
    }

    /// Whether a card of this id, which is a good one, may still come.
    pub fn may_bring(&self, id: &str) -> bool {
        // It need not be in the document yet.
        !self.is_over() && !dom::has(&self.article, &format!("[id=\"{id}\"]"))
    }

    /// Tells some more cards, and the credits after the last.
    pub fn go_on(&mut self) {
        let count = SLICE.max(self.count / SHARE);
        for _ in 0..count {
            let Some(card) = self.cards.next() else { break };
            let told = self.teller.card(&card, &self.story, &self.base);
            for line in &told.credits {
                if let Some(line) = build::element(&self.document, line) {
                    self.credits.put(&line);
                }
            }
            // What cannot be built is left out.
            if let Some(card) = build::element(&self.document, &told.card) {
                saving::spare(&card);
                self.put(&card);
                dom::tell(&card, near::LATE);
            }
        }
        let coming = self.cards.len();
        if coming > 0 {
            dom::set(&self.article, COMING, &coming.to_string());
            return;
        }
        dom::unset(&self.article, COMING);
        if self.credits.lines > 0 {
            self.put(&self.credits.all.clone());
        }
    }

    /// What was wrong with the story.
    pub fn into_faults(self) -> Vec<reportage_story::Fault> {
        self.cards.into_faults()
    }
}

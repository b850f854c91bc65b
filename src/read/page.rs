//! A page with a story in it, and what the view wrote there for behaviours to read.

use js_sys::Intl::PluralRules;
use js_sys::{Array, Function, JsString, Reflect};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, Window};

use crate::dom::{self, Placed};

/// The most letters of a text that stands for a card.
const NAME: usize = 90;

/// The story in the page.
#[derive(Clone)]
pub struct Page {
    /// The window.
    pub window: Window,
    /// The document.
    pub document: Document,
    /// `article.story`.
    pub article: HtmlElement,
}

impl Page {
    /// The first story in the document, if there is one.
    pub fn of(document: &Document) -> Option<Self> {
        Some(Self {
            window: document.default_view()?,
            document: document.clone(),
            article: document
                .query_selector("article.story")
                .ok()??
                .dyn_into()
                .ok()?,
        })
    }

    /// What a card is called: its heading, or else the first words that stand for it.
    pub fn name(&self, card: &Element) -> String {
        let text = |selector: &str| card.query_selector(selector).ok()??.text_content();
        let alt = || card.query_selector("img[alt]").ok()??.get_attribute("alt");
        let name = text("h1, h2")
            .or_else(|| text("blockquote"))
            .or_else(|| text(".caption"))
            .or_else(|| text(".notice:not([hidden]) > p"))
            .or_else(alt)
            .or_else(|| text("p"))
            .unwrap_or_default();
        let mut letters = name.trim().chars();
        let first: String = letters.by_ref().take(NAME).collect();
        match letters.next() {
            Some(_) => first.trim_end().to_owned() + "…",
            None => first,
        }
    }

    /// The window's width and height, in CSS pixels.
    pub fn size(&self) -> (f64, f64) {
        let pixels = |side: Result<wasm_bindgen::JsValue, _>| {
            side.ok().and_then(|side| side.as_f64()).unwrap_or_default()
        };
        (
            pixels(self.window.inner_width()),
            pixels(self.window.inner_height()),
        )
    }

    /// The window of the page that the story is embedded in; none at top level.
    pub fn host(&self) -> Option<Window> {
        dom::host(&self.window)
    }

    /// Whether the page lies on the reader's own device.
    pub fn is_a_file(&self) -> bool {
        self.window
            .location()
            .protocol()
            .is_ok_and(|protocol| protocol == "file:")
    }

    /// Whether the story is as high as all its cards, in a host page that scrolls. Not while
    /// anything fills the screen, whose size is not the frame's.
    pub fn has_grown(&self) -> bool {
        self.is_laid_out_grown() && self.document.fullscreen_element().is_none()
    }

    /// Whether a story that has grown fills the screen, and is laid out for it.
    pub fn fills_screen(&self) -> bool {
        !self.is_laid_out_grown() && self.document.fullscreen_element().is_some()
    }

    fn is_laid_out_grown(&self) -> bool {
        self.document
            .document_element()
            .is_some_and(|root| root.has_attribute("data-grown"))
    }

    /// Whether the story is written from right to left.
    pub fn is_rtl(&self) -> bool {
        self.article.dir() == "rtl"
    }

    /// Whether a dialog is open, which then has the keys.
    pub fn has_open_dialog(&self) -> bool {
        matches!(self.document.query_selector("dialog[open]"), Ok(Some(_)))
    }

    /// A place of ours at the end of the page, in the story's language.
    pub fn place(&self, tag: &str, class: &str) -> Option<Placed> {
        let body = self.document.body()?;
        let place = Placed::new(&body, tag, class)?;
        dom::set(&place.0, "lang", &self.article.lang());
        dom::set(&place.0, "dir", &self.article.dir());
        Some(place)
    }

    /// A word of the interface in the story's language, as it stands in the page.
    pub fn word(&self, name: &str) -> String {
        self.find_word(&format!("[data-word={name}]"))
            .unwrap_or_default()
    }

    /// The sentence `name` in the form that the story's language has for `number`.
    pub fn plural(&self, name: &str, number: u32) -> String {
        let form =
            |category: &str| self.find_word(&format!("[data-word={name}][data-plural={category}]"));
        let sentence = plural_category(&self.article.lang(), number)
            .and_then(|category| form(&category))
            .or_else(|| form("other"))
            .unwrap_or_else(|| "{n}".to_owned());
        fill(&sentence, "{n}", number as usize)
    }

    fn find_word(&self, selector: &str) -> Option<String> {
        // They come last: looking for them from the beginning would pass every card.
        let words = self.article.last_element_child()?;
        words.query_selector(selector).ok()??.text_content()
    }
}

/// A sentence with a number in a gap. The browser looks for the gap: Rust's own search weighs
/// some kilobytes.
pub(super) fn fill(sentence: &str, gap: &str, number: usize) -> String {
    let sentence = JsString::from(sentence);
    sentence.replace(gap, &number.to_string()).into()
}

/// The category of `number` in the plural rules of `language`, as the browser knows
/// them; none if it does not know the language.
fn plural_category(language: &str, number: u32) -> Option<String> {
    // `PluralRules::new` would let the browser's exception through: it refuses tags
    // that it cannot read.
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let rules: Function = Reflect::get(&intl, &"PluralRules".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let rules: PluralRules = Reflect::construct(&rules, &Array::of1(&language.into()))
        .ok()?
        .dyn_into()
        .ok()?;
    Some(rules.select(f64::from(number)).into())
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::read::testing::*;

    const ARABIC: &str = r#" "words": { "tryAgain": "حاول مجددا", "secondsLeft": {
        "zero": "{n} zero", "one": "{n} one", "two": "{n} two", "few": "{n} few",
        "many": "{n} many", "other": "{n} other" } }, "#;

    #[wasm_bindgen_test]
    fn words_are_read_from_the_page_in_whatever_markup_a_translator_left_them() {
        let page = page_with(ARABIC, &photo_card());
        assert_eq!(page.word("tryAgain"), "حاول مجددا");
        let word: Element = find(&page, "[data-word=tryAgain]");
        word.set_text_content(None);
        let font: Element = dom::append(&word, "font", "").expect("it can be made");
        font.set_text_content(Some("Try anew"));
        assert_eq!(page.word("tryAgain"), "Try anew");
    }

    #[wasm_bindgen_test]
    fn a_number_takes_the_form_that_the_storys_language_has_for_it() {
        let page = page_with(ARABIC, &photo_card());
        page.article.set_lang("ar");
        for (number, form) in [
            (0, "0 zero"),
            (1, "1 one"),
            (2, "2 two"),
            (7, "7 few"),
            (30, "30 many"),
            (100, "100 other"),
        ] {
            assert_eq!(page.plural("secondsLeft", number), form);
        }
        page.article.set_lang("en");
        assert_eq!(page.plural("secondsLeft", 2), "2 other");
        for unknown in ["", "x", "no language at all"] {
            page.article.set_lang(unknown);
            assert_eq!(page.plural("secondsLeft", 2), "2 other", "{unknown}");
        }
    }

    #[wasm_bindgen_test]
    fn a_card_is_called_by_its_heading_or_by_the_first_words_that_stand_for_it() {
        let long = "word ".repeat(60);
        let photo = photo(300, 200);
        let page = page_with(
            "",
            &format!(
                r#"[{{ "id": "one", "kind": "text", "heading": " The mill " }},
                    {{ "id": "two", "kind": "photo", "photo": {photo} }},
                    {{ "id": "three", "kind": "quote", "quote": ["{long}"] }},
                    {{ "id": "four", "kind": "text" }}]"#
            ),
        );
        let cards: Vec<Element> = dom::all(&page.article, "section.card");
        let names: Vec<_> = cards.iter().map(|card| page.name(card)).collect();
        assert_eq!(names[..2], ["The mill", "A bridge"]);
        assert!(
            names[2].ends_with("word…") && names[2].len() < 100,
            "{names:?}"
        );
        assert_eq!(names[3], "");
        assert_eq!(page.position(&cards[2]), "3 of 4");
        assert_eq!(page.position(&page.article), "");
        assert_eq!(page.card("three").as_ref(), Some(&cards[2]));
        assert_eq!(page.card("under-test"), None);
    }
}

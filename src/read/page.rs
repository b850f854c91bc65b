//! A page with a story in it, and what the view wrote there for behaviours to read.

use js_sys::Intl::PluralRules;
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, Window};

use crate::dom;

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

    /// The cards, in order.
    pub fn cards(&self) -> Vec<Element> {
        dom::all(&self.article, "section.card")
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
        plural_category(&self.article.lang(), number)
            .and_then(|category| form(&category))
            .or_else(|| form("other"))
            .unwrap_or_else(|| "{n}".to_owned())
            .replace("{n}", &number.to_string())
    }

    fn find_word(&self, selector: &str) -> Option<String> {
        self.article
            .query_selector(&format!(".interface-words {selector}"))
            .ok()??
            .text_content()
    }
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
}

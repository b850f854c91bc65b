//! A page with a story in it, and what the view wrote there for behaviours to read.

use js_sys::Intl::PluralRules;
use js_sys::{Array, Object};
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
        let locales = Array::of1(&self.article.lang().into());
        let category = PluralRules::new(&locales, &Object::new()).select(f64::from(number));
        let form =
            |category: &str| self.find_word(&format!("[data-word={name}][data-plural={category}]"));
        form(&String::from(category))
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

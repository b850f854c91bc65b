//! A page with a story in it, for the tests of single behaviours.

use gloo_timers::future::TimeoutFuture;
use reportage_view::Base;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventInit, HtmlElement};

use super::Page;
use crate::dom;
use crate::open::json;
use crate::open::telling::Telling;

/// Puts a story with these cards into the document, in place of any other. `more`
/// are further fields of the story, each with a comma after it.
pub fn page_with(more: &str, cards: &str) -> Page {
    let json = format!(
        r#"{{ "formatVersion": 1, "headline": "The bridge", "inLanguage": "en", {more} "cards": {cards} }}"#
    );
    let opened = json::open(&json.into()).expect("this is a story");
    let document = document();
    let body = document.body().expect("the page has a body");
    if let Ok(Some(former)) = document.query_selector("#under-test") {
        former.remove();
    }
    let place: HtmlElement = dom::append(&body, "main", "").expect("it can be made");
    place.set_id("under-test");
    let telling = Telling::of(&document, opened, Base::default());
    let mut telling = telling.expect("it can be built");
    while !telling.is_over() {
        telling.go_on();
    }
    place
        .append_child(&telling.article)
        .expect("it has a place");
    assert_eq!(telling.into_faults(), []);
    Page::of(&document).expect("the story is there")
}

/// A photo of this width and height, whose files do not exist.
pub fn photo(width: u32, height: u32) -> String {
    let variant = |width: u32, height: u32| {
        format!(
            r#"{{ "src": "nowhere.jpg", "width": {width}, "height": {height},
                "type": "image/jpeg", "bytes": 1, "sha256": "{}" }}"#,
            "0".repeat(64)
        )
    };
    format!(
        r#"{{ "variants": [{}, {}],
            "altText": "A bridge", "thumbHash": "3OcRJYB4d3h/iIeHeEh3eIhw+j2w" }}"#,
        variant(width / 2, height / 2),
        variant(width, height)
    )
}

/// A card with one photo.
pub fn photo_card() -> String {
    format!(
        r#"[{{ "id": "bridge", "kind": "photo", "photo": {} }}]"#,
        photo(300, 200)
    )
}

/// The document that the tests run in.
pub fn document() -> web_sys::Document {
    web_sys::window()
        .and_then(|window| window.document())
        .expect("this is a browser")
}

/// The one element that there is.
pub fn find<T: JsCast>(page: &Page, selector: &str) -> T {
    page.document
        .query_selector(selector)
        .expect("a good selector")
        .unwrap_or_else(|| panic!("there is no {selector}"))
        .dyn_into()
        .expect("it is of that type")
}

/// How many elements there are.
pub fn count(page: &Page, selector: &str) -> usize {
    page.document
        .document_element()
        .map_or(0, |root| dom::all::<Element>(&root, selector).len())
}

/// Lets an event happen to the element, as the browser would.
pub fn happen(element: &Element, event: &str) {
    let init = EventInit::new();
    init.set_bubbles(false);
    let event = Event::new_with_event_init_dict(event, &init).expect("an event");
    element.dispatch_event(&event).expect("it can happen");
}

/// Waits until it is so, for some seconds.
pub async fn until(what: &str, is_so: impl Fn() -> bool) {
    for _ in 0..200 {
        if is_so() {
            return;
        }
        TimeoutFuture::new(25).await;
    }
    panic!("in vain waited until {what}");
}

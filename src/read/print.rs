//! On paper everything is there: photos that would have been fetched later, and what is
//! folded away.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use web_sys::{HtmlDetailsElement, HtmlImageElement};

use super::Page;
use crate::dom;

/// What is folded away, save what would tell of a picture that a notice covers.
const FOLDED: &str = "details:not([open], [data-covered] > *)";

/// Listens for printing for as long as it is kept.
pub fn start(page: &Page) -> [EventListener; 2] {
    let opened: Rc<RefCell<Vec<HtmlDetailsElement>>> = Rc::default();
    let before = {
        let (page, opened) = (page.clone(), opened.clone());
        EventListener::new(&page.window.clone(), "beforeprint", move |_| {
            // A browser does not wait for them: what has not come is left blank.
            fetch_all(&page);
            let folded = dom::all::<HtmlDetailsElement>(&page.article, FOLDED);
            for details in &folded {
                details.set_open(true);
            }
            opened.borrow_mut().extend(folded);
        })
    };
    let after = EventListener::new(&page.window, "afterprint", move |_| {
        for details in opened.take() {
            details.set_open(false);
        }
    });
    [before, after]
}

/// Asks for every photo that no notice covers.
pub fn fetch_all(page: &Page) -> Vec<HtmlImageElement> {
    let photos = dom::all::<HtmlImageElement>(&page.article, "img[src]");
    for photo in &photos {
        dom::set(photo, "loading", "eager");
    }
    photos
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::read::testing::*;

    #[wasm_bindgen_test]
    fn lazy_photos_are_fetched_for_paper_and_covered_ones_are_not() {
        let covered = photo(300, 200).replacen('{', r#"{ "notice": "A body","#, 1);
        let page = page_with(
            "",
            &format!(
                r#"[{{ "id": "a", "kind": "text" }},
                    {{ "id": "b", "kind": "photo", "photo": {} }},
                    {{ "id": "c", "kind": "photo", "photo": {} }},
                    {{ "id": "d", "kind": "photo", "photo": {covered} }}]"#,
                photo(300, 200),
                photo(300, 200)
            ),
        );
        let _listeners = start(&page);
        assert_eq!(count(&page, "img[loading=lazy]"), 2);
        let _ = page
            .window
            .dispatch_event(&web_sys::Event::new("beforeprint").expect("an event"));
        assert_eq!(count(&page, "img[loading=eager]"), 2);
        assert_eq!(count(&page, "#d img[loading=lazy]:not([src], [srcset])"), 1);
    }
}

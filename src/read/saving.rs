//! Saving data: photos have a third of the pixels each way, which is less than half of the bytes,
//! and nothing is fetched that the reader has not asked for.
//!
//! A third, since the press's widths lie up to twice apart, and some browsers take the next larger
//! one. Photos of a published page are seen to by `assets/page.js`: they are asked for before
//! any program is there.

use js_sys::{JsString, Reflect, RegExp};
use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlImageElement};

use super::{Page, bar, settings};
use crate::dom;

/// What the reader has chosen: `on`, `off`, or nothing, which leaves it to the device.
pub const SAVING: &str = "saving";
/// Stands in that place while the device is what saves; it is not kept.
pub const ON_DEVICE: &str = "on-device";
/// The word that says so, in the bar when the page is there.
pub const SAID: &str = "savingData";

/// Lengths in `sizes`, as they are at first and as they are once a part of them was wanted.
const LENGTHS: &str = r"(calc\()?(\d+v.)(/.\))?";
/// A part of them. The whole is written like one, so that the page's script does not take it for
/// new.
const A_THIRD: &str = "calc($2/3)";
const WHOLE: &str = "calc($2/1)";

const PHOTOS: &str = "picture > img";

/// Whether data is saved now.
pub fn is_on() -> bool {
    dom::root_is("[data-saving|=on]")
}

/// Has small photos asked for, if data is saved. The browser has not heard of them yet.
pub fn spare(root: &Element) {
    if is_on() {
        for photo in dom::all(root, PHOTOS) {
            want(&photo, A_THIRD);
        }
    }
}

/// Chooses: `on`, `off`, or, by an empty text, as the device says. What has arrived stays, but for
/// what the reader looks at while they ask for more of it.
pub fn switch(page: &Page, choice: &str) {
    let was_on = is_on();
    settings::set(
        page,
        SAVING,
        Some(choice).filter(|choice| !choice.is_empty()),
    );
    if choice.is_empty()
        && device_saves(page)
        && let Some(root) = page.document.document_element()
    {
        dom::set(&root, "data-saving", ON_DEVICE);
    }
    let is_on = is_on();
    // WebKit asks for both files, the large and the small, of a photo that changes what it wants.
    if is_on == was_on || is_webkit(page) {
        return;
    }
    let current = page.current_card();
    for photo in dom::all::<HtmlImageElement>(&page.article, PHOTOS) {
        let is_seen = current
            .as_ref()
            .is_some_and(|card| card.contains(Some(&photo)));
        if photo.natural_width() == 0 || (is_seen && !is_on) {
            want(&photo, if is_on { A_THIRD } else { WHOLE });
        }
    }
    if is_on {
        bar::say(page, &page.word(SAID));
    }
}

/// Has so much of a photo asked for, in whatever kind of file.
fn want(photo: &HtmlImageElement, part: &str) {
    let Some(picture) = photo.parent_element() else {
        return;
    };
    let lengths = RegExp::new(LENGTHS, "g");
    for kind in dom::all::<Element>(&picture, "[sizes]") {
        let sizes = JsString::from(kind.get_attribute("sizes").unwrap_or_default());
        let sizes = sizes.replace_by_pattern(&lengths, part);
        dom::set(&kind, "sizes", &String::from(sizes));
    }
}

/// Whether the device is set to save data; nothing is known of that in most browsers.
fn device_saves(page: &Page) -> bool {
    of(&of(&page.window.navigator(), "connection"), "saveData").is_truthy()
}

fn is_webkit(page: &Page) -> bool {
    let vendor = of(&page.window.navigator(), "vendor").as_string();
    vendor.is_some_and(|vendor| vendor.starts_with('A'))
}

fn of(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::read::device;
    use crate::read::testing::*;

    fn sizes(page: &Page) -> String {
        find::<HtmlImageElement>(page, "picture > img").sizes()
    }

    #[wasm_bindgen_test]
    fn a_photo_is_asked_for_by_a_third_and_whole_again() {
        let page = page_with("", &photo_card());
        let before = sizes(&page);
        assert_eq!(before, "(min-width: 60em) min(80vw, 126vh), 100vw");
        for (choice, part) in [("on", "3"), ("off", "1"), ("on", "3"), ("", "1")] {
            switch(&page, choice);
            assert_eq!(is_on(), part == "3", "{choice}");
            assert_eq!(
                sizes(&page),
                format!(
                    "(min-width: 60em) min(calc(80vw/{part}), calc(126vh/{part})), calc(100vw/{part})"
                )
            );
        }
        device::forget("reportage");
    }

    #[wasm_bindgen_test]
    fn what_is_chosen_is_kept_and_what_the_device_says_is_not() {
        let page = page_with("", &photo_card());
        switch(&page, "on");
        assert_eq!(
            device::read("reportage").as_deref(),
            Some(r#"{"saving":"on"}"#)
        );
        switch(&page, "");
        assert_eq!(device::read("reportage").as_deref(), Some("{}"));
        assert_eq!(settings::get(&page, SAVING), None);
        device::forget("reportage");
    }

    #[wasm_bindgen_test]
    fn where_nothing_is_saved_nothing_is_touched() {
        let page = page_with("", &photo_card());
        let before = sizes(&page);
        spare(&page.article);
        assert_eq!(sizes(&page), before);
    }
}

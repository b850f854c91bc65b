//! Opening a bundle: find it, fetch it, build what the view makes of it, wake it.

mod address;
pub mod build;
mod fetch;
pub mod json;
mod trouble;

use std::any::Any;
use std::cell::Cell;

use reportage_story::{NotAStory, Story};
use reportage_view::Base;
use wasm_bindgen::JsValue;
use web_sys::{Document, Element};

use crate::dom;
use crate::read::{self, saving};
use crate::state::State;
use fetch::Found;
use trouble::Trouble;

thread_local! {
    /// What keeps the story that is open awake, or listens where none could be opened. One page,
    /// one story: it lives as long as the page does.
    static OPEN: Cell<Option<Box<dyn Any>>> = const { Cell::new(None) };
}

/// Opens the story that the page's address names. If a story stands in the page
/// already, wakes that one instead.
pub fn run() {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    if let Some(awake) = read::wake(&document) {
        OPEN.set(Some(Box::new(awake)));
        State::Ready.show();
        return;
    }
    if let Some(place) = document.get_element_by_id("reportage-story") {
        open(document, place);
    }
}

/// Fetches and shows the story in `place`, or says there what went wrong.
fn open(document: Document, place: Element) {
    State::Loading.show();
    match address::of_story(&document) {
        Ok(address) => fetch::bundle(address, move |found| {
            match found.and_then(|found| show(&document, &place, &found)) {
                Ok(()) => wake(&document),
                Err(trouble) => tell(&document, &place, &trouble),
            }
        }),
        Err(trouble) => tell(&document, &place, &trouble),
    }
}

fn wake(document: &Document) {
    OPEN.set(read::wake(document).map(|awake| Box::new(awake) as _));
    State::Ready.show();
    go_to_card(document);
}

fn tell(document: &Document, place: &Element, trouble: &Trouble) {
    web_sys::console::error_1(&JsValue::from_str(&trouble.to_string()));
    place.replace_children_with_node_0();
    let retry = {
        let (document, place) = (document.clone(), place.clone());
        move || open(document.clone(), place.clone())
    };
    OPEN.set(trouble::tell(trouble, place, retry).map(|listening| Box::new(listening) as _));
    State::Failed.show();
}

/// Builds the story that was found.
fn show(document: &Document, place: &Element, found: &Found) -> Result<(), Trouble> {
    let Found { address, json } = found;
    let reading = json::read(json).map_err(|reason| match reason {
        NotAStory::Newer { .. } => Trouble::Newer,
        reason => Trouble::NotAStory(reason),
    })?;
    for fault in &reading.faults {
        web_sys::console::warn_1(&JsValue::from_str(&format!("{address}: {fault}")));
    }
    present(document, &reading.story);
    let base = Base::in_viewer(address);
    // Put in its place whole: whatever happens meanwhile, the page is never empty.
    let article = build::story(document, &reading.story, &base)
        .ok_or(Trouble::NotAStory(NotAStory::SomethingElse))?;
    saving::spare(&article);
    place.replace_children_with_node_1(&article);
    Ok(())
}

/// Tells the browser what it shows: title, language and direction.
fn present(document: &Document, story: &Story) {
    document.set_title(&story.headline);
    if let Some(root) = document.document_element() {
        dom::set(&root, "lang", &story.in_language);
        match story.direction {
            reportage_story::Direction::Ltr => dom::unset(&root, "dir"),
            reportage_story::Direction::Rtl => dom::set(&root, "dir", "rtl"),
        }
    }
}

/// The browser looked for `#card` before there were cards.
fn go_to_card(document: &Document) {
    let card = document
        .location()
        .and_then(|location| location.hash().ok())
        .map(|hash| hash.trim_start_matches('#').to_owned())
        .filter(|id| !id.is_empty())
        .and_then(|id| js_sys::decode_uri_component(&id).ok())
        .and_then(|id| document.get_element_by_id(&String::from(id)));
    if let Some(card) = card {
        Element::scroll_into_view(&card);
    }
}

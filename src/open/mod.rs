//! Opening a bundle: find it, fetch it, have the view build it, wake it.

mod address;
mod fetch;
mod trouble;

use std::any::Any;
use std::cell::RefCell;

use leptos::mount::mount_to;
use leptos::prelude::*;
use reportage_story::{NotAStory, Story};
use reportage_view::{Base, StoryView};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, Element, HtmlElement};

use crate::dom;
use crate::read::{self, Awake, saving};
use crate::state::State;
use fetch::Found;
use trouble::{Trouble, TroubleView};

/// The story that is open and whatever keeps it so. Replacing it closes it.
#[derive(Default)]
struct Open {
    _mounted: Option<Box<dyn Any>>,
    _awake: Option<Awake>,
}

thread_local! {
    /// One page, one story: it lives as long as the page does.
    static OPEN: RefCell<Open> = RefCell::default();
}

/// Opens the story that the page's address names. If a story stands in the page
/// already, wakes that one instead.
pub fn run() {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    if let Some(awake) = read::wake(&document) {
        OPEN.with_borrow_mut(|open| open._awake = Some(awake));
        State::Ready.show();
        return;
    }
    let Some(place) = document
        .get_element_by_id("reportage-story")
        .and_then(|place| place.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    spawn_local(open(document, place));
}

/// Fetches and shows the story in `place`, or says there what went wrong.
async fn open(document: Document, place: HtmlElement) {
    State::Loading.show();
    let words = trouble::words(&document);
    let outcome = match address::of_story(&document) {
        Ok(address) => match fetch::bundle(&address).await {
            Ok(found) => show(&document, &place, &found),
            Err(trouble) => Err(trouble),
        },
        Err(trouble) => Err(trouble),
    };
    match outcome {
        Ok(open) => {
            OPEN.replace(open);
            State::Ready.show();
            go_to_card(&document);
        }
        Err(trouble) => {
            web_sys::console::error_1(&JsValue::from_str(&trouble.to_string()));
            place.replace_children_with_node_0();
            let again = place.clone();
            let view = move || {
                let retry = move || {
                    spawn_local(open(document.clone(), again.clone()));
                };
                view! { <TroubleView trouble words retry/> }
            };
            OPEN.replace(Open {
                _mounted: Some(Box::new(mount_to(place, view))),
                _awake: None,
            });
            State::Failed.show();
        }
    }
}

fn show(document: &Document, place: &HtmlElement, found: &Found) -> Result<Open, Trouble> {
    let Found { address, json } = found;
    let reading = reportage_story::read(json).map_err(|reason| match reason {
        NotAStory::Newer { .. } => Trouble::Newer,
        reason => Trouble::NotAStory(reason),
    })?;
    for fault in &reading.faults {
        web_sys::console::warn_1(&JsValue::from_str(&format!("{address}: {fault}")));
    }
    present(document, &reading.story);
    let story = reading.story;
    let base = Base::in_viewer(address);
    // Built apart and put in its place whole: whatever happens meanwhile, the page is
    // never empty.
    let stage = document
        .create_element("div")
        .ok()
        .and_then(|stage| stage.dyn_into::<HtmlElement>().ok())
        .ok_or(Trouble::NotAStory(NotAStory::SomethingElse))?;
    let mounted = mount_to(stage.clone(), move || view! { <StoryView story base/> });
    saving::spare(&stage);
    if let Some(article) = stage.first_element_child() {
        place.replace_children_with_node_1(&article);
    }
    Ok(Open {
        _mounted: Some(Box::new(mounted)),
        _awake: read::wake(document),
    })
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

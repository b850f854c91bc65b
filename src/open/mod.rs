//! Opening a bundle: find it, fetch it, build what the view makes of it, wake it.

mod address;
pub mod build;
mod elsewhere;
mod fetch;
pub mod json;
pub mod telling;
mod trouble;

use std::any::Any;
use std::cell::Cell;

use gloo_events::EventListener;
use reportage_story::{NotAStory, Story, is_id};
use reportage_view::Base;
use wasm_bindgen::JsValue;
use web_sys::{Document, Element, RequestCache};

use crate::dom;
use crate::read::{self, Page, demand};
use crate::state::State;
use fetch::Found;
use json::Parsed;
use telling::Telling;
use trouble::Trouble;

thread_local! {
    /// What keeps the story that is open awake, or listens where none could be opened.
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
        open(document.clone(), place.clone());
        follow(document, place);
    }
}

/// Opens another story as soon as the page's address names one: whoever puts a list of stories
/// around the viewer leads to each by `history.pushState` and `popstate`, and Back leads back.
fn follow(document: Document, place: Element) {
    let Some(window) = document.default_view() else {
        return;
    };
    let named = Cell::new(Some(address::of_story(&document)));
    EventListener::new(&window, "popstate", move |_| {
        let now = address::of_story(&document);
        // It happens for every card as well.
        if named.replace(Some(now.clone())) != Some(now) {
            open(document.clone(), place.clone());
        }
    })
    .forget();
}

/// Fetches and shows the story in `place`, or says there what went wrong.
fn open(document: Document, place: Element) {
    State::Loading.show();
    match address::of_story(&document) {
        Ok(named) => ask(document, place, named, RequestCache::Default),
        Err(trouble) => tell(&document, &place, &trouble),
    }
}

/// Asks for the story. One that came spoilt the browser may keep as if it were well, so what is no
/// story is asked for once more, past what is kept.
fn ask(document: Document, place: Element, named: String, cache: RequestCache) {
    fetch::bundle(named.clone(), cache, move |found| {
        // Another may have been asked for meanwhile.
        if !is_named(&document, &named) {
            return;
        }
        match found.and_then(|found| begin(&document, named.clone(), found)) {
            Ok(opening) => go_on(&document, &place, opening),
            Err(Trouble::NotAStory(_)) if cache == RequestCache::Default => {
                let (document, place) = (document.clone(), place.clone());
                ask(document, place, named.clone(), RequestCache::Reload);
            }
            Err(trouble) => tell(&document, &place, &trouble),
        }
    });
}

/// Whether the page's address still asks for this story.
fn is_named(document: &Document, story: &String) -> bool {
    address::of_story(document).as_ref() == Ok(story)
}

/// A story on its way into the page.
struct Opening {
    telling: Telling<Parsed>,
    /// As the page's address names it.
    named: String,
    /// Where it was found.
    address: String,
    is_shown: bool,
}

/// Begins to tell the story that was found.
fn begin(document: &Document, named: String, found: Found) -> Result<Opening, Trouble> {
    let Found { address, json } = found;
    let opened = json::open(&json).map_err(|reason| match reason {
        NotAStory::Newer { .. } => Trouble::Newer,
        reason => Trouble::NotAStory(reason),
    })?;
    let telling = Telling::of(document, opened, Base::in_viewer(&address));
    Ok(Opening {
        telling: telling.ok_or(Trouble::NotAStory(NotAStory::SomethingElse))?,
        named,
        address,
        is_shown: false,
    })
}

/// Tells some of the story, and more of it once the browser has drawn that and heard the reader.
fn go_on(document: &Document, place: &Element, mut opening: Opening) {
    if !is_named(document, &opening.named) {
        return;
    }
    let telling = &mut opening.telling;
    let wanted = wanted_card(document).filter(|id| telling.may_bring(id));
    telling.go_on();
    let is_over = telling.is_over();
    let is_missing = wanted.as_ref().is_some_and(|id| telling.may_bring(id));
    // A reader who had begun elsewhere would be torn away.
    if !opening.is_shown && !is_missing {
        opening.is_shown = true;
        show(document, place, telling, &opening.address);
    }
    // The browser looked for it before it was there.
    if let Some(card) = wanted.and_then(|id| document.get_element_by_id(&id)) {
        Element::scroll_into_view(&card);
    }
    if is_over {
        for fault in opening.telling.into_faults() {
            let fault = format!("{}: {fault}", opening.address);
            web_sys::console::warn_1(&JsValue::from_str(&fault));
        }
        return;
    }
    let (document, place) = (document.clone(), place.clone());
    dom::later(0, move || go_on(&document, &place, opening));
}

/// Puts a story in its place and wakes it. Whole, as far as it is told: whatever happens meanwhile,
/// the page is never empty.
fn show(document: &Document, place: &Element, telling: &Telling<Parsed>, address: &str) {
    present(document, &telling.story);
    // The story before it is at rest before it goes.
    if OPEN.take().is_some()
        && let Some(window) = document.default_view()
    {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
    let article = &telling.article;
    match elsewhere::name(document, address) {
        Some(line) => place.replace_children_with_node_2(&line, article),
        None => place.replace_children_with_node_1(article),
    }
    OPEN.set(read::wake(document).map(|awake| Box::new(awake) as _));
    State::Ready.show();
    if let Some(page) = Page::of(document) {
        dom::tell(&page.article, demand::OPENED);
    }
}

fn tell(document: &Document, place: &Element, trouble: &Trouble) {
    web_sys::console::error_1(&JsValue::from_str(&trouble.to_string()));
    OPEN.take();
    place.replace_children_with_node_0();
    let retry = {
        let (document, place) = (document.clone(), place.clone());
        move || open(document.clone(), place.clone())
    };
    OPEN.set(trouble::tell(trouble, place, retry).map(|listening| Box::new(listening) as _));
    State::Failed.show();
}

/// Tells the browser what it shows: title, language, direction and colours; and how it may lay it out.
fn present(document: &Document, story: &Story) {
    document.set_title(&story.headline);
    if let Some(root) = document.document_element() {
        dom::set(&root, "lang", &story.in_language);
        match story.direction {
            reportage_story::Direction::Ltr => dom::unset(&root, "dir"),
            reportage_story::Direction::Rtl => dom::set(&root, "dir", "rtl"),
        }
        dom::put(&root, "data-color-scheme", story.theme.color_scheme.name());
        // Led to a card, one is there at once only if all before it is laid out.
        let led_to = wanted_card(document).unwrap_or_default();
        dom::set(&root, "data-at", &led_to);
    }
}

/// The card that the page's address names.
fn wanted_card(document: &Document) -> Option<String> {
    let hash = document.location()?.hash().ok()?;
    let id = js_sys::decode_uri_component(hash.strip_prefix('#')?).ok();
    id.map(String::from).filter(|id| is_id(id))
}

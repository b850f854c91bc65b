//! Pictures with a notice: shown when the reader asks, this one or all of the story.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlMediaElement};

use super::{Page, near};
use crate::dom::{self, Placed};

/// Happens to a figure before its picture is covered again.
pub const COVERING: &str = "reportage-covering";
/// A figure bears this while its picture is covered.
pub const COVERED: &str = "data-covered";
/// And this once the reader has asked for it.
const SHOWN: &str = "data-uncovered";
/// The attributes of a picture that a page with a notice keeps under `data-…`.
const KEPT: [&str; 3] = ["src", "srcset", "alt"];

/// Keeps the buttons. What the reader has asked for stays when they go.
pub struct Notices {
    _buttons: Rc<RefCell<Vec<Buttons>>>,
    _late: EventListener,
}

/// Puts a button where a page without a program has a link, and a second one if there are
/// more such pictures. All at once: it can change how high a card is.
pub fn start(page: &Page) -> Notices {
    let buttons = Rc::default();
    put(page, &page.article, &buttons);
    let late = {
        let (page, buttons) = (page.clone(), Rc::clone(&buttons));
        near::each_late(&page.clone(), move |card| put(&page, card, &buttons))
    };
    Notices {
        _buttons: buttons,
        _late: late,
    }
}

/// Puts them for what is covered in a part of the story.
fn put(page: &Page, part: &Element, buttons: &RefCell<Vec<Buttons>>) {
    let mut buttons = buttons.borrow_mut();
    // The first may have been alone until now.
    let alone = (buttons.len() == 1).then_some(0);
    let first = alone.unwrap_or(buttons.len());
    let figures = dom::all::<Element>(part, &format!("[{COVERED}]"));
    buttons.extend(figures.into_iter().filter_map(Buttons::put));
    if buttons.len() > 1 {
        for one in &mut buttons[first..] {
            one.offer_all(page);
        }
    }
}

/// Covers everything again, for the next reader.
pub fn reset(page: &Page) {
    for figure in dom::all::<Element>(&page.article, &format!("[{SHOWN}]")) {
        cover(&figure);
    }
}

/// The buttons of one notice.
struct Buttons {
    placed: Placed,
    figure: Element,
    listeners: Vec<EventListener>,
}

impl Buttons {
    /// One to show the picture.
    fn put(figure: Element) -> Option<Self> {
        let notice = figure.query_selector(".notice").ok()??;
        let label = notice.query_selector("a").ok()??.text_content()?;
        let placed = Placed::new(&notice, "div", "notice-buttons")?;
        let asked = figure.clone();
        let show = dom::append_button(&placed.0, "", &label, "")?;
        let shown = EventListener::new(&show, "click", move |_| {
            uncover(&asked);
            focus(&asked);
        });
        Some(Self {
            placed,
            figure,
            listeners: vec![shown],
        })
    }

    /// One to show them all.
    fn offer_all(&mut self, page: &Page) {
        let word = page.word("showAllPictures");
        let Some(all) = dom::append_button(&self.placed.0, "quiet", &word, "") else {
            return;
        };
        let (asked, article) = (self.figure.clone(), page.article.clone());
        self.listeners
            .push(EventListener::new(&all, "click", move |_| {
                for figure in dom::all::<Element>(&article, &format!("[{COVERED}]")) {
                    uncover(&figure);
                }
                focus(&asked);
            }));
    }
}

/// The button has gone with its notice; what it uncovered has the focus.
fn focus(figure: &Element) {
    dom::set(figure, "tabindex", "-1");
    if let Some(figure) = figure.dyn_ref::<HtmlElement>() {
        let _ = figure.focus();
    }
}

fn uncover(figure: &Element) {
    dom::unset(figure, COVERED);
    dom::set(figure, SHOWN, "");
    // The address last: a browser asks for a file as soon as it hears that.
    for name in KEPT.iter().rev() {
        rename(figure, &format!("data-{name}"), name);
    }
    set_hidden(figure, false);
}

fn cover(figure: &Element) {
    // Its files may be asked for again just now.
    dom::tell(figure, COVERING);
    dom::unset(figure, SHOWN);
    dom::set(figure, COVERED, "");
    for name in KEPT {
        rename(figure, name, &format!("data-{name}"));
    }
    set_hidden(figure, true);
}

/// Hides the picture and shows the notice, or the other way about.
fn set_hidden(figure: &Element, is_hidden: bool) {
    for part in dom::all::<HtmlElement>(figure, ":scope > :is(picture, video)") {
        part.set_hidden(is_hidden);
    }
    for notice in dom::all::<HtmlElement>(figure, ":scope > .notice") {
        notice.set_hidden(!is_hidden);
    }
    for video in dom::all::<HtmlMediaElement>(figure, ":scope > video") {
        video.load();
    }
}

/// Gives an attribute of the picture's parts another name.
fn rename(figure: &Element, from: &str, to: &str) {
    let parts = format!(":scope > :is(picture, video) > [{from}]");
    for part in dom::all::<Element>(figure, &parts) {
        if let Some(value) = part.get_attribute(from) {
            dom::unset(&part, from);
            dom::set(&part, to, &value);
        }
    }
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::read::testing::*;

    fn three_covered() -> Page {
        let covered = photo(300, 200).replacen('{', r#"{ "notice": "A body","#, 1);
        let cards: Vec<_> = (0..3)
            .map(|n| format!(r#"{{ "id": "c{n}", "kind": "photo", "photo": {covered} }}"#))
            .collect();
        page_with("", &format!("[{}]", cards.join(",")))
    }

    fn shown(page: &Page) -> usize {
        count(
            page,
            "picture:not([hidden]) > img[src][srcset][alt='A bridge']",
        )
    }

    #[wasm_bindgen_test]
    fn a_picture_is_shown_when_it_is_asked_for_and_has_the_focus() {
        let page = three_covered();
        let notices = start(&page);
        assert_eq!(shown(&page), 0);
        find::<HtmlElement>(&page, "#c1 .notice button").click();
        assert_eq!(shown(&page), 1);
        assert_eq!(count(&page, "#c1 .notice:not([hidden])"), 0);
        assert_eq!(count(&page, "#c1 figure:focus"), 1);
        drop(notices);
        assert_eq!(count(&page, ".notice-buttons"), 0);
    }

    #[wasm_bindgen_test]
    fn all_are_shown_by_one_click_and_covered_again_for_the_next_reader() {
        let page = three_covered();
        let _notices = start(&page);
        find::<HtmlElement>(&page, "#c2 .notice button.quiet").click();
        assert_eq!(shown(&page), 3);
        reset(&page);
        assert_eq!(shown(&page), 0);
        assert_eq!(count(&page, "[data-covered] > .notice:not([hidden])"), 3);
        assert_eq!(count(&page, "img[src], img[srcset]"), 0);
    }
}

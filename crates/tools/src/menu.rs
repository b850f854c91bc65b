//! The reading menu: text size, colours, motion, how to move, how much of photos is fetched, what
//! is remembered, and the list of keys.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use super::contents::CloseButton;
use super::dialog::{self, Slot};
use super::edition_list::EditionList;
use super::offline::{self, Offline};
use super::print;
use reportage_viewer::dom;
use reportage_viewer::read::settings::{get, set};
use reportage_viewer::read::{Page, place, saving, swipe};

/// The text sizes to choose from, in per cent.
const SIZES: [&str; 4] = ["100", "115", "130", "150"];

/// Opens the menu.
pub fn open(slot: &Slot, page: &Page) {
    slot.open(page, |page| view! { <MenuView page/> });
    offline::show(page);
}

#[component]
fn MenuView(page: Page) -> impl IntoView {
    let word = |name: &str| page.word(name);
    let device = || ("", word("likeDevice"));
    let sizes = SIZES.map(|size| (if size == "100" { "" } else { size }, format!("{size} %")));
    let colors = [device(), ("light", word("light")), ("dark", word("dark"))];
    let motion = [device(), ("less", word("lessMotion"))];
    let modes = [("scroll", word("scroll")), ("swipe", word("swipe"))];
    let mode = if swipe::is_on(&page) {
        "swipe"
    } else {
        "scroll"
    };
    let chosen = |name: &str| get(&page, name).unwrap_or_default();
    // Boxed, so that there is one view of a choice, not one for each.
    let keep = |name: &'static str| -> Rc<dyn Fn(&str)> {
        let page = page.clone();
        Rc::new(move |value| set(&page, name, Some(value).filter(|value| !value.is_empty())))
    };
    let switch: Rc<dyn Fn(&str)> = {
        let page = page.clone();
        Rc::new(move |value| swipe::switch(&page, value))
    };
    let photos = [
        device(),
        ("on", word("smallerPhotos")),
        ("off", word("fullPhotos")),
    ];
    // Where no photo is fetched there is nothing to save.
    let saving = (!page.is_a_file()).then(|| {
        let chosen = chosen(saving::SAVING);
        let chosen = if chosen == saving::ON_DEVICE { String::new() } else { chosen };
        let page = page.clone();
        let choose: Rc<dyn Fn(&str)> = Rc::new(move |value| saving::switch(&page, value));
        view! { <Choice name=saving::SAVING legend=word("photoSize") options=photos.to_vec() chosen choose/> }
    });
    let remember: Box<dyn Fn(bool)> = {
        let page = page.clone();
        Box::new(move |is_on| {
            set(&page, "place", (!is_on).then_some("off"));
            if !is_on {
                place::forget(&page);
            }
        })
    };
    let listen: Box<dyn Fn(bool)> = {
        let page = page.clone();
        Box::new(move |is_on| set(&page, "keys", (!is_on).then_some("off")))
    };
    view! {
        <dialog class="panel menu" aria-labelledby="reportage-settings">
            <div class="sheet">
                <h2 id="reportage-settings" tabindex="-1" autofocus=true>
                    {word("settings")}
                </h2>
                <Choice name="text" legend=word("textSize") options=sizes.to_vec() chosen=chosen("text") choose=keep("text")/>
                <Choice name="theme" legend=word("colors") options=colors.to_vec() chosen=chosen("theme") choose=keep("theme")/>
                <Choice name="motion" legend=word("motion") options=motion.to_vec() chosen=chosen("motion") choose=keep("motion")/>
                <Choice name="mode" legend=word("readingMode") options=modes.to_vec() chosen=mode.to_owned() choose=switch/>
                {saving}
                <Switch words=word("rememberPlace") is_on=chosen("place") != "off" turn=remember/>
                <Switch words=word("keys") is_on=chosen("keys") != "off" turn=listen/>
                <PrintButton page=page.clone()/>
                <Offline page=page.clone()/>
                <EditionList page=page.clone()/>
                <KeyList page=page.clone()/>
                <CloseButton words=word("close")/>
            </div>
        </dialog>
    }
}

/// One of several: radio buttons in a group.
#[component]
fn Choice(
    name: &'static str,
    legend: String,
    /// Each value and its words.
    options: Vec<(&'static str, String)>,
    chosen: String,
    choose: Rc<dyn Fn(&str)>,
) -> impl IntoView {
    let options = options
        .into_iter()
        .map(|(value, words)| {
            let choose = choose.clone();
            view! {
                <label>
                    <input
                        type="radio"
                        name=name
                        checked=chosen == value
                        on:change=move |_| choose(value)
                    />
                    <span>{words}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset>
            <legend>{legend}</legend>
            <div class="choices">{options}</div>
        </fieldset>
    }
}

/// On or off.
#[component]
fn Switch(words: String, is_on: bool, turn: Box<dyn Fn(bool)>) -> impl IntoView {
    view! {
        <label class="switch">
            <input
                type="checkbox"
                checked=is_on
                on:change=move |event| {
                    if let Some(input) = dom::target::<HtmlInputElement>(event.unchecked_ref()) {
                        turn(input.checked());
                    }
                }
            />
            <span>{words}</span>
        </label>
    }
}

/// Closes the menu and prints.
#[component]
fn PrintButton(page: Page) -> impl IntoView {
    let words = page.word("print");
    let print = move |event: web_sys::MouseEvent| {
        if let Some(button) = dom::target::<Element>(&event) {
            dialog::close(&button);
        }
        print::print(&page);
    };
    view! {
        <button type="button" class="print" on:click=print>
            {words}
        </button>
    }
}

/// What each key does, as the story moves now.
#[component]
fn KeyList(page: Page) -> impl IntoView {
    let (backward, forward) = if page.is_rtl() {
        ("→", "←")
    } else {
        ("←", "→")
    };
    let mut keys = vec![
        (backward, page.word("previousCard")),
        (forward, page.word("nextCard")),
    ];
    if swipe::is_on(&page) {
        keys.push(("Home", page.word("firstCard")));
        keys.push(("End", page.word("lastCard")));
        keys.push(("↑  Page Up  ⇧ Space", page.word("previousCard")));
        keys.push(("↓  Page Down  Space", page.word("nextCard")));
    }
    keys.push((
        "+  −",
        format!("{}, {}", page.word("zoomIn"), page.word("zoomOut")),
    ));
    keys.push(("Esc", page.word("close")));
    keys.push(("?", page.word("settings")));
    let keys = keys
        .into_iter()
        .map(|(key, words)| {
            view! {
                <dt>
                    <kbd>{key}</kbd>
                </dt>
                <dd>{words}</dd>
            }
        })
        .collect_view();
    view! { <dl class="keys">{keys}</dl> }
}

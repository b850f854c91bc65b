//! What a reader does with a story: one behaviour a file.
//!
//! A behaviour works on the page as the view wrote it, whoever built it and
//! whatever a translator made of its text. It never builds words again. Each
//! `start` returns what keeps the behaviour going; dropping that ends it and
//! removes whatever it listened with.
//!
//! Every reader gets all of this, so it is small: a few elements are made one by one, and the
//! tools, which have views, are a program of their own.

pub mod arrival;
pub mod bar;
pub mod compare;
pub mod demand;
pub mod device;
pub mod editions;
pub mod host;
pub mod keys;
pub mod moving;
pub mod near;
pub mod notices;
pub mod offline;
pub mod page;
pub mod place;
pub mod position;
pub mod print;
pub mod relevant;
pub mod retry;
pub mod reveal;
pub mod saving;
pub mod settings;
pub mod spare_time;
pub mod stops;
pub mod swipe;
pub mod video;
pub mod way_out;
pub mod wishes;

#[cfg(all(any(test, feature = "testing"), target_arch = "wasm32"))]
pub mod testing;

use std::any::Any;

use gloo_events::EventListener;
use web_sys::Document;

use crate::state::State;

pub use page::Page;

/// A story whose behaviours are listening. Dropping it puts them to rest.
pub struct Awake {
    _behaviours: Vec<Box<dyn Any>>,
}

/// Wakes the story in the page for as long as the page is there.
pub fn run() {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    let run = |document: &Document| {
        if let Some(awake) = wake(document) {
            // One page, one story: nobody puts it to rest.
            std::mem::forget(awake);
            State::Ready.show();
        }
    };
    // The first photo may have come, and the program after it, while a long story is on its way.
    if document.ready_state() == "loading" {
        let whole = document.clone();
        EventListener::once(&document, "DOMContentLoaded", move |_| run(&whole)).forget();
    } else {
        run(&document);
    }
}

/// Starts every behaviour on the story in `document`; nothing if there is none.
pub fn wake(document: &Document) -> Option<Awake> {
    let page = Page::of(document)?;
    host::grow(&page);
    let moving = moving::start(&page);
    let mut behaviours: Vec<Box<dyn Any>> = vec![
        Box::new(place::start(&page)),
        Box::new(bar::start(&page, &moving)),
        Box::new(keys::start(&page, &moving)),
        Box::new(notices::start(&page)),
        Box::new(editions::start(&page)),
        Box::new(print::start(&page)),
        Box::new(reveal::start(&page)),
        Box::new(retry::start(&page)),
        Box::new(arrival::start(&page)),
        Box::new(compare::start(&page)),
        Box::new(video::start(&page)),
        // After those that put controls into cards.
        Box::new(swipe::start(&page)),
        Box::new(demand::start(&page)),
        Box::new(relevant::start(&page)),
    ];
    // After those that listen for what it finds.
    behaviours.push(Box::new(position::start(&page)));
    // The last, since it says that all the others are there.
    behaviours.push(Box::new(host::start(&page, &moving)));
    Some(Awake {
        _behaviours: behaviours,
    })
}

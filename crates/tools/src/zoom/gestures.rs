//! How a reader asks for more or less of a photo: wheel, double tap, pinch, keys, buttons;
//! a mouse drags it. Fingers move it by the browser's own scrolling.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use js_sys::{Date, Math};
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, HtmlDialogElement, KeyboardEvent, PointerEvent, TouchEvent, WheelEvent,
};

use super::pane::Pane;
use super::point;
use reportage_viewer::dom;

/// How many times as large a button or a key makes the photo.
const STEP: f64 = 1.5;
/// Pixels that an arrow key moves it.
const PUSH: f64 = 80.0;
/// How many times as large as it fits a double tap makes it.
const DOUBLE: f64 = 2.5;
/// Milliseconds between two taps that are one double tap, and pixels.
const TOGETHER: (f64, f64) = (350.0, 40.0);
/// Pixels of a wheel for a photo e times as large.
const WHEEL: f64 = 400.0;
/// Pixels in a line of a wheel that counts lines.
const LINE: f64 = 16.0;

/// What the fingers and the mouse are at.
#[derive(Default)]
struct Hand {
    /// When and where the last tap was.
    tap: Cell<Option<(f64, (f64, f64))>>,
    /// How far two fingers were apart, and how large the photo then was.
    pinch: Cell<Option<(f64, f64)>>,
    /// Where a mouse that drags was last.
    drag: Cell<Option<(f64, f64)>>,
    /// Whether the mouse has dragged since it was pressed: then it does not tap.
    has_dragged: Cell<bool>,
}

/// Listens to what happens in the dialog.
pub struct Gestures;

impl Gestures {
    /// Listens for as long as the dialog is there: its listeners go with it.
    pub fn listen(dialog: &HtmlDialogElement, pane: &Rc<Pane>) {
        let hand = Rc::new(Hand::default());
        let ears: Rc<RefCell<Vec<EventListener>>> = Rc::default();
        let hear = |event: &'static str, heard: fn(&Event, &Pane, &Hand)| {
            let (pane, hand) = (pane.clone(), hand.clone());
            let options = EventListenerOptions {
                phase: EventListenerPhase::Bubble,
                passive: false,
            };
            EventListener::new_with_options(dialog, event, options, move |event| {
                heard(event, &pane, &hand);
            })
        };
        let closed = {
            let ears = ears.clone();
            EventListener::once(dialog, "close", move |_| {
                ears.take();
            })
        };
        ears.replace(vec![
            hear("wheel", wheel),
            hear("click", click),
            hear("touchstart", touch),
            hear("touchmove", touch),
            hear("touchend", lift),
            hear("pointerdown", press),
            hear("pointermove", drag),
            hear("pointerup", release),
            hear("keydown", key),
            closed,
        ]);
    }
}

fn wheel(event: &Event, pane: &Pane, _: &Hand) {
    let Some(event) = event.dyn_ref::<WheelEvent>().filter(|wheel| is_over(wheel)) else {
        return;
    };
    // Otherwise the browser would zoom the page or scroll the pane.
    event.prevent_default();
    let unit = if event.delta_mode() == WheelEvent::DOM_DELTA_LINE {
        LINE
    } else {
        1.0
    };
    let factor = Math::exp(-event.delta_y() * unit / WHEEL);
    pane.zoom_to(pane.factor() * factor, point(event));
}

fn click(event: &Event, pane: &Pane, hand: &Hand) {
    let Some(event) = event.dyn_ref::<PointerEvent>() else {
        return;
    };
    let Some(target) = dom::target::<Element>(event) else {
        return;
    };
    let classes = target.class_list();
    if classes.contains("larger") {
        pane.zoom_to(pane.factor() * STEP, pane.middle());
    } else if classes.contains("smaller") {
        pane.zoom_to(pane.factor() / STEP, pane.middle());
    } else if is_over(event) && !hand.has_dragged.replace(false) {
        tap(point(event), pane, hand);
    }
}

/// The second of two taps in one place.
fn tap(at: (f64, f64), pane: &Pane, hand: &Hand) {
    let now = Date::now();
    let is_double = hand
        .tap
        .take()
        .is_some_and(|(then, place)| now - then < TOGETHER.0 && distance(place, at) < TOGETHER.1);
    if is_double {
        let factor = if pane.factor() > 1.0 { 1.0 } else { DOUBLE };
        pane.zoom_to(factor, at);
    } else {
        hand.tap.set(Some((now, at)));
    }
}

fn touch(event: &Event, pane: &Pane, hand: &Hand) {
    let Some(touches) = event.dyn_ref::<TouchEvent>().map(TouchEvent::touches) else {
        return;
    };
    let finger = |at| {
        let touch = touches.get(at)?;
        Some((f64::from(touch.client_x()), f64::from(touch.client_y())))
    };
    let (Some(one), Some(other)) = (finger(0), finger(1)) else {
        return;
    };
    if event.cancelable() {
        event.prevent_default();
    }
    let apart = distance(one, other).max(1.0);
    let middle = ((one.0 + other.0) / 2.0, (one.1 + other.1) / 2.0);
    match hand.pinch.get().filter(|_| event.type_() == "touchmove") {
        Some((was_apart, was)) => pane.zoom_to(was * apart / was_apart, middle),
        None => hand.pinch.set(Some((apart, pane.factor()))),
    }
}

fn lift(_: &Event, _: &Pane, hand: &Hand) {
    hand.pinch.take();
}

fn press(event: &Event, _: &Pane, hand: &Hand) {
    if let Some(event) = event.dyn_ref::<PointerEvent>()
        && event.pointer_type() == "mouse"
        && is_over(event)
    {
        hand.drag.set(Some(point(event)));
        hand.has_dragged.set(false);
        // Or the browser would drag a copy of the picture.
        event.prevent_default();
    }
}

fn drag(event: &Event, pane: &Pane, hand: &Hand) {
    if let (Some(event), Some(from)) = (event.dyn_ref::<PointerEvent>(), hand.drag.get()) {
        let to = point(event);
        if distance(from, to) > 0.0 {
            pane.scroll_by(from.0 - to.0, from.1 - to.1);
            hand.drag.set(Some(to));
            hand.has_dragged.set(true);
        }
    }
}

fn release(_: &Event, _: &Pane, hand: &Hand) {
    hand.drag.take();
}

fn key(event: &Event, pane: &Pane, _: &Hand) {
    let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
        return;
    };
    if event.ctrl_key() || event.alt_key() || event.meta_key() {
        return;
    }
    let factor = match event.key().as_str() {
        // The pane scrolls by itself only while it has the focus.
        "ArrowLeft" => return push(event, pane, (-PUSH, 0.0)),
        "ArrowRight" => return push(event, pane, (PUSH, 0.0)),
        "ArrowUp" => return push(event, pane, (0.0, -PUSH)),
        "ArrowDown" => return push(event, pane, (0.0, PUSH)),
        "+" | "=" => pane.factor() * STEP,
        "-" | "_" => pane.factor() / STEP,
        "0" => 1.0,
        _ => return,
    };
    event.prevent_default();
    pane.zoom_to(factor, pane.middle());
}

fn push(event: &KeyboardEvent, pane: &Pane, by: (f64, f64)) {
    event.prevent_default();
    pane.scroll_by(by.0, by.1);
}

/// Whether it happened to the photo or to the pane that it is in.
fn is_over(event: &Event) -> bool {
    dom::target::<Element>(event)
        .is_some_and(|target| matches!(target.closest(".pane"), Ok(Some(_))))
}

fn distance(one: (f64, f64), other: (f64, f64)) -> f64 {
    Math::hypot(one.0 - other.0, one.1 - other.1)
}

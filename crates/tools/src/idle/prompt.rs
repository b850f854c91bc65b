//! The question, and how it is answered.

use std::cell::Cell;
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use gloo_timers::callback::Interval;
use js_sys::Date;
use leptos::prelude::*;
use web_sys::HtmlDialogElement;

use super::{INPUT, Watch, is_real};
use crate::aside::Aside;
use crate::dialog;
use crate::mounted::Mounted;
use reportage_viewer::dom;
use reportage_viewer::read::Page;

/// Milliseconds until the dialog closes after an answer that has no end of its own,
/// such as a move of the mouse. A click or a key let go closes it at once.
const CLOSING: u32 = 1_000;
/// Seconds left at which the countdown is announced; in between it only shows.
const ANNOUNCED: [u32; 5] = [60, 30, 20, 10, 5];

/// The open question. Dropping it closes the dialog; the browser gives the focus
/// back.
pub struct Prompt {
    dialog: HtmlDialogElement,
    _aside: Aside,
    _mounted: Mounted,
    _clock: Interval,
    _ears: Vec<EventListener>,
}

impl Prompt {
    /// Opens it; nothing if the browser does not let us.
    pub fn open(watch: &Watch) -> Option<Self> {
        let page = &watch.page;
        let seconds = watch.settings.countdown;
        // Against a deadline: a tab in the background may get no seconds.
        let deadline = Date::now() + f64::from(seconds) * 1_000.0;
        let left = RwSignal::new(seconds);
        let announced = RwSignal::new(seconds);
        let is_answered = Rc::new(Cell::new(false));
        let mounted = Mounted::new(page, "idle-place", move |page| {
            view! { <IdleDialog page left announced/> }
        })?;
        let dialog = mounted.dialog()?;
        let aside = dialog::show(page, &dialog)?;
        let clock = {
            let (watch, is_answered) = (watch.itself.clone(), is_answered.clone());
            Interval::new(250, move || {
                if is_answered.get() {
                    return;
                }
                let seconds = ((deadline - Date::now()) / 1_000.0).ceil().max(0.0) as u32;
                let former = left.get_untracked();
                if seconds != former {
                    left.set(seconds);
                }
                // What is announced changes with the step that the countdown has come to.
                if step(seconds) != step(former) {
                    announced.set(seconds);
                }
                if seconds == 0
                    && let Some(watch) = watch.upgrade()
                {
                    is_answered.set(true);
                    // Not from within the clock that this ends.
                    watch.later(0, Watch::expire);
                }
            })
        };
        Some(Self {
            _ears: Self::ears(watch, &dialog, &is_answered),
            dialog,
            _aside: aside,
            _mounted: mounted,
            _clock: clock,
        })
    }

    /// Any input stops the clock. The dialog closes when the input has ended: if it
    /// went with the first half, the second would fall on what lies under it.
    fn ears(
        watch: &Watch,
        dialog: &HtmlDialogElement,
        is_answered: &Rc<Cell<bool>>,
    ) -> Vec<EventListener> {
        let window = &watch.page.window;
        let answered = INPUT.map(|event| {
            let (watch, is_answered) = (watch.itself.clone(), is_answered.clone());
            let options = EventListenerOptions {
                phase: EventListenerPhase::Capture,
                // A key or a wheel that answers must not move the page as well.
                passive: false,
            };
            EventListener::new_with_options(window, event, options, move |event| {
                if matches!(event.type_().as_str(), "keydown" | "wheel") {
                    event.prevent_default();
                }
                let Some(watch) = watch.upgrade().filter(|_| is_real(event)) else {
                    return;
                };
                if event.type_() == "click" {
                    is_answered.set(true);
                    watch.later(0, Watch::keep);
                } else if !is_answered.replace(true) {
                    watch.later(CLOSING, Watch::keep);
                }
            })
        });
        let let_go = {
            let (watch, is_answered) = (watch.itself.clone(), is_answered.clone());
            dom::capture(window, "keyup", move |_| {
                // The key may have been pressed before the dialog was there.
                if is_answered.get()
                    && let Some(watch) = watch.upgrade()
                {
                    watch.later(0, Watch::keep);
                }
            })
        };
        // By Escape, or by the back gesture of a phone.
        let closed = {
            let watch = watch.itself.clone();
            dom::capture(dialog, "close", move |_| {
                if let Some(watch) = watch.upgrade() {
                    watch.later(0, Watch::keep);
                }
            })
        };
        answered.into_iter().chain([let_go, closed]).collect()
    }
}

impl Drop for Prompt {
    fn drop(&mut self) {
        dialog::shut(&self.dialog);
    }
}

/// The step that the countdown has come to.
fn step(seconds: u32) -> Option<u32> {
    ANNOUNCED.into_iter().filter(|step| *step >= seconds).min()
}

/// The question, the countdown and the answer.
#[component]
fn IdleDialog(
    page: Page,
    /// Seconds left, as they are shown.
    left: RwSignal<u32>,
    /// Seconds left, as they are announced.
    announced: RwSignal<u32>,
) -> impl IntoView {
    let title = page.word("idleTitle");
    let text = page.word("idleText");
    let keep = page.word("keepReading");
    let sentence = move |seconds| page.plural("secondsLeft", seconds);
    let shown = {
        let sentence = sentence.clone();
        move || sentence(left.get())
    };
    let said = move || sentence(announced.get());
    view! {
        <dialog
            class="idle"
            role="alertdialog"
            aria-labelledby="reportage-idle-title"
            aria-describedby="reportage-idle-text reportage-idle-said"
        >
            <h2 id="reportage-idle-title">{title}</h2>
            <p id="reportage-idle-text">{text}</p>
            <p class="countdown" aria-hidden="true">
                {shown}
            </p>
            <p class="announced" id="reportage-idle-said" role="status">
                {said}
            </p>
            <button type="button">{keep}</button>
        </dialog>
    }
}

//! Asks whether anybody is still reading, for screens that pass from reader to
//! reader (WCAG 2.2.1). Off unless the story or `?idle=SECONDS` asks for it.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use gloo_timers::callback::{Interval, Timeout};
use js_sys::Date;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlDetailsElement, HtmlDialogElement, MouseEvent, UrlSearchParams};

use super::{Page, compare, video};
use crate::dom::{self, Mounted};

/// What shows that somebody is there, and answers the question. Screen readers and
/// switches may make nothing but a click.
const INPUT: [&str; 6] = [
    "pointerdown",
    "pointermove",
    "keydown",
    "wheel",
    "touchstart",
    "click",
];
/// What shows it as well, but answers nothing: opening the dialog moves the focus,
/// and may scroll.
const TRACES: [&str; 2] = ["focusin", "scroll"];
/// Milliseconds for which nothing is listened to after an input, so that no script
/// runs on every frame of a scroll.
const REST: u32 = 1_000;
/// Milliseconds until the dialog closes after an answer that has no end of its own,
/// such as a move of the mouse. A click or a key let go closes it at once.
const CLOSING: u32 = 1_000;
/// Seconds left at which the countdown is announced; in between it only shows.
const ANNOUNCED: [u32; 5] = [60, 30, 20, 10, 5];
/// The longest time without input that can be asked for, in seconds.
const LONGEST: u32 = 86_400;

/// How long nobody has to do anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Settings {
    /// Seconds without input before the page asks.
    after: u32,
    /// Seconds that it then counts down.
    countdown: u32,
}

impl Settings {
    /// What the address asks for, else what the story asks for.
    fn of(page: &Page) -> Option<Self> {
        let number = |text: String| text.parse::<u32>().ok();
        let in_page = |name| page.article.get_attribute(name).and_then(number);
        let query = page.window.location().search().unwrap_or_default();
        let in_address = UrlSearchParams::new_with_str(&query)
            .ok()
            .and_then(|query| query.get("idle"))
            .and_then(number);
        let after = in_address.or_else(|| in_page("data-idle-after"))?;
        (after > 0).then(|| Self {
            after: after.min(LONGEST),
            countdown: in_page("data-idle-countdown").unwrap_or(60),
        })
    }
}

/// Watches for idleness for as long as it is kept.
pub fn start(page: &Page) -> Option<Rc<Watch>> {
    let settings = Settings::of(page)?;
    let watch = Rc::new_cyclic(|itself| Watch {
        itself: itself.clone(),
        page: page.clone(),
        settings,
        last_input: Cell::new(Date::now()),
        is_resting: Cell::new(false),
        timer: RefCell::default(),
        ears: RefCell::default(),
        prompt: RefCell::default(),
    });
    watch.listen();
    watch.wait();
    Some(watch)
}

/// Waits for idleness, asks, and counts down.
pub struct Watch {
    itself: Weak<Watch>,
    page: Page,
    settings: Settings,
    /// When somebody last did something, in milliseconds.
    last_input: Cell<f64>,
    /// Whether an input was heard just now, so that the next need not be.
    is_resting: Cell<bool>,
    /// Runs out when it is time to ask. None while asking, and while the page waits
    /// for its next reader.
    timer: RefCell<Option<Timeout>>,
    ears: RefCell<Vec<EventListener>>,
    prompt: RefCell<Option<Prompt>>,
}

impl Watch {
    /// Hears the next input, whatever it is.
    fn listen(&self) {
        let ears = INPUT.into_iter().chain(TRACES).map(|event| {
            let watch = self.itself.clone();
            dom::capture(&self.page.window, event, move |event| {
                if let Some(watch) = watch.upgrade().filter(|_| is_real(event)) {
                    watch.heard();
                }
            })
        });
        self.ears.replace(ears.collect());
    }

    /// Somebody did something.
    fn heard(&self) {
        if self.is_resting.replace(true) {
            return;
        }
        self.last_input.set(Date::now());
        if self.timer.borrow().is_none() {
            self.wait();
        }
        // Not at once: a listener must not be dropped while it is being called.
        self.later(0, |watch| {
            watch.ears.take();
        });
        self.later(REST, Self::wake_up);
    }

    /// Listens again after a rest, unless the question is open: it has ears of its
    /// own.
    fn wake_up(&self) {
        self.is_resting.set(false);
        if self.prompt.borrow().is_none() {
            self.listen();
        }
    }

    /// Looks again when the time is up, if nobody does anything till then.
    fn wait(&self) {
        let idle = Date::now() - self.last_input.get();
        let left = f64::from(self.settings.after) * 1_000.0 - idle;
        let watch = self.itself.clone();
        // At most LONGEST in milliseconds, so it fits.
        let timer = Timeout::new(left.max(0.0) as u32, move || {
            if let Some(watch) = watch.upgrade() {
                watch.ask();
            }
        });
        self.timer.replace(Some(timer));
    }

    /// Asks, unless it turns out that somebody is there.
    fn ask(&self) {
        let idle = Date::now() - self.last_input.get();
        if idle < f64::from(self.settings.after) * 1_000.0 {
            return self.wait();
        }
        if video::is_playing(&self.page) {
            self.last_input.set(Date::now());
            return self.wait();
        }
        self.timer.take();
        self.ears.take();
        let prompt = Prompt::open(self);
        self.prompt.replace(prompt);
    }

    /// Somebody is there: everything stays as it was.
    fn keep(&self) {
        if self.prompt.take().is_some() {
            self.last_input.set(Date::now());
            self.wait();
            self.later(REST, Self::wake_up);
        }
    }

    /// Nobody answered: the story is made ready for the next reader, and nothing is
    /// asked until there is one.
    fn expire(&self) {
        if self.prompt.take().is_none() {
            return;
        }
        let page = &self.page;
        video::reset(page);
        compare::reset(page);
        for details in dom::all::<HtmlDetailsElement>(&page.article, "details[open]") {
            details.set_open(false);
        }
        for gallery in dom::all::<Element>(&page.article, ".gallery") {
            gallery.set_scroll_left(0);
        }
        if let (Ok(history), Ok(path)) = (page.window.history(), page.window.location().pathname())
        {
            let search = page.window.location().search().unwrap_or_default();
            let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&(path + &search)));
        }
        page.window.scroll_to_with_x_and_y(0.0, 0.0);
        // The next reader's first Tab begins at the beginning.
        page.article.set_tab_index(-1);
        let _ = page.article.focus();
        // What the page itself has scrolled and focused is nobody's input.
        self.later(REST, Self::wake_up);
    }

    fn later(&self, milliseconds: u32, then: impl FnOnce(&Self) + 'static) {
        let watch = self.itself.clone();
        Timeout::new(milliseconds, move || {
            if let Some(watch) = watch.upgrade() {
                then(&watch);
            }
        })
        .forget();
    }
}

/// A dialog that opens under a resting mouse makes browsers send it a move that
/// nobody made.
fn is_real(event: &Event) -> bool {
    event.type_() != "pointermove"
        || event
            .dyn_ref::<MouseEvent>()
            .is_none_or(|moved| moved.movement_x() != 0 || moved.movement_y() != 0)
}

/// The open question. Dropping it closes the dialog; the browser gives the focus
/// back.
struct Prompt {
    dialog: HtmlDialogElement,
    _mounted: Mounted,
    _clock: Interval,
    _ears: Vec<EventListener>,
}

impl Prompt {
    fn open(watch: &Watch) -> Option<Self> {
        let page = &watch.page;
        let seconds = watch.settings.countdown;
        // Against a deadline: a tab in the background may get no seconds.
        let deadline = Date::now() + f64::from(seconds) * 1_000.0;
        let left = RwSignal::new(seconds);
        let is_answered = Rc::new(Cell::new(false));
        let mounted = {
            let page = page.clone();
            Mounted::new(&page.document.body()?.into(), "idle-place", move || {
                view! { <IdleDialog page left/> }
            })?
        };
        dom::set(&mounted.place, "lang", &page.article.lang());
        dom::set(&mounted.place, "dir", &page.article.dir());
        let dialog: HtmlDialogElement = mounted
            .place
            .query_selector("dialog")
            .ok()??
            .dyn_into()
            .ok()?;
        dialog.show_modal().ok()?;
        let clock = {
            let (watch, is_answered) = (watch.itself.clone(), is_answered.clone());
            Interval::new(250, move || {
                if is_answered.get() {
                    return;
                }
                let seconds = ((deadline - Date::now()) / 1_000.0).ceil().max(0.0) as u32;
                if seconds != left.get_untracked() {
                    left.set(seconds);
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
        self.dialog.close();
    }
}

/// The question, the countdown and the answer.
#[component]
fn IdleDialog(page: Page, left: RwSignal<u32>) -> impl IntoView {
    let title = page.word("idleTitle");
    let text = page.word("idleText");
    let keep = page.word("keepReading");
    let sentence = move |seconds| page.plural("secondsLeft", seconds);
    let shown = {
        let sentence = sentence.clone();
        move || sentence(left.get())
    };
    // The number that is announced changes with the step that the countdown has come to.
    let announced = Memo::new(move |former: Option<&(Option<u32>, u32)>| {
        let seconds = left.get();
        let step = ANNOUNCED.into_iter().filter(|step| *step >= seconds).min();
        match former {
            Some((former_step, said)) if *former_step == step => (step, *said),
            _ => (step, seconds),
        }
    });
    let said = move || sentence(announced.get().1);
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

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::read::testing::*;

    #[wasm_bindgen_test]
    fn it_is_off_unless_the_story_asks_for_it() {
        assert!(start(&page_with("", &photo_card())).is_none());
        let page = page_with(r#" "idle": { "after": 90 }, "#, &photo_card());
        let settings = Settings::of(&page).expect("it asks");
        assert_eq!(
            settings,
            Settings {
                after: 90,
                countdown: 60
            }
        );
    }

    #[wasm_bindgen_test]
    async fn it_asks_and_a_key_answers_when_it_is_let_go() {
        let page = page_with(r#" "idle": { "after": 1 }, "#, &photo_card());
        let watch = start(&page).expect("it asks");
        until("it asks", || count(&page, "dialog[open]") == 1).await;
        happen(&page.article, "keydown");
        assert_eq!(count(&page, "dialog[open]"), 1);
        happen(&page.article, "keyup");
        until("it is answered", || count(&page, "dialog") == 0).await;
        drop(watch);
    }

    #[wasm_bindgen_test]
    async fn a_move_that_nobody_made_is_no_answer() {
        let page = page_with(r#" "idle": { "after": 1 }, "#, &photo_card());
        let watch = start(&page).expect("it asks");
        until("it asks", || count(&page, "dialog[open]") == 1).await;
        let still = MouseEvent::new("pointermove").expect("an event");
        page.window.dispatch_event(&still).expect("it can happen");
        happen(&page.article, "keyup");
        assert_eq!(count(&page, "dialog[open]"), 1);
        watch.expire();
        assert_eq!(count(&page, "dialog"), 0);
        drop(watch);
    }

    #[wasm_bindgen_test]
    async fn while_a_reader_is_busy_nothing_is_listened_to() {
        let page = page_with(r#" "idle": { "after": 60 }, "#, &photo_card());
        let watch = start(&page).expect("it asks");
        assert_eq!(watch.ears.borrow().len(), INPUT.len() + TRACES.len());
        happen(&page.article, "wheel");
        until("it rests", || watch.ears.borrow().is_empty()).await;
        until("it listens again", || !watch.ears.borrow().is_empty()).await;
        assert_eq!(watch.ears.borrow().len(), INPUT.len() + TRACES.len());
    }
}

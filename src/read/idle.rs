//! Asks whether anybody is still reading, for screens that pass from reader to
//! reader (WCAG 2.2.1). Off unless the story or `?idle=SECONDS` asks for it.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo_events::EventListener;
use gloo_timers::callback::{Interval, Timeout};
use js_sys::Date;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Event, HtmlDetailsElement, HtmlDialogElement, HtmlElement, MouseEvent, UrlSearchParams,
};

use super::{Page, video};
use crate::dom;

/// What counts as input.
const INPUT: [&str; 5] = [
    "pointerdown",
    "pointermove",
    "keydown",
    "wheel",
    "touchstart",
];
/// While the reader is active, input is listened for only this often, so that no
/// script runs on every frame of a scroll.
const REST: u32 = 1_000;
/// Seconds left at which the countdown is announced; in between it only shows.
const ANNOUNCED: [u32; 5] = [60, 30, 20, 10, 5];

/// How long nobody has to do anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
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
            after,
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
        timer: RefCell::default(),
        listeners: RefCell::default(),
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
    timer: RefCell<Option<Timeout>>,
    listeners: RefCell<Vec<EventListener>>,
    prompt: RefCell<Option<Prompt>>,
}

impl Watch {
    /// Hears the next input, whatever it is.
    fn listen(&self) {
        let listeners = INPUT
            .into_iter()
            .map(|event| {
                let watch = self.itself.clone();
                dom::capture(&self.page.window, event, move |event| {
                    if let Some(watch) = watch.upgrade().filter(|_| is_real(event)) {
                        watch.heard();
                    }
                })
            })
            .collect();
        self.listeners.replace(listeners);
    }

    /// Somebody did something.
    fn heard(&self) {
        self.last_input.set(Date::now());
        let was_asking = self.prompt.take().is_some();
        let was_resting = self.timer.borrow().is_none();
        if was_asking || was_resting {
            self.wait();
        }
        // A listener must not drop itself while it is being called.
        let watch = self.itself.clone();
        let former = self.listeners.take();
        Timeout::new(REST, move || {
            drop(former);
            if let Some(watch) = watch.upgrade() {
                // The last input may be up to this much later than we heard of it.
                watch.listen();
            }
        })
        .forget();
    }

    /// Looks again when the time is up, if nobody does anything till then.
    fn wait(&self) {
        let idle = Date::now() - self.last_input.get();
        let left = f64::from(self.settings.after) * 1_000.0 - idle;
        self.set_timer(left.max(0.0), Self::ask);
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
        let prompt = Prompt::open(self);
        self.prompt.replace(prompt);
    }

    /// Nobody answered: the story is made ready for the next reader, and nothing is
    /// asked until there is one.
    fn expire(&self) {
        self.prompt.take();
        let page = &self.page;
        video::reset(page);
        for details in dom::all::<HtmlDetailsElement>(&page.article, "details[open]") {
            details.set_open(false);
        }
        if let (Ok(history), Ok(path)) = (page.window.history(), page.window.location().pathname())
        {
            let search = page.window.location().search().unwrap_or_default();
            let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&(path + &search)));
        }
        if let Some(focused) = page.document.active_element() {
            let _ = focused.unchecked_into::<HtmlElement>().blur();
        }
        page.window.scroll_to_with_x_and_y(0.0, 0.0);
        self.timer.take();
    }

    fn set_timer(&self, milliseconds: f64, then: fn(&Self)) {
        let watch = self.itself.clone();
        // Between 0 and the longest idle time, so it fits.
        let timer = Timeout::new(milliseconds as u32, move || {
            if let Some(watch) = watch.upgrade() {
                then(&watch);
            }
        });
        self.timer.replace(Some(timer));
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

/// The open dialog. Dropping it closes it; the browser gives the focus back.
struct Prompt {
    dialog: HtmlDialogElement,
    place: HtmlElement,
    _mounted: Box<dyn Any>,
    _clock: Interval,
}

impl Prompt {
    fn open(watch: &Watch) -> Option<Self> {
        let page = &watch.page;
        let body = page.document.body()?;
        let place: HtmlElement = dom::append(&body, "div", "idle-place")?;
        dom::set(&place, "lang", &page.article.lang());
        dom::set(&place, "dir", &page.article.dir());
        // Against a deadline: a tab in the background may get no seconds.
        let deadline = Date::now() + f64::from(watch.settings.countdown) * 1_000.0;
        let left = RwSignal::new(watch.settings.countdown);
        let mounted = {
            let page = page.clone();
            leptos::mount::mount_to(place.clone(), move || view! { <IdleDialog page left/> })
        };
        let clock = {
            let watch = watch.itself.clone();
            Interval::new(250, move || {
                let seconds = ((deadline - Date::now()) / 1_000.0).ceil().max(0.0) as u32;
                if seconds != left.get_untracked() {
                    left.set(seconds);
                }
                if seconds == 0
                    && let Some(watch) = watch.upgrade()
                {
                    // Not from within the clock that this ends.
                    Timeout::new(0, move || watch.expire_if_asking()).forget();
                }
            })
        };
        let dialog: HtmlDialogElement = place.query_selector("dialog").ok()??.dyn_into().ok()?;
        dialog.show_modal().ok()?;
        Some(Self {
            dialog,
            place,
            _mounted: Box::new(mounted),
            _clock: clock,
        })
    }
}

impl Watch {
    fn expire_if_asking(&self) {
        if self.prompt.borrow().is_some() {
            self.expire();
        }
    }
}

impl Drop for Prompt {
    fn drop(&mut self) {
        self.dialog.close();
        self.place.remove();
    }
}

/// The question, the countdown and the answer. Any input answers it: see
/// [`Watch::heard`].
#[component]
fn IdleDialog(page: Page, left: RwSignal<u32>) -> impl IntoView {
    let title = page.word("idleTitle");
    let text = page.word("idleText");
    let keep = page.word("keepReading");
    let sentence = {
        let page = page.clone();
        move |seconds| page.plural("secondsLeft", seconds)
    };
    let shown = {
        let sentence = sentence.clone();
        move || sentence(left.get())
    };
    let announced = Memo::new(move |former: Option<&Option<u32>>| {
        let seconds = left.get();
        ANNOUNCED
            .contains(&seconds)
            .then_some(seconds)
            .or_else(|| former.copied().flatten())
    });
    let said = move || announced.get().map(&sentence);
    view! {
        <dialog
            class="idle"
            role="alertdialog"
            aria-labelledby="reportage-idle-title"
            aria-describedby="reportage-idle-text"
        >
            <h2 id="reportage-idle-title">{title}</h2>
            <p id="reportage-idle-text">{text}</p>
            <p class="countdown" aria-hidden="true">
                {shown}
            </p>
            <p class="said" role="status">
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
    async fn it_asks_and_any_input_answers() {
        let page = page_with(r#" "idle": { "after": 1 }, "#, &photo_card());
        let watch = start(&page).expect("it asks");
        until("it asks", || count(&page, "dialog[open]") == 1).await;
        happen(&page.article, "keydown");
        assert_eq!(count(&page, "dialog"), 0);
        drop(watch);
    }

    #[wasm_bindgen_test]
    async fn a_move_that_nobody_made_is_no_answer() {
        let page = page_with(r#" "idle": { "after": 1 }, "#, &photo_card());
        let watch = start(&page).expect("it asks");
        until("it asks", || count(&page, "dialog[open]") == 1).await;
        let still = MouseEvent::new("pointermove").expect("an event");
        page.window.dispatch_event(&still).expect("it can happen");
        assert_eq!(count(&page, "dialog[open]"), 1);
        watch.expire();
        assert_eq!(count(&page, "dialog"), 0);
        drop(watch);
    }
}

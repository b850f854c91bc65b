//! Asks whether anybody is still reading, for screens that pass from reader to
//! reader (WCAG 2.2.1). Off unless the story or `?idle=SECONDS` asks for it.

mod prompt;

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use js_sys::Date;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlDetailsElement, MouseEvent};

use super::dialog;
use prompt::Prompt;
use reportage_viewer::dom;
use reportage_viewer::read::{Page, compare, notices, video, wishes};

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
        let in_address = wishes::get(&page.window, wishes::IDLE).and_then(number);
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
        // What has been opened large among them.
        dialog::close_all(page);
        video::reset(page);
        compare::reset(page);
        notices::reset(page);
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
        page.article.set_scroll_left(0);
        // The next reader's first Tab begins at the beginning.
        page.article.set_tab_index(-1);
        let _ = page.article.focus();
        // What the page itself has scrolled and focused is nobody's input.
        self.later(REST, Self::wake_up);
    }

    fn later(&self, milliseconds: u32, then: impl FnOnce(&Self) + 'static) {
        let watch = self.itself.clone();
        dom::later(milliseconds, move || {
            if let Some(watch) = watch.upgrade() {
                then(&watch);
            }
        });
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

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use reportage_viewer::read::testing::*;

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

//! The few things that every behaviour asks of the document.

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use js_sys::{Object, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Document, Element, Event, EventTarget, HtmlElement, IntersectionObserver,
    IntersectionObserverEntry, IntersectionObserverInit, MouseEvent, Window,
};

/// The elements under `root` that `selector` finds, as `T`.
pub fn all<T: JsCast>(root: &Element, selector: &str) -> Vec<T> {
    let Ok(list) = root.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..list.length())
        .filter_map(|index| list.get(index)?.dyn_into().ok())
        .collect()
}

/// Whether there is an element under `root` that `selector` finds.
pub fn has(root: &Element, selector: &str) -> bool {
    matches!(root.query_selector(selector), Ok(Some(_)))
}

/// Sets an attribute whose name is known to be good.
pub fn set(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

/// A number as the browser writes it: Rust's own code for that weighs some kilobytes.
pub fn written(value: f64) -> String {
    let written = js_sys::Number::from(value).to_string_with_radix(10);
    written.map(String::from).unwrap_or_default()
}

/// Sets a property of an element's style to a number and its unit.
pub fn set_style(element: &HtmlElement, name: &str, value: f64, unit: &str) {
    let _ = element.style().set_property(name, &(written(value) + unit));
}

/// Takes an attribute away.
pub fn unset(element: &Element, name: &str) {
    let _ = element.remove_attribute(name);
}

/// Gives an attribute a value, or takes it away.
pub fn put(element: &Element, name: &str, value: Option<&str>) {
    match value {
        Some(value) => set(element, name, value),
        None => unset(element, name),
    }
}

/// Makes an element, with a class if that is not empty, as the last child of `parent`.
pub fn append<T: JsCast>(parent: &Element, tag: &str, class: &str) -> Option<T> {
    let element = parent.owner_document()?.create_element(tag).ok()?;
    if !class.is_empty() {
        element.set_class_name(class);
    }
    parent.append_child(&element).ok()?;
    element.dyn_into().ok()
}

/// The element that an event happened to, as `T`.
pub fn target<T: JsCast>(event: &Event) -> Option<T> {
    event.target()?.dyn_into().ok()
}

/// Whether a click is to open neither a tab nor a window of its own.
pub fn is_plain(click: &MouseEvent) -> bool {
    click.button() == 0
        && !(click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key())
}

/// Lets an event of ours happen to an element.
pub fn tell(element: &Element, event: &str) {
    if let Ok(event) = Event::new(event) {
        let _ = element.dispatch_event(&event);
    }
}

/// Listens at `root` for events that do not bubble, such as a photo's `load`.
/// Dropping the listener removes it.
pub fn capture(
    root: &EventTarget,
    event: &'static str,
    heard: impl FnMut(&Event) + 'static,
) -> EventListener {
    let options = EventListenerOptions {
        phase: EventListenerPhase::Capture,
        passive: true,
    };
    EventListener::new_with_options(root, event, options, heard)
}

/// Listens for the `load` of photos. At the document: where an element listens for that, browsers
/// let it happen to every drawing within as well, and each photo has one to hold its place.
pub fn loaded(document: &Document, heard: impl FnMut(&Event) + 'static) -> EventListener {
    capture(document, "load", heard)
}

/// An element of ours. Dropping it takes it away.
pub struct Placed(pub HtmlElement);

impl Placed {
    /// Makes one with a class as the last child of `parent`; nothing if the browser does not
    /// let us.
    pub fn new(parent: &Element, tag: &str, class: &str) -> Option<Self> {
        append(parent, tag, class).map(Self)
    }
}

impl Drop for Placed {
    fn drop(&mut self) {
        self.0.remove();
    }
}

/// Makes a button with a class as the last child of `parent`. It has either words or, where a
/// sign stands in their place, a name.
pub fn append_button(
    parent: &Element,
    class: &str,
    words: &str,
    name: &str,
) -> Option<HtmlElement> {
    let button: HtmlElement = append(parent, "button", class)?;
    set(&button, "type", "button");
    if !words.is_empty() {
        button.set_text_content(Some(words));
    }
    if !name.is_empty() {
        set(&button, "aria-label", name);
    }
    Some(button)
}

/// How many parts of an element's height are told apart where it matters how much is seen.
const STEPS: u32 = 20;

/// Tells when elements come into an area and when they leave it. Dropping it
/// ends that.
pub struct Sight {
    observer: IntersectionObserver,
    _seen: Told,
}

type Told = Closure<dyn FnMut(Vec<IntersectionObserverEntry>)>;

/// How many CSS pixels of its height are seen of an element.
pub fn height_seen(entry: &IntersectionObserverEntry) -> f64 {
    entry.intersection_rect().height()
}

impl Sight {
    /// Watches elements of `document` come into the window with `margin` around it, in CSS: a
    /// negative margin makes the area smaller. `seen` is told of those that have changed, and of
    /// those that are new to it.
    ///
    /// `None` in a browser that cannot tell.
    pub fn of(
        document: &Document,
        margin: &str,
        seen: impl FnMut(Vec<IntersectionObserverEntry>) + 'static,
    ) -> Option<Self> {
        let options = IntersectionObserverInit::new();
        options.set_root_margin(margin);
        // The document, not what is around it: in another site's frame margins count
        // only so.
        let _ = js_sys::Reflect::set(&options, &"root".into(), document);
        Self::start(&options, Closure::new(seen))
    }

    /// Watches how much of elements the reader sees, also through the windows of frames
    /// that this page is in, whatever is known of the pages around them. `seen` is told of
    /// those of which it is more or less than before.
    pub fn through_frames(
        seen: impl FnMut(Vec<IntersectionObserverEntry>) + 'static,
    ) -> Option<Self> {
        let options = IntersectionObserverInit::new();
        let steps: js_sys::Array = (0..=STEPS)
            .map(|step| JsValue::from(f64::from(step) / f64::from(STEPS)))
            .collect();
        options.set_threshold(&steps);
        Self::start(&options, Closure::new(seen))
    }

    fn start(options: &IntersectionObserverInit, seen: Told) -> Option<Self> {
        let observer =
            IntersectionObserver::new_with_options(seen.as_ref().unchecked_ref(), options).ok()?;
        Some(Self {
            observer,
            _seen: seen,
        })
    }

    /// Watches `element` from now on.
    pub fn watch(&self, element: &Element) {
        self.observer.observe(element);
    }

    /// Watches `element` no longer.
    pub fn forget(&self, element: &Element) {
        self.observer.unobserve(element);
    }
}

impl Drop for Sight {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Does one of two when a promise has settled. By promises and not by futures, which weigh some
/// kilobytes.
pub fn settle(
    promise: &Promise,
    kept: impl FnOnce(JsValue) + 'static,
    broken: impl FnOnce() + 'static,
) {
    let kept = Closure::once(kept);
    let broken = Closure::once(move |_: JsValue| broken());
    let _ = promise.then2(&kept, &broken);
    // Theirs from now on: the browser lets go of both when it has no more use for them.
    kept.into_js_value();
    broken.into_js_value();
}

/// Has something done so many milliseconds later, which nothing calls off: `gloo_timers` is for what
/// may be, and keeps a timeout that is forgotten for as long as the page is there.
pub fn later(milliseconds: u32, then: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        let then = Closure::once_into_js(then);
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(
            then.unchecked_ref(),
            i32::try_from(milliseconds).unwrap_or(i32::MAX),
        );
    }
}

/// Has something done when the browser has time for it; a little later where it does not tell, as
/// WebKit.
pub fn when_idle(then: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        let then = Closure::once_into_js(then);
        let then = then.unchecked_ref();
        if window.request_idle_callback(then).is_err() {
            let _ = window.set_timeout_with_callback(then);
        }
    }
}

/// The window of the page that holds this one in a frame; none at top level.
pub fn host(window: &Window) -> Option<Window> {
    let parent = window.parent().ok()??;
    (!Object::is(&parent, window)).then_some(parent)
}

/// Whether a media query holds.
pub fn media(query: &str) -> bool {
    web_sys::window()
        .and_then(|window| window.match_media(query).ok()?)
        .is_some_and(|list| list.matches())
}

/// Whether the reader wants little motion: has told the device so, or the reading menu.
pub fn wants_little_motion() -> bool {
    media("(prefers-reduced-motion: reduce)") || root_is("[data-motion=less]")
}

/// Whether the root element is one that `selector` finds.
pub fn root_is(selector: &str) -> bool {
    web_sys::window()
        .and_then(|window| window.document()?.document_element())
        .is_some_and(|root| root.matches(selector).unwrap_or(false))
}

/// Whether the style sheet can tie motion to scrolling by itself.
pub fn has_scroll_timelines() -> bool {
    web_sys::css::supports_with_value("animation-timeline", "view()").unwrap_or(false)
}

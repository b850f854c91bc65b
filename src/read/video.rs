//! Videos: a Play button over the poster, captions on, and a pause when the reader
//! leaves.

use std::cell::RefCell;

use gloo_events::EventListener;
use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{
    Element, HtmlElement, HtmlMediaElement, HtmlVideoElement, TextTrackKind, TextTrackMode,
};

use super::{Page, near};
use crate::dom::{self, Placed, Sight};

/// The figure bears this from the first Play on.
const STARTED: &str = "data-started";

/// Puts a Play button over each video that comes near, and pauses a video whose card is left.
pub fn start(page: &Page) -> [EventListener; 2] {
    // Also when it was started by the browser's own controls or by a key.
    let listener = dom::capture(&page.article, "play", |event| {
        if let Some(video) = dom::target::<HtmlVideoElement>(event)
            && let Ok(Some(figure)) = video.closest("figure.video")
        {
            dom::set(&figure, STARTED, "");
        }
    });
    let document = page.document.clone();
    // Through all frames: one that is as high as its story shows all of it to itself.
    let sight = Sight::through_frames(move |seen| {
        for entry in seen {
            let figure = entry.target();
            // While a video fills the screen the page below may move as it likes.
            let is_away = !figure.contains(document.fullscreen_element().as_deref());
            if is_away
                && dom::height_seen(&entry) <= 0.0
                && let Some(video) = video_in(&figure)
            {
                // A video that has not begun stays untouched.
                let _ = video.pause();
            }
        }
    });
    let page = page.clone();
    let buttons: RefCell<Vec<(Placed, EventListener)>> = RefCell::default();
    let near = near::each(&page.clone(), move |card| {
        for figure in dom::all(card, "figure.video") {
            if !dom::has(&figure, ":scope > .play") {
                buttons.borrow_mut().extend(put_button(&page, &figure));
                sight.iter().for_each(|sight| sight.watch(&figure));
            }
        }
    });
    [listener, near]
}

/// Whether any video of the story is playing.
pub fn is_playing(page: &Page) -> bool {
    dom::all::<HtmlVideoElement>(&page.article, "figure.video > video")
        .iter()
        .any(|video| !video.paused() && !video.ended())
}

/// Pauses whatever plays.
pub fn pause_all(page: &Page) {
    for video in dom::all::<HtmlVideoElement>(&page.article, "figure.video > video") {
        let _ = video.pause();
    }
}

/// Takes every video back to its poster.
pub fn reset(page: &Page) {
    for figure in dom::all::<Element>(&page.article, &format!("figure.video[{STARTED}]")) {
        if let Some(video) = video_in(&figure) {
            let _ = video.pause();
            video.load();
        }
        dom::unset(&figure, STARTED);
    }
}

fn video_in(figure: &Element) -> Option<HtmlVideoElement> {
    figure
        .query_selector(":scope > video")
        .ok()??
        .dyn_into()
        .ok()
}

fn put_button(page: &Page, figure: &Element) -> Option<(Placed, EventListener)> {
    let placed = Placed::new(figure, "div", "play")?;
    let button = dom::append_button(&placed.0, "", "", "")?;
    let label: Element = dom::append(&button, "span", "play-label")?;
    label.set_text_content(Some(&page.word("playVideo")));
    let _ = button.append_with_str_1(" ");
    let duration: Element = dom::append(&button, "span", "play-duration")?;
    duration.set_text_content(figure.get_attribute("data-duration").as_deref());
    let status: Element = dom::append(&placed.0, "p", "")?;
    dom::set(&status, "role", "status");
    let message = page.word("videoFailed");
    let played = figure.clone();
    let clicks = EventListener::new(&button, "click", move |_| play(&played, &status, &message));
    Some((placed, clicks))
}

/// Plays with captions, and hands the focus to the video's own controls. If the
/// video cannot be played, says so and gives the button back.
fn play(figure: &Element, status: &Element, message: &str) {
    let Some(video) = video_in(figure) else {
        return;
    };
    status.set_text_content(None);
    show_captions(&video);
    if video.error().is_some() || video.network_state() == HtmlMediaElement::NETWORK_NO_SOURCE {
        // It failed before, and would fail again without being asked for.
        video.load();
    }
    let Ok(playing) = video.play() else {
        return;
    };
    // The button goes, so the focus must not stay on it.
    dom::set(figure, STARTED, "");
    let _ = video.focus();
    let (figure, status, message) = (figure.clone(), status.clone(), message.to_owned());
    // Not by a future: they weigh some kilobytes.
    let failed = Closure::once_into_js(move |_: JsValue| {
        if video.paused() && video.current_time() == 0.0 {
            dom::unset(&figure, STARTED);
            status.set_text_content(Some(&message));
            if let Ok(Some(button)) = figure.query_selector(".play > button") {
                let _ = button.unchecked_into::<HtmlElement>().focus();
            }
        }
    });
    // By its name: `Promise::catch` takes no closure that frees itself.
    if let Ok(catch) = Reflect::get(&playing, &"catch".into()) {
        let _ = catch.unchecked_into::<Function>().call1(&playing, &failed);
    }
}

/// Shows the first text that stands for what is heard.
fn show_captions(video: &HtmlVideoElement) {
    let Some(tracks) = video.text_tracks() else {
        return;
    };
    let captions = (0..tracks.length())
        .filter_map(|index| tracks.get(index))
        .find(|track| {
            matches!(
                track.kind(),
                TextTrackKind::Captions | TextTrackKind::Subtitles
            )
        });
    if let Some(captions) = captions {
        captions.set_mode(TextTrackMode::Showing);
    }
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::read::testing::*;

    fn clip() -> Page {
        page_with(
            "",
            &format!(
                r#"[{{ "id": "map", "kind": "video", "video": {{
                    "sources": [{{ "src": "nowhere.webm", "type": "video/webm", "bytes": 1, "sha256": "{}" }}],
                    "width": 1280, "height": 720, "duration": 65, "poster": {} }} }}]"#,
                "0".repeat(64),
                photo(320, 180)
            ),
        )
    }

    #[wasm_bindgen_test]
    fn a_button_with_the_duration_stands_over_the_poster_while_the_behaviour_lasts() {
        let page = clip();
        let videos = start(&page);
        for _ in 0..2 {
            happen(&find(&page, "#map"), near::NEAR);
        }
        let button: HtmlElement = find(&page, ".play button");
        assert_eq!(button.inner_text(), "Play video 1:05");
        assert!(!is_playing(&page));
        drop(videos);
        assert_eq!(count(&page, ".play"), 0);
    }

    #[wasm_bindgen_test]
    async fn a_video_that_cannot_be_played_gives_its_button_back() {
        let page = clip();
        let _videos = start(&page);
        happen(&find(&page, "#map"), near::NEAR);
        find::<HtmlElement>(&page, ".play button").click();
        assert_eq!(count(&page, "figure[data-started]"), 1);
        until("the button is back", || {
            count(&page, "figure[data-started]") == 0
        })
        .await;
        let message: Element = find(&page, ".play > [role=status]");
        assert_eq!(
            message.text_content().as_deref(),
            Some("This video could not be played.")
        );
    }
}

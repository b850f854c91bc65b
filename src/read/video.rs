//! Videos: a Play button over the poster, captions on, and a pause when the reader
//! leaves.

use std::any::Any;

use gloo_events::EventListener;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlElement, HtmlVideoElement, TextTrackKind, TextTrackMode};

use super::Page;
use crate::dom::{self, Sight};

/// The figure bears this from the first Play on.
const STARTED: &str = "data-started";

/// Keeps the buttons and the watch.
pub struct Videos {
    buttons: Vec<(HtmlElement, Box<dyn Any>)>,
    _listener: EventListener,
    _sight: Option<Sight>,
}

impl Drop for Videos {
    fn drop(&mut self) {
        for (place, _) in &self.buttons {
            place.remove();
        }
    }
}

/// Puts a Play button over each video, and pauses a video whose card is left.
pub fn start(page: &Page) -> Videos {
    let figures: Vec<Element> = dom::all(&page.article, "figure.video");
    let label = page.word("playVideo");
    let buttons = figures
        .iter()
        .filter_map(|figure| put_button(figure, &label))
        .collect();
    // Also when it was started by the browser's own controls or by a key.
    let listener = dom::capture(&page.article, "play", |event| {
        if let Some(video) = dom::target::<HtmlVideoElement>(event)
            && let Ok(Some(figure)) = video.closest("figure.video")
        {
            dom::set(&figure, STARTED, "");
        }
    });
    let sight = Sight::of(&figures, "0px", |figure, is_in| {
        if !is_in && let Some(video) = video_in(&figure) {
            // A video that has not begun stays untouched.
            let _ = video.pause();
        }
    });
    Videos {
        buttons,
        _listener: listener,
        _sight: sight,
    }
}

/// Whether any video of the story is playing.
pub fn is_playing(page: &Page) -> bool {
    dom::all::<HtmlVideoElement>(&page.article, "figure.video > video")
        .iter()
        .any(|video| !video.paused() && !video.ended())
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

fn put_button(figure: &Element, label: &str) -> Option<(HtmlElement, Box<dyn Any>)> {
    let place: HtmlElement = dom::append(figure, "div", "play")?;
    let duration = figure.get_attribute("data-duration").unwrap_or_default();
    let label = label.to_owned();
    let played = figure.clone();
    let mounted = leptos::mount::mount_to(place.clone(), move || {
        view! {
            <button type="button" on:click=move |_| play(&played)>
                <span class="play-label">{label}</span>
                " "
                <span class="play-duration">{duration}</span>
            </button>
        }
    });
    Some((place, Box::new(mounted)))
}

/// Plays with captions, and hands the focus to the video's own controls.
fn play(figure: &Element) {
    let Some(video) = video_in(figure) else {
        return;
    };
    show_captions(&video);
    let Ok(playing) = video.play() else {
        return;
    };
    // The button goes, so the focus must not stay on it.
    dom::set(figure, STARTED, "");
    let _ = video.focus();
    let figure = figure.clone();
    spawn_local(async move {
        // Refused or failed: the button comes back, and the browser's controls say why.
        if JsFuture::from(playing).await.is_err() && video.paused() {
            dom::unset(&figure, STARTED);
        }
    });
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
        find::<HtmlElement>(&page, ".play button").click();
        assert_eq!(count(&page, "figure[data-started]"), 1);
        until("the button is back", || {
            count(&page, "figure[data-started]") == 0
        })
        .await;
    }
}

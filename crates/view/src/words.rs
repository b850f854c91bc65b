use std::sync::Arc;

use leptos::prelude::*;
use reportage_story::Words;

/// The words that the reader's behaviours speak, as a hidden list: the page says
/// them, so a browser that translates the page translates them too.
#[component]
pub fn InterfaceWords(words: Arc<Words>) -> impl IntoView {
    let plain = [
        ("tryAgain", &words.try_again),
        ("photoFailed", &words.photo_failed),
        ("playVideo", &words.play_video),
        ("videoFailed", &words.video_failed),
        ("idleTitle", &words.idle_title),
        ("idleText", &words.idle_text),
        ("keepReading", &words.keep_reading),
    ]
    .into_iter()
    .map(|(name, word)| view! { <li data-word=name>{word.clone()}</li> })
    .collect_view();
    let plural = words
        .seconds_left
        .forms()
        .map(|(category, form)| {
            let form = form.to_owned();
            view! { <li data-word="secondsLeft" data-plural=category>{form}</li> }
        })
        .collect_view();
    view! {
        <ul class="interface-words" hidden=true>
            {plain}
            {plural}
        </ul>
    }
}

use leptos::prelude::*;

use crate::story::Setting;

/// Keeps a picture covered until the reader asks for it. The browser fetches
/// nothing that a closed `details` holds.
#[component]
pub fn Covered(
    /// What is to be seen, in words.
    notice: String,
    setting: Setting,
    /// The figure.
    inside: impl IntoView + 'static,
) -> impl IntoView {
    let show = setting.words.show_picture.clone();
    view! {
        <details class="covered">
            <summary>
                <span class="notice">{notice}</span>
                " "
                <span class="show">{show}</span>
            </summary>
            {inside}
        </details>
    }
}

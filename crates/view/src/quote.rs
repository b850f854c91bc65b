use leptos::prelude::*;
use reportage_story::{Inline, Photo};

use crate::figure::{PhotoView, Priority};
use crate::sizes::Spot;
use crate::story::Setting;
use crate::text::inlines;

/// Somebody's words, large, and who said them.
#[component]
pub fn QuoteView(
    quote: Vec<Inline>,
    attribution: Vec<Inline>,
    photo: Option<Photo>,
    /// The card's heading and text.
    words: AnyView,
    priority: Priority,
    setting: Setting,
) -> impl IntoView {
    let photo = photo.map(|photo| {
        let setting = setting.clone();
        view! { <PhotoView photo spot=Spot::Quote priority setting/> }
    });
    let attribution = (!attribution.is_empty())
        .then(|| view! { <p class="attribution">{inlines(attribution, &setting)}</p> });
    view! {
        {photo}
        <div class="said">
            {words}
            <blockquote>
                <p>{inlines(quote, &setting)}</p>
            </blockquote>
            {attribution}
        </div>
    }
}

use leptos::prelude::*;
use reportage_story::Photo;

use crate::figure::{PhotoView, Priority};
use crate::sizes::Spot;
use crate::story::Setting;

/// Two photos of one place. Without the reader's behaviours they are two plain
/// figures; with them, a divider is moved over one.
#[component]
pub fn CompareView(
    before: Photo,
    after: Photo,
    priority: Priority,
    setting: Setting,
) -> impl IntoView {
    view! {
        <div class="compare">
            <PhotoView photo=before spot=Spot::Card priority setting=setting.clone()/>
            <PhotoView photo=after spot=Spot::Card priority=Priority::Near setting/>
        </div>
    }
}

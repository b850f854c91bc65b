use leptos::prelude::*;
use reportage_story::Photo;

use crate::figure::{PhotoView, Priority};
use crate::sizes::{Spot, ratio_step};
use crate::story::Setting;

/// Two photos of one place. Without the reader's behaviours they are two plain
/// figures; with them, a divider is moved over one. `data-split` says that their shapes
/// allow for that and that no notice covers either, so that the page has its final form
/// before the behaviours come.
#[component]
pub fn CompareView(
    before: Photo,
    after: Photo,
    priority: Priority,
    setting: Setting,
) -> impl IntoView {
    let ratio = before.size().map(ratio_step);
    let is_covered = before.notice.is_some() || after.notice.is_some();
    let split = !is_covered && ratio.is_some() && ratio == after.size().map(ratio_step);
    view! {
        <div class="compare" data-ratio=ratio data-split=split.then_some("")>
            <PhotoView photo=before spot=Spot::Card priority setting=setting.clone()/>
            <PhotoView photo=after spot=Spot::Card priority=Priority::Near setting/>
        </div>
    }
}

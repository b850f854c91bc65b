use leptos::prelude::*;
use reportage_story::Photo;

use crate::figure::{PhotoView, Priority};
use crate::sizes::Spot;
use crate::story::Setting;

/// Several photos in a row that is scrolled sideways.
#[component]
pub fn GalleryView(photos: Vec<Photo>, priority: Priority, setting: Setting) -> impl IntoView {
    let photos = photos
        .into_iter()
        .enumerate()
        .map(|(index, photo)| {
            let priority = if index == 0 { priority } else { Priority::Near };
            let setting = setting.clone();
            view! {
                <li>
                    <PhotoView photo spot=Spot::Gallery priority setting/>
                </li>
            }
        })
        .collect_view();
    // A list in a group of its own: something that takes the focus needs a name and a role,
    // and a list that was given another role would be none any more.
    let label = setting.words.gallery.clone();
    view! {
        <div class="gallery" role="group" aria-label=label tabindex="0">
            <ul>{photos}</ul>
        </div>
    }
}

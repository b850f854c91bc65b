use leptos::prelude::*;

use crate::story::Setting;

/// What lies over a picture until the reader asks to see it: the notice, and a link to the
/// picture's file, which is all that a page without our program needs.
///
/// The picture beneath is `hidden` and names its files and its description in `data-`
/// attributes only: a closed `details` with lazy photos would not do, since without
/// JavaScript browsers load lazy photos at once.
#[component]
pub fn NoticeView(
    /// What is to be seen, in words.
    notice: String,
    /// The picture's file.
    href: Option<String>,
    setting: Setting,
) -> impl IntoView {
    let show = setting.words.show_picture.clone();
    let link = href.map(|href| view! { <a href=href>{show}</a> });
    view! {
        <div class="notice">
            <p>{notice}</p>
            {link}
        </div>
    }
}

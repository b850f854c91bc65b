use crate::markup::{Element, element};
use crate::story::Setting;

/// What lies over a picture until the reader asks to see it: what is to be seen, in words, and a
/// link to the picture's file, which is all that a page without our program needs.
///
/// The picture beneath is `hidden` and names its files and its description in `data-`
/// attributes only: a closed `details` with lazy photos would not do, since without
/// JavaScript browsers load lazy photos at once.
pub fn cover_with_notice<'a>(
    notice: &'a str,
    href: Option<String>,
    setting: Setting<'a>,
) -> Element<'a> {
    let link = href.map(|href| {
        element("a")
            .set("href", href)
            .child(&setting.words.show_picture)
    });
    element("div")
        .set("class", "notice")
        .child(element("p").child(notice))
        .child(link)
}

use reportage_story::Photo;

use crate::figure::{Priority, photo_figure};
use crate::markup::{Element, Node, element};
use crate::sizes::Spot;
use crate::story::Setting;

/// Several photos in a row that is scrolled sideways.
pub fn gallery<'a>(photos: &'a [Photo], priority: Priority, setting: Setting<'a>) -> Element<'a> {
    let photos: Node<'_> = photos
        .iter()
        .enumerate()
        .map(|(index, photo)| {
            let priority = if index == 0 { priority } else { Priority::Near };
            element("li").child(photo_figure(photo, Spot::Gallery, priority, setting))
        })
        .collect();
    // A list in a group of its own: something that takes the focus needs a name and a role,
    // and a list that was given another role would be none any more.
    element("div")
        .set("class", "gallery")
        .set("role", "group")
        .set("aria-label", &setting.words.gallery)
        .set("tabindex", "0")
        .child(element("ul").child(photos))
}

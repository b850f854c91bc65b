use reportage_story::Photo;

use crate::figure::{Priority, photo_figure};
use crate::markup::{Element, element};
use crate::sizes::{Spot, ratio};
use crate::story::Setting;

/// Two photos of one place. Without the reader's behaviours they are two plain
/// figures; with them, a divider is moved over one. `data-split` says that their shapes
/// allow for that and that no notice covers either, so that the page has its final form
/// before the behaviours come.
pub fn compare<'a>(
    before: &'a Photo,
    after: &'a Photo,
    priority: Priority,
    setting: Setting<'a>,
) -> Element<'a> {
    let shape = before.size().map(ratio);
    let is_covered = before.notice.is_some() || after.notice.is_some();
    let split = !is_covered && shape.is_some() && shape == after.size().map(ratio);
    element("div")
        .set("class", "compare")
        .set("data-ratio", shape)
        .flag("data-split", split)
        .child(photo_figure(before, Spot::Card, priority, setting))
        .child(photo_figure(after, Spot::Card, Priority::Near, setting))
}

use reportage_story::Inline;

use crate::markup::{Element, element};
use crate::story::Setting;
use crate::text::inlines;

/// Somebody's words, large, and who said them, below the card's own heading and text.
pub fn said<'a>(
    quote: &'a [Inline],
    attribution: &'a [Inline],
    words: Option<Element<'a>>,
    setting: Setting<'a>,
) -> Element<'a> {
    let attribution = (!attribution.is_empty()).then(|| {
        element("p")
            .set("class", "attribution")
            .child(inlines(attribution, setting))
    });
    element("div")
        .set("class", "said")
        .child(words)
        .child(element("blockquote").child(element("p").child(inlines(quote, setting))))
        .child(attribution)
}

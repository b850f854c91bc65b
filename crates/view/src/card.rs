use reportage_story::{Card, Content, Story};

use crate::compare::compare;
use crate::cover::opening;
use crate::figure::{Priority, photo_figure, shape};
use crate::gallery::gallery;
use crate::markup::{Element, element};
use crate::quote::said;
use crate::sizes::Spot;
use crate::story::Setting;
use crate::text::blocks;
use crate::video::video_figure;

/// One scroll stop: `section.card`. `opens` is the story, if this is the cover that opens it;
/// `priority` is how urgent the card's first photo is.
pub fn card<'a>(
    card: &'a Card,
    opens: Option<&'a Story>,
    priority: Priority,
    setting: Setting<'a>,
) -> Element<'a> {
    let section = element("section")
        .set("class", "card")
        .set("id", &card.id)
        .set("data-card", card.content.kind())
        .set("data-shape", card_shape(&card.content));
    let words = words(card, setting);
    let figure = |photo, spot| photo_figure(photo, spot, priority, setting);
    match &card.content {
        Content::Cover { photo } => section
            .child(photo.as_ref().map(|photo| figure(photo, Spot::Cover)))
            .child(opens.map(|story| opening(story, setting)))
            .child(words),
        Content::Text => section.child(words),
        Content::Photo { photo } => section.child(figure(photo, Spot::Card)).child(words),
        Content::Gallery { photos } => section
            .child(words)
            .child(gallery(photos, priority, setting)),
        Content::Compare { before, after } => section
            .child(compare(before, after, priority, setting))
            .child(words),
        Content::Quote {
            quote,
            attribution,
            photo,
        } => section
            .child(photo.as_ref().map(|photo| figure(photo, Spot::Quote)))
            .child(said(quote, attribution, words, setting)),
        Content::Video { video } => section
            .child(video_figure(video, priority, setting))
            .child(words),
        Content::Unknown { photo, .. } => section
            .child(photo.as_ref().map(|photo| figure(photo, Spot::Card)))
            .child(words),
    }
}

/// Whether the card's picture is wide or tall, which decides where its words go.
fn card_shape(content: &Content) -> Option<&'static str> {
    content
        .photos()
        .first()
        .and_then(|photo| photo.size())
        .map(shape)
}

/// A card's heading and text; nothing if it has neither.
fn words<'a>(card: &'a Card, setting: Setting<'a>) -> Option<Element<'a>> {
    let heading = card.heading.as_ref();
    (heading.is_some() || !card.body.is_empty()).then(|| {
        let body = (!card.body.is_empty()).then(|| {
            element("div")
                .set("class", "body")
                .child(blocks(&card.body, setting))
        });
        element("div")
            .set("class", "words")
            .child(heading.map(|heading| element("h2").child(heading)))
            .child(body)
    })
}

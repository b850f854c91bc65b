use std::sync::Arc;

use leptos::prelude::*;
use reportage_story::{Card, Content, Story};

use crate::compare::CompareView;
use crate::cover::CoverView;
use crate::figure::{PhotoView, Priority, shape};
use crate::gallery::GalleryView;
use crate::quote::QuoteView;
use crate::sizes::Spot;
use crate::story::Setting;
use crate::text::BlocksView;
use crate::video::VideoView;

/// One scroll stop: `section.card`.
#[component]
pub fn CardView(
    card: Card,
    /// The story, if this is the cover that opens it.
    opens: Option<Arc<Story>>,
    /// How urgent the card's first photo is.
    priority: Priority,
    setting: Setting,
) -> impl IntoView {
    let Card {
        id,
        heading,
        body,
        content,
    } = card;
    let kind = content.kind().to_owned();
    let shape = card_shape(&content);
    let words = {
        let setting = setting.clone();
        move || view! { <WordsView heading body setting/> }.into_any()
    };
    let inside = match content {
        Content::Cover { photo } => {
            let words = words();
            view! { <CoverView opens photo words priority setting/> }.into_any()
        }
        Content::Text => words().into_any(),
        Content::Photo { photo } => {
            let words = words();
            view! {
                <PhotoView photo spot=Spot::Card priority setting/>
                {words}
            }
            .into_any()
        }
        Content::Gallery { photos } => {
            let words = words();
            view! {
                {words}
                <GalleryView photos priority setting/>
            }
            .into_any()
        }
        Content::Compare { before, after } => {
            let words = words();
            view! {
                <CompareView before after priority setting/>
                {words}
            }
            .into_any()
        }
        Content::Quote {
            quote,
            attribution,
            photo,
        } => {
            let words = words();
            view! { <QuoteView quote attribution photo words priority setting/> }.into_any()
        }
        Content::Video { video } => {
            let words = words();
            view! {
                <VideoView video priority setting/>
                {words}
            }
            .into_any()
        }
        Content::Unknown { photo, .. } => {
            let words = words();
            let photo =
                photo.map(|photo| view! { <PhotoView photo spot=Spot::Card priority setting/> });
            view! {
                {photo}
                {words}
            }
            .into_any()
        }
    };
    view! {
        <section class="card" id=id data-card=kind data-shape=shape>
            {inside}
        </section>
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
#[component]
fn WordsView(
    heading: Option<String>,
    body: Vec<reportage_story::Block>,
    setting: Setting,
) -> impl IntoView {
    (heading.is_some() || !body.is_empty()).then(|| {
        let heading = heading.map(|heading| view! { <h2>{heading}</h2> });
        let body = (!body.is_empty()).then(|| {
            view! {
                <div class="body">
                    <BlocksView blocks=body setting/>
                </div>
            }
        });
        view! {
            <div class="words">
                {heading}
                {body}
            </div>
        }
    })
}

use std::sync::Arc;

use leptos::prelude::*;
use reportage_story::{ColorScheme, Content, Direction, ReadingMode, Story, Words};

use crate::base::Base;
use crate::card::CardView;
use crate::cover::OpeningView;
use crate::credits::CreditsView;
use crate::figure::Priority;
use crate::words::InterfaceWords;

/// What every part of a story's view has to know.
#[derive(Clone)]
pub struct Setting {
    pub base: Base,
    pub words: Arc<Words>,
}

/// A whole story: `article.story` with its cards, its credits and the words that
/// the interface speaks.
#[component]
pub fn StoryView(
    /// The story, as `reportage_story::read` gives it.
    story: Story,
    /// Where its bundle lies.
    base: Base,
) -> impl IntoView {
    let setting = Setting {
        base,
        words: Arc::new(story.words.clone()),
    };
    let story = Arc::new(story);
    // Of a card with several it is the first that is fetched at once.
    let first_photo = story.cards.iter().position(|card| {
        let first = card.content.photos().first().copied();
        first.is_some() && first == card.content.open_photos().first().copied()
    });
    // One headline, whatever cards there are: with the first cover, or before all.
    let cover = story
        .cards
        .iter()
        .position(|card| matches!(card.content, Content::Cover { .. }));
    let opening = cover.is_none().then(|| {
        let (story, setting) = (story.clone(), setting.clone());
        view! { <OpeningView story setting/> }.into_any()
    });
    let cards = story
        .cards
        .iter()
        .cloned()
        .enumerate()
        .map(|(index, card)| {
            let priority = Priority::of(first_photo == Some(index));
            let opens = (cover == Some(index)).then(|| story.clone());
            view! { <CardView card opens priority setting=setting.clone()/> }
        })
        .collect_view();
    view! {
        <article
            class="story"
            lang=story.in_language.clone()
            dir=direction(story.direction)
            data-mode=mode(story.reading_mode)
            data-color-scheme=color_scheme(story.theme.color_scheme)
            data-idle-after=story.idle.map(|idle| idle.after)
            data-idle-countdown=story.idle.map(|idle| idle.countdown)
        >
            {opening}
            {cards}
            <CreditsView story=story.clone() setting=setting.clone()/>
            <InterfaceWords words=setting.words/>
        </article>
    }
}

fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Ltr => "ltr",
        Direction::Rtl => "rtl",
    }
}

fn mode(mode: ReadingMode) -> &'static str {
    match mode {
        ReadingMode::Scroll => "scroll",
        ReadingMode::Swipe => "swipe",
    }
}

fn color_scheme(scheme: ColorScheme) -> Option<&'static str> {
    match scheme {
        ColorScheme::Auto => None,
        ColorScheme::Light => Some("light"),
        ColorScheme::Dark => Some("dark"),
    }
}

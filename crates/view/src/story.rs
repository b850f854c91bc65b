use reportage_story::{ColorScheme, Content, Direction, ReadingMode, Story, Words};

use crate::base::Base;
use crate::card::card;
use crate::cover::opening;
use crate::credits::credits;
use crate::figure::Priority;
use crate::markup::{Element, element};
use crate::words::interface_words;

/// What every part of a story's view has to know.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    pub base: &'a Base,
    pub words: &'a Words,
}

/// `article.story`, with nothing in it yet.
pub fn article(story: &Story) -> Element<'_> {
    element("article")
        .set("class", "story")
        .set("lang", &story.in_language)
        .set("dir", direction(story.direction))
        .set("data-mode", mode(story.reading_mode))
        .set("data-color-scheme", color_scheme(story.theme.color_scheme))
        .set("data-idle-after", story.idle.map(|idle| idle.after))
        .set("data-idle-countdown", story.idle.map(|idle| idle.countdown))
}

/// What is in it, one after the other: its cards, its credits and the words that the interface
/// speaks. `base` is where its bundle lies.
pub fn parts<'a>(story: &'a Story, base: &'a Base) -> impl Iterator<Item = Element<'a>> {
    let setting = Setting {
        base,
        words: &story.words,
    };
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
    let opening = cover.is_none().then(|| opening(story, setting));
    let cards = story.cards.iter().enumerate().map(move |(index, it)| {
        let priority = Priority::of(first_photo == Some(index));
        let opens = (cover == Some(index)).then_some(story);
        card(it, opens, priority, setting)
    });
    let end = [
        credits(story, setting),
        Some(interface_words(setting.words)),
    ];
    opening
        .into_iter()
        .chain(cards)
        .chain(end.into_iter().flatten())
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

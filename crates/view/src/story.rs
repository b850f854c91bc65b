use reportage_story::{Card, Content, Direction, ReadingMode, Story, Words};

use crate::base::Base;
use crate::card::card;
use crate::cover::opening;
use crate::credits::lines;
use crate::figure::Priority;
use crate::markup::{Element, element};

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
        .set("data-idle-after", story.idle.map(|idle| idle.after))
        .set("data-idle-countdown", story.idle.map(|idle| idle.countdown))
}

/// Tells the cards of a story one after the other: how one is shown hangs on those before it.
/// It keeps none of them, nor their markup.
pub struct Teller {
    /// Whether the headline has been told.
    is_opened: bool,
    has_first_photo: bool,
    title: String,
}

/// What is told of a card.
pub struct Told<'a> {
    /// The card.
    pub card: Element<'a>,
    /// Its lines of the credits.
    pub credits: Vec<Element<'a>>,
}

impl Teller {
    /// One for a story none of whose cards has been told. The headline goes with its first cover, if
    /// it has one.
    pub fn new(story: &Story) -> Self {
        Self {
            is_opened: false,
            has_first_photo: false,
            title: story.headline.clone(),
        }
    }

    /// The headline of a story without a cover, which stands before all cards.
    pub fn opening<'a>(&mut self, story: &'a Story, base: &'a Base) -> Element<'a> {
        self.is_opened = true;
        opening(story, Setting::of(story, base))
    }

    /// The next card. `base` is where the bundle lies.
    pub fn card<'a>(&mut self, it: &'a Card, story: &'a Story, base: &'a Base) -> Told<'a> {
        let setting = Setting::of(story, base);
        // Of a card with several it is the first that is fetched at once.
        let first = it.content.photos().first().copied();
        let is_first = !self.has_first_photo
            && first.is_some()
            && first == it.content.open_photos().first().copied();
        self.has_first_photo |= is_first;
        let opens = !self.is_opened && matches!(it.content, Content::Cover { .. });
        self.is_opened |= opens;
        // A card without a heading goes on under the one before it.
        if let Some(heading) = &it.heading {
            self.title.clone_from(heading);
        }
        Told {
            card: card(it, opens.then_some(story), Priority::of(is_first), setting),
            credits: lines(it, &self.title, setting),
        }
    }
}

impl<'a> Setting<'a> {
    fn of(story: &'a Story, base: &'a Base) -> Self {
        Self {
            base,
            words: &story.words,
        }
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

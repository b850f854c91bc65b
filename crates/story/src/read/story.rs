use super::json::Json;
use super::node::Node;
use super::words;
use crate::{
    Author, ColorScheme, Correction, Direction, Edition, FORMAT_VERSION, Idle, Publisher,
    ReadingMode, Role, Story, Theme,
};

/// A story without its cards.
pub fn read<J: Json>(node: &Node<'_, J>) -> Story {
    let Some(fields) = node.fields() else {
        return Story::default();
    };
    Story {
        format_version: fields
            .required_whole("formatVersion", 1..=FORMAT_VERSION)
            .unwrap_or(FORMAT_VERSION),
        generator: fields.text("generator"),
        draft: fields.flag("draft"),
        online_only: fields.flag("onlineOnly"),
        headline: fields.required_text("headline"),
        alternative_headline: fields.text("alternativeHeadline"),
        author: fields.list("author", author),
        publisher: fields.optional("publisher", publisher),
        date_published: fields.date("datePublished"),
        date_modified: fields.date("dateModified"),
        correction: fields.list("correction", correction),
        in_language: fields.required_language("inLanguage"),
        direction: fields.choice(
            "direction",
            &[("ltr", Direction::Ltr), ("rtl", Direction::Rtl)],
        ),
        editions: fields.list("editions", edition),
        url: fields.address("url"),
        reading_mode: fields.choice(
            "readingMode",
            &[
                ("scroll", ReadingMode::Scroll),
                ("swipe", ReadingMode::Swipe),
            ],
        ),
        theme: fields.optional("theme", theme).unwrap_or_default(),
        idle: fields.optional("idle", idle),
        words: fields.optional("words", words::read).unwrap_or_default(),
        cards: Vec::new(),
    }
}

/// Its cards, as they stand there.
pub fn cards<J: Json>(node: &Node<'_, J>) -> Vec<J> {
    let Some(fields) = node.peek_fields() else {
        return Vec::new();
    };
    let list = fields.required_list("cards", |card| Some(card.value.clone()));
    if fields.has("cards") && list.is_empty() {
        fields.fault("cards", "must hold at least one card");
    }
    list
}

fn author<J: Json>(node: &Node<'_, J>) -> Option<Author> {
    let fields = node.fields()?;
    Some(Author {
        name: fields.required_text("name"),
        role: fields.choice(
            "role",
            &[
                ("words", Role::Words),
                ("photos", Role::Photos),
                ("editing", Role::Editing),
            ],
        ),
        url: fields.address("url"),
    })
}

fn publisher<J: Json>(node: &Node<'_, J>) -> Option<Publisher> {
    let fields = node.fields()?;
    Some(Publisher {
        name: fields.required_text("name"),
        url: fields.address("url"),
        logo: fields.address("logo"),
    })
}

fn correction<J: Json>(node: &Node<'_, J>) -> Option<Correction> {
    let fields = node.fields()?;
    Some(Correction {
        date_published: fields.required_date("datePublished"),
        text: fields.required_text("text"),
    })
}

fn edition<J: Json>(node: &Node<'_, J>) -> Option<Edition> {
    let fields = node.fields()?;
    let edition = Edition {
        in_language: fields.required_language("inLanguage"),
        name: fields.required_text("name"),
        url: fields.required_address("url"),
    };
    (!edition.url.is_empty()).then_some(edition)
}

fn theme<J: Json>(node: &Node<'_, J>) -> Option<Theme> {
    let fields = node.fields()?;
    Some(Theme {
        color_scheme: fields.choice(
            "colorScheme",
            &[
                ("auto", ColorScheme::Auto),
                ("light", ColorScheme::Light),
                ("dark", ColorScheme::Dark),
            ],
        ),
    })
}

fn idle<J: Json>(node: &Node<'_, J>) -> Option<Idle> {
    let fields = node.fields()?;
    let after = fields.required_whole("after", 1..=86_400);
    let countdown = fields
        .whole("countdown", 20..=3_600)
        .unwrap_or(Idle::DEFAULT_COUNTDOWN.into());
    Some(Idle {
        after: u32::try_from(after?).ok()?,
        countdown: u32::try_from(countdown).ok()?,
    })
}

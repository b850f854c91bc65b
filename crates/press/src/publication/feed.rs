//! The feed, as [RFC 4287](https://www.rfc-editor.org/rfc/rfc4287) has it: Atom.

use atom_syndication::{Entry, Feed, FixedDateTime, Generator, Link, Person, Text};
use reportage_story::Role;

use super::{About, Published};
use crate::page::{self, description};

/// The feed's name.
pub const NAME: &str = "feed.xml";
/// How many stories are in it: readers ask for it again and again.
const MOST: usize = 50;

/// The feed of the newest stories.
pub fn feed(about: &About, stories: &[Published], base: &str) -> String {
    let newest = &stories[..stories.len().min(MOST)];
    let entries: Vec<_> = newest.iter().map(|story| entry(story, base)).collect();
    // Not the time of writing: the same stories make the same feed.
    let updated = entries.iter().map(|entry| entry.updated).max();
    let feed = Feed {
        lang: Some(about.in_language.clone()),
        id: base.to_owned(),
        title: Text::plain(about.name.as_str()),
        subtitle: about.description.clone().map(Text::plain),
        generator: Some(Generator {
            value: page::GENERATOR.to_owned(),
            ..Generator::default()
        }),
        links: vec![
            link(base, "alternate"),
            link(&format!("{base}{NAME}"), "self"),
        ],
        updated: updated.unwrap_or_default(),
        entries,
        ..Feed::default()
    };
    feed.to_string() + "\n"
}

fn entry(published: &Published, base: &str) -> Entry {
    let story = &published.story;
    let page = format!("{base}{}", published.folder);
    let people = |role: Role| {
        story
            .author
            .iter()
            .filter(move |author| author.role == role)
            .map(|author| Person {
                name: author.name.clone(),
                uri: author.url.clone().filter(|url| page::is_absolute(url)),
                ..Person::default()
            })
            .collect::<Vec<_>>()
    };
    Entry {
        title: Text::plain(story.headline.as_str()),
        id: page.clone(),
        updated: moment(published.changed()),
        published: story.date_published.as_deref().map(moment),
        authors: people(Role::Words),
        contributors: people(Role::Photos),
        links: vec![link(&page, "alternate")],
        summary: description(story).map(Text::plain),
        ..Entry::default()
    }
}

fn link(href: &str, rel: &str) -> Link {
    Link {
        href: href.to_owned(),
        rel: rel.to_owned(),
        ..Link::default()
    }
}

/// A date of a bundle as a moment: of a day its beginning.
fn moment(date: &str) -> FixedDateTime {
    let whole = format!("{date}T00:00:00Z");
    FixedDateTime::parse_from_rfc3339(date)
        .or_else(|_| FixedDateTime::parse_from_rfc3339(&whole))
        .unwrap_or_default()
}

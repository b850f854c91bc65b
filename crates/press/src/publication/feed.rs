//! The feed, as [RFC 4287](https://www.rfc-editor.org/rfc/rfc4287) has it: Atom.

use atom_syndication::{Entry, Feed, FixedDateTime, Generator, Link, Person, Text};
use reportage_story::Role;

use super::index::is_signed;
use super::{About, Listed};
use crate::page::{self, description};

/// The feed's name.
pub const NAME: &str = "feed.xml";
/// How many stories are in it: readers ask for it again and again.
const MOST: usize = 50;

/// The feed of the newest stories; none if there is no story that says when it was published or
/// changed: Atom wants to know that, and nobody else does.
pub fn feed(about: &About, stories: &[Listed], base: &str) -> Option<String> {
    let entries: Vec<_> = stories
        .iter()
        .filter_map(|story| entry(story, base))
        .take(MOST)
        .collect();
    // Not the time of writing: the same stories make the same feed.
    let updated = entries.iter().map(|entry| entry.updated).max()?;
    let feed = Feed {
        lang: Some(about.in_language.clone()),
        id: base.to_owned(),
        title: Text::plain(about.name.as_str()),
        subtitle: about.description.clone().map(Text::plain),
        // Of those stories that have no author of their own.
        authors: vec![Person {
            name: about.name.clone(),
            ..Person::default()
        }],
        generator: Some(Generator {
            value: page::GENERATOR.to_owned(),
            ..Generator::default()
        }),
        links: vec![
            link(base, "alternate"),
            link(&format!("{base}{NAME}"), "self"),
        ],
        updated,
        entries,
        ..Feed::default()
    };
    Some(feed.to_string() + "\n")
}

/// Whether a file is a feed that a press has written.
pub fn is_ours(there: &[u8]) -> bool {
    is_signed(there, "<generator>", "</generator>")
}

fn entry(listed: &Listed, base: &str) -> Option<Entry> {
    let story = &listed.story;
    let page = format!("{base}{}", listed.folder);
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
    Some(Entry {
        title: Text::plain(story.headline.as_str()),
        id: page.clone(),
        updated: listed.changed().and_then(moment)?,
        published: story.date_published.as_deref().and_then(moment),
        authors: people(Role::Words),
        contributors: people(Role::Photos),
        links: vec![link(&page, "alternate")],
        summary: description(story).map(Text::plain),
        ..Entry::default()
    })
}

fn link(href: &str, rel: &str) -> Link {
    Link {
        href: href.to_owned(),
        rel: rel.to_owned(),
        ..Link::default()
    }
}

/// A date of a bundle as a moment: of a day its beginning.
fn moment(date: &str) -> Option<FixedDateTime> {
    let whole = format!("{date}T00:00:00Z");
    FixedDateTime::parse_from_rfc3339(date)
        .or_else(|_| FixedDateTime::parse_from_rfc3339(&whole))
        .ok()
}

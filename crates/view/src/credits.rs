use reportage_story::{Card, Content, Story};

use crate::figure::source_type_label;
use crate::markup::{Element, Node, element};
use crate::story::Setting;

/// How many lines a list of credits holds if it is not the last. Where it stands in columns, the
/// top of the next is not far from the end of one; and a browser need not see to a list that is far from
/// what is read.
pub const LINES_A_LIST: usize = 64;

/// The credits that end a story, every picture with its card, its maker and its rights. The lists of
/// them are to follow the heading.
pub fn credits(story: &Story) -> Element<'_> {
    element("footer")
        .set("class", "credits")
        .child(element("h2").child(&story.words.credits))
}

/// Some lines of the credits.
pub fn list(lines: Vec<Element<'_>>) -> Element<'_> {
    let lines: Node<'_> = lines.into_iter().collect();
    element("ul").child(lines)
}

/// A card's lines of the credits, under the title that it goes by.
pub fn lines<'a>(card: &'a Card, title: &str, setting: Setting<'a>) -> Vec<Element<'a>> {
    let entries = entries(card, setting).into_iter();
    entries.map(|entry| entry.view(title, setting)).collect()
}

/// What is owed to somebody for one picture.
#[derive(PartialEq)]
struct Entry<'a> {
    card: &'a str,
    source_type: Option<&'a str>,
    credit: Option<&'a str>,
    copyright: Option<&'a str>,
    license: Option<&'a str>,
}

fn entries<'a>(card: &'a Card, setting: Setting<'a>) -> Vec<Entry<'a>> {
    let mut entries: Vec<Entry<'_>> = card
        .content
        .photos()
        .into_iter()
        .map(|photo| Entry {
            card: &card.id,
            source_type: photo
                .digital_source_type
                .and_then(|source_type| source_type_label(source_type, setting.words)),
            credit: photo.credit(),
            copyright: photo.copyright_notice.as_deref(),
            license: photo.license.as_deref(),
        })
        .collect();
    if let Content::Video { video } = &card.content {
        entries.push(Entry {
            card: &card.id,
            source_type: None,
            credit: video.credit(),
            copyright: None,
            license: None,
        });
    }
    entries.retain(|entry| {
        entry.credit.is_some() || entry.copyright.is_some() || entry.license.is_some()
    });
    // A gallery by one photographer is one line.
    entries.dedup();
    entries
}

impl<'a> Entry<'a> {
    fn view(self, title: &str, setting: Setting<'a>) -> Element<'a> {
        let mut line = element("li")
            .child(
                element("a")
                    .set("class", "credited")
                    .set("href", format!("#{}", self.card))
                    .child(title.to_owned()),
            )
            .child(" ");
        if let Some(text) = self.source_type {
            line = line
                .child(element("span").set("class", "source-type").child(text))
                .child(" ");
        }
        if let Some(credit) = self.credit {
            line = line
                .child(element("bdi").set("class", "credit").child(credit))
                .child(" ");
        }
        let license = self.license;
        let copyright = self
            .copyright
            .or_else(|| license.map(|_| setting.words.license.as_str()));
        line.child(copyright.map(|copyright| {
            match license {
                Some(license) => element("a")
                    .set("class", "copyright")
                    .set("rel", "license noopener")
                    .set("href", setting.base.resolve(license))
                    .child(element("bdi").child(copyright)),
                None => element("bdi").set("class", "copyright").child(copyright),
            }
        }))
    }
}

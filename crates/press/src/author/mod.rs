//! Reading `story.md`: YAML front matter, then Markdown with a card for each `##`.
//!
//! Everything that is wrong is noted with its place, and the rest is read on, so
//! that an author sees all of it in one run. No file but the text itself is looked
//! at here.

mod card;
mod figure;
mod folder;
mod front_matter;
mod links;
mod markdown;
mod picture;
mod ready;
mod text;

use std::collections::HashSet;
use std::ops::Range;

use reportage_story::{Block, Card, Photo, Story};

use crate::complaint::Complaint;
use card::{Cards, Section};
use markdown::BlockKind;
use text::Fault;

pub use folder::{read_folder, way_up};
pub use ready::STORY_JSON;

/// The name of the file that an author writes.
pub const STORY_MD: &str = "story.md";

/// A story as its author gives it, before any picture has been looked at.
#[derive(Clone, Debug, Default)]
pub struct Manuscript {
    /// The story. Each photo has one variant, which names its file and nothing else; so
    /// has each video. Of a photo's Content Credentials there is what is to be published. A video's poster is there to hold its alt text.
    pub story: Story,
    /// What goes for every photo that says nothing itself.
    pub photos: Photo,
    /// The file that it was read from, in the story's folder.
    pub file: String,
    /// The file's text.
    pub text: String,
    /// The folder in which it is published within that of the story's main edition, with its
    /// `/`: empty for that one itself.
    pub folder: String,
    /// Where the pictures of each card stand in it, in the order of
    /// [`Content::photos`](reportage_story::Content::photos); a video's own place for its poster.
    pub spans: Vec<Vec<Range<usize>>>,
}

impl Manuscript {
    /// Where a picture stands in the file, if that is known.
    pub fn span(&self, card: usize, photo: usize) -> Option<Range<usize>> {
        self.spans.get(card)?.get(photo).cloned()
    }
}

/// Reads the text of a `story.md`, and says what is wrong with it.
pub fn read(text: &str) -> (Manuscript, Vec<Complaint>) {
    read_edition(STORY_MD, text, None)
}

/// Reads the text of the edition in `file`. If it has as many cards as the main edition, those
/// that are given no id have the id of the card that they are a translation of.
fn read_edition(file: &str, text: &str, main: Option<&Story>) -> (Manuscript, Vec<Complaint>) {
    let front = front_matter::read(text);
    let mut faults = front.faults;
    let mut story = front.story;
    let sections = sections(text, front.end, &mut story, &mut faults);
    let mut doubts = front.doubts;
    doubts.extend(empty_cards(&sections));
    let mut cards = Cards::new(text, &sections, main);
    let mut spans = Vec::new();
    for (index, section) in sections.iter().enumerate() {
        let placed = cards.card(section, index + 1);
        story.cards.push(placed.card);
        spans.push(placed.spans);
    }
    faults.extend(cards.faults);
    doubts.extend(links_to_nothing(&sections, &story.cards));
    if front.is_readable
        && story.headline.trim().is_empty()
        && !faults
            .iter()
            .any(|(_, message, _)| message.starts_with("headline"))
    {
        faults.push((
            0..3,
            "the story has no headline".to_owned(),
            "Write headline: … into the front matter, or begin the text with # and the headline"
                .to_owned(),
        ));
    }
    let mut complaints: Vec<_> = faults
        .into_iter()
        .map(|(span, message, help)| Complaint::error(file, message).at(span).help(help))
        .collect();
    complaints.extend(
        doubts
            .into_iter()
            .map(|(span, message, help)| Complaint::warning(file, message).at(span).help(help)),
    );
    complaints.sort_by_key(|complaint| complaint.span.as_ref().map(|span| span.start));
    let manuscript = Manuscript {
        story,
        photos: front.photos,
        file: file.to_owned(),
        text: text.to_owned(),
        folder: String::new(),
        spans,
    };
    (manuscript, complaints)
}

/// Cards with nothing in them, but for the cover, which has the headline.
fn empty_cards(sections: &[Section]) -> Vec<Fault> {
    let is_empty = |section: &&Section| {
        section.heading.as_ref().is_none_or(String::is_empty)
            && section
                .blocks
                .iter()
                .all(|block| matches!(block.kind, BlockKind::Comment))
    };
    sections
        .iter()
        .skip(1)
        .filter(is_empty)
        .map(|section| {
            (
                section.span.clone(),
                "this card shows nothing".to_owned(),
                "Take the line away that begins it, or write something below".to_owned(),
            )
        })
        .collect()
}

/// Links to cards that are not there.
fn links_to_nothing(sections: &[Section], cards: &[Card]) -> Vec<Fault> {
    let ids: HashSet<_> = cards.iter().map(|card| card.id.as_str()).collect();
    sections
        .iter()
        .flat_map(|section| links::to_cards(&section.blocks))
        .filter(|(id, _)| !ids.contains(id))
        .map(|(id, span)| {
            (
                span,
                format!("no card is called {id}"),
                "A card's id is its heading in small letters, with hyphens for spaces, or stands after it as in {#bridge}"
                    .to_owned(),
            )
        })
        .collect()
}

/// Body text written in a file of its own, such as a video's transcript.
pub fn read_body(file: &str, text: &str) -> (Vec<Block>, Vec<Complaint>) {
    let mut faults = Vec::new();
    let body = text::blocks(&markdown::parse(text, 0), &mut faults);
    let complaints = faults
        .into_iter()
        .map(|(span, message, help)| Complaint::error(file, message).at(span).help(help))
        .collect();
    (body, complaints)
}

/// The parts that become cards. Takes the headline from `# …` where the front matter
/// has none.
fn sections(text: &str, start: usize, story: &mut Story, faults: &mut Vec<Fault>) -> Vec<Section> {
    let mut sections = vec![Section {
        is_cover: true,
        span: start..start,
        ..Section::default()
    }];
    let mut ids = HashSet::from(["cover".to_owned()]);
    for block in markdown::parse(text, start) {
        let span = block.span.clone();
        match block.kind {
            BlockKind::Heading {
                level: 1,
                text: content,
                ..
            } => {
                let heading = heading(&content, faults);
                if sections.len() > 1 || !story.headline.is_empty() {
                    faults.push((
                        first_line(text, span),
                        "the story has a headline already".to_owned(),
                        "A heading with one # is the headline. Begin a card with ##".to_owned(),
                    ));
                } else {
                    story.headline = heading;
                }
            }
            BlockKind::Heading {
                level: 2,
                id,
                classes,
                others,
                text: content,
            } => {
                let heading = heading(&content, faults);
                if let Some(other) = others.first() {
                    faults.push((
                        first_line(text, span.clone()),
                        format!("{other} means nothing after a heading"),
                        "An id begins with #, as in {#bridge}. Braces that belong to the heading are written \\{ and \\}"
                            .to_owned(),
                    ));
                }
                if !text[span.clone()].trim_start().starts_with('#') {
                    faults.push((
                        first_line(text, span.clone()),
                        "the dashes under this text make it a heading".to_owned(),
                        "Put an empty line before the dashes to begin a card without a heading, or write the heading with ##"
                            .to_owned(),
                    ));
                }
                if let Some(id) = &id
                    && !ids.insert(id.clone())
                {
                    faults.push((
                        first_line(text, span.clone()),
                        format!("two cards are called {id}"),
                        "Give one of them another name: people link to them".to_owned(),
                    ));
                }
                sections.push(Section {
                    heading: Some(heading),
                    id,
                    classes,
                    span: first_line(text, span),
                    ..Section::default()
                });
            }
            BlockKind::Heading { .. } => faults.push((
                first_line(text, span),
                "a card has one heading".to_owned(),
                "Begin a card with ##; for a word of weight write **word**".to_owned(),
            )),
            BlockKind::Rule => sections.push(Section {
                span,
                ..Section::default()
            }),
            _ => {
                if let Some(section) = sections.last_mut() {
                    section.blocks.push(block);
                }
            }
        }
    }
    sections
}

fn first_line(text: &str, span: Range<usize>) -> Range<usize> {
    let line = text.get(span.clone()).unwrap_or_default();
    let line = line.trim_end();
    let end = line.find(['\r', '\n']).unwrap_or(line.len());
    span.start..span.start + end
}

/// The letters of a heading, which has nothing but letters.
fn heading(content: &[markdown::Inline], faults: &mut Vec<Fault>) -> String {
    text::inlines(content, faults);
    markdown::plain(content).trim().to_owned()
}

use std::collections::HashSet;

use super::fields::Fields;
use super::json::Json;
use super::node::Node;
use super::{photo, text, video};
use crate::{Card, Content, check};

/// A card as far as it can be understood. It always has an id that no card before it has.
pub fn read<J: Json>(node: &Node<'_, J>, ids: &mut Ids) -> Card {
    ids.count += 1;
    let Some(fields) = node.fields() else {
        return Card {
            id: ids.free(),
            heading: None,
            body: Vec::new(),
            content: Content::Text,
        };
    };
    Card {
        id: ids.of(&fields),
        heading: fields.text("heading"),
        body: text::blocks(&fields, "body"),
        content: content(&fields),
    }
}

/// The ids of the cards, as they are read one after another.
#[derive(Default)]
pub struct Ids {
    /// Every id that some card asks for. None of them is given to another card.
    asked_for: HashSet<String>,
    given: HashSet<String>,
    count: usize,
}

impl Ids {
    /// Takes note of the id that a card asks for, before any card is read.
    pub fn foresee(&mut self, card: &impl Json) {
        let id = card.field("id").and_then(|id| id.text());
        self.asked_for.extend(id);
    }

    fn of<J: Json>(&mut self, fields: &Fields<'_, J>) -> String {
        let id = fields.required_checked(
            "id",
            check::is_id,
            "must be made of letters, digits, - and _, at most 64 of them, and not begin with reportage-",
        );
        if id.is_empty() {
            return self.free();
        }
        if self.given.insert(id.clone()) {
            id
        } else {
            fields.fault(
                "id",
                format!("must differ from every other card's: \"{id}\" is taken"),
            );
            self.free()
        }
    }

    /// An id for a card that has none of its own.
    fn free(&mut self) -> String {
        let mut id = format!("card-{}", self.count);
        while self.asked_for.contains(&id) || !self.given.insert(id.clone()) {
            id.push('-');
        }
        id
    }
}

/// What the card shows. A card whose main thing is missing is a text card.
fn content<J: Json>(fields: &Fields<'_, J>) -> Content {
    let kind = fields.required_name("kind");
    let known = match kind.as_str() {
        "cover" => Some(Content::Cover {
            photo: fields.optional("photo", photo::read),
        }),
        "text" => Some(Content::Text),
        "photo" => fields
            .required("photo", photo::read)
            .map(|photo| Content::Photo { photo }),
        "gallery" => {
            let photos = fields.required_list("photos", photo::read);
            if fields.has("photos") && photos.is_empty() {
                fields.fault("photos", "must hold at least one photo");
            }
            (!photos.is_empty()).then_some(Content::Gallery { photos })
        }
        "compare" => compare(fields),
        "quote" => {
            let quote = fields
                .required("quote", |node| Some(text::inlines(node)))
                .unwrap_or_default();
            Some(Content::Quote {
                quote,
                attribution: fields
                    .optional("attribution", |node| Some(text::inlines(node)))
                    .unwrap_or_default(),
                photo: fields.optional("photo", photo::read),
            })
        }
        "video" => fields
            .required("video", video::read)
            .map(|video| Content::Video { video }),
        other => {
            if !other.trim().is_empty() {
                fields.fault(
                    "kind",
                    format!(
                        "must be one of cover, text, photo, gallery, compare, quote, video: \"{other}\" is not known; its heading, text and photo are shown"
                    ),
                );
            }
            Some(Content::Unknown {
                kind: kind.clone(),
                photo: fields.optional("photo", photo::read),
            })
        }
    };
    known.unwrap_or(Content::Text)
}

/// Both photos, or what there is of them.
fn compare<J: Json>(fields: &Fields<'_, J>) -> Option<Content> {
    let before = fields.required("before", photo::read);
    let after = fields.required("after", photo::read);
    match (before, after) {
        (Some(before), Some(after)) => Some(Content::Compare { before, after }),
        (Some(photo), None) | (None, Some(photo)) => Some(Content::Photo { photo }),
        (None, None) => None,
    }
}

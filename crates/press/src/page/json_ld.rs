//! What search engines are told of a story, in the terms of
//! [schema.org](https://schema.org/NewsArticle).

use reportage_story::{Card, Content, Photo, Role, Story, Video, plain_text};
use serde_json::{Map, Value, json};

use super::{Site, share};

/// The story as a `NewsArticle`, with an `ImageObject` for each photo.
///
/// Addresses of our own files have to be absolute there: without a base they are left
/// out. Pictures with a notice are not mentioned.
pub fn news_article(story: &Story, site: &Site<'_>) -> Value {
    let mut article = Object::of("NewsArticle");
    article.set("headline", &story.headline);
    article.maybe("alternativeHeadline", story.alternative_headline.as_ref());
    article.maybe("description", share::description(story));
    article.set("inLanguage", &story.in_language);
    article.maybe("datePublished", story.date_published.as_ref());
    article.maybe("dateModified", story.date_modified.as_ref());
    article.maybe("url", site.url());
    article.maybe("mainEntityOfPage", site.url());
    if story.draft {
        article.set("creativeWorkStatus", "Draft");
    }
    article.list("author", people(story, |role| role != Role::Editing));
    article.list("editor", people(story, |role| role == Role::Editing));
    if let Some(publisher) = &story.publisher {
        let mut organization = Object::of("Organization");
        organization.set("name", &publisher.name);
        organization.maybe("url", publisher.url.as_ref());
        organization.maybe(
            "logo",
            publisher.logo.as_ref().and_then(|logo| site.absolute(logo)),
        );
        article.set("publisher", organization.done());
    }
    article.list(
        "correction",
        story.correction.iter().map(|correction| {
            let mut comment = Object::of("CorrectionComment");
            comment.set("datePublished", &correction.date_published);
            comment.set("text", &correction.text);
            comment.done()
        }),
    );
    article.list(
        "image",
        story
            .cards
            .iter()
            .flat_map(shown)
            .map(|photo| image(photo, site)),
    );
    article.list(
        "video",
        story.cards.iter().filter_map(|card| video(card, site)),
    );
    let mut article = article.0;
    article.insert("@context".to_owned(), json!("https://schema.org"));
    Value::Object(article)
}

/// The photos of a card that anybody may see unasked; a video's poster goes with the
/// video.
fn shown(card: &Card) -> Vec<&Photo> {
    match card.content {
        Content::Video { .. } => Vec::new(),
        _ => card.content.open_photos(),
    }
}

fn people(story: &Story, with: impl Fn(Role) -> bool) -> impl Iterator<Item = Value> {
    story
        .author
        .iter()
        .filter(move |author| with(author.role))
        .map(|author| {
            let mut person = Object::of("Person");
            person.set("name", &author.name);
            person.maybe("url", author.url.as_ref());
            person.done()
        })
}

/// A photo, with what [Google asks
/// for](https://developers.google.com/search/docs/appearance/structured-data/image-license-metadata)
/// of its licence.
fn image(photo: &Photo, site: &Site<'_>) -> Value {
    let mut image = Object::of("ImageObject");
    if let Some(largest) = share::largest_jpeg(photo) {
        image.maybe("contentUrl", site.absolute(&largest.src));
        image.set("width", largest.width);
        image.set("height", largest.height);
        image.set("encodingFormat", &largest.media_type);
    }
    if let Some(creator) = &photo.creator {
        let mut person = Object::of("Person");
        person.set("name", creator);
        image.set("creator", person.done());
    }
    image.maybe("creditText", photo.credit());
    image.maybe("copyrightNotice", photo.copyright_notice.as_ref());
    image.maybe("license", photo.license.as_ref());
    image.maybe("acquireLicensePage", photo.acquire_license_page.as_ref());
    image.maybe(
        "caption",
        Some(plain_text(&photo.caption)).filter(|text| !text.is_empty()),
    );
    image.maybe(
        "description",
        Some(&photo.alt_text).filter(|text| !text.is_empty()),
    );
    image.maybe("dateCreated", photo.date_created.as_ref());
    image.maybe("contentLocation", photo.location.as_ref());
    image.maybe(
        "digitalSourceType",
        photo.digital_source_type.map(|term| {
            format!(
                "http://cv.iptc.org/newscodes/digitalsourcetype/{}",
                term.term()
            )
        }),
    );
    image.done()
}

fn video(card: &Card, site: &Site<'_>) -> Option<Value> {
    let Content::Video { video } = &card.content else {
        return None;
    };
    let Video {
        poster,
        sources,
        caption,
        duration,
        ..
    } = video;
    if video.notice().is_some() {
        return None;
    }
    let mut object = Object::of("VideoObject");
    object.set(
        "name",
        card.heading.clone().unwrap_or_else(|| plain_text(caption)),
    );
    object.maybe(
        "description",
        poster.as_ref().map(|poster| &poster.alt_text),
    );
    object.maybe(
        "contentUrl",
        sources.last().and_then(|source| site.absolute(&source.src)),
    );
    object.maybe(
        "thumbnailUrl",
        poster
            .as_ref()
            .and_then(share::largest_jpeg)
            .and_then(|file| site.absolute(&file.src)),
    );
    // An ISO 8601 duration.
    object.set("duration", format!("PT{duration}S"));
    object.maybe("creditText", video.credit());
    Some(object.done())
}

/// An object of schema.org.
struct Object(Map<String, Value>);

impl Object {
    fn of(kind: &str) -> Self {
        Self(Map::from_iter([("@type".to_owned(), json!(kind))]))
    }

    fn set(&mut self, name: &str, value: impl serde::Serialize) {
        self.0.insert(name.to_owned(), json!(value));
    }

    fn maybe(&mut self, name: &str, value: Option<impl serde::Serialize>) {
        if let Some(value) = value {
            self.set(name, value);
        }
    }

    /// A list, if there is anything in it.
    fn list(&mut self, name: &str, values: impl Iterator<Item = Value>) {
        let values: Vec<_> = values.collect();
        if !values.is_empty() {
            self.set(name, values);
        }
    }

    fn done(self) -> Value {
        Value::Object(self.0)
    }
}

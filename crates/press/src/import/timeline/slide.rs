//! A slide: the title, or an event.

use serde_json::Value;

use super::super::draft::{Block, Text};
use super::super::files::Files;
use super::super::words::quoted;
use super::super::{Note, html};
use super::date::{self, Date};
use super::{fields, media};

/// What there is to a slide.
#[derive(Debug)]
pub struct Slide {
    pub headline: Option<String>,
    pub start: Option<Date>,
    pub id: Option<String>,
    pub group: Option<String>,
    pub has_background_colour: bool,
    end: Option<Date>,
    /// How its dates are to be written, if the file says.
    display_date: Option<String>,
    text: String,
    media: Value,
    background: Option<String>,
    /// What notes call it.
    name: String,
}

impl Slide {
    /// The slide in a file, if it is one. `name` is what notes call it: `Event 3`.
    pub fn of(slide: &Value, name: &str) -> Option<Self> {
        slide.as_object()?;
        let words = |object: &Value, field| {
            fields::text(object, field)
                .map(|html| html::words(&html))
                .filter(|words| !words.is_empty())
        };
        let headline = words(&slide["text"], "headline");
        Some(Self {
            name: match &headline {
                Some(headline) => format!("{name}, {}", quoted(headline)),
                None => name.to_owned(),
            },
            start: Date::of(&slide["start_date"]),
            end: Date::of(&slide["end_date"]),
            display_date: words(slide, "display_date"),
            id: fields::text(slide, "unique_id"),
            group: words(slide, "group"),
            text: fields::text(&slide["text"], "text").unwrap_or_default(),
            media: slide["media"].clone(),
            background: fields::text(&slide["background"], "url"),
            has_background_colour: fields::text(&slide["background"], "color").is_some(),
            headline,
        })
    }

    /// Its date in words, if it has one.
    pub fn date(&self) -> Option<String> {
        if self.display_date.is_some() {
            return self.display_date.clone();
        }
        let start = self.start.as_ref()?;
        Some(match &self.end {
            Some(end) => date::range(start, end),
            None => start.words(),
        })
    }

    /// What stands on its card: `date`, the text, the picture.
    pub fn blocks(
        &self,
        date: Option<String>,
        files: &mut Files,
        notes: &mut Vec<Note>,
    ) -> Vec<Block> {
        let mut blocks: Vec<_> = date
            .map(|date| Block::Paragraph(Text::plain(date)))
            .into_iter()
            .collect();
        blocks.extend(html::blocks(&self.text));
        let otherwise = self.headline.as_deref().unwrap_or("timeline");
        let mut remarks = vec![];
        blocks.extend(media::block(&self.media, otherwise, files, &mut remarks));
        if let Some(background) = &self.background {
            remarks.push(format!(
                "The picture behind it, {background}, was left out."
            ));
        }
        if html::has_pictures(&self.text) {
            remarks.push("Left out the pictures within its text.".into());
        }
        notes.extend(remarks.into_iter().map(|remark| self.note(remark)));
        blocks
    }

    /// A note about this slide.
    pub fn note(&self, message: impl std::fmt::Display) -> Note {
        Note::on_the_whole(format!("{}: {message}", self.name))
    }
}

//! From a manuscript to a story that knows its pictures: every file that it names is
//! found and looked into, and what the text does not say the pictures say.

mod origin;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use reportage_story::{
    Content, DataMining, DigitalSourceType, Inline, Photo, Source, Variant, is_address,
};

use crate::author::Manuscript;
use crate::complaint::Complaint;
use crate::folder::{Folder, Refused};
use crate::language;
use crate::logo;
use crate::metadata::Metadata;
use crate::original::{Original, Originals};
use crate::video;

/// A story whose pictures have been looked into and not yet pressed.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// The manuscript. Each photo has one variant, which names its file and has the
    /// original's size; no variant if the file is no good.
    pub manuscript: Manuscript,
    /// The pictures, by the name that the story has for them.
    pub originals: BTreeMap<String, Arc<Original>>,
}

/// Finds and looks into everything that a manuscript names, and says what is wrong.
pub fn gather(
    mut manuscript: Manuscript,
    folder: &Folder,
    seen: &Originals,
) -> (Gathered, Vec<Complaint>) {
    let mut complaints = videos(&mut manuscript, folder);
    complaints.extend(logo::check(&manuscript, folder));
    let looked_into = look_into(&manuscript, folder, seen);
    let mut originals = BTreeMap::new();
    let Manuscript {
        story,
        photos: defaults,
        file,
        spans,
        ..
    } = &mut manuscript;
    for (card, spans) in story
        .cards
        .iter_mut()
        .zip(spans.iter().map(Some).chain(std::iter::repeat(None)))
    {
        let is_video = matches!(card.content, Content::Video { .. });
        for (index, photo) in card.content.photos_mut().into_iter().enumerate() {
            let at = Place {
                file,
                card: &card.id,
                span: spans.and_then(|spans| spans.get(index).cloned()),
            };
            let Some(name) = photo.variants.first().map(|variant| variant.src.clone()) else {
                // A video without a poster has been complained of.
                check(photo, &at, is_video, &mut complaints);
                continue;
            };
            match looked_into.get(&name) {
                Some(Ok(original)) => {
                    origin::tell(photo, original, folder, &at, &mut complaints);
                    fill(photo, &original.metadata, defaults);
                    for variant in &mut photo.variants {
                        variant.width = original.header.width;
                        variant.height = original.header.height;
                    }
                    originals.insert(name, original.clone());
                }
                Some(Err(refused)) => {
                    complaints.push(
                        at.complaint(format!("{name} {}", refused.message))
                            .help(refused.help.clone()),
                    );
                    photo.variants.clear();
                    fill(photo, &Metadata::default(), defaults);
                }
                None => {}
            }
            check(photo, &at, is_video, &mut complaints);
        }
        if let Content::Video { video } = &mut card.content
            && let Some(poster) = &video.poster
        {
            video.creator = video.creator.take().or_else(|| poster.creator.clone());
            video.credit_line = video
                .credit_line
                .take()
                .or_else(|| poster.credit_line.clone());
        }
    }
    language::write_dates(story);
    complaints.extend(verify(&manuscript));
    (
        Gathered {
            manuscript,
            originals,
        },
        complaints,
    )
}

/// Where a picture stands in the text.
struct Place<'a> {
    file: &'a str,
    card: &'a str,
    span: Option<Range<usize>>,
}

impl Place<'_> {
    fn complaint(&self, message: impl Into<String>) -> Complaint {
        match &self.span {
            Some(span) => Complaint::error(self.file, message).at(span.clone()),
            None => Complaint::error(self.file, format!("card {}: {}", self.card, message.into())),
        }
    }
}

fn videos(manuscript: &mut Manuscript, folder: &Folder) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    let Manuscript {
        story, file, spans, ..
    } = manuscript;
    for (index, card) in story.cards.iter_mut().enumerate() {
        let Content::Video { video } = &mut card.content else {
            continue;
        };
        let span = spans.get(index).and_then(|spans| spans.first().cloned());
        for complaint in video::gather(video, folder, &story.in_language) {
            // What is wrong within a text of its own is shown there, all else where the
            // story names the video.
            complaints.push(match (&complaint.span, &span) {
                (None, Some(span)) => Complaint {
                    file: file.as_str().into(),
                    span: Some(span.clone()),
                    ..complaint
                },
                _ => complaint,
            });
        }
    }
    complaints
}

/// Every picture once, on all cores.
fn look_into(
    manuscript: &Manuscript,
    folder: &Folder,
    seen: &Originals,
) -> BTreeMap<String, Result<Arc<Original>, Refused>> {
    let mut names: Vec<String> = manuscript
        .story
        .cards
        .iter()
        .flat_map(|card| card.content.photos())
        .filter_map(|photo| Some(photo.variants.first()?.src.clone()))
        .collect();
    names.sort();
    names.dedup();
    names
        .into_par_iter()
        .map(|name| {
            let original = seen.get(folder, &name);
            (name, original)
        })
        .collect()
}

/// Fills in what the text does not say: first by what the picture says of itself, then
/// by what goes for all photos of the story.
fn fill(photo: &mut Photo, said: &Metadata, defaults: &Photo) {
    let address = |address: &Option<String>| address.clone().filter(|address| is_address(address));
    if !photo.decorative {
        if photo.alt_text.is_empty() {
            photo.alt_text = said.alt_text.clone().unwrap_or_default();
        }
        if photo.caption.is_empty() {
            photo.caption = said.description.iter().cloned().map(Inline::Text).collect();
        }
    }
    // A credit is taken whole: a name from the text does not go with the agency of
    // another.
    if photo.credit_line.is_none() && photo.creator.is_none() {
        photo.creator = said.creator.clone();
        photo.credit_line = said.credit_line.clone();
    } else if photo.creator.is_none() {
        photo.creator = said.creator.clone();
    }
    if photo.credit_line.is_none() && photo.creator.is_none() {
        photo.creator = defaults.creator.clone();
        photo.credit_line = defaults.credit_line.clone();
    }
    let or = |field: &mut Option<String>, said: Option<String>, default: &Option<String>| {
        *field = field.take().or(said).or_else(|| default.clone());
    };
    or(
        &mut photo.copyright_notice,
        said.copyright_notice.clone(),
        &defaults.copyright_notice,
    );
    or(
        &mut photo.license,
        address(&said.license),
        &defaults.license,
    );
    or(
        &mut photo.acquire_license_page,
        address(&said.acquire_license_page),
        &defaults.acquire_license_page,
    );
    or(
        &mut photo.location,
        said.location.clone(),
        &defaults.location,
    );
    // The day will do for a caption; the minute is nobody's business.
    let day = said
        .date_created
        .as_ref()
        .and_then(|date| date.get(..10))
        .map(str::to_owned);
    or(&mut photo.date_created, day, &None);
    photo.data_mining = photo
        .data_mining
        .or_else(|| named(&DataMining::ALL, said.data_mining.as_deref()))
        .or(defaults.data_mining);
    photo.digital_source_type = photo
        .digital_source_type
        .or_else(|| named(&DigitalSourceType::ALL, said.digital_source_type.as_deref()))
        .or(defaults.digital_source_type);
}

fn named<T: Copy>(all: &[(&'static str, T)], name: Option<&str>) -> Option<T> {
    all.iter()
        .find(|(other, _)| Some(*other) == name)
        .map(|(_, value)| *value)
}

/// What no photo may lack.
fn check(photo: &Photo, at: &Place<'_>, is_video: bool, complaints: &mut Vec<Complaint>) {
    let what = if is_video { "video" } else { "photo" };
    if photo.alt_text.trim().is_empty() && !photo.decorative {
        let help = if is_video {
            "Write into the square brackets what is to be seen in it"
        } else {
            "Write into the square brackets what a reader who cannot see it should be told. If it tells nothing that the text does not, say decorative: yes on a line under it"
        };
        complaints.push(
            at.complaint(format!("this {what} has no alt text"))
                .help(help),
        );
    }
    if photo.credit().is_none_or(|credit| credit.trim().is_empty()) {
        complaints.push(at.complaint(format!("this {what} has no credit")).help(
            "Write it in parentheses on the line after the picture, (Name/Agency), or for all pictures into the front matter under photos:",
        ));
    }
}

/// What the format's own reader finds wrong, such as a date that is none, where the text
/// says it.
fn verify(manuscript: &Manuscript) -> Vec<Complaint> {
    let no_hash = "0".repeat(64);
    let mut story = manuscript.story.clone();
    for card in &mut story.cards {
        for photo in card.content.photos_mut() {
            // Files and alt texts have been seen to.
            photo.variants = vec![Variant {
                src: "-".to_owned(),
                width: 1,
                height: 1,
                media_type: "image/png".to_owned(),
                bytes: 1,
                sha256: no_hash.clone(),
            }];
            photo.decorative = photo.alt_text.trim().is_empty();
            if let Some(known) = &mut photo.content_credentials {
                (known.original, known.manifest) = (None, None);
            }
        }
        if let Content::Video { video } = &mut card.content {
            (video.width, video.height) = (1, 1);
            for track in &mut video.tracks {
                track.src = "-".to_owned();
            }
            video.sources = vec![Source {
                src: "-".to_owned(),
                media_type: "video/mp4".to_owned(),
                bytes: 1,
                sha256: no_hash.clone(),
            }];
        }
    }
    // A story is plain data: writing it as JSON cannot fail, nor reading it as a story.
    let json = serde_json::to_string(&story).unwrap_or_default();
    let faults = match reportage_story::read(&json) {
        Ok(reading) => reading.faults,
        Err(reason) => return vec![Complaint::error(&manuscript.file, reason.to_string())],
    };
    // Ids and kinds have been seen to where they stand.
    let is_known = |place: &str| place.ends_with("].id") || place.ends_with("].kind");
    faults
        .iter()
        .filter(|fault| fault.place.starts_with("cards") && !is_known(&fault.place))
        // Why a story has no cards at all has been told.
        .filter(|_| !story.cards.is_empty())
        .map(|fault| {
            let (card, photo) = spot(&fault.place);
            let at = Place {
                file: &manuscript.file,
                card: story.cards.get(card).map_or("", |card| &card.id),
                span: manuscript.span(card, photo),
            };
            let field = fault.place.rsplit('.').next().unwrap_or(&fault.place);
            at.complaint(format!("{field} {}", fault.message))
        })
        .collect()
}

/// The number of the card and of the photo in it that a place such as
/// `cards[3].photos[1].dateCreated` names.
fn spot(place: &str) -> (usize, usize) {
    let number = |part: &str| -> Option<usize> {
        let rest = place.split_once(part)?.1;
        rest.split_once(']')?.0.parse().ok()
    };
    let photo = usize::from(place.contains("].after"));
    (
        number("cards[").unwrap_or_default(),
        number("photos[").unwrap_or(photo),
    )
}

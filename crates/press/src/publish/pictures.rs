//! Pressing the pictures of a story, each once, on all cores.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use reportage_story::{Photo, Variant};

use super::{Cache, NotPublished, Out, OutError, Press, origin, stem};
use crate::author::Manuscript;
use crate::complaint::Complaint;
use crate::folder::{Folder, Refused};
use crate::gather::Gathered;
use crate::metadata::{self, Metadata};
use crate::original::{Original, sha256};
use crate::photo::{self, PhotoError, Pressed};

/// Is told how the pressing goes on.
pub trait Progress: Sync {
    /// There are so many pictures to press.
    fn begin(&self, pictures: usize);
    /// A picture is done; `encoded` if it had to be encoded.
    fn done(&self, name: &str, encoded: bool);
    /// There are no more.
    fn end(&self);
}

/// Where a photo is in a story: the number of its card, and its own within the card.
type Spot = (usize, usize);

/// A picture by its name, with each place that it has in the story and whose it is said
/// there to be.
type Uses = (String, Vec<(Spot, Metadata)>);

/// The files of a picture and whether they were encoded now.
type Files = Result<(Pressed, bool), Refused>;

/// What a photo becomes: one that has its files, its ThumbHash and its colour, and nothing
/// else.
type Outcome = Result<Photo, Failure>;

enum Failure {
    Picture(Refused),
    Out(OutError),
}

/// Presses every picture that a manuscript names, puts its files in place, and names them
/// in the story. Returns also how many were encoded.
pub fn press(
    press: &Press<'_>,
    gathered: Gathered,
    out: &Out,
) -> Result<(Manuscript, usize), NotPublished> {
    let Gathered {
        mut manuscript,
        originals,
    } = gathered;
    let uses = uses(&manuscript);
    let encoded = AtomicUsize::new(0);
    press.progress.begin(uses.len());
    let outcomes: Vec<(Spot, Outcome)> = by_content(uses, &originals)
        .into_par_iter()
        .flat_map_iter(|(original, names)| {
            let mut files = None;
            let mut outcomes = Vec::new();
            for (name, uses) in names {
                let was_pressed = files.is_some();
                outcomes.extend(each_use(press, &name, original, uses, out, &mut files));
                let is_new = !was_pressed && matches!(files, Some(Ok((_, true))));
                encoded.fetch_add(usize::from(is_new), Ordering::Relaxed);
                press.progress.done(&name, is_new);
            }
            outcomes
        })
        .collect();
    press.progress.end();
    let mut complaints = take(&mut manuscript, outcomes)?;
    complaints.extend(origin::put(press, &mut manuscript, &originals, out)?);
    if complaints.is_empty() {
        Ok((manuscript, encoded.into_inner()))
    } else {
        Err(NotPublished::Story(complaints))
    }
}

/// Decodes every picture of a story to its end, and complains of those that cannot be
/// pressed. Those that have been pressed before are known to be good.
pub fn verify(gathered: &Gathered, folder: &Folder, cache: &Cache) -> Vec<Complaint> {
    let Gathered {
        manuscript,
        originals,
    } = gathered;
    let wrong: BTreeMap<&String, Refused> = originals
        .par_iter()
        .filter(|(_, original)| !cache.has(&original.sha256))
        .filter_map(|(name, _)| {
            let bytes = folder.read(name);
            let verified = bytes.and_then(|bytes| photo::verify(&bytes).map_err(refused));
            Some((name, verified.err()?))
        })
        .collect();
    uses(manuscript)
        .iter()
        .filter_map(|(name, uses)| Some((name, uses, wrong.get(name)?)))
        .flat_map(|(name, uses, refused)| {
            uses.iter()
                .map(move |(spot, _)| complaint(manuscript, *spot, name, refused))
        })
        .collect()
}

fn refused(error: PhotoError) -> Refused {
    Refused {
        message: error.message,
        help: error.help,
    }
}

/// What is wrong with a picture, where the story names it.
pub fn complaint(manuscript: &Manuscript, spot: Spot, name: &str, refused: &Refused) -> Complaint {
    let file = manuscript.file.as_str();
    let complaint =
        Complaint::error(file, format!("{name} {}", refused.message)).help(refused.help.clone());
    match manuscript.span(spot.0, spot.1) {
        Some(span) => complaint.at(span),
        None => complaint,
    }
}

/// Every picture of a story.
fn uses(manuscript: &Manuscript) -> BTreeMap<String, Vec<(Spot, Metadata)>> {
    let mut uses: BTreeMap<String, Vec<(Spot, Metadata)>> = BTreeMap::new();
    for (card_number, card) in manuscript.story.cards.iter().enumerate() {
        for (number, photo) in card.content.photos().into_iter().enumerate() {
            if let Some(variant) = photo.variants.first() {
                uses.entry(variant.src.clone())
                    .or_default()
                    .push(((card_number, number), rights(photo)));
            }
        }
    }
    uses
}

/// What goes with every file of a photo.
fn rights(photo: &Photo) -> Metadata {
    Metadata {
        creator: photo.creator.clone(),
        credit_line: photo.credit_line.clone(),
        copyright_notice: photo.copyright_notice.clone(),
        license: photo.license.clone(),
        acquire_license_page: photo.acquire_license_page.clone(),
        data_mining: photo.data_mining.map(|term| term.code().to_owned()),
        digital_source_type: photo.digital_source_type.map(|term| term.term().to_owned()),
        ..Metadata::default()
    }
}

/// The pictures that could be looked into, those of one content together: they have their
/// files made once. The others have been complained of.
fn by_content(
    uses: BTreeMap<String, Vec<(Spot, Metadata)>>,
    originals: &BTreeMap<String, Arc<Original>>,
) -> Vec<(&Original, Vec<Uses>)> {
    let mut contents: BTreeMap<&str, (&Original, Vec<Uses>)> = BTreeMap::new();
    for (name, uses) in uses {
        if let Some(original) = originals.get(&name) {
            let (_, names) = contents
                .entry(&original.sha256)
                .or_insert_with(|| (original, Vec::new()));
            names.push((name, uses));
        }
    }
    contents.into_values().collect()
}

/// What becomes of a picture in each place that it has. Its files are made when the first
/// of them asks for it.
fn each_use(
    press: &Press<'_>,
    name: &str,
    original: &Original,
    uses: Vec<(Spot, Metadata)>,
    out: &Out,
    files: &mut Option<Files>,
) -> Vec<(Spot, Outcome)> {
    uses.into_iter()
        .map(|(spot, rights)| {
            if let Some(placed) = out.placed(&original.sha256, name, &rights) {
                return (spot, Ok(placed));
            }
            let outcome = match files.get_or_insert_with(|| pressed(press, name, original)) {
                Ok((pressed, _)) => put(pressed, name, &rights, out),
                Err(refused) => Err(Failure::Picture(refused.clone())),
            };
            if let Ok(photo) = &outcome {
                out.remember(&original.sha256, name, &rights, photo.clone());
            }
            (spot, outcome)
        })
        .collect()
}

/// The files of a picture, from the cache or encoded now.
fn pressed(press: &Press<'_>, name: &str, original: &Original) -> Files {
    if let Some(pressed) = press.cache.get(&original.sha256) {
        return Ok((pressed, false));
    }
    let bytes = press.folder.read(name)?;
    // It may have changed since it was looked into.
    let hash = sha256(&bytes);
    let pressed = photo::press(&bytes).map_err(refused)?;
    // Without a cache the next build takes longer, and that is all.
    let _ = press.cache.put(&hash, &pressed);
    Ok((pressed, true))
}

/// Puts the files of a photo in place, each saying whose it is.
fn put(pressed: &Pressed, name: &str, rights: &Metadata, out: &Out) -> Outcome {
    let mut variants = Vec::new();
    for file in &pressed.files {
        let bytes = metadata::write(&file.bytes, file.media_type, rights).map_err(|error| {
            Failure::Picture(Refused {
                message: format!("cannot be told whose it is: {error}"),
                help: "Please report this".to_owned(),
            })
        })?;
        let sha256 = sha256(&bytes);
        let ending = match file.media_type {
            "image/avif" => "avif",
            _ => "jpg",
        };
        let address = format!(
            "media/{}-{}-{}.{ending}",
            stem(name),
            file.width,
            &sha256[..16]
        );
        out.put_hashed(&address, &bytes).map_err(Failure::Out)?;
        variants.push(Variant {
            src: address,
            width: file.width,
            height: file.height,
            media_type: file.media_type.to_owned(),
            bytes: bytes.len() as u64,
            sha256,
        });
    }
    Ok(Photo {
        variants,
        thumb_hash: Some(pressed.thumb_hash.clone()),
        dominant_color: Some(pressed.dominant_color.clone()),
        ..Photo::default()
    })
}

/// Names the files in the story; complains of those that failed.
fn take(
    manuscript: &mut Manuscript,
    outcomes: Vec<(Spot, Outcome)>,
) -> Result<Vec<Complaint>, OutError> {
    let mut wrong = Vec::new();
    for ((card, number), outcome) in outcomes {
        let photo = manuscript
            .story
            .cards
            .get_mut(card)
            .and_then(|card| card.content.photos_mut().into_iter().nth(number));
        let Some(photo) = photo else { continue };
        match outcome {
            Ok(pressed) => {
                photo.variants = pressed.variants;
                photo.thumb_hash = pressed.thumb_hash;
                photo.dominant_color = pressed.dominant_color;
            }
            Err(Failure::Out(error)) => return Err(error),
            Err(Failure::Picture(refused)) => wrong.push(((card, number), refused)),
        }
    }
    // The names of the files are still there where nothing could be put in their place.
    let name = |(card, number): Spot| {
        let photo = manuscript.story.cards.get(card)?.content.photos();
        Some(photo.get(number)?.variants.first()?.src.clone())
    };
    Ok(wrong
        .iter()
        .map(|(spot, refused)| {
            complaint(manuscript, *spot, &name(*spot).unwrap_or_default(), refused)
        })
        .collect())
}

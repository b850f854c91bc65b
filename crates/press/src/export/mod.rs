//! A whole story in one file, to be passed on: it opens by a double click and asks for nothing.
//!
//! A bundle never holds its media. They are put into the page's text here and nowhere else, each
//! in the place of its address.

mod left_out;
mod media;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use reportage_story::{Content, Story, Variant};

use crate::page::{self, Program};
use crate::publish::Edition;
use crate::theme::Theme;
use media::Media;

/// A file's size, in bytes, and what it is.
type Weight = (usize, String);

/// What is put into the file.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wishes {
    /// Pictures with a notice too, covered as in the page.
    pub include_graphic: bool,
    /// The most bytes that the file may have.
    pub max_size: Option<u64>,
}

/// Which of a photo's files is taken: the widest of this type that is no wider than so many
/// pixels; of what there is, if there is none such.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Pixels.
    pub width: u32,
    /// `image/jpeg`, which everything shows, or `image/avif`, which is smaller.
    pub media_type: &'static str,
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self.media_type {
            "image/avif" => "AVIF",
            _ => "JPEG",
        };
        write!(f, "{name}, at most {} pixels wide", self.width)
    }
}

/// From the best to the smallest.
const CHOICES: [Choice; 6] = [
    jpeg(2160),
    jpeg(1440),
    avif(2160),
    avif(1440),
    avif(960),
    avif(480),
];

const fn jpeg(width: u32) -> Choice {
    Choice {
        width,
        media_type: "image/jpeg",
    }
}

const fn avif(width: u32) -> Choice {
    Choice {
        width,
        media_type: "image/avif",
    }
}

/// A story in one file.
#[derive(Clone, Debug)]
pub struct Whole {
    /// The file's text.
    pub html: String,
    /// Which photos are in it.
    pub choice: Choice,
    /// How many pictures with a notice are not.
    pub left_out: usize,
}

/// Why a story cannot be put into one file.
#[derive(Debug)]
pub enum ExportError {
    /// A file lies on another site, and the press fetches nothing.
    Elsewhere(String),
    /// A file cannot be read.
    Unreadable(PathBuf, io::Error),
    /// It cannot be made so small.
    TooLarge {
        /// The least that it comes to, in bytes.
        least: u64,
        /// The largest of what is in it.
        heaviest: String,
        /// What that comes to, in bytes.
        weight: u64,
    },
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Elsewhere(address) => write!(
                f,
                "{address} lies on another site, and the press fetches nothing\nPut the file beside the story"
            ),
            Self::Unreadable(path, error) => {
                write!(f, "{} cannot be read: {error}", path.display())
            }
            Self::TooLarge {
                least,
                heaviest,
                weight,
            } => write!(
                f,
                "the story has at least {least} bytes in one file; {heaviest} makes {weight} of them\nAllow more by --max-size, or export a story without it"
            ),
        }
    }
}

impl std::error::Error for ExportError {}

/// Puts an edition that was published in `out` into one file.
///
/// # Errors
/// If a file is not there, or the whole cannot be made as small as it is wished.
pub fn export(
    edition: &Edition,
    theme: &Theme,
    program: &Program,
    out: &Path,
    wishes: Wishes,
) -> Result<Whole, ExportError> {
    let mut story = edition.story.clone();
    let left_out = match wishes.include_graphic {
        true => 0,
        false => left_out::leave_out(&mut story),
    };
    // They are files of their own.
    story.editions.clear();
    let mut media = Media::of(out.join(&edition.folder));
    let mut least = 0;
    let mut heaviest = (0, String::new());
    for choice in CHOICES {
        let mut story = story.clone();
        choose(&mut story, choice);
        let named = media.read(&mut story)?;
        let html = page::write_whole(&story, theme, program, media.data());
        let size = html.len() as u64;
        if wishes.max_size.is_none_or(|most| size <= most) {
            return Ok(Whole {
                html,
                choice,
                left_out,
            });
        }
        if least == 0 || size < least {
            least = size;
            heaviest = heaviest_of(&media, named);
        }
    }
    let (weight, heaviest) = heaviest;
    Err(ExportError::TooLarge {
        least,
        heaviest,
        weight: weight as u64,
    })
}

/// Leaves each photo one file, and each video the one that is played most widely.
fn choose(story: &mut Story, choice: Choice) {
    for card in &mut story.cards {
        for photo in card.content.photos_mut() {
            if let Some(best) = best(&photo.variants, choice) {
                photo.variants = vec![best];
            }
            // The photo itself is there at once.
            photo.thumb_hash = None;
            // What vouches for it stays behind: it may be many times as large.
            if let Some(known) = &mut photo.content_credentials {
                (known.original, known.manifest) = (None, None);
            }
        }
        if let Content::Video { video } = &mut card.content
            && let Some(source) = video
                .sources
                .iter()
                .position(|source| source.media_type.starts_with("video/mp4"))
        {
            video.sources = vec![video.sources[source].clone()];
        }
    }
}

fn best(variants: &[Variant], choice: Choice) -> Option<Variant> {
    let is_wanted = |variant: &&Variant| variant.media_type == choice.media_type;
    let wanted: Vec<_> = match variants.iter().any(|variant| is_wanted(&variant)) {
        true => variants.iter().filter(is_wanted).collect(),
        false => variants.iter().collect(),
    };
    wanted
        .iter()
        .filter(|variant| variant.width <= choice.width)
        .max_by_key(|variant| variant.width)
        .or_else(|| wanted.iter().min_by_key(|variant| variant.width))
        .map(|variant| (*variant).clone())
}

fn heaviest_of(media: &Media, named: Vec<String>) -> Weight {
    named
        .into_iter()
        .filter_map(|address| Some((media.data().get(&address)?.len(), address)))
        .max()
        .unwrap_or_default()
}

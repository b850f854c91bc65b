//! Videos: what their files say, and the files that belong to them by their name.

use std::path::Path;

use nom_exif::{MediaParser, MediaSource, TrackInfoTag};
use reportage_story::{Source, Track, TrackKind, Video, is_language};

use crate::author;
use crate::complaint::Complaint;
use crate::folder::{Folder, Refused};
use crate::language::own_name;
use crate::original::sha256;

/// The endings of the forms that browsers play, the best first, and their media types.
const FORMS: [(&str, &str); 2] = [("webm", "video/webm"), ("mp4", "video/mp4")];
/// The endings that a poster can have, in the order in which they are looked for.
const POSTERS: [&str; 7] = ["jpg", "jpeg", "png", "webp", "avif", "tif", "svg"];

/// What a video's file says.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Probe {
    width: u32,
    height: u32,
    /// Seconds.
    duration: f64,
}

/// Fills in what the files of a video say: its other form, size and duration, timed
/// text, transcript, and the name of its poster. `video` names one file.
///
/// What is wrong comes back as complaints without a place.
pub fn gather(video: &mut Video, folder: &Folder, language: &str) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    let Some(name) = video.sources.first().map(|source| source.src.clone()) else {
        return complaints;
    };
    let name = match folder.true_name(&name) {
        Ok(name) => name,
        Err(refused) => {
            // What belongs to it bears its name: there is nothing to look for.
            video.sources.clear();
            return vec![refused_file(&name, refused)];
        }
    };
    let stem = without_ending(&name).to_owned();
    let mut sources = Vec::new();
    let mut probed = None;
    for source in with_siblings(std::mem::take(&mut video.sources), &name, folder) {
        match probe(folder, &source.src) {
            Ok((probe, bytes)) => {
                probed.get_or_insert(probe);
                sources.push(Source {
                    bytes: bytes.len() as u64,
                    sha256: sha256(&bytes),
                    ..source
                });
            }
            Err(refused) => complaints.push(refused_file(&source.src, refused)),
        }
    }
    if !FORMS.iter().any(|(ending, _)| ends_with(&name, ending)) {
        complaints.push(
            Complaint::error(
                &name,
                format!("{name} is no video that every browser plays"),
            )
            .help("Make it an MP4 with H.264, and if you can a WebM of the same name beside it"),
        );
    }
    if let Some(probe) = probed {
        (video.width, video.height, video.duration) = (probe.width, probe.height, probe.duration);
    }
    video.sources = sources;
    let faults = complaints.len();
    if video.tracks.is_empty() {
        video.tracks = tracks(folder, &stem, language, &mut complaints);
    }
    if video.transcript.is_empty() {
        transcript(video, folder, &stem, language, &mut complaints);
    }
    // Unless there are some that are at fault.
    if video.tracks.is_empty() && video.transcript.is_empty() && complaints.len() == faults {
        complaints.push(
            Complaint::warning(
                &name,
                "this video has neither captions nor a transcript".to_owned(),
            )
            .help(format!(
                "Write what is said and heard into {stem}.{language}.vtt, or what is said and shown into {stem}.md"
            )),
        );
    }
    poster(video, folder, &stem, &mut complaints);
    complaints
}

/// The sources that a video has: those that are named, or where only one is, `name` and
/// the other form of the same name beside it.
fn with_siblings(named: Vec<Source>, name: &str, folder: &Folder) -> Vec<Source> {
    if named.len() > 1 {
        return named;
    }
    FORMS
        .into_iter()
        .filter_map(|(ending, media_type)| {
            let src = if ends_with(name, ending) {
                name.to_owned()
            } else {
                let sibling = format!("{}.{ending}", without_ending(name));
                folder.has(&sibling).then_some(sibling)?
            };
            Some(Source {
                src,
                media_type: media_type.to_owned(),
                ..Source::default()
            })
        })
        .collect()
}

/// The size and duration of the video `name`, and its bytes.
fn probe(folder: &Folder, name: &str) -> Result<(Probe, Vec<u8>), Refused> {
    let bytes = folder.read(name)?;
    let unreadable = || Refused {
        message: "is no video that can be read, or is cut off".to_owned(),
        help: "Export it again, as MP4 with H.264 or as WebM".to_owned(),
    };
    let track = MediaSource::from_memory(bytes.clone())
        .and_then(|source| MediaParser::new().parse_track(source))
        .map_err(|_| unreadable())?;
    if track.gps_info().is_some() || track.get(TrackInfoTag::GpsIso6709).is_some() {
        return Err(Refused {
            message: "says where it was taken, to the metre".to_owned(),
            help: format!(
                "Take that out: ffmpeg -i {name} -map_metadata -1 -c copy clean-{}",
                Path::new(name)
                    .file_name()
                    .unwrap_or_default()
                    .to_string_lossy()
            ),
        });
    }
    let whole = |tag| {
        let value = track.get(tag)?;
        value.as_u64().or_else(|| value.as_u32().map(u64::from))
    };
    let side = |tag| {
        whole(tag)
            .and_then(|side| u32::try_from(side).ok())
            .filter(|side| (1..=65_535).contains(side))
            .ok_or_else(unreadable)
    };
    let probe = Probe {
        width: side(TrackInfoTag::Width)?,
        height: side(TrackInfoTag::Height)?,
        duration: whole(TrackInfoTag::DurationMs)
            .unwrap_or_default()
            .min(1_000_000_000) as f64
            / 1_000.0,
    };
    Ok((probe, bytes))
}

/// The timed text beside the video: `STEM.en.vtt`, `STEM.en.descriptions.vtt`.
fn tracks(
    folder: &Folder,
    stem: &str,
    language: &str,
    complaints: &mut Vec<Complaint>,
) -> Vec<Track> {
    let mut names: Vec<(String, String, bool)> = Vec::new();
    for path in folder.beginning_with(stem) {
        let Some(middle) = path
            .strip_prefix(stem)
            .and_then(|rest| rest.strip_suffix(".vtt"))
        else {
            continue;
        };
        let (middle, describes) = match middle.strip_suffix(".descriptions") {
            Some(middle) => (middle, true),
            None => (middle, false),
        };
        let srclang = match middle.strip_prefix('.') {
            Some(tag) => tag.to_owned(),
            None if middle.is_empty() => language.to_owned(),
            None => continue,
        };
        if !is_language(&srclang) {
            complaints.push(
                Complaint::error(&path, format!("{path} does not say its language")).help(format!(
                    "Call it by the language's tag, as in {stem}.en.vtt"
                )),
            );
            continue;
        }
        names.push((path, srclang, describes));
    }
    // Those in the story's language come first: the Play button turns on the first.
    names.sort_by_key(|(path, srclang, describes)| (*describes, srclang != language, path.clone()));
    names
        .into_iter()
        .filter_map(|(src, srclang, describes)| {
            let text = match folder.read_text(&src) {
                Ok(text) => text,
                Err(refused) => {
                    complaints.push(refused_file(&src, refused));
                    return None;
                }
            };
            if !text.starts_with("WEBVTT") {
                complaints.push(
                    Complaint::error(&src, format!("{src} is not WebVTT"))
                        .help("Its first line has to be WEBVTT, and its times have points: 00:01.000 --> 00:04.000"),
                );
                return None;
            }
            let kind = match () {
                () if describes => TrackKind::Descriptions,
                () if primary(&srclang) == primary(language) => TrackKind::Captions,
                () => TrackKind::Subtitles,
            };
            let label = own_name(&srclang).unwrap_or(&srclang).to_owned();
            Some(Track { src, srclang, label, kind })
        })
        .collect()
}

/// The transcript beside the video, in the story's language if there is one in that:
/// `STEM.ar.md`, `STEM.md`.
fn transcript(
    video: &mut Video,
    folder: &Folder,
    stem: &str,
    language: &str,
    complaints: &mut Vec<Complaint>,
) {
    let names = [format!("{stem}.{language}.md"), format!("{stem}.md")];
    let Some(name) = names.into_iter().find(|name| folder.has(name)) else {
        return;
    };
    match folder.read_text(&name) {
        Ok(text) => {
            let (body, wrong) = author::read_body(&name, &text);
            video.transcript = body;
            complaints.extend(wrong);
        }
        Err(refused) => complaints.push(refused_file(&name, refused)),
    }
}

/// Gives the poster its file, which is looked into with the photos.
fn poster(video: &mut Video, folder: &Folder, stem: &str, complaints: &mut Vec<Complaint>) {
    let found = POSTERS
        .iter()
        .map(|ending| format!("{stem}.{ending}"))
        .find(|name| folder.has(name));
    let poster = video.poster.get_or_insert_default();
    if !poster.variants.is_empty() {
        return;
    }
    match found {
        Some(src) => {
            poster.variants = vec![reportage_story::Variant { src, ..Default::default() }];
        }
        None => complaints.push(
            Complaint::error(stem, format!("{stem} has no poster"))
                .help(format!(
                    "Put a picture of the same name beside it, which stands for the video until it plays: ffmpeg -i VIDEO -frames:v 1 {stem}.jpg"
                )),
        ),
    }
}

fn refused_file(name: &str, refused: Refused) -> Complaint {
    Complaint::error(name, format!("{name} {}", refused.message)).help(refused.help)
}

fn without_ending(name: &str) -> &str {
    match name.rfind('.') {
        Some(end) if !name[end..].contains('/') => &name[..end],
        _ => name,
    }
}

fn ends_with(name: &str, ending: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|found| found.eq_ignore_ascii_case(ending))
}

fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

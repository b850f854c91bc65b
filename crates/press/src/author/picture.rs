//! What a figure says, as the photo or the video that a story has.

use std::ops::Range;

use reportage_story::{
    DataMining, DigitalSourceType, Photo, Source, Variant, Video, is_address, is_date,
};

use super::figure::{self, Figure};
use super::text::Fault;

/// The photo that a figure is. Its only variant names its file and nothing else; so do its
/// Content Credentials, where its author wants to have them published.
pub fn photo(figure: &Figure, faults: &mut Vec<Fault>) -> Photo {
    let mut photo = Photo {
        variants: vec![Variant {
            src: figure.src.clone(),
            ..Variant::default()
        }],
        alt_text: figure.alt.clone(),
        caption: figure.caption.clone(),
        ..Photo::default()
    };
    (photo.credit_line, photo.creator) = credit(figure, faults);
    for (name, value, span) in &figure.settings {
        let value = value.clone();
        match *name {
            "copyrightNotice" => photo.copyright_notice = Some(value),
            "license" => photo.license = address(name, value, span, faults),
            "acquireLicensePage" => {
                photo.acquire_license_page = address(name, value, span, faults);
            }
            "dataMining" => {
                photo.data_mining = choice(name, &value, span, &DataMining::ALL, faults);
            }
            "digitalSourceType" => {
                photo.digital_source_type =
                    choice(name, &value, span, &DigitalSourceType::ALL, faults);
            }
            "location" => photo.location = Some(value),
            "dateCreated" => photo.date_created = date(name, value, span, faults),
            "notice" => photo.notice = Some(value),
            "focus" => {
                photo.crop = figure::crop(&value);
                if photo.crop.is_none() {
                    fault(
                        faults,
                        span.clone(),
                        "focus is not two percentages",
                        "Say what must stay in sight, from the left and from the top: focus: 30% 80%",
                    );
                }
            }
            "decorative" => photo.decorative = is_yes(name, &value, span, faults),
            // What is to be published names its file, as the variant does.
            "publishOriginal" if is_yes(name, &value, span, faults) => {
                let wanted = photo.content_credentials.get_or_insert_default();
                wanted.original = Some(figure.src.clone());
            }
            "publishManifest" if is_yes(name, &value, span, faults) => {
                let wanted = photo.content_credentials.get_or_insert_default();
                wanted.manifest = Some(figure.src.clone());
            }
            _ => {}
        }
    }
    if photo.decorative && !photo.alt_text.is_empty() {
        fault(
            faults,
            figure.span.clone(),
            "a decorative picture has no alt text",
            "Take decorative: yes away, or leave the square brackets empty",
        );
    }
    photo
}

/// The credit line and the creator, by settings or by the line in parentheses.
fn credit(figure: &Figure, faults: &mut Vec<Fault>) -> (Option<String>, Option<String>) {
    let set = |name| figure.setting(name).map(|(value, _)| value.to_owned());
    let (line, creator) = match &figure.credit {
        Some(credit) => {
            if let Some((_, span)) = figure.setting("creditLine") {
                fault(
                    faults,
                    span,
                    "this picture has a credit in parentheses already",
                    "Keep one of the two",
                );
            }
            let (line, creator) = figure::credit_and_creator(credit);
            (Some(line), creator)
        }
        None => (set("creditLine"), None),
    };
    (line, set("creator").or(creator))
}

/// The video that a figure is, and a poster without a file: it holds the alt text and
/// whatever else a picture can say and a video cannot.
pub fn video(figure: &Figure, faults: &mut Vec<Fault>) -> Video {
    let mut figure = figure.clone();
    figure.settings.retain(|(name, _, span)| {
        let is_for_photos = matches!(
            *name,
            "focus" | "decorative" | "publishOriginal" | "publishManifest"
        );
        if is_for_photos {
            faults.push((
                span.clone(),
                format!("{name} cannot be said of a video"),
                "Take the line away".to_owned(),
            ));
        }
        !is_for_photos
    });
    let poster = Photo {
        variants: Vec::new(),
        caption: Vec::new(),
        notice: None,
        ..photo(&figure, faults)
    };
    Video {
        sources: vec![Source {
            src: figure.src.clone(),
            ..Source::default()
        }],
        creator: poster.creator.clone(),
        credit_line: poster.credit_line.clone(),
        notice: figure.setting("notice").map(|(value, _)| value.to_owned()),
        caption: figure.caption,
        poster: Some(poster),
        ..Video::default()
    }
}

fn address(
    name: &str,
    value: String,
    span: &Range<usize>,
    faults: &mut Vec<Fault>,
) -> Option<String> {
    if is_address(&value) {
        return Some(value);
    }
    fault(
        faults,
        span.clone(),
        format!("{name} is no address"),
        "It begins with https:// or http://",
    );
    None
}

fn date(name: &str, value: String, span: &Range<usize>, faults: &mut Vec<Fault>) -> Option<String> {
    if is_date(&value) {
        return Some(value);
    }
    fault(
        faults,
        span.clone(),
        format!("{name} is no date"),
        "Write the year, the month and the day: 2017-03-31",
    );
    None
}

fn is_yes(name: &str, value: &str, span: &Range<usize>, faults: &mut Vec<Fault>) -> bool {
    if !matches!(value, "yes" | "no") {
        fault(
            faults,
            span.clone(),
            format!("{name} is neither yes nor no"),
            format!("Write {name}: yes"),
        );
    }
    value == "yes"
}

fn choice<T: Copy>(
    name: &str,
    value: &str,
    span: &Range<usize>,
    all: &[(&'static str, T)],
    faults: &mut Vec<Fault>,
) -> Option<T> {
    let found = all
        .iter()
        .find(|(term, _)| *term == value)
        .map(|(_, found)| *found);
    if found.is_none() {
        let terms: Vec<_> = all.iter().map(|(term, _)| *term).collect();
        fault(
            faults,
            span.clone(),
            format!("{value} is no term for {name}"),
            format!("There are {}", terms.join(", ")),
        );
    }
    found
}

fn fault(
    faults: &mut Vec<Fault>,
    span: Range<usize>,
    message: impl Into<String>,
    help: impl Into<String>,
) {
    faults.push((span, message.into(), help.into()));
}

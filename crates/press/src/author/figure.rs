//! A photo or a video as an author writes it: a paragraph that begins with the
//! picture, then its caption, its credit in parentheses, and settings by name.

use std::ops::Range;

use reportage_story::Crop;

use super::markdown::{Inline, InlineKind, plain};
use super::text::{self, Fault};

/// What can be said of one picture, and in the front matter of all: whose it is, not what
/// it shows.
pub const RIGHTS: [&str; 8] = [
    "creator",
    "creditLine",
    "copyrightNotice",
    "license",
    "acquireLicensePage",
    "dataMining",
    "digitalSourceType",
    "location",
];
/// What can be said of one picture only.
const OWN: [&str; 6] = [
    "dateCreated",
    "notice",
    "focus",
    "decorative",
    "publishOriginal",
    "publishManifest",
];

/// The settings that can stand under a picture.
fn settings() -> impl Iterator<Item = &'static str> {
    RIGHTS.into_iter().chain(OWN)
}

/// A picture as it stands in the text.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The file.
    pub src: String,
    /// The alt text; may be empty.
    pub alt: String,
    /// The caption.
    pub caption: Vec<reportage_story::Inline>,
    /// What stands in parentheses on a line of its own.
    pub credit: Option<String>,
    /// The settings and where they stand.
    pub settings: Vec<(&'static str, String, Range<usize>)>,
    /// Where the picture stands: `![…](…)`.
    pub span: Range<usize>,
}

impl Figure {
    /// What is set under `name`, and where.
    pub fn setting(&self, name: &str) -> Option<(&str, Range<usize>)> {
        self.settings
            .iter()
            .find(|(set, ..)| *set == name)
            .map(|(_, value, span)| (value.as_str(), span.clone()))
    }

    /// Whether the file is a video by its name.
    pub fn is_video(&self) -> bool {
        let name = self.src.to_ascii_lowercase();
        [".mp4", ".webm", ".mov", ".m4v", ".ogv", ".mkv", ".avi"]
            .iter()
            .any(|ending| name.ends_with(ending))
    }
}

/// The pictures of a paragraph that begins with one; nothing if it does not.
pub fn read(paragraph: &[Inline], file: &str, faults: &mut Vec<Fault>) -> Option<Vec<Figure>> {
    if !paragraph.first().is_some_and(is_picture) {
        return None;
    }
    let mut figures: Vec<Figure> = Vec::new();
    let mut caption: Vec<Inline> = Vec::new();
    for whole in paragraph.split_inclusive(is_break) {
        let line = match whole {
            [line @ .., end] if is_break(end) => line,
            line => line,
        };
        if line.is_empty() {
            continue;
        }
        if line.first().is_some_and(is_picture) {
            if let Some(figure) = figures.last_mut() {
                set_caption(figure, &caption, faults);
            }
            caption.clear();
            let Some(Inline {
                kind: InlineKind::Image { src, title, alt },
                span,
            }) = line.first()
            else {
                continue;
            };
            figures.push(Figure {
                src: src.clone(),
                alt: alt.clone(),
                caption: title_caption(title),
                credit: None,
                settings: Vec::new(),
                span: span.clone(),
            });
            // What follows on the same line is the caption's beginning.
            caption.extend(whole[1..].iter().cloned());
            continue;
        }
        let Some(figure) = figures.last_mut() else {
            continue;
        };
        let span = span_of(line);
        let raw = file.get(span.clone()).unwrap_or_default().trim();
        if let Some((name, value)) = setting(raw) {
            if figure.setting(name).is_some() {
                faults.push((
                    span,
                    format!("{name} is set twice"),
                    "Keep one of the two".to_owned(),
                ));
            } else if value.is_empty() {
                faults.push((
                    span,
                    format!("{name} is empty"),
                    "Leave the line out, or say it".to_owned(),
                ));
            } else {
                figure.settings.push((name, value.to_owned(), span));
            }
        } else if let Some((written, meant)) = nearly_setting(raw) {
            faults.push((
                span.start..span.start + written.len(),
                format!("{written} is no setting"),
                format!(
                    "Is {meant} meant? If this is the caption, write a backslash before the colon"
                ),
            ));
        } else if let Some(credit) = credit(line, file) {
            set_credit(figure, credit, span, faults);
        } else {
            caption.extend(whole.iter().cloned());
        }
    }
    if let Some(figure) = figures.last_mut() {
        set_caption(figure, &caption, faults);
    }
    Some(figures)
}

/// Gives `figure` its credit; a second one is a fault.
pub fn set_credit(
    figure: &mut Figure,
    credit: String,
    span: Range<usize>,
    faults: &mut Vec<Fault>,
) {
    if figure.credit.is_some() {
        faults.push((
            span,
            "this picture has a credit already".to_owned(),
            "A line in parentheses under a picture is its credit. If this is part of the caption, put it on one line with other words"
                .to_owned(),
        ));
    } else {
        figure.credit = Some(credit);
    }
}

/// The credit of a line that is all in parentheses: `(Jane Roe/Agency)`. A backslash
/// before the first keeps it from being one.
pub fn credit(line: &[Inline], file: &str) -> Option<String> {
    let start = span_of(line).start;
    if file
        .get(..start)
        .is_some_and(|before| before.ends_with('\\'))
    {
        return None;
    }
    let text = plain(line);
    let inside = text.trim().strip_prefix('(')?.strip_suffix(')')?.trim();
    let is_one = !inside.is_empty() && !inside.contains(['(', ')']) || balanced(inside);
    is_one.then(|| inside.to_owned())
}

/// Whether parentheses within a credit close where they should: `Jane Roe (AFP)`.
fn balanced(text: &str) -> bool {
    let mut depth = 0_i32;
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0 && !text.is_empty()
}

/// The credit line and the creator of `Jane Roe/Agency`.
pub fn credit_and_creator(credit: &str) -> (String, Option<String>) {
    let creator = credit.split('/').next().unwrap_or(credit).trim();
    (
        credit.to_owned(),
        (!creator.is_empty()).then(|| creator.to_owned()),
    )
}

/// The consent to a crop of `focus: 30% 80%`.
pub fn crop(value: &str) -> Option<Crop> {
    let mut parts = value.split_whitespace().map(|part| {
        let number: f64 = part.strip_suffix('%')?.parse().ok()?;
        (0.0..=100.0).contains(&number).then_some(number / 100.0)
    });
    let crop = Crop {
        focus_x: parts.next()??,
        focus_y: parts.next()??,
    };
    parts.next().is_none().then_some(crop)
}

fn setting(line: &str) -> Option<(&'static str, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = settings().find(|known| *known == name.trim_end())?;
    let value = value.trim();
    Some((
        name,
        value
            .strip_prefix('<')
            .and_then(|value| value.strip_suffix('>'))
            .unwrap_or(value),
    ))
}

/// A word before a colon that is nearly the name of a setting, and that name: lost in a
/// caption it would be lost on readers.
fn nearly_setting(line: &str) -> Option<(&str, &'static str)> {
    let (word, _) = line.split_once(':')?;
    let is_name = word.starts_with(|c: char| c.is_ascii_lowercase())
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let is_nearly = |name: &&str| {
        let is_slip =
            || name.len().abs_diff(word.len()) <= 2 && strsim::damerau_levenshtein(word, name) <= 2;
        is_slip() || (word.len() >= 4 && name.starts_with(word))
    };
    let name = is_name.then(|| settings().find(is_nearly))??;
    Some((word, name))
}

fn set_caption(figure: &mut Figure, caption: &[Inline], faults: &mut Vec<Fault>) {
    let first = caption.iter().position(|inline| !is_break(inline));
    let caption = &caption[first.unwrap_or_default()..];
    let content = text::inlines(caption, faults);
    if content.is_empty() {
        return;
    }
    if !figure.caption.is_empty() {
        faults.push((
            span_of(caption),
            "this picture has two captions".to_owned(),
            "Write the caption under the picture or as its title in quotation marks, not both"
                .to_owned(),
        ));
    }
    figure.caption = content;
}

fn title_caption(title: &str) -> Vec<reportage_story::Inline> {
    let title = title.trim();
    if title.is_empty() {
        Vec::new()
    } else {
        vec![reportage_story::Inline::Text(title.to_owned())]
    }
}

fn is_picture(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::Image { .. })
}

fn is_break(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak)
}

/// The lines of a paragraph, empty ones left out.
pub fn lines(paragraph: &[Inline]) -> Vec<&[Inline]> {
    paragraph
        .split(is_break)
        .filter(|line| !line.is_empty())
        .collect()
}

/// From the first letter to the last.
pub fn span_of(line: &[Inline]) -> Range<usize> {
    match (line.first(), line.last()) {
        (Some(first), Some(last)) => first.span.start..last.span.end,
        _ => 0..0,
    }
}

//! What is wrong with a story, shown like a good compiler's complaints.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError,
    MietteSpanContents, SourceCode, SourceSpan, SpanContents,
};
use serde_json::{Value, json};

use crate::complaint::{Complaint, Severity};
use crate::folder::Folder;

/// The most of a line that is shown, in letters: alt texts make long lines.
const WINDOW: usize = 92;
/// How much of it stands before what is meant.
const BEFORE: usize = 24;
/// How many lines are shown above and below.
const NEIGHBOURS: usize = 1;

/// How many complaints are shown: nobody reads more, and a file that is no story makes as many
/// as it has lines.
const MOST: usize = 500;

/// Whether any of them keeps the story from being published.
pub fn any_error(complaints: &[Complaint]) -> bool {
    complaints
        .iter()
        .any(|complaint| complaint.severity == Severity::Error)
}

/// Every complaint with its place, and the number of them, in colours or without.
pub fn text(complaints: &[Complaint], folder: &Folder, colors: bool) -> String {
    let theme = if colors {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(100)
        .with_context_lines(NEIGHBOURS)
        .without_cause_chain();
    let texts = Texts::new(folder);
    let mut text = String::new();
    for complaint in complaints.iter().take(MOST) {
        let excerpt = Place::of(complaint, &texts).map(Excerpt::of);
        let shown = Shown { complaint, excerpt };
        if handler.render_report(&mut text, &shown).is_err() {
            text.push_str(&format!("{complaint}\n"));
        }
    }
    if complaints.len() > MOST {
        text.push_str(&format!("These are the first {MOST} of them. "));
    }
    text.push_str(&summary(complaints));
    text
}

/// The same without its frame, for the page.
pub fn plain(complaints: &[Complaint], folder: &Folder) -> String {
    let texts = Texts::new(folder);
    complaints
        .iter()
        .map(|complaint| {
            let line = Place::of(complaint, &texts)
                .map_or(String::new(), |place| format!(":{}", place.line + 1));
            format!(
                "{}{line}: {}\n{}\n",
                complaint.file.display(),
                complaint.message,
                complaint.help
            )
        })
        .collect::<Vec<_>>()
        .join("\n")
}

fn summary(complaints: &[Complaint]) -> String {
    let count = |severity| {
        complaints
            .iter()
            .filter(|complaint| complaint.severity == severity)
            .count()
    };
    let some = |count: usize, name: &str| match count {
        0 => None,
        1 => Some(format!("1 {name}")),
        count => Some(format!("{count} {name}s")),
    };
    [
        some(count(Severity::Error), "error"),
        some(count(Severity::Warning), "warning"),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(", ")
}

/// The same for programs: a list of objects with `severity`, `file`, `message` and `help`,
/// and where the place is known `line` and `column`, both from 1.
pub fn json(complaints: &[Complaint], folder: &Folder) -> Value {
    let texts = Texts::new(folder);
    complaints
        .iter()
        .map(|complaint| {
            let mut object = json!({
                "severity": complaint.severity,
                "file": complaint.file,
                "message": complaint.message,
                "help": complaint.help,
            });
            if let Some(place) = Place::of(complaint, &texts) {
                object["line"] = json!(place.line + 1);
                object["column"] = json!(place.column + 1);
            }
            object
        })
        .collect()
}

/// The texts that complaints point into, each read once: there may be many complaints.
struct Texts<'a> {
    folder: &'a Folder,
    read: RefCell<HashMap<PathBuf, Option<Rc<Text>>>>,
}

/// A text, and where each of its lines begins.
struct Text {
    text: String,
    starts: Vec<usize>,
}

impl<'a> Texts<'a> {
    fn new(folder: &'a Folder) -> Self {
        Self {
            folder,
            read: RefCell::default(),
        }
    }

    /// The text of a file; nothing if it is none.
    fn get(&self, file: &Path) -> Option<Rc<Text>> {
        self.read
            .borrow_mut()
            .entry(file.to_owned())
            .or_insert_with(|| {
                let text = self.folder.read_text(&file.to_string_lossy()).ok()?;
                let text = printable(&text).into_owned();
                let ends = text.match_indices('\n').map(|(end, _)| end + 1);
                let starts = std::iter::once(0).chain(ends).collect();
                Some(Rc::new(Text { text, starts }))
            })
            .clone()
    }
}

impl Text {
    /// The number of the line that holds a byte, from 0.
    fn line_of(&self, byte: usize) -> usize {
        self.starts
            .partition_point(|start| *start <= byte)
            .saturating_sub(1)
    }

    /// The line of this number, without its end.
    fn line(&self, number: usize) -> Option<&str> {
        self.text.get(*self.starts.get(number)?..)?.lines().next()
    }
}

/// Where a complaint points, all from 0.
struct Place {
    name: String,
    text: Rc<Text>,
    line: usize,
    /// In letters.
    column: usize,
    /// The bytes of the line that are meant.
    meant: Range<usize>,
}

impl Place {
    fn of(complaint: &Complaint, texts: &Texts<'_>) -> Option<Self> {
        let span = complaint.span.clone()?;
        let text = texts.get(&complaint.file)?;
        let line = text.line_of(span.start);
        let before = text.text.get(*text.starts.get(line)?..span.start)?;
        let meant = text.text.get(span)?.lines().next().unwrap_or_default();
        // A complaint may point at the end of a line.
        let start = before.len().min(text.line(line).map_or(0, str::len));
        Some(Self {
            name: complaint.file.display().to_string(),
            line,
            column: before.chars().count(),
            meant: start..start + meant.len(),
            text,
        })
    }
}

/// A text of somebody's without what would steer a terminal, or the direction of other text: for each
/// of its bytes a `?`, so that places in it stay the same.
fn printable(text: &str) -> Cow<'_, str> {
    let steers = |c: char| {
        c.is_control() && !matches!(c, '\t' | '\n' | '\r')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    // A return that ends no line goes back to its beginning.
    let is_alone = |at: usize| !text[at..].starts_with("\r\n");
    let is_bad = |(at, c): (usize, char)| steers(c) || c == '\r' && is_alone(at);
    if !text.char_indices().any(is_bad) {
        return text.into();
    }
    let mut printable = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match is_bad((at, c)) {
            true => printable.extend(std::iter::repeat_n('?', c.len_utf8())),
            false => printable.push(c),
        }
    }
    printable.into()
}

/// The lines around a place, as much of them as is shown.
struct Excerpt {
    name: String,
    source: String,
    /// The number of the first line, from 0.
    first: usize,
    /// The bytes of `source` that are meant.
    span: SourceSpan,
    /// Where these stand in the file.
    line: usize,
    column: usize,
}

impl Excerpt {
    fn of(place: Place) -> Self {
        let first = place.line.saturating_sub(NEIGHBOURS);
        let mut source = String::new();
        let mut span = (0, 0);
        for number in first..=place.line + NEIGHBOURS {
            let Some(line) = place.text.line(number) else {
                continue;
            };
            let (line, meant) = if number == place.line {
                window(line, place.meant.clone())
            } else {
                window(line, 0..0)
            };
            if number == place.line {
                span = (source.len() + meant.start, meant.len());
            }
            source.push_str(&line);
            source.push('\n');
        }
        Self {
            name: place.name,
            source,
            first,
            span: span.into(),
            line: place.line,
            column: place.column,
        }
    }
}

impl SourceCode for Excerpt {
    /// Whatever is asked for: the whole. With no line around it, it is asked where that
    /// stands which is meant.
    fn read_span<'a>(
        &'a self,
        _: &SourceSpan,
        before: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (line, column) = match before {
            0 => (self.line, self.column),
            _ => (self.first, 0),
        };
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            self.source.as_bytes(),
            (0, self.source.len()).into(),
            line,
            column,
            1 + 2 * NEIGHBOURS,
        )))
    }
}

/// As much of a line as is shown, and the bytes of it that are meant. Takes no longer for a
/// line that is longer.
fn window(line: &str, meant: Range<usize>) -> (String, Range<usize>) {
    let is_long = line.chars().nth(WINDOW).is_some();
    let before = line[..meant.start].char_indices().rev();
    let from = match before.map(|(at, _)| at).nth(BEFORE - 1) {
        Some(from) if is_long => from,
        _ => 0,
    };
    let to = match line[from..].char_indices().nth(WINDOW) {
        Some((length, _)) => from + length,
        None => line.len(),
    };
    let lead = if from > 0 { "…" } else { "" };
    let tail = if to < line.len() { "…" } else { "" };
    let shown = |at: usize| lead.len() + at.min(to) - from;
    (
        format!("{lead}{}{tail}", &line[from..to]),
        shown(meant.start)..shown(meant.end),
    )
}

/// A complaint as miette shows it.
struct Shown<'a> {
    complaint: &'a Complaint,
    excerpt: Option<Excerpt>,
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&printable(&self.complaint.message))
    }
}

impl std::error::Error for Shown<'_> {}

impl Diagnostic for Shown<'_> {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.complaint.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        (!self.complaint.help.is_empty())
            .then(|| Box::new(printable(&self.complaint.help)) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.excerpt
            .as_ref()
            .map(|excerpt| excerpt as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let span = self.excerpt.as_ref()?.span;
        Some(Box::new(std::iter::once(LabeledSpan::new_with_span(
            None, span,
        ))))
    }
}

//! What is wrong with a story, shown like a good compiler's complaints.

use std::fmt;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, SourceCode,
    SourceSpan,
};
use serde_json::{Value, json};

use crate::complaint::{Complaint, Severity};
use crate::folder::Folder;

/// The most of a line that is shown, in letters: alt texts make long lines.
const WINDOW: usize = 92;
/// How much of it stands before what is meant.
const BEFORE: usize = 24;

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
        .with_context_lines(0)
        .without_cause_chain();
    let mut text = String::new();
    for complaint in complaints {
        let shown = Shown::new(complaint, folder);
        if handler.render_report(&mut text, &shown).is_err() {
            text.push_str(&format!("{complaint}\n"));
        }
    }
    text.push_str(&summary(complaints));
    text
}

/// The same without its frame, for the page.
pub fn plain(complaints: &[Complaint], folder: &Folder) -> String {
    complaints
        .iter()
        .map(|complaint| {
            let line = Place::of(complaint, folder)
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
    complaints
        .iter()
        .map(|complaint| {
            let mut object = json!({
                "severity": complaint.severity,
                "file": complaint.file,
                "message": complaint.message,
                "help": complaint.help,
            });
            if let Some(place) = Place::of(complaint, folder) {
                object["line"] = json!(place.line + 1);
                object["column"] = json!(place.column + 1);
            }
            object
        })
        .collect()
}

/// Where a complaint points: its line and the letters that are meant, from 0.
struct Place {
    line: usize,
    column: usize,
    length: usize,
    text: String,
}

impl Place {
    fn of(complaint: &Complaint, folder: &Folder) -> Option<Self> {
        let span = complaint.span.clone()?;
        let text = folder.read_text(&complaint.file.to_string_lossy()).ok()?;
        let before = text.get(..span.start)?;
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let line = text[start..].lines().next().unwrap_or_default();
        let meant = text.get(span)?.lines().next().unwrap_or_default();
        Some(Self {
            line: before.matches('\n').count(),
            column: before[start..].chars().count(),
            length: meant.chars().count(),
            text: line.to_owned(),
        })
    }
}

/// A complaint as miette shows it.
struct Shown<'a> {
    complaint: &'a Complaint,
    source: Option<(NamedSource<String>, SourceSpan)>,
}

impl<'a> Shown<'a> {
    fn new(complaint: &'a Complaint, folder: &Folder) -> Self {
        let source = Place::of(complaint, folder).map(|place| {
            let (line, span) = excerpt(&place);
            // As many empty lines before it as there are lines: the number has to be right.
            let source = "\n".repeat(place.line) + &line;
            let name = complaint.file.display().to_string();
            (
                NamedSource::new(name, source),
                (place.line + span.0, span.1).into(),
            )
        });
        Self { complaint, source }
    }
}

/// As much of the line as is shown, and the bytes of it that are meant: the first and how
/// many.
fn excerpt(place: &Place) -> (String, (usize, usize)) {
    let length = place.text.chars().count();
    let from = if length > WINDOW {
        place.column.saturating_sub(BEFORE)
    } else {
        0
    };
    let kept: String = place.text.chars().skip(from).take(WINDOW).collect();
    let lead = if from > 0 { "…" } else { "" };
    let tail = if from + WINDOW < length { "…" } else { "" };
    let at = |letters: usize| {
        kept.char_indices()
            .nth(letters)
            .map_or(kept.len(), |(at, _)| at)
    };
    let first = at(place.column - from);
    let last = at((place.column - from + place.length).min(WINDOW));
    let span = (lead.len() + first, last.saturating_sub(first));
    (format!("{lead}{kept}{tail}"), span)
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.complaint.message)
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
            .then(|| Box::new(&self.complaint.help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source
            .as_ref()
            .map(|(source, _)| source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let (_, span) = self.source.as_ref()?;
        Some(Box::new(std::iter::once(LabeledSpan::new_with_span(
            None, *span,
        ))))
    }
}

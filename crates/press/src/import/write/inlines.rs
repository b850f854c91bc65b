//! Styled words as CommonMark.

use super::super::draft::{Span, Style, Text};
use super::super::{escape, words};

/// `text` as a paragraph: its line breaks are kept.
pub fn paragraph(text: &Text) -> String {
    let mut out = String::new();
    let all: Vec<&Span> = text
        .0
        .iter()
        .filter(|span| !span.words.is_empty())
        .collect();
    // One link may hold stretches of several styles.
    for link in all.chunk_by(|a, b| a.style.href == b.style.href) {
        let href = link.first().and_then(|span| span.style.href.as_deref());
        let words = || link.iter().flat_map(|span| span.words.chars());
        match href {
            Some(href) if words().any(|c| !c.is_whitespace()) => {
                let mut inner = String::from("[");
                spans(&mut inner, link);
                // Space at the edges of a link would be underlined.
                let start = inner[1..].trim_start();
                out.push_str(&inner[1..inner.len() - start.len()]);
                let end = start.trim_end();
                // `![` would begin a picture.
                if out.ends_with('!') {
                    out.insert(out.len() - 1, '\\');
                }
                out.push_str(&format!("[{end}]({})", escape::destination(href)));
                out.push_str(&start[end.len()..]);
            }
            _ => spans(&mut out, link),
        }
    }
    lines(&out).join("\\\n")
}

/// `text` on one line.
pub fn line(text: &Text) -> String {
    let one_line = |span: &Span| Span {
        words: span.words.replace('\n', " "),
        style: span.style.clone(),
    };
    paragraph(&Text(text.0.iter().map(one_line).collect()))
}

/// The lines of what was written, each without space around it and safe at its
/// beginning.
fn lines(written: &str) -> Vec<String> {
    written
        .trim()
        .split('\n')
        .map(words::tidy)
        .filter(|line| !line.is_empty())
        .map(|line| escape::line_start(&line))
        .collect()
}

/// Spans one after another, without links.
fn spans(out: &mut String, spans: &[&Span]) {
    for (n, span) in spans.iter().enumerate() {
        let words = escape::inline(&span.words);
        let core = words.trim();
        let follows = words[words.trim_end().len()..]
            .chars()
            .next()
            .or_else(|| spans.get(n + 1)?.words.chars().next());
        let mark = mark(&span.style);
        if can_stand(core, out.chars().next_back(), follows) {
            let (before, rest) = words.split_at(words.len() - words.trim_start().len());
            let after = &rest[core.len()..];
            out.push_str(&format!("{before}{mark}{core}{mark}{after}"));
        } else {
            out.push_str(&words);
        }
    }
}

/// What CommonMark puts around words of this style. Where words are both strong and
/// stressed, strong has it: `***` next to other marks is a riddle.
fn mark(style: &Style) -> &'static str {
    match style {
        Style { strong: true, .. } => "**",
        Style { emphasis: true, .. } => "*",
        _ => "",
    }
}

/// Whether marks around `core` would be read as such, after the character `before`
/// and before `after`.
///
/// A mark next to punctuation within has to have a space or punctuation without, or
/// none of it is one: see *left-flanking* in the CommonMark specification. And marks
/// that touch each other become one.
fn can_stand(core: &str, before: Option<char>, after: Option<char>) -> bool {
    let is_edge = |c: Option<char>| {
        c.is_none_or(|c| c.is_whitespace() || (c.is_ascii_punctuation() && c != '*'))
    };
    let fits = |within: Option<char>, without: Option<char>| match within {
        None => false,
        Some(c) if c.is_alphanumeric() => without != Some('*'),
        Some(_) => is_edge(without),
    };
    fits(core.chars().next(), before) && fits(core.chars().next_back(), after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Parser};

    fn span(words: &str, style: &str) -> Span {
        Span {
            words: words.into(),
            style: Style {
                emphasis: style.contains('e'),
                strong: style.contains('s'),
                href: style
                    .contains('l')
                    .then(|| "https://example.org/a_(b)".into()),
            },
        }
    }

    fn written(spans: &[(&str, &str)]) -> String {
        paragraph(&Text(
            spans
                .iter()
                .map(|(words, style)| span(words, style))
                .collect(),
        ))
    }

    #[test]
    fn styles_become_marks() {
        assert_eq!(
            written(&[("so ", ""), ("much ", "e"), ("water", "s")]),
            "so *much* **water**"
        );
        assert_eq!(
            written(&[("see ", ""), (" the ", "l"), ("map", "sl"), (".", "")]),
            "see [the **map**](https://example.org/a_%28b%29)."
        );
        assert_eq!(written(&[("one\n- two\n\n", "")]), "one\\\n\\- two");
    }

    #[test]
    fn marks_that_would_not_be_read_are_left_out() {
        assert_eq!(written(&[("a", ""), ("“b”", "e"), ("c", "")]), "a“b”c");
        assert_eq!(written(&[("a", "e"), ("b", "s")]), "*a*b");
        assert_eq!(written(&[("a ", ""), (" ", "e"), ("b", "")]), "a b");
    }

    proptest! {
        #[test]
        fn any_words_in_any_styles_are_read_back(
            spans in proptest::collection::vec(("[ab .*_“!\n\\[\\]()`-]{0,6}", "[esl]{0,2}"), 0..6)
        ) {
            let text = Text(spans.iter().map(|(words, style)| span(words, style)).collect());
            let mut read = String::new();
            for event in Parser::new(&paragraph(&text)) {
                match event {
                    Event::Text(text) => read.push_str(&text),
                    Event::HardBreak => read.push('\n'),
                    Event::Start(_) | Event::End(_) => {}
                    other => prop_assert!(false, "{other:?}"),
                }
            }
            prop_assert_eq!(words::tidy(&read), text.words());
        }
    }
}

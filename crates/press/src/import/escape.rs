//! Words written so that Markdown reads the same words.

/// `words`, a single line, with everything escaped that would mean something to
/// CommonMark in the middle of a line.
pub fn inline(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    for (at, c) in words.char_indices() {
        let means_something = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' => true,
            '&' => is_entity(&words[at..]),
            _ => false,
        };
        if means_something {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// What [`inline`] made of a whole line, safe at the line's beginning: no heading,
/// no list, no quotation, no rule and no table begins there.
pub fn line_start(line: &str) -> String {
    let at = match line.chars().next() {
        Some('#' | '+' | '-' | '=' | '>' | ':' | '|') => Some(0),
        Some('0'..='9') => line
            .find(|c: char| !c.is_ascii_digit())
            .filter(|at| line[*at..].starts_with(['.', ')'])),
        _ => None,
    };
    match at {
        Some(at) => format!("{}\\{}", &line[..at], &line[at..]),
        None => line.to_owned(),
    }
}

/// `words` for a heading, where a `#` could be taken for its end and braces for
/// its id.
pub fn heading(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    for c in inline(words).chars() {
        if matches!(c, '#' | '{' | '}') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// `address` for between `](` and `)`.
pub fn destination(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for (at, c) in address.char_indices() {
        match c {
            '<' | '>' | '(' | ')' | '[' | ']' | '`' | '\\' => {
                out.push_str(&format!("%{:02X}", u32::from(c)));
            }
            '&' if is_entity(&address[at..]) => out.push_str("&amp;"),
            _ => out.push(c),
        }
    }
    out
}

/// Whether `text`, which begins with `&`, begins with what could be an entity, such
/// as `&amp;` or `&#39;`.
fn is_entity(text: &str) -> bool {
    // The longest entity that HTML has is of 32 letters.
    text.bytes()
        .skip(1)
        .take(34)
        .find(|b| !b.is_ascii_alphanumeric() && *b != b'#')
        == Some(b';')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    #[test]
    fn prose_is_left_alone() {
        let prose = "“R&D”, he said: 3 > 2 (roughly) — don't! $5, 50%, a/b, 1.5 million.";
        assert_eq!(line_start(&inline(prose)), prose);
    }

    #[test]
    fn what_markdown_would_read_is_escaped() {
        assert_eq!(
            inline("*a* _b_ [c] <d> &amp;"),
            r"\*a\* \_b\_ \[c\] \<d> \&amp;"
        );
        assert_eq!(line_start("- a"), r"\- a");
        assert_eq!(line_start("12. a"), r"12\. a");
        assert_eq!(heading("C# {#id}"), r"C\# \{\#id\}");
        assert_eq!(destination("a?b=(1)&lt;"), "a?b=%281%29&amp;lt;");
    }

    /// CommonMark and what is widely added to it.
    const EXTENSIONS: Options = Options::ENABLE_TABLES
        .union(Options::ENABLE_STRIKETHROUGH)
        .union(Options::ENABLE_FOOTNOTES)
        .union(Options::ENABLE_TASKLISTS)
        .union(Options::ENABLE_HEADING_ATTRIBUTES);

    proptest! {
        #[test]
        fn any_line_is_read_back_as_one_paragraph_of_the_same_words(
            words in "[ -~é—\u{a0}]{0,40}|[-+*#=>:|~`_ .0-9)(&;a!\\[\\]<\\\\{}]{0,12}"
        ) {
            let words = crate::import::words::tidy(&words);
            let mut read = String::new();
            for event in Parser::new_ext(&line_start(&inline(&words)), EXTENSIONS) {
                match event {
                    Event::Text(text) => read.push_str(&text),
                    Event::Start(Tag::Paragraph) | Event::End(_) => {}
                    other => prop_assert!(false, "{other:?}"),
                }
            }
            prop_assert_eq!(read, words);
        }

        #[test]
        fn any_heading_is_read_back_as_the_same_words(words in "[ -~é—]{1,40}") {
            let words = crate::import::words::tidy(&words);
            let mut read = String::new();
            let markdown = format!("## {}", heading(&words));
            for event in Parser::new_ext(&markdown, Options::ENABLE_HEADING_ATTRIBUTES) {
                match event {
                    Event::Text(text) => read.push_str(&text),
                    Event::Start(Tag::Heading { id: None, .. }) | Event::End(_) => {}
                    other => prop_assert!(false, "{other:?}"),
                }
            }
            prop_assert_eq!(read, words);
        }
    }
}

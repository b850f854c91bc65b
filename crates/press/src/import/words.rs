//! Words as a reader sees them, whatever the spaces between them are made of.

/// `text` on one line: every run of white space is one space, and characters that
/// nobody sees and Markdown has no place for are gone.
pub fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for word in text.split(char::is_whitespace) {
        let before = tidy.len();
        if before > 0 {
            tidy.push(' ');
        }
        let start = tidy.len();
        tidy.extend(word.chars().filter(|c| is_seen(*c)));
        if tidy.len() == start {
            tidy.truncate(before);
        }
    }
    tidy
}

/// Whether `c` has a place in a text. Marks of direction and joiners do.
pub fn is_seen(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{feff}' | '\u{fffc}' | '\u{fffe}' | '\u{ffff}')
}

/// `words` in quotation marks for a note, cut short where they are many: they only
/// have to be recognised.
pub fn quoted(words: &str) -> String {
    const LETTERS: usize = 60;
    let words = words.replace('“', "‘").replace('”', "’");
    if words.chars().count() <= LETTERS {
        return format!("“{words}”");
    }
    let start: String = words.chars().take(LETTERS).collect();
    let whole_words = start
        .rsplit_once(' ')
        .map_or(start.as_str(), |(words, _)| words);
    format!("“{whole_words} …”")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_of_every_kind_are_one_space() {
        assert_eq!(tidy("\u{feff} a\u{a0} b\t\r\nc \u{202f}"), "a b c");
        assert_eq!(tidy("a \u{0} \u{feff} b"), "a b");
        assert_eq!(tidy("\u{0}"), "");
        assert_eq!(tidy("می\u{200c}خواهم"), "می\u{200c}خواهم");
    }

    #[test]
    fn what_is_quoted_is_cut_after_a_whole_word() {
        assert_eq!(quoted("short"), "“short”");
        assert_eq!(quoted("“Help”, she said"), "“‘Help’, she said”");
        assert_eq!(
            quoted(&"word ".repeat(20)),
            format!("“{}…”", "word ".repeat(12))
        );
        assert!(quoted(&"w".repeat(100)).starts_with("“wwww"));
    }
}

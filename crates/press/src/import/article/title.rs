//! Lines that head what comes after them.

/// No title of a part is longer, in letters, and no headline longer than twice that.
const LONGEST: usize = 70;

/// Whether `line`, alone between two blank lines, looks like the title of a part:
/// short, and not a sentence.
pub fn looks_like_one(line: &str) -> bool {
    is_heading(line, LONGEST)
}

/// Whether `line` looks like a headline.
pub fn looks_like_a_headline(line: &str) -> bool {
    is_heading(line, 2 * LONGEST)
}

fn is_heading(line: &str, longest: usize) -> bool {
    let is_quote = |c: char| "\"'“”‘’«»„‚".contains(c);
    let within = line.trim_matches(is_quote).trim();
    let begins_like_one = within
        .chars()
        .next()
        .is_some_and(|c| c.is_alphanumeric() && !c.is_lowercase());
    begins_like_one
        && within.contains(char::is_alphabetic)
        && !within.ends_with(['.', ',', ';', ':', '…', '。', '،', '؛', '।'])
        && line.chars().count() <= longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_short_and_no_sentence() {
        for title in [
            "The water rises",
            "‘Nothing left’",
            "Who pays?",
            "24 hours",
            "الجسر",
        ] {
            assert!(looks_like_one(title), "{title}");
        }
        for text in [
            "The water rose.",
            "“We lost it all.”",
            "and then",
            "— A neighbour",
            "(Laughter)",
            "2031",
            "",
            "They came at night, and nobody in the whole lower town had thought of the dam",
        ] {
            assert!(!looks_like_one(text), "{text}");
        }
    }
}

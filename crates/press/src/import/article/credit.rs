//! Who a picture is by: `(Jane Roe/Agency)`.

/// No credit is longer, in letters.
const LONGEST: usize = 120;

/// What stands before a credit that is in no parentheses.
const LABELS: [&str; 8] = [
    "credit:",
    "image credit:",
    "image:",
    "photo credit:",
    "photo:",
    "photograph:",
    "picture credit:",
    "picture:",
];

/// The credit that a line is, if it is nothing else: `(Jane Roe/Agency)`,
/// `[Jane Roe/Agency]`, `Photograph: Jane Roe/Agency`.
pub fn of_line(line: &str) -> Option<&str> {
    in_parentheses(line)
        .or_else(|| in_brackets(line))
        .or_else(|| labelled(line))
}

/// `[weir 5]` is no credit, so there has to be no doubt.
fn in_brackets(line: &str) -> Option<&str> {
    let within = line.strip_prefix('[')?.strip_suffix(']')?.trim();
    is_unmistakable(within).then_some(within)
}

/// `Photo: the weir` is no credit either.
fn labelled(line: &str) -> Option<&str> {
    let label = LABELS.iter().find(|label| {
        line.get(..label.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(label))
    })?;
    let credit = line[label.len()..].trim();
    is_unmistakable(credit).then_some(credit)
}

/// What stands between the parentheses, if the line is nothing but them.
fn in_parentheses(line: &str) -> Option<&str> {
    let within = line.strip_prefix('(')?.strip_suffix(')')?.trim();
    // `(One) and (two)` is a sentence; `(Jane Roe (AP))` is a credit.
    let mut depth = 0_usize;
    let closes_early = within.chars().any(|c| match c {
        '(' => {
            depth += 1;
            false
        }
        ')' if depth == 0 => true,
        ')' => {
            depth -= 1;
            false
        }
        _ => false,
    });
    let is_short = within.chars().count() <= LONGEST;
    let is_sentence =
        within.ends_with(['.', '!', '?']) && within.contains(' ') && !within.contains('/');
    (is_short && !is_sentence && !closes_early && within.contains(char::is_alphabetic))
        .then_some(within)
}

/// Whether `credit` can be nothing else: names with a slash between them,
/// `Jane Roe/Agency` or `AP/Jane Roe`.
pub fn is_unmistakable(credit: &str) -> bool {
    let parts: Vec<_> = credit.split('/').map(str::trim).collect();
    if credit.chars().count() > LONGEST {
        return false;
    }
    let is_name = |part: &&str| {
        part.starts_with(char::is_uppercase)
            && part
                .chars()
                .all(|c| !matches!(c, ',' | ';' | ':' | '?' | '!'))
    };
    // `TCP/IP` is none: somebody has a first name, or some agency a second word.
    parts.len() >= 2 && parts.iter().all(is_name) && parts.iter().any(|part| part.contains(' '))
}

/// A line that ends with a credit, as the words before it and the credit:
/// `The weir at noon. (Jane Roe/Agency)`.
pub fn at_the_end(line: &str) -> Option<(&str, &str)> {
    let opens_with_a_label = line.rfind(": ").and_then(|colon| {
        // The label is a word or two after the end of a sentence.
        let sentence = line[..colon].rfind(['.', '!', '?', '”', '"'])?;
        Some(line.len() - line[sentence..].split_once(' ')?.1.len())
    });
    [line.rfind('('), line.rfind('['), opens_with_a_label]
        .into_iter()
        .flatten()
        .find_map(|at| {
            let credit = of_line(&line[at..]).filter(|credit| is_unmistakable(credit))?;
            let before = line[..at].trim_end();
            (!before.is_empty()).then_some((before, credit))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credit_is_a_line_of_its_own() {
        assert_eq!(of_line("[Jane Roe/Agency]"), Some("Jane Roe/Agency"));
        assert_eq!(
            of_line("Photograph: Jane Roe/Agency"),
            Some("Jane Roe/Agency")
        );
        assert_eq!(of_line("[weir 5]"), None);
        assert_eq!(of_line("Photo: the weir"), None);
        assert_eq!(of_line("It rained."), None);
    }

    #[test]
    fn parentheses_may_hold_other_things() {
        assert_eq!(in_parentheses("(Jane Roe/Agency)"), Some("Jane Roe/Agency"));
        assert_eq!(in_parentheses("(Jane Roe (AP))"), Some("Jane Roe (AP)"));
        assert_eq!(in_parentheses("(Submitted by J. R.)"), None);
        assert_eq!(in_parentheses("(He laughs at this.)"), None);
        assert_eq!(in_parentheses("(One) and (two)"), None);
        assert_eq!(in_parentheses("()"), None);
    }

    #[test]
    fn a_slash_between_names_leaves_no_doubt() {
        assert!(is_unmistakable("Jane Roe/Agency"));
        assert!(is_unmistakable("AFP/Getty Images"));
        assert!(!is_unmistakable("TCP/IP"));
        assert!(!is_unmistakable("either this/or that"));
        assert!(!is_unmistakable("Jane Roe"));
    }

    #[test]
    fn a_caption_may_end_with_its_credit() {
        assert_eq!(
            at_the_end("The weir at noon. (Jane Roe/Agency)"),
            Some(("The weir at noon.", "Jane Roe/Agency"))
        );
        for line in [
            "The weir at noon. [Jane Roe/Agency]",
            "The weir at noon. Photograph: Jane Roe/Agency",
        ] {
            assert_eq!(
                at_the_end(line),
                Some(("The weir at noon.", "Jane Roe/Agency"))
            );
        }
        assert_eq!(at_the_end("The weir (at noon)"), None);
        assert_eq!(at_the_end("It rained: Jane Roe/Agency"), None);
        assert_eq!(at_the_end("(Jane Roe/Agency)"), None);
    }
}

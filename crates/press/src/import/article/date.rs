//! Dates as newspapers write them.

use crate::language::english_months;

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// What a date on a page is the date of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    Published,
    Modified,
}

/// What pages write before a date. The longer come first.
const LABELS: [(&str, Label); 9] = [
    ("first published", Label::Published),
    ("published on", Label::Published),
    ("published", Label::Published),
    ("posted on", Label::Published),
    ("posted", Label::Published),
    ("last updated", Label::Modified),
    ("last modified", Label::Modified),
    ("updated on", Label::Modified),
    ("updated", Label::Modified),
];

/// A line that is nothing but a date, as ISO 8601, and what it says it is the date
/// of: `Posted: Wed, Mar 8, 2017 4:00 AM ET`, `8 March 2017`, `2017-03-08`.
///
/// The time of day is dropped. Dates all in numbers other than ISO 8601 are not
/// read: `3/8/2017` is one day in London and another in New York.
pub fn read(line: &str) -> Option<(String, Option<Label>)> {
    let line = line.to_lowercase();
    let (rest, label) = LABELS
        .iter()
        .find_map(|(words, label)| Some((line.strip_prefix(words)?, Some(*label))))
        .unwrap_or((&line, None));
    let mut tokens = rest
        .split([' ', ',', ':'])
        .filter(|token| !token.is_empty())
        .peekable();
    tokens.next_if(|token| is_name_in(&WEEKDAYS, token).is_some());
    let first = tokens.next()?;
    let iso = match from_iso(first) {
        Some(iso) => iso,
        None => {
            let second = tokens.next()?;
            let (day, month) = match is_name_in(english_months(), first) {
                Some(month) => (number(second)?, month),
                None => (number(first)?, is_name_in(english_months(), second)?),
            };
            iso(tokens.next()?.parse().ok()?, month + 1, day)?
        }
    };
    tokens.all(is_of_a_time).then_some((iso, label))
}

fn iso(year: u32, month: usize, day: u32) -> Option<String> {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    ((1000..=9999).contains(&year) && (1..=12).contains(&month) && (1..=days).contains(&day))
        .then(|| format!("{year}-{month:02}-{day:02}"))
}

/// `2017-03-08`, with or without a time after it.
fn from_iso(token: &str) -> Option<String> {
    let day = token.split('t').next()?;
    let mut parts = day.split('-');
    let mut next = |length: usize| {
        parts
            .next()
            .filter(|part| part.len() == length && part.bytes().all(|b| b.is_ascii_digit()))
    };
    let (year, month, day) = (next(4)?, next(2)?, next(2)?);
    let is_whole = parts.next().is_none();
    let iso = iso(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    is_whole.then_some(iso)
}

/// Which of `names` the word is or abbreviates, in small letters or large, from 0.
fn is_name_in(names: &[impl AsRef<str>], word: &str) -> Option<usize> {
    let word = word.trim_end_matches('.');
    if word.len() < 3 {
        return None;
    }
    names.iter().position(|name| {
        name.as_ref()
            .get(..word.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(word))
    })
}

/// `8`, `8th` or `8.`.
fn number(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h', '.']);
    digits.parse().ok().filter(|_| word.len() <= 4)
}

/// Whether a word after a date belongs to a time of day: `4`, `30pm`, `et`, `at`.
fn is_of_a_time(word: &str) -> bool {
    const WORDS: [&str; 24] = [
        "", "a.m.", "am", "at", "bst", "cest", "cet", "ct", "edt", "est", "et", "gmt", "h",
        "hours", "local", "mt", "p.m.", "pdt", "pm", "pst", "pt", "time", "utc", "z",
    ];
    let unit =
        word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '+' | '-'));
    WORDS.contains(&unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_newspapers_write_them() {
        let published = Some(Label::Published);
        for (line, label) in [
            ("Mar 8, 2017", None),
            ("March 8th 2017", None),
            ("Wednesday, 8 March 2017", None),
            ("8. March 2017", None),
            ("2017-03-08", None),
            ("2017-03-08T09:30:00Z", None),
            ("Posted: Mar 08, 2017 4:00 AM ET", published),
            ("Published 8 March 2017 at 09.30", published),
            ("Last Updated: March 8, 2017", Some(Label::Modified)),
        ] {
            assert_eq!(read(line), Some(("2017-03-08".into(), label)), "{line}");
        }
    }

    #[test]
    fn what_is_no_date_or_could_be_two_is_not_read() {
        for line in [
            "",
            "Posted:",
            "March",
            "8 March",
            "3/8/2017",
            "31 February 2017",
            "March 8, 2017 was a Wednesday in the valley",
            "9999999999 March 2017",
            "8 March 99999999999",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}

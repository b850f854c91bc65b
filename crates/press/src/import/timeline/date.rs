//! The dates of a timeline: to the year at least, to the second at most.

use serde_json::Value;

use super::super::html;
use super::fields;
use crate::language::english_months;

/// A date with as many of its parts as are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Date {
    year: i64,
    month: Option<i64>,
    day: Option<i64>,
    hour: Option<i64>,
    minute: Option<i64>,
    second: Option<i64>,
    millisecond: Option<i64>,
    /// How it is to be written, if the file says.
    display: Option<String>,
}

impl Date {
    /// The date in a file, if it has a year.
    pub fn of(date: &Value) -> Option<Self> {
        let part = |name, range: std::ops::RangeInclusive<i64>| {
            fields::whole_number(date, name).filter(|number| range.contains(number))
        };
        Some(Self {
            year: fields::whole_number(date, "year")?,
            month: part("month", 1..=12),
            day: part("day", 1..=31),
            hour: part("hour", 0..=23),
            minute: part("minute", 0..=59),
            second: part("second", 0..=59),
            millisecond: part("millisecond", 0..=999),
            display: fields::text(date, "display_date")
                .map(|display| html::words(&display))
                .filter(|display| !display.is_empty()),
        })
    }

    /// What dates are sorted by.
    pub fn key(&self) -> [i64; 7] {
        [
            self.year,
            self.month.unwrap_or(1),
            self.day.unwrap_or(1),
            self.hour.unwrap_or(0),
            self.minute.unwrap_or(0),
            self.second.unwrap_or(0),
            self.millisecond.unwrap_or(0),
        ]
    }

    /// The date in words: `8 March 2017, 09:30`, or as the file has it.
    pub fn words(&self) -> String {
        if let Some(display) = &self.display {
            return display.clone();
        }
        let mut words = match self.year {
            year @ ..0 => format!("{} BC", year.unsigned_abs()),
            year => year.to_string(),
        };
        let month = self
            .month
            .and_then(|month| english_months().get(usize::try_from(month - 1).ok()?));
        let Some(month) = month else {
            return words;
        };
        words = format!("{month} {words}");
        let Some(day) = self.day else {
            return words;
        };
        words = format!("{day} {words}");
        if let Some(hour) = self.hour {
            words = format!("{words}, {hour:02}:{:02}", self.minute.unwrap_or(0));
        }
        words
    }
}

/// The time from `start` to `end` in words, with what both have in common said once:
/// `14–16 January 2031`, `30 January – 2 February 2031`.
pub fn range(start: &Date, end: &Date) -> String {
    let (first, last) = (start.words(), end.words());
    if first == last {
        // People often give the same date twice.
        return first;
    }
    let is_written = start.display.is_some() || end.display.is_some();
    let from: Vec<_> = first.split(' ').collect();
    let to: Vec<_> = last.split(' ').collect();
    // At least the first word of each is its own.
    let common = from[1..]
        .iter()
        .rev()
        .zip(to[1..].iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let own = &from[..from.len() - common];
    match own {
        _ if is_written || common == 0 => format!("{first} – {last}"),
        [day] if to.len() == common + 1 => format!("{day}–{last}"),
        own => format!("{} – {last}", own.join(" ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn dates_are_spelt_out_as_far_as_they_are_known() {
        let words = |date: Value| Date::of(&date).map(|date| date.words());
        for (date, expected) in [
            (
                json!({ "year": "2031", "month": "03", "day": 8 }),
                "8 March 2031",
            ),
            (
                json!({ "year": 2031, "month": "3", "day": "" }),
                "March 2031",
            ),
            (json!({ "year": 2031, "day": 8 }), "2031"),
            (
                json!({ "year": "-44", "month": 3, "day": 15 }),
                "15 March 44 BC",
            ),
            (
                json!({ "year": 2031, "month": 3, "day": 8, "hour": 9 }),
                "8 March 2031, 09:00",
            ),
            (json!({ "year": 2031, "month": 13 }), "2031"),
            (
                json!({ "year": 2031, "display_date": "<b>Spring</b>" }),
                "Spring",
            ),
        ] {
            assert_eq!(words(date.clone()).as_deref(), Some(expected), "{date}");
        }
        assert_eq!(words(json!({ "month": 3 })), None);
        assert_eq!(words(json!("2031")), None);
    }

    #[test]
    fn a_range_says_once_what_both_ends_share() {
        let date = |year, month, day| Date {
            year,
            month,
            day,
            hour: None,
            minute: None,
            second: None,
            millisecond: None,
            display: None,
        };
        let first = date(2031, Some(1), Some(14));
        for (end, expected) in [
            (first.clone(), "14 January 2031"),
            (date(2031, Some(1), Some(16)), "14–16 January 2031"),
            (
                date(2031, Some(2), Some(14)),
                "14 January – 14 February 2031",
            ),
            (
                date(2032, Some(1), Some(14)),
                "14 January 2031 – 14 January 2032",
            ),
            (date(2031, Some(2), None), "14 January – February 2031"),
            (date(2032, None, None), "14 January 2031 – 2032"),
        ] {
            assert_eq!(range(&first, &end), expected);
        }
        let long_ago = |year: i64| date(-year, None, None);
        assert_eq!(range(&long_ago(50), &long_ago(44)), "50–44 BC");
    }
}

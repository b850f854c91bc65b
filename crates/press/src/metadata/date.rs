//! Dates as XMP, IIM and EXIF write them, in ISO 8601.
//!
//! A day is needed: a year or a month alone is no date. A time that is none is left off,
//! as are fractions of seconds.

use super::bytes::Bytes;

/// `YYYY-MM-DD`, and `Thh:mm`, `Thh:mm:ss` or `Thh:mm:ss.s` with `Z`, `+hh:mm` or nothing
/// (XMP specification, part 1, 8.2.1.2).
pub(crate) fn from_xmp(text: &str) -> Option<String> {
    let (date, time) = text.trim().split_once('T').unwrap_or((text.trim(), ""));
    let zone = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(zone);
    let clock = clock.split_once('.').map_or(clock, |(clock, _)| clock);
    assemble(
        day_of(date, "-")?,
        clock_of(clock, ":").or_else(|| clock_of(&format!("{clock}:00"), ":")),
        zone,
    )
}

/// `CCYYMMDD`, and `HHMMSS+HHMM` or nothing (IIM 4.2, datasets 2:55 and 2:60).
pub(crate) fn from_iim(date: &str, time: &str) -> Option<String> {
    let (clock, zone) = time.split_at_checked(6).unwrap_or((time, ""));
    assemble(day_of(date, "")?, clock_of(clock, ""), zone)
}

/// `YYYY:MM:DD HH:MM:SS`, and `+HH:MM` or nothing (EXIF 2.32, DateTimeOriginal and
/// OffsetTimeOriginal).
pub(crate) fn from_exif(date: &str, zone: &str) -> Option<String> {
    let (date, time) = date.trim().split_once(' ')?;
    assemble(day_of(date, ":")?, clock_of(time.trim(), ":"), zone)
}

fn assemble(day: String, clock: Option<String>, zone: &str) -> Option<String> {
    Some(match clock {
        Some(clock) => format!("{day}T{clock}{}", zone_of(zone).unwrap_or_default()),
        None => day,
    })
}

fn day_of(text: &str, between: &str) -> Option<String> {
    let [year, month, day] = numbers(text, [4, 2, 2], between)?;
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let is_day = year > 0 && (1..=12).contains(&month) && (1..=days).contains(&day);
    is_day.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

fn clock_of(text: &str, between: &str) -> Option<String> {
    let [hour, minute, second] = numbers(text, [2, 2, 2], between)?;
    (hour < 24 && minute < 60 && second < 60).then(|| format!("{hour:02}:{minute:02}:{second:02}"))
}

/// An offset from UTC as `+hh:mm` or `Z`. IIM has no colon in it.
fn zone_of(text: &str) -> Option<String> {
    let text = text.trim();
    if text == "Z" {
        return Some(text.to_owned());
    }
    let sign = text.chars().next().filter(|sign| "+-".contains(*sign))?;
    let [hours, minutes] =
        numbers(&text[1..], [2, 2], ":").or_else(|| numbers(&text[1..], [2, 2], ""))?;
    (hours < 24 && minutes < 60).then(|| format!("{sign}{hours:02}:{minutes:02}"))
}

/// The numbers of so many `digits` that `text` consists of, with `between` between them.
fn numbers<const N: usize>(text: &str, digits: [usize; N], between: &str) -> Option<[u16; N]> {
    let mut rest = Bytes(text.as_bytes());
    let mut numbers = [0; N];
    for (at, (number, digits)) in numbers.iter_mut().zip(digits).enumerate() {
        if at > 0 && rest.take(between.len())? != between.as_bytes() {
            return None;
        }
        let digits = rest.take(digits)?;
        if !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        *number = std::str::from_utf8(digits).ok()?.parse().ok()?;
    }
    rest.0.is_empty().then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xmp_writes_a_date_with_as_much_of_a_time_as_is_known() {
        for (xmp, iso) in [
            ("2016-11-03", "2016-11-03"),
            ("2016-11-03T10:15", "2016-11-03T10:15:00"),
            ("2016-11-03T10:15+03:00", "2016-11-03T10:15:00+03:00"),
            ("2016-11-03T10:15:59.123Z", "2016-11-03T10:15:59Z"),
            (" 2016-02-29T10:15:59-03:30 ", "2016-02-29T10:15:59-03:30"),
        ] {
            assert_eq!(from_xmp(xmp).as_deref(), Some(iso), "{xmp}");
        }
    }

    #[test]
    fn a_year_or_an_impossible_day_is_no_date() {
        for text in [
            "",
            "2016",
            "2016-11",
            "2016-00-00",
            "2015-02-29",
            "2016-13-01",
            "0000-01-01",
            "heute",
            "2016-1-1",
            "+016-11-03",
            "２016-11-03",
        ] {
            assert_eq!(from_xmp(text), None, "{text}");
        }
        assert_eq!(from_iim("20160000", ""), None);
        assert_eq!(from_exif("0000:00:00 00:00:00", ""), None);
        assert_eq!(from_exif("    :  :     :  :  ", ""), None);
    }

    #[test]
    fn a_day_outlives_its_impossible_time() {
        assert_eq!(
            from_xmp("2016-11-03T25:00:00Z").as_deref(),
            Some("2016-11-03")
        );
        assert_eq!(from_iim("20161103", "99").as_deref(), Some("2016-11-03"));
        assert_eq!(
            from_exif("2016:11:03 10:15:59", "+99:00").as_deref(),
            Some("2016-11-03T10:15:59")
        );
    }

    #[test]
    fn iim_and_exif_have_forms_of_their_own() {
        assert_eq!(
            from_iim("20161103", "101559+0330").as_deref(),
            Some("2016-11-03T10:15:59+03:30")
        );
        assert_eq!(
            from_exif("2016:11:03 10:15:59", "+03:00").as_deref(),
            Some("2016-11-03T10:15:59+03:00")
        );
        assert_eq!(
            from_exif("2016:11:03 10:15:59", "").as_deref(),
            Some("2016-11-03T10:15:59")
        );
    }
}

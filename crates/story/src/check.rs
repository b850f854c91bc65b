//! Whether single values are what they should be.

/// Whether `address` is one that a bundle may hold: relative, or http(s).
///
/// Whatever a browser would read otherwise than it looks is refused: spaces,
/// control characters, what steers the direction of text, backslashes, and `//host`, which is a relative
/// address only in name.
pub fn is_address(address: &str) -> bool {
    if address.is_empty()
        || address.starts_with("//")
        || address.chars().any(|c| {
            c.is_control()
                || c.is_whitespace()
                || matches!(c, '\\' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
        })
    {
        return false;
    }
    let end = address.find([':', '/', '?', '#']);
    let Some((scheme, rest)) = end.and_then(|end| address.split_at_checked(end)) else {
        return true;
    };
    match rest.strip_prefix("://") {
        Some(host) => {
            (scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http"))
                && !host.is_empty()
                && !host.starts_with('/')
        }
        None => !rest.starts_with(':'),
    }
}

/// Takes out of a text what would change the words around it, and says whether there was any:
/// control characters, what overrides or embeds a direction (U+202A to U+202E), and isolates
/// (U+2066 to U+2069) that are not all closed. Tabs and line ends stay, and marks such as U+200F,
/// which do nothing beyond their place. What XML cannot hold goes as well.
pub fn clean(text: &mut String) -> bool {
    let mut open = 0;
    let mut is_balanced = true;
    for c in text.chars() {
        match c {
            '\u{2066}'..='\u{2068}' => open += 1,
            '\u{2069}' => open -= 1,
            _ => {}
        }
        is_balanced &= open >= 0;
    }
    is_balanced &= open == 0;
    let before = text.len();
    text.retain(|c| match c {
        '\t' | '\n' | '\r' => true,
        '\u{202a}'..='\u{202e}' | '\u{fffe}' | '\u{ffff}' => false,
        '\u{2066}'..='\u{2069}' => is_balanced,
        c => !c.is_control(),
    });
    text.len() < before
}

/// Whether `id` can name a card in the page and in links: letters of any script
/// with their marks, digits, `-` and `_`, at most 64 characters. Names that begin
/// with `reportage-` are the page's own.
pub fn is_id(id: &str) -> bool {
    // Beyond ASCII everything is a letter or its mark, save spaces and what steers
    // the direction of text.
    let is_mark = |c: char| {
        !c.is_ascii()
            && !c.is_whitespace()
            && !c.is_control()
            && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    (1..=64).contains(&id.chars().count())
        && !id.starts_with("reportage-")
        && id
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_' || is_mark(c))
}

/// Whether `date` is an ISO 8601 date, or date and time.
pub fn is_date(date: &str) -> bool {
    let (day, time) = match date.split_once('T') {
        Some((day, time)) => (day, Some(time)),
        None => (date, None),
    };
    let bytes = day.as_bytes();
    let number = |from: usize, to: usize| -> Option<u32> {
        let digits = day.get(from..to)?;
        digits
            .bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| digits.parse().ok())?
    };
    let (Some(year), Some(month), Some(of_month)) = (number(0, 4), number(5, 7), number(8, 10))
    else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    bytes.len() == 10
        && bytes[4] == b'-'
        && bytes[7] == b'-'
        && (1..=12).contains(&month)
        && (1..=days).contains(&of_month)
        && time.is_none_or(is_time)
}

/// `HH:MM`, with seconds, their fraction, and an offset if they are there.
fn is_time(time: &str) -> bool {
    let at = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (clock, offset) = time.split_at_checked(at).unwrap_or((time, ""));
    let mut fields = clock.split(':');
    let hours = fields.next().is_some_and(|part| is_below(part, 24));
    let minutes = fields.next().is_some_and(|part| is_below(part, 60));
    let seconds = fields.next().is_none_or(|part| {
        let (whole, fraction) = part.split_once('.').unwrap_or((part, "0"));
        is_below(whole, 61) && !fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit())
    });
    let zone = match offset.get(1..) {
        None => true,
        Some("") => offset == "Z",
        Some(offset) => offset
            .split_once(':')
            .is_some_and(|(hours, minutes)| is_below(hours, 24) && is_below(minutes, 60)),
    };
    hours && minutes && seconds && fields.next().is_none() && zone
}

/// Whether `part` is two digits of a number below `limit`.
fn is_below(part: &str, limit: u32) -> bool {
    part.len() == 2
        && part.bytes().all(|b| b.is_ascii_digit())
        && part.parse::<u32>().is_ok_and(|n| n < limit)
}

/// Whether `tag` has the form of a BCP 47 language tag: a language of two or three
/// letters, then script, region and whatever else, and no lone letter at the end.
pub fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    let further: Vec<_> = parts.collect();
    (2..=3).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_alphabetic())
        && further.iter().all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
        && further.last().is_none_or(|part| part.len() > 1)
}

/// Whether `color` is `#rrggbb`.
pub(crate) fn is_color(color: &str) -> bool {
    color
        .strip_prefix('#')
        .is_some_and(|digits| digits.len() == 6 && is_hexadecimal(digits))
}

/// Whether `hash` is a SHA-256 in hexadecimal.
pub(crate) fn is_sha256(hash: &str) -> bool {
    hash.len() == 64 && is_hexadecimal(hash)
}

/// Whether `hash` is a ThumbHash in base64: five bytes at least, 25 at most.
pub(crate) fn is_thumb_hash(hash: &str) -> bool {
    let letters = hash.trim_end_matches('=');
    (7..=34).contains(&letters.len())
        && letters
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'+' || b == b'/')
}

/// Whether `media_type` is of `family`: `image/…`, `video/…`.
pub(crate) fn is_media_type(media_type: &str, family: &str) -> bool {
    media_type
        .strip_prefix(family)
        .and_then(|rest| rest.strip_prefix('/'))
        .is_some_and(|subtype| {
            subtype.starts_with(|c: char| c.is_ascii_alphanumeric())
                && subtype.chars().all(|c| c == ' ' || c.is_ascii_graphic())
        })
}

fn is_hexadecimal(digits: &str) -> bool {
    digits.bytes().all(|b| b.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_relative_or_http() {
        for good in [
            "media/cover.avif",
            "../mosul/media/cover.avif",
            "/stories/a.jpg",
            "https://example.org/a.jpg",
            "HTTP://example.org",
            "#the-bridge",
            "?story=a",
            "a/b:c",
        ] {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\tscript:alert(1)",
            " javascript:alert(1)",
            "\u{1}javascript:alert(1)",
            "data:image/png;base64,AAAA",
            "file:///etc/passwd",
            "blob:https://example.org/1",
            "//example.org/a.jpg",
            "\\\\example.org\\a.jpg",
            "https:example.org",
            "https:///example.org",
            "https://",
            "mailto:a@example.org",
            "a b.jpg",
            "a\u{202e}gpj.exe",
        ] {
            assert!(!is_address(bad), "{bad:?}");
        }
    }

    #[test]
    fn what_would_change_the_words_around_it_is_taken_out_of_a_text() {
        for (text, cleaned) in [
            ("gpj.\u{202e}exe", "gpj.exe"),
            ("\u{202b}left open", "left open"),
            ("\u{2067}left open", "left open"),
            ("closed\u{2069}\u{2066}", "closed"),
            ("a\u{0}b\u{1b}[2Jc\u{85}", "ab[2Jc"),
            ("\u{ffff}", ""),
        ] {
            let mut text = text.to_owned();
            assert!(clean(&mut text), "{text:?}");
            assert_eq!(text, cleaned);
        }
        for kept in [
            "",
            "two\r\n\tlines",
            "\u{2068}\u{2067}שלום\u{2069} 12\u{2069}",
            "أحمد\u{200f} خالد",
            "नमस्ते\u{200d}",
        ] {
            let mut text = kept.to_owned();
            assert!(!clean(&mut text), "{kept:?}");
            assert_eq!(text, kept);
        }
    }

    #[test]
    fn dates_are_of_the_calendar() {
        for good in [
            "2017-03-31",
            "2016-02-29",
            "2017-03-31T09:30",
            "2017-03-31T09:30:59Z",
            "2017-03-31T09:30:59.25+03:00",
        ] {
            assert!(is_date(good), "{good}");
        }
        for bad in [
            "",
            "2017",
            "31.3.2017",
            "2017-02-29",
            "2017-13-01",
            "2017-00-10",
            "2017-03-31T",
            "2017-03-31T25:00",
            "2017-03-31T09:30:59.",
            "2017-03-31T09:30:59.x",
            "2017-03-31T09:30Z00",
            "2017-03-31T09:30+",
            "2017-03-31T09:30+99:99",
            "2017-03-31 09:30",
            "+017-03-31",
            "２０１７-03-31",
        ] {
            assert!(!is_date(bad), "{bad}");
        }
    }

    #[test]
    fn languages_have_the_form_of_bcp_47() {
        for good in ["en", "ckb", "pt-BR", "zh-Hant-TW", "de-1996"] {
            assert!(is_language(good), "{good}");
        }
        for bad in [
            "", "e", "english", "root", "en_GB", "en-", "en-x", "de-1", "1a",
        ] {
            assert!(!is_language(bad), "{bad}");
        }
    }

    #[test]
    fn ids_hold_letters_of_any_script_and_nothing_that_ends_an_attribute() {
        assert!(is_id("ground-shakes_2"));
        assert!(is_id("الموصل"));
        assert!(is_id("हिन्दी"));
        for bad in [
            "",
            "a b",
            "a\"b",
            "a#b",
            "<a>",
            "a\u{202e}b",
            "reportage-story",
            &"x".repeat(65),
        ] {
            assert!(!is_id(bad), "{bad}");
        }
    }
}

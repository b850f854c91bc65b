//! Texts as they stand in files, made fit to print.

/// The most characters that are taken of one text. A caption has a few hundred.
const LONGEST: usize = 8_000;

/// `text` without control characters, on one line and without space around it; nothing,
/// if nothing is left of it. What exceeds 8,000 characters is cut off.
///
/// No-break spaces and direction marks are kept: French and Arabic need them. What XML 1.0
/// cannot hold (U+FFFE, U+FFFF) goes, as do the byte order mark and what steers the direction of
/// other text.
pub(crate) fn clean(text: &str) -> Option<String> {
    let mut clean = String::new();
    let mut is_after_gap = false;
    let printable = text
        .trim()
        .chars()
        .filter(|&c| is_gap(c) || !is_unprintable(c));
    for c in printable.take(LONGEST) {
        if !is_gap(c) {
            if is_after_gap && !clean.is_empty() {
                clean.push(' ');
            }
            clean.push(c);
        }
        is_after_gap = is_gap(c);
    }
    reportage_story::clean(&mut clean);
    clean.truncate(clean.trim_end().len());
    (!clean.is_empty()).then_some(clean)
}

/// What separates words or lines; a run of it becomes one space.
fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_unprintable(c: char) -> bool {
    c.is_control() || matches!(c, '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Several texts as one, as [`Metadata`](super::Metadata) wants names and places; nothing,
/// if there is no text.
pub(crate) fn join<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Option<String> {
    let texts: Vec<_> = texts
        .into_iter()
        .filter_map(|text| clean(text.as_ref()))
        .collect();
    clean(&texts.join(", "))
}

/// Text of unknown encoding: UTF-8 if it can be that, else Windows-1252, which is Latin-1
/// with printable characters instead of its second set of control characters. Few texts
/// in another encoding happen to be UTF-8.
pub(crate) fn decode(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().copied().map(from_windows_1252).collect(),
    }
}

/// The character of a byte in Windows-1252, as the [WHATWG Encoding
/// Standard](https://encoding.spec.whatwg.org/#windows-1252) has it.
fn from_windows_1252(byte: u8) -> char {
    #[rustfmt::skip]
    const FROM_0X80: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => FROM_0X80[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// The front of `text` that fits into `bytes` bytes, cut between characters.
pub(crate) fn cut(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_one_line_without_control_characters() {
        assert_eq!(
            clean(" \u{FEFF} A\u{0} man\r\n\tat\u{7} the  gate\u{1B}. \n").as_deref(),
            Some("A man at the gate.")
        );
        assert_eq!(
            clean("gpj.\u{202E}exe \u{2066}").as_deref(),
            Some("gpj.exe")
        );
        assert_eq!(clean(" \r\n\u{0}\u{FFFF}"), None);
        assert_eq!(clean(""), None);
    }

    #[test]
    fn what_scripts_need_is_kept() {
        for text in [
            "« Bonjour »",
            "أحمد\u{200F} خالد",
            "山田 太郎",
            "नमस्ते\u{200D}",
        ] {
            assert_eq!(clean(text).as_deref(), Some(text));
        }
    }

    #[test]
    fn a_text_is_cut_at_its_limit() {
        let clean = clean(&"é ".repeat(LONGEST)).unwrap();
        assert!(clean.chars().count() <= LONGEST);
        assert!(clean.ends_with('é'));
    }

    #[test]
    fn bytes_that_are_not_utf_8_are_windows_1252() {
        assert_eq!(decode("José".as_bytes()), "José");
        assert_eq!(decode(b"Jos\xE9 \x96 \x80"), "José – €");
    }

    #[test]
    fn texts_are_joined_without_the_empty_ones() {
        assert_eq!(join(["Jane", " ", "John"]).as_deref(), Some("Jane, John"));
        assert_eq!(join(["", "\0"]), None);
    }

    #[test]
    fn a_cut_falls_between_characters() {
        assert_eq!(cut("aé", 2), "a");
        assert_eq!(cut("aé", 3), "aé");
        assert_eq!(cut("a b", 2), "a");
    }
}

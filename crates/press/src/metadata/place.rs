//! Where a picture shows, in words.

use super::text;

/// The words for a place, from the narrowest (a district) to the widest (a country),
/// joined. A word that repeats the one before it is left out (`Singapore, Singapore`), and
/// so is one that is a coordinate: exact positions endanger people, and some programs put
/// them where a name belongs.
pub(crate) fn place<T: AsRef<str>>(words: impl IntoIterator<Item = T>) -> Option<String> {
    let mut words: Vec<_> = words
        .into_iter()
        .filter_map(|word| text::clean(word.as_ref()))
        .filter(|word| !is_coordinate(word))
        .collect();
    words.dedup();
    text::join(words)
}

/// Whether `word` has digits and no two letters in a row: `36.34, 43.13`, `36°20'N`.
fn is_coordinate(word: &str) -> bool {
    let has_word = word
        .chars()
        .zip(word.chars().skip(1))
        .any(|(a, b)| a.is_alphabetic() && b.is_alphabetic());
    !has_word && word.chars().any(char::is_numeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_its_words_joined() {
        assert_eq!(
            place(["al-Zanjili", "Mosul", "", "Iraq"]).as_deref(),
            Some("al-Zanjili, Mosul, Iraq")
        );
        assert_eq!(place(["", " "]), None);
    }

    #[test]
    fn a_word_is_not_repeated() {
        assert_eq!(
            place(["", "Singapore", "Singapore"]).as_deref(),
            Some("Singapore")
        );
    }

    #[test]
    fn a_position_is_no_place() {
        for position in ["36.3489, 43.1577", "36°20'56\"N 43°9'27\"E", "N 36.3"] {
            assert_eq!(
                place([position, "Mosul"]).as_deref(),
                Some("Mosul"),
                "{position}"
            );
        }
        assert_eq!(
            place(["11e arrondissement"]).as_deref(),
            Some("11e arrondissement")
        );
        assert_eq!(place(["Å"]).as_deref(), Some("Å"));
    }
}

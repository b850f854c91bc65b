//! Words as values in the front matter.

/// `words`, a single line, as a YAML scalar: bare where that cannot be mistaken,
/// otherwise in double quotes.
pub fn scalar(words: &str) -> String {
    if is_plain(words) {
        words.to_owned()
    } else {
        // A JSON string is a YAML string.
        serde_json::Value::from(words).to_string()
    }
}

fn is_plain(words: &str) -> bool {
    let is_a_word_to_yaml = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"]
        .iter()
        .any(|word| words.eq_ignore_ascii_case(word));
    words.starts_with(char::is_alphabetic)
        && !words.ends_with(' ')
        && !is_a_word_to_yaml
        && words
            .chars()
            .all(|c| c.is_alphanumeric() || " ,.!?&'’‘“”()/–—-".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use saphyr::{LoadableYamlNode, Yaml};

    #[test]
    fn plain_words_stay_bare() {
        assert_eq!(
            scalar("After the flood, a month on"),
            "After the flood, a month on"
        );
        assert_eq!(scalar("After: the flood"), r#""After: the flood""#);
        assert_eq!(scalar("“Help”"), r#""“Help”""#);
        assert_eq!(scalar("No"), r#""No""#);
        assert_eq!(scalar("1984"), r#""1984""#);
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_read_back(words in any::<String>()) {
            let words = crate::import::words::tidy(&words);
            let written = format!("headline: {}\n", scalar(&words));
            let read = Yaml::load_from_str(&written).expect("this is YAML");
            prop_assert_eq!(read[0]["headline"].as_str(), Some(words.as_str()));
        }
    }
}

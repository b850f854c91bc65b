//! The languages that the press speaks: the words of the interface, and how dates are written.
//!
//! Each has a file. A bundle brings its words along (`docs/story-format.md`), so the press puts
//! them there, below those that the author gave.

mod dates;
mod tag;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use reportage_story::{Direction, Story, Words};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::yaml::Document;
use tag::Tag;

pub use dates::{english_months, write_dates};

/// The languages with their scripts, by the registries of BCP 47, and their files.
const FILES: [(&str, &str, &str); 6] = [
    ("ar", "Arab", include_str!("ar.yaml")),
    ("ckb", "Arab", include_str!("ckb.yaml")),
    ("de", "Latn", include_str!("de.yaml")),
    ("en", "Latn", include_str!("en.yaml")),
    ("es", "Latn", include_str!("es.yaml")),
    ("fr", "Latn", include_str!("fr.yaml")),
];

static LANGUAGES: LazyLock<Vec<Language>> =
    LazyLock::new(|| FILES.into_iter().filter_map(Language::read).collect());

/// What a language's file says.
#[derive(Debug, Deserialize)]
struct Language {
    #[serde(skip)]
    tag: &'static str,
    #[serde(skip)]
    script: &'static str,
    /// The words, as `story.json` has them. None for English, which is the format's own.
    #[serde(default)]
    words: Map<String, Value>,
    /// How dates are written: everywhere, and then what is otherwise in some regions.
    dates: Vec<dates::Entry>,
}

impl Language {
    fn read((tag, script, file): (&'static str, &'static str, &str)) -> Option<Self> {
        let fields = Document::read(file, 0..file.len(), &[]).fields;
        let language: Self = serde_json::from_value(Value::Object(fields)).ok()?;
        Some(Self {
            tag,
            script,
            ..language
        })
    }

    /// The language of a story, unless it is written in another script.
    fn of(tag: &Tag) -> Option<&'static Self> {
        let language = match (tag.language.as_str(), tag.script.as_deref()) {
            // Kurdish in Arabic script is Sorani nearly always.
            ("ku", Some("Arab")) => "ckb",
            (language, _) => language,
        };
        LANGUAGES
            .iter()
            .find(|other| other.tag == language)
            .filter(|other| {
                tag.script
                    .as_ref()
                    .is_none_or(|script| script == other.script)
            })
    }
}

/// Puts the words of a story's language below those that its author gave, word by word.
///
/// `story` is the JSON that [`reportage_story::read`] is to read. It stays as it is where the
/// press does not know the language, and where `words` are none, of which that reader complains.
pub fn lend_words(story: &mut Value) {
    let Some(language) = story["inLanguage"]
        .as_str()
        .and_then(|tag| Language::of(&Tag::new(tag)))
    else {
        return;
    };
    let words = &mut story["words"];
    if words.is_null() {
        *words = json!({});
    }
    if let Value::Object(words) = words {
        for (name, word) in &language.words {
            let own = words.entry(name.as_str()).or_insert(Value::Null);
            if own.is_null() {
                own.clone_from(word);
            }
        }
    }
}

/// What its author is told of a story in a language that the press does not know, with no words
/// of its own: what is wrong, and how to mend it.
pub fn doubt(story: &Story) -> Option<(String, String)> {
    let language = &story.in_language;
    let own = Words {
        dates: BTreeMap::new(),
        ..story.words.clone()
    };
    let is_spoken = language.is_empty()
        || own != Words::default()
        || Language::of(&Tag::new(language)).is_some();
    (!is_spoken).then(|| {
        (
            format!(
                "the press has no words in {language}: what the page itself says will be English"
            ),
            "Give them in words, by the names that docs/story-format.md#words-what-the-interface-says lists"
                .to_owned(),
        )
    })
}

/// Languages whose script runs from right to left, where their tag does not name another.
const RTL_LANGUAGES: [&str; 14] = [
    "ar", "arc", "ckb", "dv", "fa", "he", "nqo", "ps", "sd", "syr", "ug", "ur", "yi", "ks",
];
/// Scripts that run from right to left, by ISO 15924.
const RTL_SCRIPTS: [&str; 8] = [
    "Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Syrc", "Thaa",
];

/// Which way a language is written.
pub fn direction(tag: &str) -> Direction {
    let tag = Tag::new(tag);
    let is_rtl = match &tag.script {
        Some(script) => RTL_SCRIPTS.contains(&script.as_str()),
        None => RTL_LANGUAGES.contains(&tag.language.as_str()),
    };
    if is_rtl {
        Direction::Rtl
    } else {
        Direction::Ltr
    }
}

/// Says which way a story runs where its author does not: as its language is written.
pub fn lend_direction(story: &mut Value) {
    let Some(tag) = story["inLanguage"].as_str() else {
        return;
    };
    if direction(tag) == Direction::Rtl && story["direction"].is_null() {
        story["direction"] = json!("rtl");
    }
}

/// A language's name in that language, for those that readers are likely to choose
/// among; others go by their tag.
pub fn own_name(tag: &str) -> Option<&'static str> {
    Some(match Tag::new(tag).language.as_str() {
        "ar" => "العربية",
        "ckb" => "کوردیی ناوەندی",
        "de" => "Deutsch",
        "en" => "English",
        "es" => "Español",
        "fa" => "فارسی",
        "fr" => "Français",
        "he" => "עברית",
        "it" => "Italiano",
        "ku" => "Kurdî",
        "nl" => "Nederlands",
        "pl" => "Polski",
        "pt" => "Português",
        "ru" => "Русский",
        "tr" => "Türkçe",
        "uk" => "Українська",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The languages that have words of their own: all but English, which is the format's.
    fn languages() -> impl Iterator<Item = &'static Language> {
        LANGUAGES.iter().filter(|language| language.tag != "en")
    }

    /// What a story says that gives `words` of its own.
    fn said(language: &str, words: Value) -> Words {
        let mut story = json!({
            "formatVersion": 1, "headline": "The bridge", "inLanguage": language, "words": words,
            "cards": [{ "id": "start", "kind": "text", "heading": "Morning" }],
        });
        lend_words(&mut story);
        let reading = reportage_story::read(&story.to_string()).expect("this is a story");
        assert!(reading.faults.is_empty(), "{:?}", reading.faults);
        reading.story.words
    }

    #[test]
    fn every_language_can_be_read() {
        let read: Vec<_> = LANGUAGES.iter().map(|language| language.tag).collect();
        assert_eq!(read, FILES.map(|(tag, ..)| tag));
        for (tag, _, file) in FILES {
            assert!(
                Document::read(file, 0..file.len(), &[]).faults.is_empty(),
                "{tag}"
            );
        }
    }

    #[test]
    fn every_language_has_every_word_and_no_other() {
        let names: BTreeSet<_> = Words::NAMES
            .iter()
            .copied()
            .filter(|name| *name != "dates")
            .collect();
        for language in languages() {
            let own: BTreeSet<_> = language.words.keys().map(String::as_str).collect();
            assert_eq!(own, names, "{}", language.tag);
        }
    }

    #[test]
    fn no_word_is_empty() {
        for language in languages() {
            // The format's reader would note it, and text in place of forms.
            said(language.tag, Value::Null);
        }
    }

    #[test]
    fn numbers_stand_where_the_english_has_them() {
        let english = serde_json::to_value(Words::default()).expect("words are plain data");
        for language in languages() {
            for (name, word) in &language.words {
                for number in ["{n}", "{total}"] {
                    let has =
                        |word: &Value| word.as_str().is_some_and(|word| word.contains(number));
                    assert_eq!(has(word), has(&english[name]), "{} {name}", language.tag);
                }
            }
            for (category, form) in said(language.tag, Value::Null).seconds_left.forms() {
                // These are for one number each, which Arabic says in the noun.
                let is_said = language.tag == "ar" && ["zero", "one", "two"].contains(&category);
                assert_ne!(form.contains("{n}"), is_said, "{} {category}", language.tag);
            }
        }
    }

    #[test]
    fn there_is_a_form_for_each_plural_category_of_the_cldr() {
        // CLDR 48, supplemental/plurals.xml, cardinal.
        for (tag, categories) in [
            ("ar", vec!["zero", "one", "two", "few", "many", "other"]),
            ("ckb", vec!["one", "other"]),
            ("de", vec!["one", "other"]),
            ("en", vec!["one", "other"]),
            ("es", vec!["one", "many", "other"]),
            ("fr", vec!["one", "many", "other"]),
        ] {
            let words = said(tag, Value::Null);
            let forms: Vec<_> = words
                .seconds_left
                .forms()
                .map(|(category, _)| category)
                .collect();
            assert_eq!(forms, categories, "{tag}");
        }
    }

    #[test]
    fn a_story_has_the_words_of_the_language_that_its_tag_names() {
        for (tag, close) in [
            ("en-US", "Close"),
            ("fr", "Fermer"),
            ("fr-CA", "Fermer"),
            ("FR", "Fermer"),
            ("es-419", "Cerrar"),
            ("de-Latn-AT", "Schließen"),
            ("ar-IQ", "إغلاق"),
            ("ckb", "داخستن"),
            ("ckb-IQ", "داخستن"),
            ("ku-Arab", "داخستن"),
            // English stands in for what is not known.
            ("ku", "Close"),
            ("ku-Latn", "Close"),
            ("ar-Latn", "Close"),
            ("pl", "Close"),
            ("fro", "Close"),
        ] {
            assert_eq!(said(tag, Value::Null).close, close, "{tag}");
        }
    }

    #[test]
    fn the_authors_word_wins_and_the_languages_stand_beside_it() {
        let words = said("fr", json!({ "byWords": "Récit", "close": null }));
        assert_eq!(words.by_words, "Récit");
        assert_eq!(words.by_photos, "Photos");
        assert_eq!(words.close, "Fermer");
        assert!(words.seconds_left.many.is_some());
    }

    #[test]
    fn the_authors_forms_of_a_sentence_are_all_that_there_are() {
        let words = said("fr", json!({ "secondsLeft": { "other": "Encore {n} s" } }));
        let forms: Vec<_> = words.seconds_left.forms().collect();
        assert_eq!(forms, [("other", "Encore {n} s")]);
    }

    #[test]
    fn words_that_are_none_are_left_for_the_reader_to_complain_of() {
        for mut story in [
            json!({ "inLanguage": "fr", "words": "Fermer" }),
            json!(["fr"]),
        ] {
            let before = story.clone();
            lend_words(&mut story);
            assert_eq!(story, before);
        }
    }

    #[test]
    fn an_author_is_told_where_there_are_no_words_at_all() {
        let doubted = |language: &str, words: Value| {
            let words = said(language, words);
            doubt(&Story {
                in_language: language.into(),
                words,
                ..Story::default()
            })
            .is_some()
        };
        assert!(doubted("pl", Value::Null));
        assert!(doubted(
            "pl",
            json!({ "dates": { "2017-03-09": "9 marca 2017" } })
        ));
        assert!(!doubted("pl", json!({ "close": "Zamknij" })));
        assert!(!doubted("en-GB", Value::Null));
        assert!(!doubted("fr", Value::Null));
    }
}

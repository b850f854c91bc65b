//! Dates as they are written in the story's language.

use std::sync::LazyLock;

use reportage_story::Story;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::Language;
use super::tag::Tag;

/// How dates are written, or what is otherwise about it in some regions.
#[derive(Debug, Deserialize)]
pub(super) struct Entry {
    /// The regions, as in BCP 47 tags. All where there are none.
    #[serde(default)]
    regions: Vec<String>,
    /// Fields of [`Dates`].
    #[serde(flatten)]
    fields: Map<String, Value>,
}

/// How dates are written.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Dates {
    /// The twelve months' names, in the form that they have in a date.
    pub months: Vec<String>,
    /// `{day}`, `{month}` and `{year}` in their order.
    pattern: String,
    /// How the first of a month is numbered, where not by 1.
    first: Option<String>,
    /// The digits from nought to nine, where not 0 to 9.
    digits: Option<String>,
}

impl Dates {
    /// How `language` writes dates in `region`: what comes later in its file has more weight.
    pub fn of(language: &Language, region: Option<&str>) -> Option<Self> {
        let mut fields = Map::new();
        for entry in &language.dates {
            let is_meant = |other: &String| Some(other.as_str()) == region;
            if entry.regions.is_empty() || entry.regions.iter().any(is_meant) {
                fields.extend(entry.fields.clone());
            }
        }
        serde_json::from_value(Value::Object(fields)).ok()
    }

    /// A day in ISO 8601, `2017-03-09`, in words.
    fn written(&self, day: &str) -> Option<String> {
        let mut parts = day.split('-');
        let year: u16 = parts.next()?.parse().ok()?;
        let month: usize = parts.next()?.parse().ok()?;
        let number: u8 = parts.next()?.parse().ok()?;
        let month = self.months.get(month.checked_sub(1)?)?;
        let number = match &self.first {
            Some(first) if number == 1 => first.clone(),
            _ => self.number(number.into()),
        };
        let written = self
            .pattern
            .replace("{day}", &number)
            .replace("{month}", month)
            .replace("{year}", &self.number(year));
        Some(written)
    }

    fn number(&self, number: u16) -> String {
        let own = |digit: char| {
            let value = digit.to_digit(10)?;
            self.digits.as_ref()?.chars().nth(value as usize)
        };
        let digits = number.to_string();
        digits
            .chars()
            .map(|digit| own(digit).unwrap_or(digit))
            .collect()
    }
}

/// The months' names in English.
pub fn english_months() -> &'static [String] {
    static ENGLISH: LazyLock<Dates> = LazyLock::new(|| {
        Language::of(&Tag::new("en"))
            .and_then(|english| Dates::of(english, None))
            .unwrap_or_default()
    });
    &ENGLISH.months
}

/// Puts every date that readers see into the story's words, where its author has not:
/// `2017-03-31` is `31 March 2017`, in American English `March 31, 2017`.
///
/// In a language that the press does not know, the author's own words are all there is.
pub fn write_dates(story: &mut Story) {
    let tag = Tag::new(&story.in_language);
    let Some(written) =
        Language::of(&tag).and_then(|language| Dates::of(language, tag.region.as_deref()))
    else {
        return;
    };
    let mut dates: Vec<String> = story
        .cards
        .iter()
        .flat_map(|card| card.content.photos())
        .flat_map(|photo| {
            let signed = photo.content_credentials.as_ref();
            [
                photo.date_created.clone(),
                signed.and_then(|known| known.date_signed.clone()),
            ]
        })
        .flatten()
        .collect();
    dates.extend(story.date_published.clone());
    dates.extend(story.date_modified.clone());
    dates.extend(
        story
            .correction
            .iter()
            .map(|correction| correction.date_published.clone()),
    );
    for date in dates {
        let Some(day) = date.get(..10) else { continue };
        if let Some(written) = written.written(day) {
            story.words.dates.entry(day.to_owned()).or_insert(written);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dated(language: &str, day: &str) -> Option<String> {
        let mut story = Story {
            in_language: language.into(),
            date_published: Some(format!("{day}T08:00:00Z")),
            ..Story::default()
        };
        write_dates(&mut story);
        story.words.dates.remove(day)
    }

    #[test]
    fn dates_are_written_as_each_language_has_them() {
        for (language, day, written) in [
            ("en", "2017-03-09", "9 March 2017"),
            ("fr", "2017-03-09", "9 mars 2017"),
            ("fr-CA", "2017-03-01", "1er mars 2017"),
            ("fr", "2017-08-11", "11 août 2017"),
            ("es", "2017-03-01", "1 de marzo de 2017"),
            ("de", "2017-03-09", "9. März 2017"),
            ("ar", "2017-03-09", "9 مارس 2017"),
            ("ckb", "2017-03-09", "٩ی ئازاری ٢٠١٧"),
            ("ckb-IQ", "2017-10-20", "٢٠ی تشرینی یەکەمی ٢٠١٧"),
            ("ku-Arab", "2017-02-01", "١ی شوباتی ٢٠١٧"),
        ] {
            assert_eq!(dated(language, day).as_deref(), Some(written), "{language}");
        }
    }

    #[test]
    fn dates_are_written_as_each_region_has_them() {
        for (language, day, written) in [
            ("en-GB", "2017-03-09", "9 March 2017"),
            ("en-US", "2017-03-09", "March 9, 2017"),
            ("en-us", "2017-03-09", "March 9, 2017"),
            ("en-CA", "2017-03-09", "March 9, 2017"),
            ("en-PH", "2017-03-09", "March 9, 2017"),
            ("es-MX", "2017-09-16", "16 de septiembre de 2017"),
            ("es-PE", "2017-09-16", "16 de setiembre de 2017"),
            ("de-CH", "2017-01-09", "9. Januar 2017"),
            ("de-AT", "2017-01-09", "9. Jänner 2017"),
            ("ar-AE", "2017-03-09", "9 مارس 2017"),
            ("ar-EG", "2017-03-09", "٩ مارس ٢٠١٧"),
            ("ar-IQ", "2017-03-09", "٩ آذار ٢٠١٧"),
            ("ar-Arab-SY", "2016-12-30", "٣٠ كانون الأول ٢٠١٦"),
            ("ar-TN", "2017-01-14", "14 جانفي 2017"),
            ("ar-MA", "2017-08-09", "9 غشت 2017"),
        ] {
            assert_eq!(dated(language, day).as_deref(), Some(written), "{language}");
        }
    }

    #[test]
    fn dates_stay_in_a_language_that_the_press_does_not_know() {
        assert_eq!(dated("pl", "2017-03-09"), None);
        assert_eq!(dated("ar-Latn", "2017-03-09"), None);
    }

    #[test]
    fn what_is_no_date_is_not_written() {
        for day in ["2017-13-09", "2017-00-09", "yesterdays", "2017–3–9"] {
            assert_eq!(dated("en", day), None, "{day}");
        }
    }

    #[test]
    fn the_authors_own_way_to_write_a_date_stays() {
        let mut story = Story {
            in_language: "en".into(),
            date_published: Some("2017-03-09".into()),
            ..Story::default()
        };
        story
            .words
            .dates
            .insert("2017-03-09".into(), "a Thursday".into());
        write_dates(&mut story);
        assert_eq!(story.words.dates["2017-03-09"], "a Thursday");
    }
}

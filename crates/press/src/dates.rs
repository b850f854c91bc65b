//! Dates as they are written in the story's language.

use reportage_story::Story;

/// The months' names in English.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Puts every date that readers see into the story's words, where its author has not:
/// `2017-03-31` is `31 March 2017`, in American English `March 31, 2017`.
///
/// In other languages than English the author's own words are all there is so far.
pub fn write(story: &mut Story) {
    let language = story.in_language.to_ascii_lowercase();
    if language.split('-').next() != Some("en") {
        return;
    }
    let american = matches!(language.as_str(), "en-us" | "en-ca" | "en-ph");
    let mut dates: Vec<String> = story
        .cards
        .iter()
        .flat_map(|card| card.content.photos())
        .filter_map(|photo| photo.date_created.clone())
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
        if let Some(written) = written(day, american) {
            story.words.dates.entry(day.to_owned()).or_insert(written);
        }
    }
}

fn written(day: &str, american: bool) -> Option<String> {
    let mut parts = day.split('-');
    let year: u16 = parts.next()?.parse().ok()?;
    let month: usize = parts.next()?.parse().ok()?;
    let number: u8 = parts.next()?.parse().ok()?;
    let month = MONTHS.get(month.checked_sub(1)?)?;
    Some(if american {
        format!("{month} {number}, {year}")
    } else {
        format!("{number} {month} {year}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dated(language: &str) -> Story {
        let mut story = Story {
            in_language: language.into(),
            date_published: Some("2017-03-09T08:00:00Z".into()),
            ..Story::default()
        };
        write(&mut story);
        story
    }

    #[test]
    fn dates_are_written_as_english_has_them_on_either_side_of_the_sea() {
        assert_eq!(dated("en").words.dates["2017-03-09"], "9 March 2017");
        assert_eq!(dated("en-US").words.dates["2017-03-09"], "March 9, 2017");
        assert!(dated("ar").words.dates.is_empty());
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
        write(&mut story);
        assert_eq!(story.words.dates["2017-03-09"], "a Thursday");
    }
}

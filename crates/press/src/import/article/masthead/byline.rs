//! Who signs an article: `By Jane Roe and John Doe, The Paper`.

use super::super::super::draft::Author;

/// Who signs, and for whom.
#[derive(Debug, PartialEq, Eq)]
pub struct Byline {
    pub authors: Vec<Author>,
    pub publisher: Option<String>,
}

/// What a byline begins with, and whether it is the pictures' byline.
const BEGINNINGS: [(&str, bool); 15] = [
    ("by ", false),
    ("by: ", false),
    ("words by ", false),
    ("words: ", false),
    ("story by ", false),
    ("text by ", false),
    ("reporting by ", false),
    ("story and photos by ", false),
    ("photos by ", true),
    ("photos: ", true),
    ("photographs by ", true),
    ("photography by ", true),
    ("pictures by ", true),
    ("pictures: ", true),
    ("photographer: ", true),
];

/// No byline is longer, in bytes.
const LONGEST: usize = 160;

/// Reads a byline that says so.
pub fn read(line: &str) -> Option<Byline> {
    if line.len() > LONGEST || line.ends_with(['.', '!', '?']) {
        return None;
    }
    BEGINNINGS.iter().find_map(|(beginning, took_photos)| {
        let start = line.get(..beginning.len())?;
        start
            .eq_ignore_ascii_case(beginning)
            .then(|| names(&line[beginning.len()..], *took_photos))?
    })
}

/// A byline that is nothing but a name.
pub fn of_name(name: &str) -> Option<Byline> {
    is_name(name).then(|| Byline {
        authors: vec![author(name, false)],
        publisher: None,
    })
}

/// `Jane Roe, John Doe and A. N. Other, The Paper`. Without an *and* there is one
/// author, and what follows the comma is the publisher.
fn names(words: &str, took_photos: bool) -> Option<Byline> {
    let words = words.replace(" & ", " and ");
    let (authors, publisher) = match words.rsplit_once(" and ") {
        Some((before, after)) => {
            let (last, publisher) = divide(after);
            let mut authors: Vec<_> = before.split(", ").map(str::to_owned).collect();
            authors.push(last);
            (authors, publisher)
        }
        None => {
            let (author, publisher) = divide(&words);
            (vec![author], publisher)
        }
    };
    authors.iter().all(|name| is_name(name)).then(|| Byline {
        authors: authors
            .iter()
            .map(|name| author(name, took_photos))
            .collect(),
        publisher,
    })
}

/// A name, and what follows the comma after it.
fn divide(words: &str) -> (String, Option<String>) {
    match words.split_once(',') {
        Some((name, rest)) => (
            name.trim().to_owned(),
            Some(rest.trim().to_owned()).filter(|rest| !rest.is_empty()),
        ),
        None => (words.trim().to_owned(), None),
    }
}

fn author(name: &str, took_photos: bool) -> Author {
    Author {
        name: name.trim().to_owned(),
        took_photos,
    }
}

/// Whether `words` can be the name of a person: two to five words that begin large,
/// give or take a *van* or an *al*.
fn is_name(words: &str) -> bool {
    const PARTICLES: [&str; 14] = [
        "al", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "la", "van", "von",
    ];
    let mut parts = words.split_whitespace();
    let first = parts.next().unwrap_or_default();
    let begins_large =
        |word: &str| word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    let further: Vec<_> = parts.collect();
    begins_large(first)
        && !["The", "A", "An"].contains(&first)
        && (1..=4).contains(&further.len())
        && further
            .iter()
            .all(|word| begins_large(word) || PARTICLES.contains(word))
        && !words.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | ';' | '?' | '!' | '"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_as(line: &str) -> Option<(Vec<String>, Option<String>)> {
        let byline = read(line)?;
        let names = byline
            .authors
            .into_iter()
            .map(|author| author.name)
            .collect();
        Some((names, byline.publisher))
    }

    #[test]
    fn bylines_name_people_and_their_paper() {
        let some = |names: &[&str], publisher: Option<&str>| {
            Some((
                names.iter().map(|name| (*name).to_owned()).collect(),
                publisher.map(str::to_owned),
            ))
        };
        assert_eq!(read_as("By Jane Roe"), some(&["Jane Roe"], None));
        assert_eq!(
            read_as("BY Jane Roe, The Paper"),
            some(&["Jane Roe"], Some("The Paper"))
        );
        assert_eq!(
            read_as("By Jane Roe, J. van der Doe and Ann Other, The Paper"),
            some(
                &["Jane Roe", "J. van der Doe", "Ann Other"],
                Some("The Paper")
            )
        );
        assert_eq!(
            read_as("Words by Jane Roe & John Doe"),
            some(&["Jane Roe", "John Doe"], None)
        );
    }

    #[test]
    fn pictures_have_a_byline_of_their_own() {
        let byline = read("Photos: John Doe").expect("this is a byline");
        assert!(byline.authors[0].took_photos);
    }

    #[test]
    fn not_every_by_is_a_byline() {
        for line in [
            "By morning",
            "By the river",
            "By The River",
            "By Jane Roe it was done.",
            "Bystanders",
        ] {
            assert_eq!(read_as(line), None, "{line}");
        }
    }
}

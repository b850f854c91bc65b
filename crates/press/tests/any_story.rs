//! What holds whatever an author writes.

use std::fs;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use rayon::prelude::*;
use reportage_press::author;
use reportage_press::complaint::{Complaint, Severity};
use reportage_press::folder::Folder;
use reportage_press::original::Originals;
use reportage_press::{reading, report};
use tempfile::TempDir;

const STARTER: &str = include_str!("../starter/story.md");
const FRONT: &str = "---\nheadline: The bridge\ninLanguage: en\n---\n\n";

/// Pieces of the syntax, whole and broken.
const PIECES: [&str; 60] = [
    "---\n",
    "headline: The bridge\n",
    "inLanguage: en\n",
    "author: [Jane Roe, *x]\n",
    "photos: { creator: Jane Roe }\n",
    "words: { dates: { 2017-03-31: a } }\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "    ",
    "## The banks\n",
    "## The banks {#banks .compare}\n",
    "## {#a b=c}\n",
    "# One\n",
    "### Three\n",
    "===\n",
    "***\n",
    "![A boat.](boat.svg)\n",
    "![](boat.svg)\n",
    "![A boat.](none.svg)",
    "![A *boat*](<boat.svg> \"a title\")\n",
    "![A clip.](clip.mp4)\n",
    "![a](../b.svg)\n",
    "(Jane Roe/Agency)\n",
    "(",
    ")",
    "notice: A wreck.\n",
    "focus: 30% 80%\n",
    "focus: 1e999% -0%\n",
    "license: https://example.org\n",
    "licence: x\n",
    "dateCreated: 2017-02-30\n",
    "decorative: yes\n",
    "> We came back.\n",
    "> — A sergeant\n",
    "— ",
    "- item\n",
    "1. item\n",
    "*",
    "**",
    "_",
    "`",
    "```\n",
    "~~~",
    "<span lang=\"ar\">",
    "</span>",
    "<b>",
    "<br>",
    "<!--",
    "-->",
    "[a](#banks)",
    "[a]: https://example.org\n",
    "[^1]",
    "| a | b |\n| - | - |\n",
    "\\",
    "&amp;",
    "الجسر",
    "\u{feff}\u{202e}\u{0}",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        check(&text)?;
    }

    #[test]
    fn any_mixture_of_the_syntax_is_read(
        pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..60),
        has_front in any::<bool>(),
    ) {
        let front = if has_front { FRONT } else { "" };
        check(&format!("{front}{}", pieces.concat()))?;
    }

    #[test]
    fn any_front_matter_is_read(yaml in "([a-zA-Z]{1,12}: ?|[-{}\\[\\],:#&*!|>'\"%@` \n\t]|[0-9é。-]){0,60}") {
        check(&format!("---\n{yaml}\n---\n"))?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_story_with_slips_of_the_pen_is_read(
        slips in proptest::collection::vec((any::<prop::sample::Index>(), 0_usize..12, ".{0,3}"), 1..8)
    ) {
        let mut story: Vec<char> = STARTER.chars().collect();
        for (at, taken, put) in slips {
            let at = at.index(story.len());
            let end = (at + taken).min(story.len());
            story.splice(at..end, put.chars());
        }
        check(&story.into_iter().collect::<String>())?;
    }
}

#[test]
fn a_megabyte_of_anything_is_read_in_the_time_that_its_length_takes() {
    let slow: Vec<_> = nasty()
        .into_par_iter()
        .map(|(name, text)| {
            let begun = Instant::now();
            let (_, complaints) = author::read(&text);
            let (folder, _place) = story(&text);
            report::text(&complaints, &folder, false);
            (name, begun.elapsed())
        })
        // Gone over once more for each of its parts, it would take hours.
        .filter(|(_, time)| *time > Duration::from_secs(60))
        .collect();
    assert!(slow.is_empty(), "{slow:?}");
}

/// A megabyte, or as much of it as tells.
fn nasty() -> Vec<(String, String)> {
    let body = [
        ">",
        "> ",
        "- ",
        "1. ",
        "*",
        "**a",
        "_a_",
        "[",
        "](",
        "![",
        "![a](b.svg)\n",
        "![a](b.svg)\n\n",
        "## a\n",
        "## a {#a}\n",
        "# a\n",
        "---\n\n",
        "a\n---\n",
        "<span lang=\"ar\">",
        "<b>",
        "<b></i>",
        "<br>",
        "<!--",
        "<!-- -->",
        "`",
        "`a``",
        "(",
        "(a)\n\n",
        "notice: a\n",
        "[a](#b) ",
        "[a][b] ",
        "[a]: b\n",
        "&amp;",
        "\\\n",
        "a  \n",
        "|",
        "a|b\n-|-\n",
        "\u{301}",
        "\n",
    ];
    let yaml = [
        "a: ", "[", "{", "[a,", "- ", "- a\n", "a: b\n", "? ", "&a ", "\"", "# ", "|\n ", "é,",
    ];
    let mut texts: Vec<_> = body
        .iter()
        .map(|part| {
            (
                format!("text of {part:?}"),
                format!("{FRONT}{}", part.repeat(1_000_000 / part.len())),
            )
        })
        .collect();
    texts.extend(yaml.iter().map(|part| {
        let front = part.repeat(1_000_000 / part.len());
        (
            format!("front matter of {part:?}"),
            format!("---\n{front}\n---\n"),
        )
    }));
    let chain: String = (1..60_000)
        .map(|n| format!("a{n}: &a{n} [*a{}]\n", n - 1))
        .collect();
    texts.push((
        "references".to_owned(),
        format!("---\na0: &a0 x\n{chain}---\n"),
    ));
    let deep: String = (0..1_400)
        .map(|n| format!("{}a:\n", " ".repeat(n)))
        .collect();
    texts.push(("fields in fields".to_owned(), format!("---\n{deep}---\n")));
    let laughs: String = (1..9)
        .map(|n| {
            format!(
                "a{n}: &a{n} [{}]\n",
                vec![format!("*a{}", n - 1); 30].join(", ")
            )
        })
        .collect();
    texts.push((
        "a billion laughs".to_owned(),
        format!("---\na0: &a0 x\n{laughs}---\n"),
    ));
    let figure = |part: &str| {
        format!(
            "{FRONT}![a](b.svg)\n{}",
            part.repeat(1_000_000 / part.len())
        )
    };
    texts.push(("settings".to_owned(), figure("location: a\n")));
    texts.push(("credits".to_owned(), figure("(a)\n")));
    texts.push(("captions".to_owned(), figure("a: b\n")));
    texts
}

/// Reads a story, and checks that every complaint of it points at letters of its file.
fn check(text: &str) -> Result<(), TestCaseError> {
    let (folder, _place) = story(text);
    let (gathered, complaints) = reading::read(&folder, &Originals::default());
    prop_assert!(gathered.is_some() || complaints.iter().any(is_error));
    for complaint in &complaints {
        prop_assert!(!complaint.message.is_empty());
        let file = folder
            .read_text(&complaint.file.to_string_lossy())
            .unwrap_or_default();
        if let Some(span) = &complaint.span {
            prop_assert!(file.get(span.clone()).is_some(), "{complaint:?}");
        }
    }
    prop_assert!(!report::text(&complaints, &folder, true).contains("Failed to read"));
    report::json(&complaints, &folder);
    Ok(())
}

fn is_error(complaint: &Complaint) -> bool {
    complaint.severity == Severity::Error
}

/// A folder with this story and a picture.
fn story(text: &str) -> (Folder, TempDir) {
    let place = tempfile::tempdir().expect("there is room");
    let boat = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"/>"#;
    for (name, bytes) in [("story.md", text), ("boat.svg", boat)] {
        fs::write(place.path().join(name), bytes).expect("there is room");
    }
    (
        Folder::open(place.path()).expect("there is a folder"),
        place,
    )
}

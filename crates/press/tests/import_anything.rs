//! What holds whatever is imported.

use proptest::prelude::*;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};
use reportage_press::import::{Imported, import};
use saphyr::{LoadableYamlNode, Yaml};
use serde_json::{Value, json};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_text_becomes_a_story_or_is_refused(text in any::<String>()) {
        check(import("a.txt", &text).ok())?;
    }

    #[test]
    fn any_lines_become_a_story(lines in proptest::collection::vec(line(), 1..40), end in "\n|\r\n|\r") {
        check(import("a.txt", &lines.join(&end)).ok())?;
    }

    #[test]
    fn the_words_of_an_article_are_all_there(
        lines in proptest::collection::vec("[A-Z][a-z *_#>.]{0,20}zz[.]?|- [a-z]{3}|", 1..20)
    ) {
        let text = format!("Begin.\n\n{}", lines.join("\n\n"));
        let story = import("a.txt", &text).expect("this is an article").story_md;
        let written = words_of(&text);
        prop_assert_eq!(words_of(&read(&story)), written, "{}", story);
    }

    #[test]
    fn any_json_becomes_a_story_or_is_refused(value in any_json()) {
        check(import("a.json", &value.to_string()).ok())?;
    }

    #[test]
    fn any_timeline_becomes_a_story(title in slide(), events in proptest::collection::vec(slide(), 1..6)) {
        let timeline = json!({ "title": title, "events": events, "eras": [title] });
        check(import("a.txt", &timeline.to_string()).ok())?;
    }
}

#[test]
fn long_texts_take_no_longer_than_their_length() {
    // Gone over once more for each of its parts, any of these would take minutes.
    for part in [
        "<",
        "<b> </b> ",
        "<!--",
        "&",
        "<ul><li>",
        "<a b='",
        "(",
        "\n",
        "By Jane Roe\n\n",
        "a 1\n(A B/C)\n\n",
        "*",
        "\u{301}",
        "Photo\n\n",
        "Title\n\nWords.\n\n",
        "- ",
        "<p><br>",
    ] {
        let text = part.repeat(10_000);
        let article = format!("Words.\n\n{text}");
        assert!(import("a.txt", &article).is_ok());
        let timeline = json!({ "events": [{ "text": { "text": text }, "media": { "url": text, "caption": text } }] });
        assert!(import("a.json", &timeline.to_string()).is_ok());
    }
}

/// Checks that there is a front matter and that the rest is what a story may hold.
fn check(imported: Option<Imported>) -> Result<(), TestCaseError> {
    let Some(imported) = imported else {
        return Ok(());
    };
    let story = imported.story_md;
    let (front_matter, cards) = divide(&story);
    let front_matter = Yaml::load_from_str(front_matter).expect("the front matter is YAML");
    prop_assert_eq!(front_matter[0]["inLanguage"].as_str(), Some("en"));
    for event in Parser::new_ext(cards, Options::ENABLE_HEADING_ATTRIBUTES) {
        let is_known = match &event {
            Event::Start(tag) => matches!(
                tag,
                Tag::Paragraph
                    | Tag::Heading {
                        level: HeadingLevel::H2,
                        ..
                    }
                    | Tag::BlockQuote(_)
                    | Tag::List(_)
                    | Tag::Item
                    | Tag::Emphasis
                    | Tag::Strong
                    | Tag::Link { .. }
                    | Tag::Image { .. }
            ),
            Event::End(_) | Event::Text(_) | Event::SoftBreak | Event::HardBreak | Event::Rule => {
                true
            }
            _ => false,
        };
        prop_assert!(is_known, "{event:?} in\n{story}");
    }
    for file in &imported.media {
        let is_within = file.path.starts_with("photos/") || file.path.starts_with("video/");
        prop_assert!(is_within && !file.path.contains(".."), "{}", file.path);
        prop_assert!(
            story.contains(&format!("]({})", file.path)),
            "{}",
            file.path
        );
    }
    Ok(())
}

fn divide(story: &str) -> (&str, &str) {
    let story = story
        .strip_prefix("---\n")
        .expect("a story begins with its front matter");
    story.split_once("\n---\n").expect("the front matter ends")
}

/// The words of all cards.
fn read(story: &str) -> String {
    let (_, cards) = divide(story);
    let mut words = String::new();
    for event in Parser::new(cards) {
        match event {
            Event::Text(text) => words.push_str(&text),
            Event::End(_) => words.push(' '),
            _ => {}
        }
    }
    words
}

fn words_of(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// Lines of every sort that an article has, and what would mean something to
/// Markdown or to YAML.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => Just(String::new()),
        2 => "[A-Z][a-z ]{0,30}",
        2 => "[ -~]{0,120}",
        1 => "\\PC{0,40}",
        1 => "[-+*#=>:|~`_ .0-9)(&;a!\\[\\]<{}]{0,12}",
        2 => "[a-z]{1,4} [0-9]|\\(Jane Roe/[A-Z]{2,4}\\)|[a-z_ ]{1,5}\\.(jpg|MP4)",
        1 => "Media placeholder|Play Media|Share this|By Jane Roe, .{0,9}|Posted: [a-z0-9 ,:-]{0,20}|Mar 8, 2031",
        1 => "(location|notice): [a-z]{0,5}|\\{#[a-z]{1,3}\\}|!\\[a\\]\\(b\\)|<b>",
    ]
}

/// Fields of a slide, each as it should be or anything at all.
fn slide() -> impl Strategy<Value = Value> {
    let html =
        "(<(/?(p|b|i|ul|ol|li|blockquote|a href=x|br|img|td)>)|[a-z&;# *_\\[\\]()!\n.-]|— ){0,30}";
    let date = prop_oneof![
        (-50_i64..3000, 0..14, "[0-9]{0,2}")
            .prop_map(|(year, month, day)| json!({ "year": year, "month": month, "day": day })),
        any_json(),
    ];
    let address = prop_oneof![
        "(https?:)?//[a-z]{1,9}\\.(org|be)/[a-z%20()<>&?=.-]{0,12}(\\.(jpg|mp4))?",
        "[ -~]{0,30}",
        "\\PC{0,20}",
        html,
    ];
    let known = (
        date.clone(),
        date,
        html,
        html,
        address,
        html,
        html,
        "\\PC{0,9}",
    )
        .prop_map(|(start, end, headline, text, url, caption, credit, id)| {
            json!({
                "start_date": start, "end_date": end, "unique_id": id,
                "text": { "headline": headline, "text": text },
                "media": { "url": url, "caption": caption, "credit": credit, "alt": credit },
            })
        });
    prop_oneof![4 => known, 1 => any_json()]
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    let keys = prop::sample::select(vec![
        "title",
        "events",
        "eras",
        "text",
        "headline",
        "media",
        "url",
        "start_date",
        "year",
        "month",
        "unique_id",
        "group",
    ]);
    leaf.prop_recursive(4, 40, 5, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            proptest::collection::btree_map(keys.clone().prop_map(str::to_owned), inner, 0..6)
                .prop_map(|fields| fields.into_iter().collect::<serde_json::Map<_, _>>().into()),
        ]
    })
}

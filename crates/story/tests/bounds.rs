//! How much of a bundle is read: as `docs/story-format.md` says, and no more.

use hostile_bundles::{Hostile, each_text};
use reportage_story::{Block, Inline, NotAStory, Reading, clean, read, text_of};
use serde_json::{Value, json};

const FILE: usize = 32 << 20;
const LIST: usize = 10_000;
const ELEMENTS: usize = 300_000;
const TEXT: usize = 100_000;
const WORDS: usize = 8_000_000;
const DEPTH: usize = 127;
const FAULTS: usize = 1_000;

fn story(cards: &Value) -> Reading {
    let story = json!({ "formatVersion": 1, "headline": "A", "inLanguage": "en", "cards": cards });
    read(&story.to_string()).expect("it is a story")
}

fn card(number: usize, body: &Value) -> Value {
    json!({ "id": format!("c{number}"), "kind": "text", "body": body })
}

fn paragraph(content: &[&str]) -> Value {
    json!({ "type": "paragraph", "content": content })
}

/// What is wrong with a story, one a line.
fn faults(reading: &Reading) -> Vec<String> {
    reading.faults.iter().map(ToString::to_string).collect()
}

#[test]
fn a_file_is_not_even_parsed_if_it_is_too_large() {
    let fits = format!("{{{}}}", " ".repeat(FILE - 2));
    assert_eq!(text_of(&fits), Ok(fits.as_str()));
    assert_eq!(read(&fits), Err(NotAStory::SomethingElse));
    assert_eq!(read(&format!("{fits} ")), Err(NotAStory::TooLarge));
}

#[test]
fn a_list_is_read_up_to_its_bound() {
    let cards: Vec<_> = (0..=LIST).map(|number| card(number, &json!([]))).collect();
    let fits = story(&json!(cards[..LIST]));
    assert_eq!((fits.story.cards.len(), faults(&fits)), (LIST, vec![]));
    let beyond = story(&json!(cards));
    assert_eq!(beyond.story.cards.len(), LIST);
    assert_eq!(faults(&beyond), ["cards is too long; its end is left out"]);
}

#[test]
fn all_lists_together_are_read_up_to_theirs() {
    // Each card is an element itself, and has a block, and that so many stretches of text.
    let each = 998;
    let body = json!([paragraph(&vec!["a"; each])]);
    let mut cards: Vec<_> = (0..ELEMENTS / 1_000)
        .map(|number| card(number, &body))
        .collect();
    let fits = story(&json!(cards));
    assert_eq!(faults(&fits), [""; 0]);
    cards[299] = card(299, &json!([paragraph(&vec!["a"; each + 1])]));
    let beyond = story(&json!(cards));
    assert_eq!(
        faults(&beyond),
        ["cards[299].body[0].content is too long; its end is left out"]
    );
    let Block::Paragraph { content } = &beyond.story.cards[299].body[0] else {
        panic!("a paragraph");
    };
    assert_eq!(content.len(), each);
}

#[test]
fn a_text_is_read_up_to_its_bound_and_cut_between_letters() {
    let text = "é".repeat(TEXT / 2);
    let body = |text: &str| story(&json!([card(0, &json!([paragraph(&[text])]))]));
    assert_eq!(faults(&body(&text)), [""; 0]);
    for beyond in [format!("{text}a"), format!("a{text}")] {
        let reading = body(&beyond);
        assert_eq!(
            faults(&reading),
            ["cards[0].body[0].content[0] is too long; its end is left out"]
        );
        let Block::Paragraph { content } = &reading.story.cards[0].body[0] else {
            panic!("a paragraph");
        };
        let [Inline::Text(read)] = content.as_slice() else {
            panic!("a text");
        };
        assert!(beyond.starts_with(read.as_str()) && read.len() >= TEXT - 1);
    }
}

#[test]
fn all_words_together_are_read_up_to_theirs() {
    // Besides, there is the headline.
    let besides = "A".len();
    let mut content = vec!["a".repeat(TEXT); WORDS / TEXT];
    content[0].truncate(TEXT - besides);
    let reading = |content: &[String]| {
        let content: Vec<_> = content.iter().map(String::as_str).collect();
        story(&json!([card(0, &json!([paragraph(&content)]))]))
    };
    assert_eq!(faults(&reading(&content)), [""; 0]);
    content[0].push('a');
    assert_eq!(
        faults(&reading(&content)),
        ["cards[0].body[0].content[79] is too long; its end is left out"]
    );
}

#[test]
fn nesting_is_followed_up_to_its_bound() {
    // The story, its cards, the card and its body lie around; each mark is an object and a list.
    let nested = |marks: usize| {
        let mut content = json!(["deep"]);
        for _ in 0..marks {
            content = json!([{ "type": "strong", "content": content }]);
        }
        let body = json!([{ "type": "paragraph", "content": content }]);
        let story = json!({ "formatVersion": 1, "headline": "A", "inLanguage": "en",
            "cards": [card(0, &body)] });
        read(&story.to_string())
    };
    let around = 6;
    let fits = nested((DEPTH - around) / 2).expect("it is not too deep");
    assert_eq!(faults(&fits), [""; 0]);
    let beyond = nested((DEPTH - around) / 2 + 1);
    assert!(matches!(beyond, Err(NotAStory::NotJson(_))), "{beyond:?}");
}

#[test]
fn no_more_faults_are_noted_than_anybody_reads() {
    let reading = story(&json!(vec![0; FAULTS + 1]));
    assert_eq!(reading.faults.len(), FAULTS);
}

#[test]
fn no_hostile_bundle_makes_the_reader_panic_or_leaves_anything_in_a_text_but_text() {
    let all = hostile_bundles::all().into_iter();
    let all = all.chain(hostile_bundles::in_turn());
    for Hostile { name, json } in all.chain(hostile_bundles::large()) {
        let Ok(Reading { story, faults }) = read(&json) else {
            continue;
        };
        assert!(faults.len() <= FAULTS, "{name}");
        let story = serde_json::to_value(&story).expect("a story is JSON");
        each_text(&story, &mut |text| {
            assert!(!clean(&mut text.to_owned()), "{name}: {text:?}");
            assert!(text.len() <= TEXT, "{name}");
        });
    }
}

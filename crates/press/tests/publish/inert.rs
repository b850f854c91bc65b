//! Whether a page can do nothing but be read, as a parser takes it that goes by the standard.

use std::path::Path;

use hostile_bundles::each_text;
use html5gum::{DefaultEmitter, Token, Tokenizer};
use serde_json::Value;

use crate::studio::BASE;

/// An element's start: its name, and its attributes with their values.
pub struct Tag {
    pub name: String,
    pub attributes: Vec<(String, String)>,
}

impl Tag {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let attribute = self.attributes.iter().find(|(other, _)| other == name);
        attribute.map(|(_, value)| value.as_str())
    }
}

/// The elements of a page, and all text that is not in them.
pub fn parsed(page: &str) -> (Vec<Tag>, String) {
    let mut emitter = DefaultEmitter::default();
    // Scripts, styles and titles hold no elements.
    emitter.naively_switch_states(true);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("a page is UTF-8");
    let (mut tags, mut words) = (Vec::new(), String::new());
    for Ok(token) in Tokenizer::new_with_emitter(page, emitter) {
        match token {
            Token::StartTag(tag) => tags.push(Tag {
                name: text(&tag.name),
                attributes: tag
                    .attributes
                    .iter()
                    .map(|(name, value)| (text(name), text(value)))
                    .collect(),
            }),
            Token::String(part) => words.push_str(&text(&part)),
            Token::Comment(comment) => panic!("a comment: {}", text(&comment)),
            Token::Error(error) => panic!("the page is at fault: {error:?}"),
            Token::EndTag(_) | Token::Doctype(_) => {}
        }
    }
    (tags, words)
}

/// Checks a folder that was published: its page, its bundle and what else is made of a story's
/// words.
pub fn assert_inert(out: &Path, what: &str) {
    let read = |name: &str| std::fs::read_to_string(out.join(name)).expect("it was published");
    let page = read("index.html");
    let (tags, words) = parsed(&page);
    assert_plain(&words, what);
    for tag in &tags {
        assert!(
            !FORBIDDEN.contains(&tag.name.as_str()),
            "{what}: {}",
            tag.name
        );
        for (name, value) in &tag.attributes {
            assert_plain(value, what);
            let place = format!("{what}: {} {name}={value:?}", tag.name);
            assert!(!name.starts_with("on"), "{place}");
            assert!(
                !["srcdoc", "style", "formaction", "ping", "background"].contains(&name.as_str()),
                "{place}"
            );
            match name.as_str() {
                "href" if tag.name == "a" || is_about_the_page(tag) => {
                    assert_leads_on(value, &place)
                }
                "href" | "src" | "poster" | "data" | "xlink:href" => assert_own(value, &place),
                "srcset" => value.split(", ").for_each(|one| assert_own(one, &place)),
                "http-equiv" => assert_eq!(value, "Content-Security-Policy", "{place}"),
                _ => {}
            }
        }
        if tag.name == "a"
            && tag
                .attribute("href")
                .is_some_and(|href| href.contains("://"))
        {
            let rel = tag.attribute("rel").unwrap_or_default();
            assert!(
                tag.attribute("target").is_none() || rel.contains("noopener"),
                "{what}: {rel}"
            );
        }
    }
    // What a search engine is told is a script of no kind that a browser runs.
    let scripts: Vec<_> = tags.iter().filter(|tag| tag.name == "script").collect();
    let runs = |tag: &&&Tag| tag.attribute("type") != Some("application/ld+json");
    assert_eq!(scripts.iter().filter(runs).count(), 1, "{what}");
    assert!(
        scripts.iter().all(|tag| tag.attribute("src").is_none()),
        "{what}"
    );

    let bundle: Value = serde_json::from_str(&read("story.json")).expect("a bundle is JSON");
    each_text(&bundle, &mut |text| assert_plain(text, what));
    let headers = read("_headers");
    assert_plain(&headers, what);
    assert!(!headers.contains("hostile"), "{what}: {headers}");
}

/// Elements that do something by themselves, or to the page.
const FORBIDDEN: [&str; 13] = [
    "iframe",
    "frame",
    "object",
    "embed",
    "applet",
    "base",
    "form",
    "input",
    "textarea",
    "template",
    "foreignobject",
    "use",
    "portal",
];

/// Checks that a text holds nothing that changes what stands around it.
pub fn assert_plain(text: &str, what: &str) {
    let mut open = 0;
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => {}
            '\u{202a}'..='\u{202e}' => panic!("{what}: {c:?} in {text:?}"),
            '\u{2066}'..='\u{2068}' => open += 1,
            '\u{2069}' => open -= 1,
            c => assert!(!c.is_control(), "{what}: {c:?} in {text:?}"),
        }
        assert!(open >= 0, "{what}: {text:?} closes more than it opens");
    }
    assert_eq!(open, 0, "{what}: {text:?} is left open");
}

/// What the page is besides: fetched by nobody.
fn is_about_the_page(tag: &Tag) -> bool {
    tag.name == "link"
        && tag
            .attribute("rel")
            .is_some_and(|rel| rel != "icon" && rel != "stylesheet")
}

/// Checks that a link goes where links may go.
fn assert_leads_on(address: &str, place: &str) {
    let base = url::Url::parse(BASE).expect("it is an address");
    let url = base.join(address);
    let scheme = url.as_ref().map(url::Url::scheme);
    assert!(
        matches!(scheme, Ok("http" | "https" | "mailto")),
        "{place}: {url:?}"
    );
    assert!(
        !address.starts_with("//") && !address.contains('\\'),
        "{place}"
    );
}

/// Checks that what is fetched lies beside the page.
fn assert_own(address: &str, place: &str) {
    assert_leads_on(address, place);
    let base = url::Url::parse(BASE).expect("it is an address");
    let url = base.join(address).expect("it was one a moment ago");
    assert!(url.as_str().starts_with(BASE), "{place}: {url}");
}

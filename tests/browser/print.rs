//! The story on paper.

use std::collections::BTreeMap;

use anyhow::Result;
use browser_tests::{Ability, PHONE, Reader, Site};
use serde_json::json;

/// The Latin letters of a text, without anything between them, all small. A PDF has its letters
/// where they stand, and leaves it open what is a word; it may have letters that are joined as one
/// sign, and those of other scripts in forms and in an order of their own.
fn letters(text: &str) -> String {
    [
        ("ﬀ", "ff"),
        ("ﬁ", "fi"),
        ("ﬂ", "fl"),
        ("ﬃ", "ffi"),
        ("ﬄ", "ffl"),
    ]
    .into_iter()
    .fold(text.to_owned(), |text, (sign, letters)| {
        text.replace(sign, letters)
    })
    .chars()
    .filter(char::is_ascii_alphabetic)
    .map(|letter| letter.to_ascii_lowercase())
    .collect()
}

/// How often each letter is there.
fn counts(letters: &str) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for letter in letters.chars() {
        *counts.entry(letter).or_default() += 1;
    }
    counts
}

/// What an article says, the words of addresses among them, and nothing of what works only
/// on a screen.
const SAID: &str = "(() => {
    const article = document.querySelector('article').cloneNode(true);
    for (const part of article.querySelectorAll('.interface-words, button, .play, .notice > a, svg, [role=status]')) part.remove();
    for (const link of article.querySelectorAll('a[href^=http]')) link.append(` (${link.getAttribute('href')})`);
    for (const part of article.querySelectorAll('*')) part.append(' ');
    return article.textContent;
})()";

#[tokio::test]
async fn every_word_photo_caption_and_credit_is_on_paper_once() -> Result<()> {
    let site = Site::start().await?;
    for name in ["mosul", "starter"] {
        let reader = Reader::new(PHONE).await?;
        if !reader.can(Ability::Print) {
            return Ok(());
        }
        // What prints here is the driver.
        reader
            .before_every_page("window.print = () => { window.isReady = true; }")
            .await?;
        reader.read(&site.at(&format!("/stories/{name}/"))).await?;
        // Nobody has scrolled: most photos have not been fetched.
        reader.click(".bar .settings").await?;
        reader.click(".menu .print").await?;
        reader.until("window.isReady").await?;
        let pdf = reader.prints().await?;
        let on_screen = reader.reads(SAID).await?;
        let on_paper = letters(&pdf_extract::extract_text_from_mem(&pdf)?);
        let lacking: Vec<_> = on_screen
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| !on_paper.contains(&letters(word)))
            .collect();
        assert!(lacking.is_empty(), "{name}: {lacking:?}");
        assert_eq!(counts(&on_paper), counts(&letters(&on_screen)), "{name}");
        let photos = reader
            .sees("document.querySelectorAll('figure > picture > img[src]').length")
            .await?;
        assert_eq!(json!(photos_in(&pdf)?), photos, "{name}");
        assert_eq!(site.requests_for("spider"), Vec::<String>::new());
        reader.leave().await?;
    }
    Ok(())
}

/// How many large pictures a PDF has.
fn photos_in(pdf: &[u8]) -> Result<usize> {
    let document = pdf_extract::Document::load_mem(pdf)?;
    let is_photo = |object: &&pdf_extract::Object| {
        let Ok(stream) = object.as_stream() else {
            return false;
        };
        let name = |key: &[u8]| stream.dict.get(key).and_then(pdf_extract::Object::as_name);
        let width = stream
            .dict
            .get(b"Width")
            .and_then(pdf_extract::Object::as_i64);
        name(b"Subtype").is_ok_and(|name| name == b"Image") && width.is_ok_and(|width| width > 100)
    };
    Ok(document.objects.values().filter(is_photo).count())
}

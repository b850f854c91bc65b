//! Saving data, as the device says or the reader.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use browser_tests::{DESKTOP, PHONE, Reader, Site};
use serde_json::json;

/// A device that is set to save data.
const SAVES: &str = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })";
const PAGE: &str = "/stories/mosul/";
/// Both files of the tools.
const TOOLS: &str = "/reportage-tools-";
/// The reading menu's words about photos, one by one.
const CHOICES: &str = ".menu fieldset:nth-of-type(5) label";
const SAID: &str = "Saving data: small photos";

async fn who_saves() -> Result<Reader> {
    let reader = Reader::new(PHONE).await?;
    reader.before_every_page(SAVES).await?;
    Ok(reader)
}

/// Reads a story to its end, and uncovers what is covered.
async fn read_through(reader: &Reader, address: &str) -> Result<()> {
    reader.read(address).await?;
    let count = reader
        .sees("document.querySelectorAll('.card').length")
        .await?;
    for at in 0..count.as_u64().context("there are cards")? {
        let card = format!("document.querySelectorAll('.card')[{at}]");
        reader
            .run(&format!(
                "{card}.scrollIntoView({{ block: 'center', behavior: 'instant' }});
                 {card}.querySelector('.notice button')?.click();"
            ))
            .await?;
        let photos = format!("[...{card}.querySelectorAll('img')]");
        // Those of a row that is scrolled sideways, too.
        reader
            .run(&format!(
                "for (const photo of {photos}) photo.scrollIntoView({{ block: 'center', behavior: 'instant' }})"
            ))
            .await?;
        reader
            .until(&format!(
                "{photos}.every((photo) => photo.complete && photo.naturalWidth)"
            ))
            .await?;
    }
    reader.settle().await
}

/// The bytes of every photo that was asked for and whose path holds none of `without`.
fn bytes(site: &Site, without: &[&str]) -> Result<u64> {
    let asked: BTreeSet<String> = site.requests_for("/media/").into_iter().collect();
    let asked = asked
        .iter()
        .filter(|path| !without.iter().any(|part| path.contains(part)));
    asked
        .map(|path| {
            let file = browser_tests::root().join(format!("dist{path}"));
            Ok(std::fs::metadata(file).with_context(|| path.clone())?.len())
        })
        .sum()
}

#[tokio::test]
async fn the_photos_of_a_whole_reading_come_to_less_than_half_of_the_bytes() -> Result<()> {
    for (page, first) in [
        // A viewer builds the page, and knows that data is saved before its first photo is asked for.
        ("/?story=stories/mosul/story.json", &[][..]),
        ("/?story=stories/starter/story.json", &[]),
        // In a page that is published the browser sees to the first before anybody can say so.
        (PAGE, &["/run-for-cover-"]),
    ] {
        let mut sent = Vec::new();
        for reader in [Reader::new(PHONE).await?, who_saves().await?] {
            let site = Site::start().await?;
            read_through(&reader, &site.at(page)).await?;
            sent.push(bytes(&site, first)?);
            for other in [TOOLS, ".webm", ".mp4", ".vtt", "offline"] {
                assert_eq!(site.requests_for(other), Vec::<String>::new(), "{page}");
            }
            assert_eq!(reader.sees("window.shifts").await?, json!([]), "{page}");
            reader.leave().await?;
        }
        println!("{page}: {sent:?}");
        let part = match Reader::new(PHONE).await?.chooses_files() {
            true => 2,
            // Nothing is saved in pages there, and less in a viewer.
            false => 1,
        };
        assert!(sent[0] > 0 && sent[1] * part <= sent[0], "{page}: {sent:?}");
    }
    Ok(())
}

#[tokio::test]
async fn it_is_said_once_and_the_position_comes_back() -> Result<()> {
    if !Reader::new(PHONE).await?.chooses_files() {
        // A published page has no way to save data there.
        return Ok(());
    }
    let site = Site::start().await?;
    for page in [PAGE, "/"] {
        let reader = who_saves().await?;
        reader.read(&site.at(page)).await?;
        let position = "document.querySelector('.bar .position')";
        reader
            .until(&format!("{position}.textContent === '{SAID}'"))
            .await?;
        assert_eq!(
            reader
                .reads("document.querySelector('.announced[role=status]').textContent")
                .await?,
            SAID
        );
        let width = format!("{position}.getBoundingClientRect().width");
        let before = reader.sees(&width).await?;
        reader
            .until(&format!("{position}.textContent.includes('of 11')"))
            .await?;
        assert_eq!(
            reader.sees(&width).await?,
            before,
            "nothing beside it moves"
        );
        reader.go_to("#bloody-battle").await?;
        reader
            .until("document.querySelector('#bloody-battle').ariaCurrent === 'true'")
            .await?;
        let text = reader.reads(&format!("{position}.textContent")).await?;
        assert!(text.contains("of 11"), "{text}");
        reader.leave().await?;
    }
    Ok(())
}

#[tokio::test]
async fn nothing_comes_that_was_not_asked_for() -> Result<()> {
    if !Reader::new(PHONE).await?.chooses_files() {
        // A published page has no way to save data there.
        return Ok(());
    }
    let site = Site::start().await?;
    let reader = who_saves().await?;
    reader.read(&site.at(PAGE)).await?;
    reader
        .run("const button = document.querySelector('.bar .settings'); button.focus(); button.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));")
        .await?;
    // Somebody who has been here before is offered nothing either.
    reader.go_to("#bloody-battle").await?;
    reader
        .until("localStorage['reportage /stories/mosul/']")
        .await?;
    reader.read(&site.at(PAGE)).await?;
    reader.settle().await?;
    assert_eq!(site.requests_for(TOOLS), Vec::<String>::new());
    reader.click(".bar .settings").await?;
    reader
        .until("document.querySelector('.menu[open]')")
        .await?;
    assert_eq!(site.requests_for(TOOLS).len(), 2);
    reader.leave().await
}

#[tokio::test]
async fn a_reader_chooses_it_and_takes_it_back() -> Result<()> {
    if !Reader::new(PHONE).await?.chooses_files() {
        // A published page has no way to save data there.
        return Ok(());
    }
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    reader.read(&site.at(PAGE)).await?;
    let choose = async |at: usize| {
        reader.click(".bar .settings").await?;
        reader
            .click(&format!("{CHOICES}:nth-of-type({at}) span"))
            .await?;
        reader.press("Escape").await?;
        reader.until("!document.querySelector('dialog')").await
    };
    let shows = async |card: &str, width: u32| {
        reader.go_to(&format!("#{card} .photo")).await?;
        reader
            .until(&format!(
                "(({{ complete, naturalWidth, currentSrc }}) => complete && naturalWidth && currentSrc.includes('-{width}-'))(document.querySelector('#{card} img'))"
            ))
            .await
    };
    choose(2).await?;
    let saving = "document.documentElement.dataset.saving";
    assert_eq!(reader.reads(saving).await?, "on");
    reader
        .until(&format!(
            "document.querySelector('.announced').textContent === '{SAID}'"
        ))
        .await?;
    shows("bloody-battle", 480).await?;
    // The next page knows before it is drawn.
    let gate = site.hold(".wasm");
    reader.open(&site.at(PAGE)).await?;
    assert_eq!(reader.reads(saving).await?, "on");
    shows("bloody-battle", 480).await?;
    gate.open();
    reader
        .until("document.documentElement.dataset.viewer === 'ready'")
        .await?;
    reader
        .until("document.querySelector('#bloody-battle').ariaCurrent === 'true'")
        .await?;
    choose(3).await?;
    assert_eq!(reader.reads(saving).await?, "off");
    // What is looked at, and what has not come yet.
    shows("bloody-battle", 960).await?;
    shows("fighting-and-fleeing", 960).await?;
    reader.leave().await
}

#[tokio::test]
async fn what_the_reader_has_chosen_goes_before_what_the_device_says() -> Result<()> {
    if !Reader::new(PHONE).await?.chooses_files() {
        // A published page has no way to save data there.
        return Ok(());
    }
    let site = Site::start().await?;
    let reader = who_saves().await?;
    for page in [PAGE, "/"] {
        reader.read(&site.at(page)).await?;
        let saving = "document.documentElement.dataset.saving";
        assert_eq!(reader.reads(saving).await?, "on-device");
        reader.click(".bar .settings").await?;
        reader
            .until(&format!(
                "document.querySelector('{CHOICES}:nth-of-type(1) input')?.checked"
            ))
            .await?;
        reader
            .click(&format!("{CHOICES}:nth-of-type(3) span"))
            .await?;
        reader.read(&site.at(page)).await?;
        assert_eq!(reader.reads(saving).await?, "off");
        // It wants all of its pixels.
        assert_eq!(
            reader
                .sees("document.querySelectorAll('.story [sizes*=calc]').length")
                .await?,
            json!(0)
        );
        assert_eq!(
            reader
                .reads("document.querySelector('.announced').textContent")
                .await?,
            ""
        );
        reader.run("localStorage.clear()").await?;
    }
    reader.leave().await
}

#[tokio::test]
async fn an_enlarged_photo_is_fetched_anew_once_it_is_made_larger_than_it_fits() -> Result<()> {
    if !Reader::new(PHONE).await?.chooses_files() {
        // A published page has no way to save data there.
        return Ok(());
    }
    let site = Site::start().await?;
    let reader = Reader::new(DESKTOP).await?;
    reader.before_every_page(SAVES).await?;
    reader.read(&site.at(PAGE)).await?;
    reader.go_to("#the-ground-shakes .photo").await?;
    reader
        .until("document.querySelector('#the-ground-shakes img').naturalWidth")
        .await?;
    let files = || BTreeSet::from_iter(site.requests_for("ground-shakes"));
    let asked = files();
    reader.click("#the-ground-shakes .photo img").await?;
    let shown = "document.querySelector('.zoom[open] img')";
    reader
        .until(&format!("{shown}?.complete && {shown}.naturalWidth"))
        .await?;
    reader.settle().await?;
    assert_eq!(files(), asked);
    reader.press("+").await?;
    reader
        .until(&format!("/-(1440|2160|2880)-/.test({shown}.currentSrc)"))
        .await?;
    reader.leave().await
}

#[tokio::test]
async fn a_photo_that_failed_or_was_covered_is_small_when_it_comes() -> Result<()> {
    if !Reader::new(PHONE).await?.chooses_files() {
        // A published page has no way to save data there.
        return Ok(());
    }
    let site = Site::start().await?;
    let reader = who_saves().await?;
    site.fail("ground-shakes", 503, 2);
    reader
        .read(&site.at("/stories/mosul/#the-ground-shakes"))
        .await?;
    reader
        .until("document.querySelector('#the-ground-shakes figure[data-failed]')")
        .await?;
    let photo = "document.querySelector('#the-ground-shakes img')";
    reader
        .until(&format!(
            "{photo}.naturalWidth && {photo}.currentSrc.includes('-480-')"
        ))
        .await?;
    reader
        .read(&site.at("/stories/starter/#the-other-tenant"))
        .await?;
    reader.click("#the-other-tenant .notice button").await?;
    let photo = "document.querySelector('#the-other-tenant img')";
    reader
        .until(&format!(
            "{photo}.naturalWidth && {photo}.currentSrc.includes('-480-')"
        ))
        .await?;
    reader.leave().await
}

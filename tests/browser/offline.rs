//! Stories that a reader keeps on a device.

use anyhow::Result;
use browser_tests::{Ability, PHONE, Published, Reader, Site};
use serde_json::json;

const MOSUL: &str = "/stories/mosul/";
const SAVED: &str =
    "document.querySelector('.offline p')?.textContent.startsWith('Saved for offline')";
const BUTTON: &str = "document.querySelector('.offline button')?.textContent";

const HEADLINE: &str = "document.querySelector('h1').textContent";

/// The starter story, as its author has finished it.
fn published() -> Result<Published> {
    let story = Published::of("crates/press/starter")?;
    story.edit("story.md", "draft: true\n", "")?;
    story.publish()?;
    Ok(story)
}

/// Opens the reading menu and scrolls to where the story can be kept.
async fn open_menu(reader: &Reader) -> Result<()> {
    reader.click(".bar .settings").await?;
    reader.until(BUTTON).await?;
    reader.go_to(".offline").await
}

/// Keeps the story that the reader is at.
async fn save(reader: &Reader) -> Result<()> {
    open_menu(reader).await?;
    reader.click(".offline button").await?;
    reader.until(SAVED).await
}

/// Goes through all cards, and waits for the photos of each.
async fn read_to_the_end(reader: &Reader) -> Result<()> {
    let cards = reader
        .sees("document.querySelectorAll('.card').length")
        .await?;
    for card in 0..cards.as_u64().unwrap_or_default() {
        let card = format!("document.querySelectorAll('.card')[{card}]");
        reader
            .run(&format!("{card}.scrollIntoView({{ behavior: 'instant' }})"))
            .await?;
        reader
            .until(&format!(
                "[...{card}.querySelectorAll('img[src]')].every((photo) => photo.naturalWidth > 300)"
            ))
            .await?;
    }
    Ok(())
}

/// Waits until so many editions are kept whole.
async fn until_kept(reader: &Reader, editions: usize) -> Result<()> {
    reader
        .run(&format!(
            "window.isSo = false;
             const look = async () => {{
                 let whole = 0;
                 for (const name of await caches.keys()) {{
                     const files = await (await caches.open(name)).keys();
                     whole += files.some(({{ url }}) => url.endsWith('/offline.json'));
                 }}
                 if (whole === {editions}) window.isSo = true;
                 else setTimeout(look, 40);
             }};
             look();"
        ))
        .await?;
    reader.until("window.isSo").await
}

#[tokio::test]
async fn a_story_that_is_kept_is_read_to_its_end_when_its_server_is_gone() -> Result<()> {
    let site = Site::start().await?;
    site.forbid_caching();
    let reader = Reader::new(PHONE).await?;
    reader.read(&site.at(MOSUL)).await?;
    open_menu(&reader).await?;
    let size = reader.reads(BUTTON).await?;
    assert!(
        size.starts_with("Save for offline (") && size.ends_with("MB)"),
        "{size}"
    );
    reader.click(".offline button").await?;
    reader.until(SAVED).await?;
    let told = "document.querySelector('.offline p').matches('[role=status][aria-live=polite]')";
    assert_eq!(reader.sees(told).await?, json!(true));
    site.stop();
    reader.read(&site.at(MOSUL)).await?;
    read_to_the_end(&reader).await?;
    let text = reader.reads("document.body.innerText").await?;
    for words in ["Street by street", "Soldiers make for cover", "(Reportage)"] {
        assert!(text.contains(words), "{words}");
    }
    // So are the tools.
    reader.click(".bar .position").await?;
    reader
        .until("document.querySelector('.contents[open]')")
        .await?;
    reader.press("Escape").await?;
    reader.until("!document.querySelector('dialog')").await?;
    // Videos are asked for in parts.
    reader
        .run(
            "window.part = undefined;
             const { src } = document.querySelector('video source');
             fetch(src, { headers: { range: 'bytes=10-19' } })
                 .then(async (answer) => [answer.status, (await answer.arrayBuffer()).byteLength])
                 .then((part) => { window.part = part; }, () => { window.part = 'none'; });",
        )
        .await?;
    reader.until("window.part").await?;
    let part = reader.sees("window.part").await?;
    // Of several files one is kept: the first that this browser plays.
    assert!([json!([206, 10]), json!("none")].contains(&part), "{part}");
    reader.go_to("video").await?;
    reader
        .run("window.video = document.querySelector('video'); video.preload = 'metadata'; video.load()")
        .await?;
    reader.until("video.videoWidth > 0").await?;
    reader.leave().await
}

#[tokio::test]
async fn while_it_is_being_saved_a_reader_sees_how_much_is_there() -> Result<()> {
    let site = Site::start().await?;
    site.forbid_caching();
    let reader = Reader::new(PHONE).await?;
    reader.read(&site.at(MOSUL)).await?;
    open_menu(&reader).await?;
    let gate = site.hold("ground-shakes");
    reader.click(".offline button").await?;
    reader
        .until("(({ value, max } = {}) => value > 0 && value < max)(document.querySelector('.offline progress') ?? undefined)")
        .await?;
    gate.open();
    reader.until(SAVED).await?;
    assert_eq!(
        reader
            .sees("document.querySelector('.offline progress')")
            .await?,
        json!(null)
    );
    reader.leave().await
}

/// Begins to keep the Mosul story, and is cut off in the middle of one of its photos.
async fn begin(reader: &Reader, site: &Site) -> Result<()> {
    site.forbid_caching().cut("ground-shakes");
    reader.read(&site.at(MOSUL)).await?;
    open_menu(reader).await?;
    reader.click(".offline button").await?;
    reader
        .until("document.querySelector('.offline p').textContent.startsWith('Saving has stopped')")
        .await
}

/// Goes on with it, and asks for no photo that has arrived.
async fn go_on(reader: &Reader, site: &Site) -> Result<()> {
    assert_eq!(reader.reads(BUTTON).await?, "Continue saving");
    site.mend();
    let before = site.requests().len();
    reader.click(".offline button").await?;
    reader.until(SAVED).await?;
    let requests = site.requests().split_off(before);
    let first = requests.iter().find(|path| path.contains("/media/"));
    assert!(
        first.is_some_and(|path| path.contains("ground-shakes")),
        "{requests:?}"
    );
    site.stop();
    reader.read(&site.at(MOSUL)).await?;
    read_to_the_end(reader).await
}

#[tokio::test]
async fn what_was_broken_off_goes_on_where_it_was() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    begin(&reader, &site).await?;
    go_on(&reader, &site).await?;
    reader.leave().await
}

#[tokio::test]
async fn what_an_earlier_visit_left_half_is_shown_to_nobody_and_goes_on_where_it_was() -> Result<()>
{
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    begin(&reader, &site).await?;
    let before = site.requests().len();
    reader.read(&site.at(MOSUL)).await?;
    let requests = site.requests().split_off(before);
    assert!(requests.iter().any(|path| path == MOSUL), "{requests:?}");
    if !reader.can(Ability::Remember) {
        return reader.leave().await;
    }
    open_menu(&reader).await?;
    go_on(&reader, &site).await?;
    reader.leave().await
}

#[tokio::test]
async fn a_new_edition_is_shown_when_all_of_it_is_there_and_never_half() -> Result<()> {
    let story = published()?;
    let site = Site::start().await?;
    site.forbid_caching().put_folder("/kept/", story.out())?;
    let reader = Reader::new(PHONE).await?;
    reader.read(&site.at("/kept/")).await?;
    save(&reader).await?;

    let headline = reader.reads(HEADLINE).await?;
    story.edit("story.md", &headline, "Another headline")?;
    story.edit(
        "pictures/stones.svg",
        "</svg>",
        "<circle r=\"300\" fill=\"#c00\"/></svg>",
    )?;
    let old: Vec<_> = std::fs::read_dir(story.out().join("media"))?
        .filter_map(|file| file.ok()?.file_name().into_string().ok())
        .collect();
    story.publish()?;
    let new: Vec<_> = std::fs::read_dir(story.out().join("media"))?
        .filter_map(|file| file.ok()?.file_name().into_string().ok())
        .filter(|name| !old.contains(name))
        .collect();
    assert!(
        !new.is_empty() && new.iter().all(|name| name.starts_with("stones")),
        "{new:?}"
    );
    // The publisher's server has the new edition alone, but for its new photo.
    site.put_folder("/kept/", story.out())?;
    site.fail("stones", 503, usize::MAX);
    reader.read(&site.at("/kept/")).await?;
    reader
        .until_so("the new photo is asked for", || {
            let is_new = |path: &String| new.iter().any(|name| path.ends_with(name));
            site.requests().iter().any(is_new)
        })
        .await?;
    reader.read(&site.at("/kept/")).await?;
    assert_eq!(reader.reads(HEADLINE).await?, headline);
    read_to_the_end(&reader).await?;

    site.mend();
    // It is fetched beside a visit, and shown on the next.
    reader.read(&site.at("/kept/")).await?;
    until_kept(&reader, 2).await?;
    site.stop();
    reader.read(&site.at("/kept/")).await?;
    assert_eq!(reader.reads(HEADLINE).await?, "Another headline");
    read_to_the_end(&reader).await?;
    reader.leave().await
}

#[tokio::test]
async fn what_is_kept_can_be_taken_off_the_device() -> Result<()> {
    let site = Site::start().await?;
    site.forbid_caching();
    let reader = Reader::new(PHONE).await?;
    reader.read(&site.at(MOSUL)).await?;
    save(&reader).await?;
    assert_eq!(reader.reads(BUTTON).await?, "Remove from this device");
    reader.click(".offline button").await?;
    reader
        .until(&format!("{BUTTON}.startsWith('Save for offline')"))
        .await?;
    until_kept(&reader, 0).await?;
    reader.read(&site.at(MOSUL)).await?;
    assert_eq!(
        reader.sees("navigator.serviceWorker.controller").await?,
        json!(null)
    );
    reader.leave().await
}

#[tokio::test]
async fn a_publisher_who_wants_it_kept_no_longer_is_obeyed() -> Result<()> {
    let story = published()?;
    let site = Site::start().await?;
    site.forbid_caching().put_folder("/kept/", story.out())?;
    let reader = Reader::new(PHONE).await?;
    reader.read(&site.at("/kept/")).await?;
    save(&reader).await?;
    story.edit("story.md", "---\n", "---\nonlineOnly: true\n")?;
    story.publish()?;
    site.put_folder("/kept/", story.out())?;
    reader.read(&site.at("/kept/")).await?;
    until_kept(&reader, 0).await?;
    reader.read(&site.at("/kept/")).await?;
    reader.click(".bar .settings").await?;
    reader
        .until("document.querySelector('.menu[open]')")
        .await?;
    assert_eq!(
        reader.sees("document.querySelector('.offline')").await?,
        json!(null)
    );
    reader.leave().await
}

#[tokio::test]
async fn out_of_a_frame_a_link_leads_to_where_the_story_can_be_kept() -> Result<()> {
    let (site, host) = (Site::start().await?, Site::start().await?);
    let page = format!(
        "<!doctype html><title>Host</title><iframe width=390 height=700 src='{}'></iframe>",
        site.at(&format!("{MOSUL}?resize=reportage"))
    );
    host.put("/article", "text/html", page);
    let reader = Reader::new(PHONE).await?;
    reader.open(&host.at("/article")).await?;
    reader.look_into("iframe").await?;
    reader
        .until("document.documentElement.dataset.viewer === 'ready'")
        .await?;
    reader
        .run("document.querySelector('.bar .settings').click()")
        .await?;
    reader.until("document.querySelector('a.offline')").await?;
    reader
        .run(
            "const link = document.querySelector('a.offline');
             link.addEventListener('click', (event) => event.preventDefault());
             link.click();",
        )
        .await?;
    let address = reader
        .reads("document.querySelector('a.offline').href")
        .await?;
    assert!(
        address.starts_with(&site.at(MOSUL)) && address.contains("?offline"),
        "{address}"
    );
    reader.look_up().await?;
    reader.read(&address).await?;
    reader
        .until(&format!(
            "document.querySelector('.menu[open]') && {BUTTON}"
        ))
        .await?;
    reader.leave().await
}

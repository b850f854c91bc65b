//! Links within a story that is in a frame.

use anyhow::Result;
use browser_tests::{Reader, Site, root};
use serde_json::json;

use super::{hosted_at, reader_of};

/// The author's link in the starter story.
const LICENCE: &str = "https://spdx.org/licenses/MIT.html";

/// A reader at the starter story in a frame, whose link leads to a page of the test's own.
async fn reader_of_starter(story: &Site) -> Result<(Site, Reader)> {
    let page = std::fs::read_to_string(root().join("dist/stories/starter/index.html"))?;
    let link = format!("href=\"{LICENCE}\"");
    assert!(page.contains(&link), "the story has that link");
    let page = page.replace(
        &link,
        &format!(
            "rel=\"license\" id=\"licence\" href=\"{}\"",
            story.at("/licence")
        ),
    );
    story.put("/stories/starter/", "text/html", page);
    story.put("/licence", "text/html", "<title>Licence</title>");
    let host = hosted_at(story, "/stories/starter/", "").await?;
    let reader = reader_of(&host).await?;
    reader.look_into("iframe").await?;
    Ok((host, reader))
}

#[tokio::test]
async fn a_link_to_another_site_opens_a_tab_of_its_own_and_the_host_is_told() -> Result<()> {
    let story = Site::start().await?;
    let (_host, reader) = reader_of_starter(&story).await?;
    reader.go_to("#licence").await?;
    reader.click("#licence").await?;
    // What its author says of it stays.
    assert_eq!(
        reader
            .sees("[...document.getElementById('licence').relList].sort()")
            .await?,
        json!(["license", "noopener"])
    );
    reader.look_up().await?;
    reader
        .until(&format!(
            "told.some(({{ type, href }}) => type === 'open-link' && href === '{}')",
            story.at("/licence")
        ))
        .await?;
    reader.look_at_new_tab().await?;
    reader.until("document.title === 'Licence'").await?;
    reader.leave().await
}

#[tokio::test]
async fn a_link_to_a_card_leads_there_unless_a_tab_of_its_own_is_wanted() -> Result<()> {
    let story = Site::start().await?;
    let (_host, reader) = reader_of_starter(&story).await?;
    // Whether the story keeps a click on the link for itself; the browser does not get it.
    let click = |with: &str| {
        format!(
            "(() => {{
                 let isKept;
                 const heard = (event) => {{ isKept = event.defaultPrevented; event.preventDefault(); }};
                 addEventListener('click', heard, {{ once: true }});
                 document.querySelector('.card a[href=\"#tides\"]')
                     .dispatchEvent(new MouseEvent('click', {{ bubbles: true, cancelable: true, {with} }}));
                 return isKept;
             }})()"
        )
    };
    for with in ["ctrlKey: true", "metaKey: true", "shiftKey: true"] {
        assert_eq!(reader.sees(&click(with)).await?, json!(false), "{with}");
    }
    assert_eq!(reader.reads("location.hash").await?, "");
    assert_eq!(reader.sees(&click("")).await?, json!(true));
    assert_eq!(reader.reads("location.hash").await?, "#tides");
    reader.leave().await
}

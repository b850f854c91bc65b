//! Stories of other sites, where a publisher lets the viewer open them.

use anyhow::Result;
use browser_tests::{PHONE, Reader, Site};
use serde_json::json;

const LINE: &str = "document.querySelector('#reportage-story > .elsewhere')";

/// A viewer whose publisher has listed another site in its policy, and that site.
async fn sites() -> Result<(Site, Site)> {
    let (host, other) = (Site::start().await?, Site::start().await?);
    let page = std::fs::read_to_string(browser_tests::root().join("dist/index.html"))?;
    let mut page = page;
    for of in ["connect-src 'self'", "img-src 'self'", "media-src 'self'"] {
        assert!(page.contains(of), "the policy has {of}");
        page = page.replace(of, &format!("{of} {}", other.at("")));
    }
    host.put("/", "text/html", page);
    Ok((host, other))
}

#[tokio::test]
async fn a_story_from_another_site_is_shown_under_that_sites_name() -> Result<()> {
    let (host, other) = sites().await?;
    let reader = Reader::new(PHONE).await?;
    let story = other.at("/stories/mosul/story.json");
    reader.read(&host.at(&format!("/?story={story}"))).await?;
    let name = other.at("").replace("http://", "");
    assert_eq!(
        reader.reads(&format!("{LINE}.textContent")).await?,
        format!("This story comes from {name}")
    );
    let site = format!("{LINE}.querySelector('bdi[dir=ltr]').textContent");
    assert_eq!(reader.reads(&site).await?, name);
    // It stays, wherever in the story one is.
    for card in ["#bloody-battle", "#fighting-and-fleeing"] {
        reader.go_to(card).await?;
        let is_seen = format!("{LINE}.contains(document.elementFromPoint(40, 10))");
        assert_eq!(reader.sees(&is_seen).await?, json!(true), "{card}");
    }
    reader
        .until("document.querySelector('#fighting-and-fleeing img').naturalWidth")
        .await?;
    assert_eq!(reader.sees("window.shifts").await?, json!([]));
    reader.leave().await
}

#[tokio::test]
async fn a_story_of_the_hosts_own_needs_no_name() -> Result<()> {
    let (host, _) = sites().await?;
    let reader = Reader::new(PHONE).await?;
    let whole = host.at("/stories/mosul/story.json");
    for story in ["stories/mosul/story.json", &whole] {
        reader.read(&host.at(&format!("/?story={story}"))).await?;
        assert_eq!(reader.sees(LINE).await?, json!(null), "{story}");
    }
    reader.leave().await
}

#[tokio::test]
async fn links_out_of_a_story_tell_neither_opener_nor_page() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    for address in ["/stories/starter/", "/?story=stories/starter/story.json"] {
        reader.read(&site.at(address)).await?;
        let without = reader
            .sees(
                "[...document.querySelectorAll('article a[href^=http]')]
                    .filter((link) => link.host !== location.host && !link.relList.contains('noopener'))
                    .map((link) => link.href)",
            )
            .await?;
        assert_eq!(without, json!([]), "{address}");
        assert_eq!(
            reader
                .reads("document.querySelector('meta[name=referrer]').content")
                .await?,
            "strict-origin-when-cross-origin"
        );
    }
    reader.leave().await
}

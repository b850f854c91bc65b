//! The recipes of `docs/embedding.md`, each in what is left of it where it is pasted:
//! `tests/hosts/` says by whom.

use anyhow::{Context, Result};
use browser_tests::{DESKTOP, Reader, Site, root};

use super::{AT, READY, tell_address};

/// Where the stories of the recipes are.
const ADDRESS: &str = "https://stories.example/mosul/";

#[tokio::test]
async fn what_an_editorial_system_lets_through_shows_the_story() -> Result<()> {
    let story = Site::start().await?;
    tell_address(&story)?;
    let host = Site::start().await?;
    let folder = root().join("tests/hosts");
    let reader = Reader::new(DESKTOP).await?;
    let mut count = 0;
    for file in std::fs::read_dir(&folder)? {
        let path = file?.path();
        let name = path.file_stem().context("it has a name")?.to_string_lossy();
        let page = std::fs::read_to_string(&path)?;
        assert!(page.contains(ADDRESS), "{name}");
        let page = page.replace(ADDRESS, &story.at("/stories/mosul/"));
        host.put(&format!("/{name}"), "text/html", page);
        reader.open(&host.at(&format!("/{name}"))).await?;
        // Its buttons are at its foot.
        reader.until("document.querySelector('iframe')").await?;
        reader.go_to("iframe").await?;
        reader.look_into("iframe:not([inert])").await?;
        reader.until(READY).await?;
        reader.click(".bar .next").await?;
        reader
            .until(&format!("{AT} === 'the-ground-shakes'"))
            .await
            .context(name.into_owned())?;
        reader.look_up().await?;
        count += 1;
    }
    assert_eq!(count, 7);
    reader.leave().await
}

//! Stories in other people's pages.

mod dialogs;
mod frame;
mod full_screen;
mod growing;
mod links;
mod messages;
mod recipes;
mod script;

use anyhow::{Context, Result};
use browser_tests::{DESKTOP, Reader, Site, root};

/// A host page notes what its story tells it.
const HOST: &str = "<!doctype html><title>Host</title>
    <style>body { margin: 0 } iframe { width: 400px; height: 600px }</style>
    <p style='height: 200px'>Before</p>
    FRAME
    <p style='height: 3000px'>After</p>
    <script>
        window.told = [];
        addEventListener('message', ({ data }) => told.push(data));
    </script>";

const READY: &str = "document.documentElement.dataset.viewer === 'ready'";
/// Asks something of the story in the frame.
fn ask(message: &str) -> String {
    format!("document.querySelector('iframe').contentWindow.postMessage({message}, '*')")
}

const AT: &str = "document.querySelector('.card[aria-current=true]')?.id";

/// Publishes the story again, by a press that was told its address: Safari shows the photos of
/// no other story in a sandbox.
fn tell_address(story: &Site) -> Result<()> {
    let folder = root().join("dist/stories/mosul");
    let told = |file: &str| -> Result<String> {
        let written = std::fs::read_to_string(folder.join(file))?;
        Ok(written.replace("'self'", &format!("'self' {}", story.at(""))))
    };
    let name = "Content-Security-Policy: ";
    let headers = told("_headers")?;
    let mut lines = headers.lines();
    let policy = lines.find_map(|line| line.trim().strip_prefix(name));
    let policy = policy.context("the press names a policy")?;
    story.say("/stories/mosul/", "content-security-policy", policy);
    story.put("/stories/mosul/", "text/html", told("index.html")?);
    Ok(())
}

/// A host on a site of its own, with the Mosul story of another in a frame with these attributes.
async fn hosted(story: &Site, query: &str, attributes: &str) -> Result<Site> {
    hosted_at(story, &format!("/stories/mosul/{query}"), attributes).await
}

/// The same with whatever stands at a path.
async fn hosted_at(story: &Site, path: &str, attributes: &str) -> Result<Site> {
    let host = Site::start().await?;
    let src = story.at(path);
    let page = HOST.replace(
        "FRAME",
        &format!("<iframe src='{src}' {attributes}></iframe>"),
    );
    host.put("/article", "text/html", page);
    Ok(host)
}

/// A reader at a host page whose story is ready, looking at the host.
async fn reader_of(host: &Site) -> Result<Reader> {
    let reader = Reader::new(DESKTOP).await?;
    host.put("/before", "text/html", "<title>Before</title>");
    reader.open(&host.at("/before")).await?;
    reader.open(&host.at("/article")).await?;
    reader.look_into("iframe").await?;
    reader.until(READY).await?;
    reader.look_up().await?;
    Ok(reader)
}

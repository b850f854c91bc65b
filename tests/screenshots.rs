//! Takes pictures of the sample story, to be looked at: every card at four sizes, in
//! light and dark, and what a reader sees only now and then, in `target/screenshots`.

use std::path::Path;

use anyhow::Result;
use browser_tests::{DESKTOP, PHONE, Reader, SIDEWAYS, Screen, Site, TABLET, mosul, root};
use serde_json::{Value, json};

const SIZES: [(&str, Screen); 4] = [
    ("phone", PHONE),
    ("sideways", SIDEWAYS),
    ("tablet", TABLET),
    ("desktop", DESKTOP),
];

#[tokio::main]
async fn main() -> Result<()> {
    let folder = root().join("target/screenshots");
    std::fs::create_dir_all(&folder)?;
    for (size, screen) in SIZES {
        for scheme in ["light", "dark"] {
            cards(&folder, &format!("{size}-{scheme}"), screen, scheme).await?;
            moments(&folder, &format!("{size}-{scheme}"), screen, scheme).await?;
        }
    }
    eprintln!("The pictures are in {}", folder.display());
    Ok(())
}

/// Every card of the story, and its end.
async fn cards(folder: &Path, name: &str, screen: Screen, scheme: &str) -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(screen).await?;
    reader.prefer("prefers-color-scheme", scheme).await?;
    reader.read(&site.at("/")).await?;
    let ids = reader
        .reads("[...document.querySelectorAll('.card')].map((card) => card.id).join(' ')")
        .await?;
    for id in ids.split(' ') {
        reader
            .run(&format!(
                "document.getElementById('{id}').scrollIntoView({{ behavior: 'instant' }})"
            ))
            .await?;
        shoot(&reader, folder, &format!("{name}-{id}")).await?;
    }
    reader
        .run("scrollTo(0, document.body.scrollHeight)")
        .await?;
    shoot(&reader, folder, &format!("{name}-end")).await?;
    reader.leave().await
}

/// What is seen only now and then: a gallery, a notice, a photo that failed, a video
/// that plays, the question for idleness, and no story at all.
async fn moments(folder: &Path, name: &str, screen: Screen, scheme: &str) -> Result<()> {
    let mut story: Value = serde_json::from_str(&mosul())?;
    let photos: Vec<Value> = [1, 2, 3, 4]
        .iter()
        .map(|card| story["cards"][card]["photo"].clone())
        .collect();
    story["cards"][1] =
        json!({ "id": "gallery", "kind": "gallery", "heading": "A gallery", "photos": photos });
    story["cards"][3]["photo"]["notice"] = "A wounded man is to be seen.".into();
    let site = Site::start().await?;
    site.put(
        "/stories/moments/story.json",
        "application/json",
        story.to_string(),
    );
    site.fail("/stories/moments/media/stiff-resistance", 503, usize::MAX);
    let reader = Reader::new(screen).await?;
    reader.prefer("prefers-color-scheme", scheme).await?;
    // Its media are those of the sample story.
    site.alias("/stories/moments/media/", "/stories/mosul/media/");
    reader
        .read(&site.at("/?story=stories/moments/story.json"))
        .await?;
    for id in ["gallery", "bloody-battle"] {
        reader.go_to(&format!("#{id}")).await?;
        shoot(&reader, folder, &format!("{name}-moment-{id}")).await?;
    }
    reader.go_to("#stiff-resistance").await?;
    reader
        .until("document.querySelector('.photo-failed')")
        .await?;
    shoot(&reader, folder, &format!("{name}-moment-failed")).await?;
    reader.go_to("#war-takes-its-toll").await?;
    reader.click(".play button").await?;
    reader
        .until("document.querySelector('video').currentTime > 3")
        .await?;
    shoot(&reader, folder, &format!("{name}-moment-playing")).await?;
    reader.read(&site.at("/?idle=1")).await?;
    reader
        .until("document.querySelector('dialog[open]')")
        .await?;
    shoot(&reader, folder, &format!("{name}-moment-idle")).await?;
    reader.open(&site.at("/?story=none.json")).await?;
    reader.until("document.querySelector('.trouble')").await?;
    shoot(&reader, folder, &format!("{name}-moment-trouble")).await?;
    reader.leave().await
}

/// A picture of the window once every photo in it is drawn.
async fn shoot(reader: &Reader, folder: &Path, name: &str) -> Result<()> {
    reader.settle().await?;
    reader
        .until(
            "[...document.querySelectorAll('img')]
                .filter((photo) => {
                    const box = photo.getBoundingClientRect();
                    return box.bottom > 0 && box.top < innerHeight && box.left < innerWidth && photo.checkVisibility();
                })
                .every((photo) => photo.complete)
            && !document.querySelector('[data-arrived]')",
        )
        .await?;
    reader
        .run(
            "return Promise.allSettled([...document.querySelectorAll('img')]
                .filter((photo) => photo.complete).map((photo) => photo.decode()))",
        )
        .await?;
    reader.screenshot(&folder.join(format!("{name}.png"))).await
}

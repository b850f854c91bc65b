//! Takes pictures of the sample story, to be looked at: every card at three sizes,
//! in light and dark, in `target/screenshots`.

use anyhow::Result;
use browser_tests::{DESKTOP, PHONE, Reader, SIDEWAYS, Site, TABLET, root};

#[tokio::main]
async fn main() -> Result<()> {
    let folder = root().join("target/screenshots");
    std::fs::create_dir_all(&folder)?;
    let site = Site::start().await?;
    for (size, screen) in [
        ("phone", PHONE),
        ("sideways", SIDEWAYS),
        ("tablet", TABLET),
        ("desktop", DESKTOP),
    ] {
        for scheme in ["light", "dark"] {
            let reader = Reader::new(screen).await?;
            reader.prefer("prefers-color-scheme", scheme).await?;
            reader.read(&site.at("/")).await?;
            let cards = reader
                .reads("[...document.querySelectorAll('.card')].map((card) => card.id).join(' ')")
                .await?;
            for card in cards.split(' ') {
                reader
                    .run(&format!(
                        "document.getElementById('{card}').scrollIntoView({{ behavior: 'instant' }})"
                    ))
                    .await?;
                reader.settle().await?;
                reader
                    .until(&format!(
                        "[...document.querySelectorAll('#{card} img')].every((photo) => photo.complete)
                            && !document.querySelector('#{card} [data-arrived]')"
                    ))
                    .await?;
                reader
                    .run(&format!(
                        "return Promise.all([...document.querySelectorAll('#{card} img')].map((photo) => photo.decode()))"
                    ))
                    .await?;
                let path = folder.join(format!("{size}-{scheme}-{card}.png"));
                reader.screenshot(&path).await?;
            }
            reader
                .run("scrollTo(0, document.body.scrollHeight)")
                .await?;
            reader.settle().await?;
            let path = folder.join(format!("{size}-{scheme}-end.png"));
            reader.screenshot(&path).await?;
            reader.leave().await?;
        }
    }
    eprintln!("The pictures are in {}", folder.display());
    Ok(())
}

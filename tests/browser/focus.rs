//! Where the focus goes.

use anyhow::Result;
use browser_tests::{DESKTOP, PHONE, Reader, Screen, Site};
use serde_json::{Value, json};

/// Where the focus is: what has it, its number in the document, whether it is seen to have
/// it, and whether any of it is in the window with nothing over it.
const FOCUS: &str = "(() => {
    const focused = document.activeElement;
    const box = focused.getBoundingClientRect();
    const style = getComputedStyle(focused);
    const isAt = (part) => {
        const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
        const y = box.top + (box.bottom - box.top) * part;
        const at = document.elementFromPoint(x, y);
        return !!at && (focused.contains(at) || at.contains(focused));
    };
    return {
        name: `${focused.localName}.${focused.className} ${focused.getAttribute('aria-label') ?? focused.textContent.slice(0, 40)}`,
        number: [...document.querySelectorAll('*')].indexOf(focused),
        isMarked: parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== 'none',
        isSeen: [0.1, 0.3, 0.5, 0.7, 0.9].some(isAt),
        isPage: focused === document.body || focused === document.documentElement,
    };
})()";

/// Goes through the page by Tab, from its beginning to its end.
async fn through(reader: &Reader) -> Result<Vec<Value>> {
    let mut stops = Vec::new();
    for _ in 0..200 {
        reader.press("Tab").await?;
        // What comes into the window is scrolled there.
        reader.settle().await?;
        let stop = reader.sees(FOCUS).await?;
        if stop["isPage"] == json!(true) {
            break;
        }
        let is_again = stops
            .first()
            .is_some_and(|first: &Value| first["number"] == stop["number"]);
        if is_again {
            break;
        }
        stops.push(stop);
    }
    Ok(stops)
}

async fn goes_in_order(screen: Screen, address: &str) -> Result<()> {
    let reader = Reader::new(screen).await?;
    reader.prefer("prefers-reduced-motion", "reduce").await?;
    reader.read(address).await?;
    let stops = through(&reader).await?;
    assert!(stops.len() > 12, "{address}: {stops:#?}");
    for stop in &stops {
        assert_eq!(stop["isMarked"], json!(true), "{address}: {stop}");
        assert_eq!(stop["isSeen"], json!(true), "{address}: {stop}");
    }
    for pair in stops.windows(2) {
        assert!(
            pair[0]["number"].as_u64() < pair[1]["number"].as_u64(),
            "{address}: {pair:?}"
        );
    }
    reader.leave().await
}

#[tokio::test]
async fn tab_goes_through_the_page_in_its_order_and_is_always_seen() -> Result<()> {
    let site = Site::start().await?;
    for (screen, page) in [
        (PHONE, "/stories/mosul/"),
        (DESKTOP, "/stories/mosul/ar/"),
        (PHONE, "/stories/starter/"),
    ] {
        goes_in_order(screen, &site.at(page)).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_dialog_keeps_the_focus_and_gives_it_back() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    reader.read(&site.at("/stories/mosul/")).await?;
    for (button, dialog) in [
        (".bar .settings", ".menu"),
        (".bar .position", ".contents"),
        (".card .enlarge", ".zoom"),
    ] {
        reader
            .run(&format!("document.querySelector('{button}').focus()"))
            .await?;
        reader.press("Enter").await?;
        reader
            .until(&format!("document.querySelector('{dialog}[open]')"))
            .await?;
        let is_within = format!(
            "document.activeElement === document.body || !!document.activeElement.closest('{dialog}')"
        );
        // Once through it and through the browser's own controls, and into it again.
        for _ in 0..25 {
            assert_eq!(reader.sees(&is_within).await?, json!(true), "{dialog}");
            reader.press("Tab").await?;
        }
        let is_outside = "!document.hasFocus() || document.activeElement === document.body";
        while reader.sees(is_outside).await? == json!(true) {
            reader.press("Tab").await?;
        }
        reader.press("Escape").await?;
        reader.until("!document.querySelector('dialog')").await?;
        let is_back = format!("document.activeElement.matches('{button}')");
        reader.until(&is_back).await?;
    }
    reader.leave().await
}

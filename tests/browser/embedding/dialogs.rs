//! Dialogs in a story that is higher than what its reader sees of it.

use anyhow::Result;
use browser_tests::{DESKTOP, Reader, Site};

use super::READY;
use super::growing::{STORY, amp_host, growing_host};

/// A dialog's place, as its frame has it.
async fn place(reader: &Reader, dialog: &str) -> Result<(f64, f64)> {
    let place = reader
        .sees(&format!(
            "(({{ top, bottom }}) => [top, bottom])(document.querySelector('{dialog}').getBoundingClientRect())"
        ))
        .await?;
    let at = |side: usize| place[side].as_f64().unwrap_or(f64::NAN);
    Ok((at(0), at(1)))
}

#[tokio::test]
async fn a_dialog_opens_in_what_the_hosts_window_shows_of_the_story() -> Result<()> {
    let story = Site::start().await?;
    let host = Site::start().await?;
    host.put("/article", "text/html", growing_host(&story));
    let reader = Reader::new(DESKTOP).await?;
    reader.open(&host.at("/article")).await?;
    reader
        .until("heights.length && heights.at(-1) > 5000")
        .await?;
    // In its midst, at its head, which is below other things, and at its foot.
    for (name, scrolled) in [
        ("midst", format!("{STORY}.offsetTop + 2500")),
        ("head", format!("{STORY}.offsetTop - 200")),
        (
            "foot",
            format!("{STORY}.offsetTop + {STORY}.offsetHeight - 500"),
        ),
    ] {
        reader
            .run(&format!(
                "scrollTo({{ top: {scrolled}, behavior: 'instant' }})"
            ))
            .await?;
        reader.settle().await?;
        let top = reader
            .sees(&format!("{STORY}.getBoundingClientRect().top"))
            .await?;
        let top = top.as_f64().unwrap_or(f64::NAN);
        reader.look_into("iframe").await?;
        let told = "parseFloat(document.documentElement.style.getPropertyValue('--host-top'))";
        reader
            .until(&format!("Math.abs({told} + {top}) < 1"))
            .await?;
        reader
            .run("document.querySelector('.bar .settings').click()")
            .await?;
        reader
            .until("document.querySelector('.menu[open]')")
            .await?;
        let (from, to) = place(&reader, ".menu").await?;
        assert!(
            from + top >= -1.0 && from >= 0.0,
            "{name}: {from} {to} {top}"
        );
        assert!(to + top <= 901.0, "{name}: {from} {to} {top}");
        assert!(to - from > 200.0, "{name}: {from} {to}");
        reader
            .run("document.querySelector('.menu .close').click()")
            .await?;
        reader.until("!document.querySelector('dialog')").await?;
        reader.look_up().await?;
    }
    reader.leave().await
}

#[tokio::test]
async fn where_no_host_says_what_it_shows_a_dialog_opens_at_the_readers_card() -> Result<()> {
    let story = Site::start().await?;
    let host = Site::start().await?;
    host.put("/amp", "text/html", amp_host(&story));
    let reader = Reader::new(DESKTOP).await?;
    reader.open(&host.at("/amp")).await?;
    let frame = "document.querySelector('iframe')";
    reader
        .until(&format!("{frame}.offsetHeight > 5000"))
        .await?;
    reader.look_into("iframe").await?;
    reader.until(READY).await?;
    let card = "document.getElementById('hearts-and-minds').getBoundingClientRect().top";
    let top = reader.sees(card).await?.as_f64().unwrap_or(f64::NAN);
    reader.look_up().await?;
    reader
        .run(&format!(
            "scrollTo({{ top: {frame}.offsetTop + {top}, behavior: 'instant' }})"
        ))
        .await?;
    reader
        .until("told.findLast(({ type }) => type === 'card')?.id === 'hearts-and-minds'")
        .await?;
    reader.look_into("iframe").await?;
    reader
        .run("document.querySelector('#hearts-and-minds .enlarge').click()")
        .await?;
    reader
        .until("document.querySelector('.zoom[open]')")
        .await?;
    let (from, to) = place(&reader, ".zoom").await?;
    assert!((from - top).abs() < 2.0, "{from} {top}");
    assert!((300.0..=700.0).contains(&(to - from)), "{from} {to}");
    reader.leave().await
}

//! Letters over photos, measured by the pixel.

use std::collections::HashSet;
use std::io::Cursor;

use anyhow::{Context, Result};
use browser_tests::{Ability, DESKTOP, PHONE, Reader, Site, mosul};
use image::{GrayImage, ImageFormat, Luma, RgbaImage};
use serde_json::{Value, json};

/// What WCAG 1.4.3 asks for letters of this size.
const LETTERS: f64 = 4.5;
/// What WCAG 1.4.11 asks for signs.
const SIGNS: f64 = 3.0;

/// How bright each pixel of a photo is.
type Look = fn(u32, u32) -> u8;

/// The worst that a photo can be.
const PHOTOS: [(&str, Look); 3] = [
    ("white", |_, _| 255),
    ("black", |_, _| 0),
    // Fields of three pixels: what is as fine as letters are.
    ("a checkerboard", |x, y| {
        if (x / 3 + y / 3) % 2 == 0 { 255 } else { 0 }
    }),
];

/// A site on which every photo of the Mosul story looks like this.
async fn site_of(look: Look) -> Result<Site> {
    let site = Site::start().await?;
    let photo = GrayImage::from_fn(720, 480, |x, y| Luma([look(x, y)]));
    let mut bytes = Cursor::new(Vec::new());
    photo.write_to(&mut bytes, ImageFormat::Png)?;
    let story = mosul();
    let files = story.split('"').filter(|word| word.starts_with("media/"));
    for file in files.filter(|file| file.ends_with(".avif") || file.ends_with(".jpg")) {
        // A browser knows a picture by its bytes.
        site.put(
            &format!("/stories/mosul/{file}"),
            "image/png",
            bytes.get_ref().clone(),
        );
    }
    Ok(site)
}

/// The least contrast between the letters of each element and any pixel behind them.
async fn least_contrasts<'a>(reader: &Reader, elements: &[&'a str]) -> Result<Vec<(&'a str, f64)>> {
    let mut contrasts = Vec::new();
    let mut rest = elements.to_vec();
    while let Some(&first) = rest.first() {
        // The first, and what is in the window with it; not what the bar lies over.
        let found = reader
            .sees(&format!(
                "(() => {{
                    document.querySelector('{first}').scrollIntoView({{ block: 'center', behavior: 'instant' }});
                    const bar = document.querySelector('.bar');
                    const found = {}.map((name) => {{
                        const element = document.querySelector(name);
                        const {{ left, top, right, bottom }} = element.getBoundingClientRect();
                        const isIn = left >= 0 && top >= 0 && right <= innerWidth && bottom <= (bar.contains(element) ? innerHeight : bar.getBoundingClientRect().top);
                        return isIn || name === '{first}' ? {{ box: [left, top, right, bottom], color: getComputedStyle(element).color, scale: devicePixelRatio }} : null;
                    }});
                    for (const part of document.querySelectorAll('*')) part.style.setProperty('color', 'transparent', 'important');
                    return found;
                }})()",
                json!(rest)
            ))
            .await?;
        reader.settle().await?;
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("screen.png");
        reader.screenshot(&path).await?;
        reader
            .run("for (const part of document.querySelectorAll('*')) part.style.removeProperty('color')")
            .await?;
        let screen = image::open(&path)?.to_rgba8();
        let found = found.as_array().context("it was a list")?;
        let mut later = Vec::new();
        for (&name, found) in rest.iter().zip(found) {
            let Some(color) = found["color"].as_str() else {
                later.push(name);
                continue;
            };
            let scale = found["scale"].as_f64().unwrap_or(1.0);
            let side =
                |index: usize| (found["box"][index].as_f64().unwrap_or_default() * scale) as u32;
            // Of the box's edge pixels half may be of what is around it.
            let (xs, ys) = (side(0) + 2..side(2) - 2, side(1) + 2..side(3) - 2);
            contrasts.push((name, worst(&screen, components(color), xs, ys)));
        }
        rest = later;
    }
    Ok(contrasts)
}

fn worst(
    screen: &RgbaImage,
    color: [f64; 3],
    xs: std::ops::Range<u32>,
    ys: std::ops::Range<u32>,
) -> f64 {
    let letters = luminance(color);
    let pixels = ys.flat_map(|y| xs.clone().map(move |x| (x, y)));
    let grounds: HashSet<_> = pixels
        .filter_map(|(x, y)| screen.get_pixel_checked(x, y))
        .map(|pixel| pixel.0)
        .collect();
    grounds
        .into_iter()
        .map(|[r, g, b, _]| {
            let ground = luminance([r, g, b].map(f64::from));
            (letters.max(ground) + 0.05) / (letters.min(ground) + 0.05)
        })
        .fold(f64::INFINITY, f64::min)
}

/// The numbers of `rgb(27, 35, 41)`.
fn components(color: &str) -> [f64; 3] {
    let mut numbers = color
        .split(|c: char| !c.is_ascii_digit() && c != '.')
        .filter_map(|number| number.parse().ok());
    [0; 3].map(|_| numbers.next().unwrap_or_default())
}

/// [Relative luminance](https://www.w3.org/TR/WCAG22/#dfn-relative-luminance), from components
/// of 0 to 255.
fn luminance(color: [f64; 3]) -> f64 {
    let [r, g, b] = color.map(|component| {
        let c = component / 255.0;
        if c <= 0.04045 {
            c / 12.92
        } else {
            ((c + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

#[tokio::test]
async fn captions_and_headlines_can_be_read_over_any_photo() -> Result<()> {
    let mut sites = Vec::new();
    for (look, pixels) in PHOTOS {
        sites.push((look, site_of(pixels).await?));
    }
    // On a phone nothing but buttons lies over photos.
    let on_phones = &sites[2..];
    for (screen, sites) in [(DESKTOP, &sites[..]), (PHONE, on_phones)] {
        for scheme in ["light", "dark"] {
            let reader = Reader::new(screen).await?;
            reader.prefer("prefers-color-scheme", scheme).await?;
            reader.prefer("prefers-reduced-motion", "reduce").await?;
            for (look, site) in sites {
                reader.read(&site.at("/stories/mosul/")).await?;
                reader
                    .until("document.querySelector('#cover img').naturalWidth")
                    .await?;
                reader.go_to("#war-takes-its-toll").await?;
                reader
                    .until("document.querySelector('.play-label')")
                    .await?;
                let words = [
                    "#cover .caption",
                    "#cover .credit",
                    "#cover .source-type",
                    ".opening h1",
                    ".opening .byline",
                    ".bar .position",
                    "#war-takes-its-toll .play-label",
                    "#war-takes-its-toll .caption",
                ];
                let contrasts = least_contrasts(&reader, &words).await?;
                assert_eq!(contrasts.len(), words.len());
                for (words, contrast) in contrasts {
                    assert!(
                        (LETTERS..=21.0).contains(&contrast),
                        "{words} over {look}, {scheme}, {screen:?}: {contrast:.2}"
                    );
                }
            }
            reader.leave().await?;
        }
    }
    Ok(())
}

#[tokio::test]
async fn the_sign_on_a_photo_that_enlarges_it_can_be_seen_over_any_photo() -> Result<()> {
    let reader = Reader::new(PHONE).await?;
    reader.prefer("prefers-reduced-motion", "reduce").await?;
    for (look, pixels) in PHOTOS {
        let site = site_of(pixels).await?;
        reader.read(&site.at("/stories/mosul/")).await?;
        reader
            .until("document.querySelector('#cover img').naturalWidth")
            .await?;
        // Where there is a mouse it is shown to whom the keys have brought there. It is drawn in
        // the middle of its button.
        let chip = reader
            .sees(
                "(() => {
                    const button = document.querySelector('#cover .enlarge');
                    button.focus();
                    button.style.setProperty('color', 'transparent', 'important');
                    const { left, top, width, height } = button.getBoundingClientRect();
                    return [left + width / 2, top + height / 2, devicePixelRatio];
                })()",
            )
            .await?;
        reader.settle().await?;
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("screen.png");
        reader.screenshot(&path).await?;
        let screen = image::open(&path)?.to_rgba8();
        let number = |index: usize| chip[index].as_f64().unwrap_or_default();
        let around = |at: f64| ((at - 10.0) * number(2)) as u32..((at + 10.0) * number(2)) as u32;
        let contrast = worst(&screen, [255.0; 3], around(number(0)), around(number(1)));
        assert!(
            (SIGNS..=21.0).contains(&contrast),
            "over {look}: {contrast:.2}"
        );
    }
    reader.leave().await
}

#[tokio::test]
async fn who_wants_more_contrast_gets_it() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    if !reader.can(Ability::Contrast) {
        return Ok(());
    }
    reader.prefer("prefers-contrast", "more").await?;
    reader.read(&site.at("/stories/mosul/")).await?;
    let same = "getComputedStyle(document.querySelector('.credit')).color === getComputedStyle(document.body).color";
    assert_eq!(reader.sees(same).await?, json!(true), "nothing is quiet");
    reader.leave().await
}

#[tokio::test]
async fn in_a_contrast_theme_controls_and_choices_keep_their_edges() -> Result<()> {
    let site = Site::start().await?;
    let reader = Reader::new(PHONE).await?;
    if !reader.can(Ability::Contrast) {
        return Ok(());
    }
    reader.prefer("forced-colors", "active").await?;
    reader
        .read(&site.at("/stories/starter/#the-other-tenant"))
        .await?;
    let edge = |element: &str| {
        format!(
            "(({{ borderTopWidth, borderTopColor, backgroundColor }}) => parseFloat(borderTopWidth) >= 1 && borderTopColor !== backgroundColor)(getComputedStyle(document.querySelector('{element}')))"
        )
    };
    for element in [".notice", ".notice button"] {
        assert_eq!(reader.sees(&edge(element)).await?, json!(true), "{element}");
    }
    reader.click(".bar .settings").await?;
    reader
        .until("document.querySelector('.menu[open]')")
        .await?;
    let chosen = |is: &str| {
        format!(
            "getComputedStyle(document.querySelector('.choices input{is} + span')).backgroundColor"
        )
    };
    let [yes, no]: [Value; 2] = [
        reader.sees(&chosen(":checked")).await?,
        reader.sees(&chosen(":not(:checked)")).await?,
    ];
    assert_ne!(yes, no, "what is chosen is seen");
    reader.leave().await
}

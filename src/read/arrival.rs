//! How a photo arrives: first its ThumbHash, then the photo over it.

use gloo_events::EventListener;
use thumbhash::thumb_hash_to_rgba;
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{
    CanvasRenderingContext2d, Element, HtmlCanvasElement, HtmlElement, HtmlImageElement, ImageData,
};

use super::{Page, near};
use crate::dom;

/// The figure bears this while its photo is on its way.
const ARRIVING: &str = "data-arriving";
/// The figure bears this while its photo fades in.
const ARRIVED: &str = "data-arrived";

/// Keeps watch over photos that have yet to arrive.
pub struct Arrival {
    article: Element,
    _listeners: [EventListener; 3],
}

/// Draws a placeholder for each photo that is near and not there yet, and has the
/// photo fade in over it.
pub fn start(page: &Page) -> Arrival {
    let near = near::each(page, |card| {
        for photo in dom::all(card, "img[data-thumb-hash]") {
            expect(&photo);
        }
    });
    let loaded = dom::loaded(&page.document, |event| {
        if let Some(photo) = dom::target::<HtmlImageElement>(event)
            && let Ok(Some(figure)) = photo.closest(&format!("[{ARRIVING}]"))
        {
            arrive(&figure);
        }
    });
    let faded = dom::capture(&page.article, "animationend", |event| {
        if let Some(photo) = dom::target::<HtmlImageElement>(event)
            && let Ok(Some(figure)) = photo.closest(&format!("[{ARRIVED}]"))
        {
            settle(&figure);
        }
    });
    Arrival {
        article: page.article.clone().into(),
        _listeners: [near, loaded, faded],
    }
}

impl Drop for Arrival {
    fn drop(&mut self) {
        let waiting = format!("[{ARRIVING}], [{ARRIVED}]");
        for figure in dom::all::<Element>(&self.article, &waiting) {
            dom::unset(&figure, ARRIVING);
            settle(&figure);
        }
    }
}

/// Draws the placeholder, unless the photo is there or one is drawn already.
fn expect(photo: &HtmlImageElement) {
    let Ok(Some(figure)) = photo.closest("figure") else {
        return;
    };
    // A photo of which something is there already is not taken away again.
    if photo.complete() || photo.natural_width() > 0 || figure.has_attribute(ARRIVING) {
        return;
    }
    let drawn = photo
        .get_attribute("data-thumb-hash")
        .and_then(|hash| draw(&figure, &hash));
    if drawn.is_some() {
        dom::set(&figure, ARRIVING, "");
    }
}

/// A canvas in the figure with what the ThumbHash tells of the photo.
fn draw(figure: &Element, hash: &str) -> Option<()> {
    let (width, height, rgba) = thumb_hash_to_rgba(&from_base64(hash)?).ok()?;
    let (width, height) = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
    let pixels = ImageData::new_with_u8_clamped_array_and_sh(Clamped(&rgba), width, height).ok()?;
    let canvas: HtmlCanvasElement = dom::append(figure, "canvas", "placeholder")?;
    // Under the photo, which fades in over it.
    let picture = figure.query_selector(":scope > picture").ok()??;
    figure.insert_before(&canvas, Some(&picture)).ok()?;
    canvas.set_width(width);
    canvas.set_height(height);
    dom::set(&canvas, "aria-hidden", "true");
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context.put_image_data(&pixels, 0.0, 0.0).ok()
}

fn arrive(figure: &Element) {
    dom::unset(figure, ARRIVING);
    if dom::wants_little_motion() {
        settle(figure);
    } else {
        dom::set(figure, ARRIVED, "");
    }
}

fn settle(figure: &Element) {
    dom::unset(figure, ARRIVED);
    for canvas in dom::all::<HtmlElement>(figure, ":scope > .placeholder") {
        canvas.remove();
    }
}

/// The bytes of a short base64 text, by the browser's own decoder.
fn from_base64(text: &str) -> Option<Vec<u8>> {
    let binary = web_sys::window()?.atob(text).ok()?;
    binary
        .chars()
        .map(|c| u8::try_from(u32::from(c)).ok())
        .collect()
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::read::testing::*;

    #[wasm_bindgen_test]
    async fn a_placeholder_of_the_photos_shape_stands_until_the_photo_has_faded_in() {
        let page = page_with("", &photo_card());
        let _arrival = start(&page);
        let photo: HtmlImageElement = find(&page, "img");
        let figure: Element = find(&page, "figure");
        happen(&find(&page, "#bridge"), near::NEAR);
        if count(&page, "[data-arriving]") == 0 {
            // The missing file may have failed already, and then none is due.
            assert!(photo.complete());
            draw(&figure, "3OcRJYB4d3h/iIeHeEh3eIhw+j2w").expect("a good hash");
            dom::set(&figure, ARRIVING, "");
        }
        let canvas: HtmlCanvasElement = find(&page, "canvas.placeholder");
        assert!(canvas.width() > 16 && canvas.height() > 16);
        happen(&photo, "load");
        assert_eq!(count(&page, "[data-arriving]"), 0);
        assert_eq!(count(&page, "[data-arrived]"), 1);
        happen(&photo, "animationend");
        assert_eq!(count(&page, "canvas"), 0);
    }

    #[wasm_bindgen_test]
    fn a_hash_that_is_none_draws_nothing() {
        let page = page_with("", &photo_card());
        let figure: Element = find(&page, "figure");
        for hash in ["", "AAAA", "not base64!", "////"] {
            assert_eq!(draw(&figure, hash), None, "{hash}");
        }
        assert_eq!(count(&page, "canvas"), 0);
    }
}

//! How large the photo is in its pane, and which file of it is asked for.

use std::cell::Cell;

use web_sys::{Element, HtmlElement, HtmlImageElement};

use reportage_viewer::dom;
use reportage_viewer::read::saving;

/// How many times as large as the window the photo can be made at least.
const LEAST_MOST: f64 = 2.5;
/// And at most.
const MOST_MOST: f64 = 8.0;

/// A pane that a photo is in.
pub struct Pane {
    place: HtmlElement,
    photo: HtmlImageElement,
    /// Everything that has `sizes`.
    sources: Vec<Element>,
    /// The photo's own size, in pixels of its largest file.
    own: (f64, f64),
    /// How many times as large as it fits.
    factor: Cell<f64>,
    /// The width that a file was last asked for, in CSS pixels.
    asked: Cell<f64>,
}

impl Pane {
    /// The pane `place`, and the photo in `picture`; nothing if it says no size.
    pub fn of(place: HtmlElement, picture: &Element) -> Option<Self> {
        let photo = dom::all::<HtmlImageElement>(picture, "img").pop()?;
        let side = |name: &str| {
            photo
                .get_attribute(name)?
                .parse::<u32>()
                .ok()
                .map(f64::from)
        };
        let own = (side("width")?, side("height")?);
        let sources = dom::all(picture, "source, img");
        Some(Self {
            place,
            photo,
            sources,
            own,
            factor: Cell::new(1.0),
            asked: Cell::default(),
        })
    }

    /// Shows the photo whole.
    pub fn fit(&self) {
        self.zoom_to(1.0, self.middle());
    }

    /// Where the pane's middle is in the window.
    pub fn middle(&self) -> (f64, f64) {
        let place = self.place.get_bounding_client_rect();
        (
            place.left() + place.width() / 2.0,
            place.top() + place.height() / 2.0,
        )
    }

    /// How many times as large as it fits the photo is.
    pub fn factor(&self) -> f64 {
        self.factor.get()
    }

    /// Makes the photo `factor` times as large as it fits; what is at `point` in the window
    /// stays there as far as the photo's edges allow.
    pub fn zoom_to(&self, factor: f64, point: (f64, f64)) {
        let (width, height) = self.own;
        let room = (
            f64::from(self.place.client_width()),
            f64::from(self.place.client_height()),
        );
        // Never larger than it is, as long as it fits.
        let fitting = room.0.min(room.1 * width / height).min(width).max(1.0);
        let pixels = web_sys::window().map_or(1.0, |window| window.device_pixel_ratio());
        let most = within(width / pixels / fitting, LEAST_MOST, MOST_MOST);
        let factor = within(factor, 1.0, most);
        self.factor.set(factor);

        let before = self.photo.get_bounding_client_rect();
        let shown = fitting * factor;
        dom::set_style(&self.photo, "width", shown, "px");
        dom::set_style(&self.photo, "height", shown * height / width, "px");
        let after = self.photo.get_bounding_client_rect();
        if before.width() > 0.0 && before.height() > 0.0 {
            let part = |at: f64, from: f64, size: f64| within((at - from) / size, 0.0, 1.0);
            let x = after.left() + after.width() * part(point.0, before.left(), before.width());
            let y = after.top() + after.height() * part(point.1, before.top(), before.height());
            self.place.scroll_by_with_x_and_y(x - point.0, y - point.1);
        }
        // Who saves data has to make it larger than it fits, to be sent more of it.
        if factor > 1.0 || !saving::is_on() {
            self.ask_for(shown);
        }
    }

    /// Asks for the file that is sharp at this width. A smaller one than before is never
    /// asked for.
    fn ask_for(&self, width: f64) {
        if width <= self.asked.get() {
            return;
        }
        self.asked.set(width);
        let sizes = format!("{}px", width.ceil() as u32);
        for source in &self.sources {
            dom::set(source, "sizes", &sizes);
        }
        // In the page it waits until the reader comes near; here they are.
        dom::set(&self.photo, "loading", "eager");
    }

    /// Moves what is shown.
    pub fn scroll_by(&self, x: f64, y: f64) {
        self.place.scroll_by_with_x_and_y(x, y);
    }
}

/// The number or the bound that it goes beyond. `clamp` can say which bounds it refused, and the
/// code to write such numbers weighs some kilobytes.
fn within(number: f64, least: f64, most: f64) -> f64 {
    number.max(least).min(most)
}

//! What resizes the frame in the host page, and in which words it is spoken to.

use js_sys::{JsString, Number, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::message::{Asked, Told};
use crate::dom;
use crate::read::{Page, wishes};

/// What parts pym.js's messages have between them.
const PYM: &str = "xPYMx";

/// A script of the host page, or the host itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resizer {
    /// One that speaks our own messages.
    Reportage,
    /// [pym.js](https://github.com/nprapps/pym.js), which knows the frame by this name.
    Pym(String),
    /// [`amp-iframe`](https://amp.dev/documentation/components/amp-iframe#iframe-resizing).
    Amp,
}

impl Resizer {
    /// Which one the page's address names by `resize`, if it is one of them. pym.js adds its
    /// name for the frame to every address.
    pub fn named(page: &Page) -> Option<Self> {
        let wish = |name| wishes::get(&page.window, name);
        match wish(wishes::RESIZE)?.as_str() {
            "reportage" => Some(Self::Reportage),
            "pym" => Some(Self::Pym(wish(wishes::CHILD)?)),
            "amp" => Some(Self::Amp),
            _ => None,
        }
    }

    /// Says how high the story is, in CSS pixels.
    pub fn height(&self, height: f64) -> JsValue {
        match self {
            Self::Reportage => Told::Height { height }.message(),
            Self::Pym(id) => pym(id, "height", height),
            Self::Amp => {
                let message = Object::new();
                for (name, value) in [
                    ("sentinel", "amp".into()),
                    ("type", "embed-size".into()),
                    ("height", height.into()),
                ] {
                    let _ = Reflect::set(&message, &name.into(), &value);
                }
                message.into()
            }
        }
    }

    /// Asks for a place of the frame, in CSS pixels from its top, to be brought to the top of
    /// the host's window; none where there is no word for that.
    pub fn scroll_to(&self, top: f64) -> Option<JsValue> {
        match self {
            Self::Reportage => Some(Told::ScrollTo { top }.message()),
            Self::Pym(id) => Some(pym(id, "scrollToChildPos", top)),
            Self::Amp => None,
        }
    }

    /// Reads a message in its own words, which may be anything at all. pym.js says where the
    /// frame is in the host's window if it was told to: the window's width and height, then
    /// the frame's top, left, bottom and right.
    pub fn asked(&self, message: &JsValue) -> Option<Asked> {
        let Self::Pym(id) = self else {
            return None;
        };
        // The browser divides texts: Rust's own search weighs some kilobytes.
        let parts = message.dyn_ref::<JsString>()?.split(PYM);
        let part = |at| parts.get(at).as_string();
        if part(0)? != "pym" || part(1)? != *id || part(2)? != "viewport-iframe-position" {
            return None;
        }
        let numbers = JsString::from(part(3)?).split(" ");
        let number = |at| numbers.get(at).as_string();
        let [height, top] = [number(1)?, number(2)?].map(|number| Number::parse_float(&number));
        Asked::viewport(height, -top)
    }
}

/// A message as pym.js has it.
fn pym(id: &str, kind: &str, value: f64) -> JsValue {
    let value = dom::written(value);
    format!("pym{PYM}{id}{PYM}{kind}{PYM}{value}").into()
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test]
    fn pym_says_where_the_frame_is() {
        let resizer = Resizer::Pym("story".to_owned());
        let asked = |message: &str| resizer.asked(&message.into());
        assert_eq!(
            asked("pymxPYMxstoryxPYMxviewport-iframe-positionxPYMx1440 900 -250.5 0 4000 600"),
            Some(Asked::Viewport {
                height: 900.0,
                top: 250.5
            })
        );
        for other in [
            "",
            "pym",
            "pymxPYMxstory",
            "pymxPYMxotherxPYMxviewport-iframe-positionxPYMx1440 900 0 0 4000 600",
            "pymxPYMxstoryxPYMxwidthxPYMx600",
            "pymxPYMxstoryxPYMxviewport-iframe-positionxPYMx",
            "pymxPYMxstoryxPYMxviewport-iframe-positionxPYMx1440 NaN 0 0 0 0",
            "pymxPYMxstoryxPYMxviewport-iframe-positionxPYMx1440 900 inf 0 0 0",
        ] {
            assert_eq!(asked(other), None, "{other}");
        }
        assert_eq!(resizer.asked(&JsValue::NULL), None);
    }
}

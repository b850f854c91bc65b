//! The messages between a story in a frame and the page around it. Each is an object with
//! `reportage: 1`, the version, and a `type`; `docs/embedding.md` is their contract.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

/// The version of the messages.
const VERSION: f64 = 1.0;
/// The longest name of a card that is looked for.
const LONGEST: usize = 256;
/// The highest window, and the longest page, that is believed, in CSS pixels.
const HIGHEST: f64 = 10_000_000.0;

/// What the story tells its host.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// Every behaviour is listening.
    Ready,
    /// The reader has come to a card.
    Card {
        /// Its id.
        id: String,
        /// How many cards stand before it.
        index: usize,
        /// How many cards there are.
        total: usize,
    },
    /// The reader has come to the last card.
    Finished,
    /// The story has another height, in CSS pixels.
    Height {
        /// That of all its cards together.
        height: f64,
    },
    /// The host is to bring a place of the frame to the top of its window.
    ScrollTo {
        /// How far that is below the frame's top, in CSS pixels.
        top: f64,
    },
    /// The reader has asked for another site's page, which opens in a window of its own.
    OpenLink {
        /// Its address.
        href: String,
    },
}

impl Told {
    /// The message.
    pub fn message(&self) -> JsValue {
        let message = Object::new();
        let set = |name: &str, value: JsValue| {
            let _ = Reflect::set(&message, &name.into(), &value);
        };
        set("reportage", VERSION.into());
        match self {
            Self::Ready => set("type", "ready".into()),
            Self::Card { id, index, total } => {
                set("type", "card".into());
                set("id", id.into());
                set("index", (*index as f64).into());
                set("total", (*total as f64).into());
            }
            Self::Finished => set("type", "finished".into()),
            Self::Height { height } => {
                set("type", "height".into());
                set("height", (*height).into());
            }
            Self::ScrollTo { top } => {
                set("type", "scroll-to".into());
                set("top", (*top).into());
            }
            Self::OpenLink { href } => {
                set("type", "open-link".into());
                set("href", href.into());
            }
        }
        message.into()
    }
}

/// What a host asks of the story.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// To fit its cards into the host's window.
    Viewport {
        /// The window's height, in CSS pixels.
        height: f64,
        /// How far the window's top is below the frame's, in CSS pixels; less than nothing while
        /// the frame begins further down in the window.
        top: f64,
    },
    /// To show a card.
    GoTo {
        /// What may be its id.
        card: String,
    },
    /// To have these colours; none: those of the device.
    SetTheme {
        /// `light` or `dark`.
        theme: Option<&'static str>,
    },
    /// To be silent.
    Pause,
}

impl Asked {
    /// A window of a believable height at a believable place.
    pub fn viewport(height: f64, top: f64) -> Option<Self> {
        let is_believable = (1.0..=HIGHEST).contains(&height) && top.abs() <= HIGHEST;
        is_believable.then_some(Self::Viewport { height, top })
    }

    /// Reads a message, which may be anything at all; nothing if it is not one of these.
    pub fn of(message: &JsValue) -> Option<Self> {
        // Only what the sender has made of plain data gets here: no field runs anything.
        let field = |name: &str| Reflect::get(message, &name.into()).ok();
        if field("reportage")?.as_f64()? != VERSION {
            return None;
        }
        match field("type")?.as_string()?.as_str() {
            "viewport" => {
                let number = |name: &str| field(name)?.as_f64();
                Self::viewport(number("height")?, number("top")?)
            }
            "go-to" => {
                let card = field("card")?.as_string()?;
                (1..=LONGEST)
                    .contains(&card.len())
                    .then_some(Self::GoTo { card })
            }
            "set-theme" => {
                let theme = match field("theme")?.as_string()?.as_str() {
                    "light" => Some("light"),
                    "dark" => Some("dark"),
                    "auto" => None,
                    _ => return None,
                };
                Some(Self::SetTheme { theme })
            }
            "pause" => Some(Self::Pause),
            _ => None,
        }
    }
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    fn asked(json: &str) -> Option<Asked> {
        Asked::of(&js_sys::JSON::parse(json).expect("it is JSON"))
    }

    #[wasm_bindgen_test]
    fn what_a_host_may_ask_is_understood() {
        let card = "bridge".to_owned();
        assert_eq!(
            asked(r#"{"reportage":1,"type":"go-to","card":"bridge"}"#),
            Some(Asked::GoTo { card })
        );
        for (theme, expected) in [
            ("light", Some("light")),
            ("dark", Some("dark")),
            ("auto", None),
        ] {
            assert_eq!(
                asked(&format!(
                    r#"{{"reportage":1,"type":"set-theme","theme":"{theme}"}}"#
                )),
                Some(Asked::SetTheme { theme: expected })
            );
        }
        assert_eq!(
            asked(r#"{"reportage":1,"type":"viewport","height":800,"top":-20.5}"#),
            Some(Asked::Viewport {
                height: 800.0,
                top: -20.5
            })
        );
        assert_eq!(
            asked(r#"{"reportage":1,"type":"pause"}"#),
            Some(Asked::Pause)
        );
    }

    #[wasm_bindgen_test]
    fn anything_else_is_nothing() {
        for message in [
            "null",
            "7",
            r#""pause""#,
            "[]",
            "{}",
            r#"{"type":"pause"}"#,
            r#"{"reportage":"1","type":"pause"}"#,
            r#"{"reportage":2,"type":"pause"}"#,
            r#"{"reportage":1}"#,
            r#"{"reportage":1,"type":["pause"]}"#,
            r#"{"reportage":1,"type":"ready"}"#,
            r#"{"reportage":1,"type":"go-to"}"#,
            r#"{"reportage":1,"type":"go-to","card":""}"#,
            r#"{"reportage":1,"type":"go-to","card":7}"#,
            r#"{"reportage":1,"type":"go-to","card":{"id":"bridge"}}"#,
            r#"{"reportage":1,"type":"set-theme","theme":"url(evil)"}"#,
            r#"{"reportage":1,"type":"viewport","height":800}"#,
            r#"{"reportage":1,"type":"viewport","height":0,"top":0}"#,
            r#"{"reportage":1,"type":"viewport","height":"800","top":0}"#,
            r#"{"reportage":1,"type":"viewport","height":1e300,"top":0}"#,
        ] {
            assert_eq!(asked(message), None, "{message}");
        }
        assert_eq!(Asked::of(&JsValue::UNDEFINED), None);
        assert_eq!(Asked::of(&js_sys::Symbol::iterator().into()), None);
        let long = "x".repeat(LONGEST + 1);
        assert_eq!(
            asked(&format!(
                r#"{{"reportage":1,"type":"go-to","card":"{long}"}}"#
            )),
            None
        );
    }

    #[wasm_bindgen_test]
    fn a_message_holds_what_is_listed_and_no_more() {
        let card = Told::Card {
            id: "bridge".to_owned(),
            index: 2,
            total: 7,
        };
        let json = |told: &Told| {
            String::from(js_sys::JSON::stringify(&told.message()).expect("it is plain data"))
        };
        assert_eq!(
            json(&card),
            r#"{"reportage":1,"type":"card","id":"bridge","index":2,"total":7}"#
        );
        assert_eq!(json(&Told::Ready), r#"{"reportage":1,"type":"ready"}"#);
    }
}

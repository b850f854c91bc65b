use axum::http::Method;
use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::{RequestData, SessionId};

/// JavaScript that is done once the page has been drawn.
pub const SETTLE: &str = "const done = arguments[0];
requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0)));";

/// A command of WebDriver that thirtyfour has no method for.
#[derive(Debug)]
pub struct Post {
    /// What comes after the session in its address.
    pub path: &'static str,
    /// Its parameters.
    pub body: Value,
}

impl FormatRequestData for Post {
    fn format_request(&self, session: &SessionId) -> RequestData {
        RequestData::new(Method::POST, format!("session/{session}/{}", self.path))
            .add_body(self.body.clone())
    }
}

/// Presses a key, as named by `KeyboardEvent.key`, and lets it go.
pub fn key(key: &str) -> Post {
    let value = code(key);
    actions(json!({
        "type": "key",
        "id": "keyboard",
        "actions": [
            { "type": "keyDown", "value": value },
            { "type": "keyUp", "value": value },
        ],
    }))
}

/// Prints the page to a PDF, in the size that the page itself wants.
pub fn print() -> Post {
    Post {
        path: "print",
        body: json!({ "background": false, "shrinkToFit": false }),
    }
}

/// Turns the wheel with the mouse at `at`, by so many CSS pixels across and down.
pub fn wheel(at: (i32, i32), by: (i32, i32)) -> Post {
    actions(json!({
        "type": "wheel",
        "id": "wheel",
        "actions": [{
            "type": "scroll",
            "origin": "viewport",
            "duration": 0,
            "x": at.0,
            "y": at.1,
            "deltaX": by.0,
            "deltaY": by.1,
        }],
    }))
}

fn actions(source: Value) -> Post {
    Post {
        path: "actions",
        body: json!({ "actions": [source] }),
    }
}

/// The character that stands for a key in WebDriver:
/// <https://www.w3.org/TR/webdriver2/#keyboard-actions>.
fn code(key: &str) -> &str {
    match key {
        "Backspace" => "\u{e003}",
        "Tab" => "\u{e004}",
        "Enter" => "\u{e007}",
        "Shift" => "\u{e008}",
        "Control" => "\u{e009}",
        "Alt" => "\u{e00a}",
        "Escape" => "\u{e00c}",
        "PageUp" => "\u{e00e}",
        "PageDown" => "\u{e00f}",
        "End" => "\u{e010}",
        "Home" => "\u{e011}",
        "ArrowLeft" => "\u{e012}",
        "ArrowUp" => "\u{e013}",
        "ArrowRight" => "\u{e014}",
        "ArrowDown" => "\u{e015}",
        "Insert" => "\u{e016}",
        "Delete" => "\u{e017}",
        "Meta" => "\u{e03d}",
        // A letter, a figure or a space stands for itself.
        other => other,
    }
}

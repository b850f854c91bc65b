//! `html[data-viewer]`: what the page's style and its tests can know of us.

use std::panic;

use wasm_bindgen::JsValue;

/// What has become of the program. A page in which nothing of ours ran yet says
/// `static`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is fetching a story.
    Loading,
    /// Every behaviour is listening.
    Ready,
    /// It has gone wrong. What is on the page stays readable.
    Failed,
}

impl State {
    /// The state as the attribute has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Loading => "loading",
            Self::Ready => "ready",
            Self::Failed => "failed",
        }
    }

    /// Writes the state into the page.
    pub fn show(self) {
        let root = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.document_element());
        if let Some(root) = root {
            // Only an ill-formed attribute name can fail.
            let _ = root.set_attribute("data-viewer", self.name());
        }
    }
}

/// Sees to it that a panic anywhere sets `failed` and leaves its reason on the
/// console. Nothing that hides anything is styled for that state.
pub fn fail_on_panic() {
    panic::set_hook(Box::new(|panic| {
        State::Failed.show();
        web_sys::console::error_1(&JsValue::from_str(&format!(
            "Reportage has stopped; the story can still be read. {panic}"
        )));
    }));
}

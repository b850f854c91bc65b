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

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    use super::*;
    use crate::read::testing::document;

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen_test]
    fn the_page_says_what_has_become_of_the_program() {
        for state in [State::Loading, State::Ready, State::Failed] {
            state.show();
            let root = document().document_element().expect("a page has a root");
            assert_eq!(
                root.get_attribute("data-viewer").as_deref(),
                Some(state.name())
            );
        }
    }
}

//! Whether the story may be kept on the device, and whether that is what the reader has come for.

use super::{Page, wishes};

/// Whether the publisher lets readers keep the story.
pub fn is_offered(page: &Page) -> bool {
    matches!(page.article.closest("[data-offline]"), Ok(Some(_)))
}

/// Whether the reader has come from a frame to keep it.
pub fn is_asked_for(page: &Page) -> bool {
    page.host().is_none()
        && is_offered(page)
        && wishes::get(&page.window, wishes::OFFLINE).is_some()
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::dom;
    use crate::read::testing::*;

    #[wasm_bindgen_test]
    fn a_story_is_offered_to_be_kept_only_where_its_publisher_says_so() {
        let page = page_with("", &photo_card());
        assert!(!is_offered(&page));
        let parent = page.article.parent_element().expect("it lies in the page");
        dom::set(&parent, "data-offline", "");
        assert!(is_offered(&page));
        assert!(!is_asked_for(&page));
    }
}

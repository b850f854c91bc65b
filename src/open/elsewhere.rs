//! A story of another site is shown for what it is: where it comes from stands above it, in words
//! that the story has no part in.

use web_sys::{Document, Element, Url};

use super::trouble::word;
use crate::dom;

/// The root bears this while the story comes from another site.
const MARK: &str = "data-elsewhere";

/// A line that names the site that a story has come from; none if it is this one.
pub fn name(document: &Document, address: &str) -> Option<Element> {
    let root = document.document_element()?;
    dom::unset(&root, MARK);
    let here = Url::new(&document.url().ok()?).ok()?;
    let story = Url::new_with_base(address, &here.href()).ok()?;
    if story.origin() == here.origin() {
        return None;
    }
    dom::set(&root, MARK, "");
    let line = document.create_element("p").ok()?;
    line.set_class_name("elsewhere");
    line.set_text_content(word(document, "from").as_deref());
    let _ = line.append_with_str_1(" ");
    // As the browser writes it, whatever else it may look like, and from left to right.
    let site: Element = dom::append(&line, "bdi", "")?;
    dom::set(&site, "dir", "ltr");
    site.set_text_content(Some(&story.host()));
    Some(line)
}

//! Which story to open.

use reportage_story::is_address;
use web_sys::{Document, UrlSearchParams};

use super::Trouble;

/// The address in `?story=`, else the one that the viewer's page names in
/// `data-story` of its `html` element.
pub fn of_story(document: &Document) -> Result<String, Trouble> {
    let asked = document
        .location()
        .and_then(|location| location.search().ok())
        .and_then(|query| UrlSearchParams::new_with_str(&query).ok())
        .and_then(|query| query.get("story"));
    let address = match asked {
        Some(address) => address,
        None => document
            .document_element()
            .and_then(|root| root.get_attribute("data-story"))
            .unwrap_or_default(),
    };
    if is_address(&address) {
        Ok(address)
    } else {
        Err(Trouble::BadAddress(address))
    }
}

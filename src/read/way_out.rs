//! Out of the frame of an embedded story: full screen where the host allows it, and otherwise
//! the story's own page.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlAnchorElement, MouseEvent};

use super::Page;
use crate::dom;

/// The button, or the link.
#[component]
pub fn WayOut(page: Page) -> impl IntoView {
    if page.document.fullscreen_enabled() {
        let label = page.word("fullScreen");
        let toggle = move |_| {
            if page.document.fullscreen_element().is_some() {
                page.document.exit_fullscreen();
            } else if let Some(root) = page.document.document_element() {
                // Refused, the story stays where it is.
                let _ = root.request_fullscreen();
            }
        };
        view! { <button type="button" class="way-out" aria-label=label on:click=toggle></button> }
            .into_any()
    } else {
        let label = page.word("openInNewTab");
        // At the card that the reader is at by then.
        let lead = move |event: MouseEvent| {
            if let (Some(link), Ok(here)) = (
                dom::target::<HtmlAnchorElement>(event.unchecked_ref()),
                page.window.location().href(),
            ) {
                link.set_href(&here);
            }
        };
        view! {
            <a
                class="way-out"
                href="./"
                target="_blank"
                rel="noopener"
                aria-label=label
                on:click=lead
            ></a>
        }
        .into_any()
    }
}

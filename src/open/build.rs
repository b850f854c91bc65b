//! The view's markup as elements of this document.

use reportage_view::{self as view, Node};
use web_sys::{Document, Element};

use crate::dom;

const SVG: &str = "http://www.w3.org/2000/svg";

/// Builds an element with all that it holds; nothing if the browser does not let us.
pub fn element(document: &Document, markup: &view::Element<'_>) -> Option<Element> {
    let name = markup.name();
    let element = match name == "svg" {
        true => document.create_element_ns(Some(SVG), name),
        false => document.create_element(name),
    }
    .ok()?;
    for (name, value) in markup.attributes() {
        dom::set(&element, name, value.as_deref().unwrap_or_default());
    }
    for child in markup.children() {
        append(document, &element, child);
    }
    Some(element)
}

/// What cannot be built is left out.
fn append(document: &Document, parent: &Element, node: &Node<'_>) {
    let child = match node {
        Node::Text(text) => Some(document.create_text_node(text).into()),
        Node::Element(markup) => element(document, markup).map(web_sys::Node::from),
        Node::Several(nodes) => {
            nodes.iter().for_each(|node| append(document, parent, node));
            None
        }
    };
    if let Some(child) = child {
        let _ = parent.append_child(&child);
    }
}

//! The first photo, asked for before the page has come to it.

use std::borrow::Cow;

use reportage_story::Story;

use crate::base::Base;
use crate::html;
use crate::markup::{Attribute, Element, Node, element};
use crate::story::Teller;

/// The link by which a browser asks for the story's first photo, as HTML for the page's head: above the
/// style, it is on its way while that arrives and is read. None if no photo is fetched at once.
///
/// It is for the best of the photo's forms alone, as
/// [preloading](https://html.spec.whatwg.org/multipage/links.html#link-type-preload) has no second
/// choice: a browser that does not know that form finds the photo where it stands.
pub fn preload(story: &Story, base: &Base) -> Option<String> {
    let mut teller = Teller::new(story);
    let mut told = story
        .cards
        .iter()
        .map(|card| teller.card(card, story, base).card);
    told.find_map(|card| link(&card).as_ref().map(html::write))
}

fn link<'a>(within: &Element<'a>) -> Option<Element<'a>> {
    let mut children = within.children().iter().flat_map(elements);
    if within.name() != "picture" {
        return children.find_map(link);
    }
    let is_urgent = |it: &&Element<'a>| value(it, "fetchpriority").is_some();
    children.clone().find(is_urgent)?;
    let best = children.next()?;
    let mut link = element("link")
        .set("rel", "preload")
        .set("as", "image")
        .set("fetchpriority", "high")
        .set("type", value(best, "type"));
    link = match value(best, "srcset") {
        Some(srcset) => link
            .set("imagesrcset", srcset)
            .set("imagesizes", value(best, "sizes")),
        None => link.set("href", value(best, "src")),
    };
    Some(link)
}

fn elements<'a, 'b>(node: &'b Node<'a>) -> Vec<&'b Element<'a>> {
    match node {
        Node::Text(_) => Vec::new(),
        Node::Element(element) => vec![element],
        Node::Several(nodes) => nodes.iter().flat_map(elements).collect(),
    }
}

fn value<'a>(element: &Element<'a>, name: &str) -> Option<Cow<'a, str>> {
    let is_it = |(its_name, _): &&Attribute<'a>| *its_name == name;
    element.attributes().iter().find(is_it)?.1.clone()
}

//! The forms in which RDF/XML writes properties and their values (XMP, part 1, 7).

use roxmltree::{Document, Node};

use super::namespace::{DC, RDF};

const LANG: (&str, &str) = ("http://www.w3.org/XML/1998/namespace", "lang");

/// Something that has properties: a picture, or a part of what is said of it. They may be
/// spread over several elements.
pub(super) struct Resource<'a> {
    elements: Vec<Node<'a, 'a>>,
}

/// The value of a property: an attribute of its resource's element, or a child.
pub(super) enum Value<'a> {
    Attribute(&'a str),
    Element(Node<'a, 'a>),
}

impl<'a> Resource<'a> {
    /// What the first `rdf:RDF` in a document describes. Beside `rdf:Description`, elements
    /// with the name of a type count: SVG editors write `cc:Work`.
    pub(super) fn of(document: &'a Document<'a>) -> Option<Self> {
        let rdf = document
            .descendants()
            .find(|node| node.has_tag_name((RDF, "RDF")))?;
        Some(Self {
            elements: rdf.children().filter(Node::is_element).collect(),
        })
    }

    /// The value of a property.
    pub(super) fn property(&self, namespace: &str, name: &str) -> Option<Value<'a>> {
        self.elements.iter().find_map(|element| {
            let attribute = element.attribute((namespace, name)).map(Value::Attribute);
            attribute.or_else(|| child(*element, namespace, name).map(Value::Element))
        })
    }

    /// The text of a property.
    pub(super) fn text(&self, namespace: &str, name: &str) -> Option<&'a str> {
        self.property(namespace, name)?.text()
    }
}

impl<'a> Value<'a> {
    /// Its text: of several languages the default one, of several items the first.
    pub(super) fn text(&self) -> Option<&'a str> {
        self.texts().next()
    }

    /// The texts of its items, or of itself. Alternatives are one text.
    pub(super) fn texts(&self) -> impl Iterator<Item = &'a str> {
        let (attribute, element) = match self {
            Self::Attribute(text) => (Some(*text), None),
            Self::Element(element) => (None, Some(*element)),
        };
        let items = element.map(|element| match child(element, RDF, "Alt") {
            Some(alternatives) => default_of(alternatives).into_iter().collect(),
            None => items(element),
        });
        attribute
            .into_iter()
            .chain(items.into_iter().flatten().filter_map(text_of))
    }

    /// Its items that have properties of their own, or itself.
    pub(super) fn resources(&self) -> impl Iterator<Item = Resource<'a>> {
        let items = match self {
            Self::Attribute(_) => Vec::new(),
            Self::Element(element) => items(*element),
        };
        items.into_iter().map(|item| Resource {
            // Properties are within the item, or in a description within it.
            elements: std::iter::once(item)
                .chain(child(item, RDF, "Description"))
                .collect(),
        })
    }
}

/// The items of a list, in whatever kind of list they are; what is no list is its one item.
fn items<'a>(element: Node<'a, 'a>) -> Vec<Node<'a, 'a>> {
    ["Seq", "Bag", "Alt"]
        .into_iter()
        .find_map(|list| child(element, RDF, list))
        .map_or_else(
            || vec![element],
            |list| {
                list.children()
                    .filter(|node| node.has_tag_name((RDF, "li")))
                    .collect()
            },
        )
}

/// The alternative for readers of any language, else the first.
fn default_of<'a>(alternatives: Node<'a, 'a>) -> Option<Node<'a, 'a>> {
    let items = || {
        alternatives
            .children()
            .filter(|node| node.has_tag_name((RDF, "li")))
    };
    let is_default = |node: &Node| {
        node.attribute(LANG)
            .is_some_and(|lang| lang.eq_ignore_ascii_case("x-default"))
    };
    items().find(is_default).or_else(|| items().next())
}

/// The text in an element, or the address it refers to, or the name of the agent in it.
fn text_of<'a>(element: Node<'a, 'a>) -> Option<&'a str> {
    let agent = || {
        let agent = element.children().find(Node::is_element)?;
        child(agent, DC, "title")?.text()
    };
    element
        .attribute((RDF, "resource"))
        .or_else(agent)
        .or_else(|| element.text())
}

fn child<'a>(element: Node<'a, 'a>, namespace: &str, name: &str) -> Option<Node<'a, 'a>> {
    element
        .children()
        .find(|node| node.has_tag_name((namespace, name)))
}

//! What the view makes of a story: a tree of elements, which is written as HTML natively and
//! built by the viewer in the browser.
//!
//! A tree of our own, and not one of a framework's views: nothing of a story ever changes, so a
//! reader should not fetch what could change it. Each kind of view would be code of its own; one
//! tree needs one small function to be built.

use std::borrow::Cow;

/// Something in a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node<'a> {
    /// Text, as a reader sees it.
    Text(Cow<'a, str>),
    /// An element.
    Element(Element<'a>),
    /// Several in a row, or none.
    Several(Vec<Node<'a>>),
}

/// An element with what it holds.
///
/// A pointer, since it is handed on from call to call while it is made: each of its fields would be
/// code at each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element<'a>(Box<Fields<'a>>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Fields<'a> {
    name: &'static str,
    attributes: Vec<Attribute<'a>>,
    children: Vec<Node<'a>>,
}

/// A name, and a value unless it is one of those that need none.
pub type Attribute<'a> = (&'static str, Option<Cow<'a, str>>);

/// What an attribute can be set to.
pub trait Value<'a> {
    /// The value; none if the attribute shall not be there at all.
    fn value(self) -> Option<Cow<'a, str>>;
}

/// An empty element.
pub fn element<'a>(name: &'static str) -> Element<'a> {
    Element(Box::new(Fields {
        name,
        attributes: Vec::new(),
        children: Vec::new(),
    }))
}

impl<'a> Element<'a> {
    /// Its name.
    pub fn name(&self) -> &'static str {
        self.0.name
    }

    /// Its attributes, in the order in which they were set.
    pub fn attributes(&self) -> &[Attribute<'a>] {
        &self.0.attributes
    }

    /// What it holds.
    pub fn children(&self) -> &[Node<'a>] {
        &self.0.children
    }

    /// With an attribute, if that has a value.
    pub fn set(mut self, name: &'static str, value: impl Value<'a>) -> Self {
        if let Some(value) = value.value() {
            self.0.attributes.push((name, Some(value)));
        }
        self
    }

    /// With an attribute that needs no value, if `is_so`.
    pub fn flag(mut self, name: &'static str, is_so: bool) -> Self {
        if is_so {
            self.0.attributes.push((name, None));
        }
        self
    }

    /// With something more in it.
    pub fn child(mut self, child: impl Into<Node<'a>>) -> Self {
        self.add(child);
        self
    }

    /// Puts something more in it.
    pub fn add(&mut self, child: impl Into<Node<'a>>) {
        self.0.children.push(child.into());
    }
}

impl Node<'_> {
    /// Whether there is nothing to be seen of it.
    pub fn is_nothing(&self) -> bool {
        matches!(self, Self::Several(nodes) if nodes.iter().all(Node::is_nothing))
    }
}

impl<'a> Value<'a> for &'a str {
    fn value(self) -> Option<Cow<'a, str>> {
        Some(self.into())
    }
}

impl<'a> Value<'a> for &'a String {
    fn value(self) -> Option<Cow<'a, str>> {
        Some(self.into())
    }
}

impl<'a> Value<'a> for String {
    fn value(self) -> Option<Cow<'a, str>> {
        Some(self.into())
    }
}

impl<'a> Value<'a> for Cow<'a, str> {
    fn value(self) -> Option<Cow<'a, str>> {
        Some(self)
    }
}

impl<'a> Value<'a> for u32 {
    fn value(self) -> Option<Cow<'a, str>> {
        Some(self.to_string().into())
    }
}

impl<'a, T: Value<'a>> Value<'a> for Option<T> {
    fn value(self) -> Option<Cow<'a, str>> {
        self.and_then(T::value)
    }
}

impl<'a> From<Element<'a>> for Node<'a> {
    fn from(element: Element<'a>) -> Self {
        Self::Element(element)
    }
}

impl<'a> From<&'a str> for Node<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<&'a String> for Node<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Node<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl<'a, T: Into<Node<'a>>> From<Option<T>> for Node<'a> {
    fn from(node: Option<T>) -> Self {
        node.map_or(Self::Several(Vec::new()), T::into)
    }
}

impl<'a> From<Vec<Node<'a>>> for Node<'a> {
    fn from(nodes: Vec<Node<'a>>) -> Self {
        Self::Several(nodes)
    }
}

impl<'a> FromIterator<Element<'a>> for Node<'a> {
    fn from_iter<T: IntoIterator<Item = Element<'a>>>(elements: T) -> Self {
        Self::Several(elements.into_iter().map(Node::from).collect())
    }
}

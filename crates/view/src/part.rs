use crate::markup::{Element, Node, element};

/// How many stops a part holds if it is not the last.
pub const STOPS_A_PART: usize = 32;
/// The class of a part, and of the one element in it, which holds the stops.
pub const PART: [&str; 2] = ["part", "stops"];

/// Some of a story's stops — its headline, its cards, its credits — one after the other.
///
/// When a browser lays out what it has left out so far, Chromium goes over all that the parent of that
/// holds: so no card's parent holds all of a long story, nor does that of a part's stops.
pub fn part(stops: Vec<Element<'_>>) -> Element<'_> {
    let [part, inner] = PART;
    let stops: Node<'_> = stops.into_iter().collect();
    element("div")
        .set("class", part)
        .child(element("div").set("class", inner).child(stops))
}

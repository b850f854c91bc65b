//! Story bundles as an enemy would write them: one corpus for the press and for the viewer.
//!
//! Each is the text of a `story.json`, with a name that says what is wrong in it. Whatever is
//! made of one, three things must not come to pass:
//!
//! - a script of it runs: each sets `window.hostile`;
//! - anything is fetched from [`FOREIGN`], to which every address of its leads, or from any other
//!   origin that the page's policy does not name;
//! - the page goes elsewhere, stops answering, or a program panics.
//!
//! ```
//! for hostile in hostile_bundles::all() {
//!     assert!(hostile.json.len() < 200_000, "{}", hostile.name);
//! }
//! ```

mod fill;
mod giants;
mod payloads;
mod sample;
mod spoilt;

use serde_json::Value;

/// The origin that hostile bundles want something of. Nothing ever answers there.
pub const FOREIGN: &str = "https://hostile.invalid";

/// What every script in a hostile bundle would do, if it ran: `window.hostile` is then there.
pub const RAN: &str = "window.hostile=1";

/// A bundle that somebody hostile has written.
#[derive(Clone, Debug)]
pub struct Hostile {
    /// What is wrong in it, and where: `script-element in every text`.
    pub name: String,
    /// The `story.json`. Some are not JSON for every reader of JSON: numbers beyond all bounds,
    /// halves of surrogate pairs.
    pub json: String,
}

/// A few hundred small ones: each payload in all texts at once, in all addresses, in all names
/// such as ids and kinds, and in every string whatever; and stories with wrong numbers, wrong
/// types, names of JavaScript's prototypes, ids given twice. Few enough to show each in a browser.
pub fn all() -> Vec<Hostile> {
    let mut all = payloads::everywhere();
    all.extend(spoilt::all());
    all
}

/// Some thousands: each field of a whole story in turn holds a text with everything in it, a
/// script's address, and a value of each wrong type. For readers that are quick.
pub fn in_turn() -> Vec<Hostile> {
    payloads::in_turn()
}

/// The giants, of up to 50 MB each: ten megabytes of text, a million cards, a hundred thousand
/// lists in one another. One at a time, since a program has to hold them.
pub fn large() -> impl Iterator<Item = Hostile> {
    giants::all()
}

/// The story that the small ones were before they were spoilt: every kind of card, and nearly
/// every field. Its media need not be there for a viewer; whoever presses it finds their
/// addresses at every `src`.
pub fn sample() -> String {
    sample::story().to_string()
}

/// Shows every string in a tree of JSON to `look`, but for the names of fields.
pub fn each_text(value: &Value, look: &mut impl FnMut(&str)) {
    match value {
        Value::String(text) => look(text),
        Value::Array(values) => values.iter().for_each(|value| each_text(value, look)),
        Value::Object(fields) => fields.values().for_each(|value| each_text(value, look)),
        _ => {}
    }
}

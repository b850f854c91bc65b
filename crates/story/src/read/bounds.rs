//! How much of a bundle is read. `docs/story-format.md` says so to those who write them.
//!
//! A story of ten thousand photos stays below all of these. Whoever wants a reader's browser to
//! stand still, or a press to run out of memory, has to do with as much.

/// The most bytes that a `story.json` may have. A larger one is not even parsed.
pub const FILE: usize = 32 << 20;

/// The most elements of one list.
pub const LIST: usize = 10_000;

/// The most elements of all lists together.
pub const ELEMENTS: usize = 300_000;

/// The most bytes of one text, in UTF-8.
pub const TEXT: usize = 100_000;

/// The most bytes of all words together that a reader is shown.
pub const WORDS: usize = 8_000_000;

/// How many lists and objects may lie in one another, as many as serde_json lets natively: what
/// reads them, shows them and lets go of them calls itself for each.
pub const DEPTH: u8 = 128;

/// The most faults that are noted. Nobody reads more.
pub const FAULTS: usize = 1_000;

//! Starting a story from something that exists.

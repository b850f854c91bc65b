//! XMP, Adobe's metadata in RDF (XMP specification, parts 1 to 3; ISO 16684-1).

mod namespace;
mod rdf;
mod read;
mod write;

pub(crate) use read::{read, with_document};
pub(crate) use write::write;

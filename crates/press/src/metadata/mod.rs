//! What a picture says of itself, in the terms of the IPTC Photo Metadata Standard.
//!
//! [`read()`] takes what authors' pictures bring along; [`write()`] puts who owns a picture,
//! and on what terms, into the files that are published, and nothing else; [`secrets()`] names
//! what keeps a picture from being published as it came.

mod bytes;
mod caption;
mod container;
mod date;
mod exif;
mod heif;
mod iim;
#[cfg(test)]
mod mutations;
mod place;
mod read;
mod secrets;
mod text;
mod tiff;
mod vocabulary;
mod write;
mod xmp;

pub use read::read;
pub use secrets::secrets;
pub use write::{WriteError, write};
// Content Credentials are looked through with the same eyes.
#[cfg(feature = "c2pa")]
pub(crate) use {secrets::is_secret, text::clean};

/// What is read from a picture, and what of it is written into every published file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Metadata {
    /// The caption (IPTC: Description).
    pub description: Option<String>,
    /// What a reader who cannot see the picture is told (IPTC: Alt Text).
    pub alt_text: Option<String>,
    /// Who took or made it; several names are joined by `, `.
    pub creator: Option<String>,
    /// The credit as its supplier wants it.
    pub credit_line: Option<String>,
    /// The copyright notice.
    pub copyright_notice: Option<String>,
    /// The address of the licence (IPTC: Web Statement of Rights).
    pub license: Option<String>,
    /// Where a licence can be had (IPTC: Licensor URL).
    pub acquire_license_page: Option<String>,
    /// The term of the PLUS vocabulary for data mining: `DMI-PROHIBITED`.
    pub data_mining: Option<String>,
    /// The term of the IPTC's vocabulary of digital source types: `digitalCapture`.
    pub digital_source_type: Option<String>,
    /// When it was made: an ISO 8601 date, or date and time.
    pub date_created: Option<String>,
    /// Where it shows, in words: city, region, country. Never coordinates.
    pub location: Option<String>,
}

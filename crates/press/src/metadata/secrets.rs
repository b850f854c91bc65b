//! What a picture holds that must not be published: a position, a serial number, a likeness in
//! small. It is looked for where it is known to be, and what is not known is named as well.

use roxmltree::Document;

use super::tiff::{Directory, Tiff};
use super::xmp;
use super::{container, iim};

const EXIF_DIRECTORY: u16 = 0x8769;

/// Fields of EXIF that tell where, by what, or that cannot be looked into, by their names in it.
const EXIF_SECRETS: [(u16, &str); 9] = [
    (0x014A, "SubIFDs"),
    (0x02BC, "XMP in EXIF"),
    (0x8649, "Photoshop in EXIF"),
    (0x8825, "GPSInfo"),
    (0x927C, "MakerNote"),
    (0xA431, "BodySerialNumber"),
    (0xA435, "LensSerialNumber"),
    (0xC62F, "CameraSerialNumber"),
    (0xC634, "DNGPrivateData"),
];

/// Parts of the names that such fields have in XMP and in JSON.
const PARTS: [&str; 8] = [
    "gps",
    "latitude",
    "longitude",
    "serial",
    "thumbnail",
    "gimg",
    "makernote",
    "altitude",
];

/// Whether a field of this name tells a position or a serial number or holds a likeness.
pub(crate) fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    PARTS.iter().any(|part| name.contains(part))
}

/// The names of what a picture holds that must not be published, or that cannot be looked into.
/// Of anything but a JPEG or a PNG that is the whole file.
pub fn secrets(picture: &[u8]) -> Vec<String> {
    let mut names = container::secrets(picture)
        .unwrap_or_else(|| vec!["a form other than JPEG and PNG, or what is left of one".into()]);
    names.sort();
    names.dedup();
    names
}

/// Those in a block of EXIF.
pub(super) fn in_exif(block: &[u8]) -> Vec<String> {
    let Some(primary) = Tiff::of(block).and_then(Tiff::primary) else {
        return vec!["EXIF".to_owned()];
    };
    let exif = primary.sub_directory(EXIF_DIRECTORY);
    let has = |tag| {
        let is_in = |directory: Directory<'_>| directory.has(tag);
        is_in(primary) || exif.is_some_and(is_in)
    };
    let mut names: Vec<_> = EXIF_SECRETS
        .into_iter()
        .filter(|(tag, _)| has(*tag))
        .map(|(_, name)| name.to_owned())
        .collect();
    // The second directory is that of the likeness.
    if primary.is_followed() || exif.is_some_and(Directory::is_followed) {
        names.push("ThumbnailImage".to_owned());
    }
    if exif.is_none() && primary.has(EXIF_DIRECTORY) {
        names.push("EXIF".to_owned());
    }
    names
}

/// Those in a run of IIM datasets.
pub(super) fn in_iim(datasets: &[u8]) -> Vec<String> {
    let preview = iim::has_preview(datasets);
    preview
        .then(|| "ObjectPreviewData".to_owned())
        .into_iter()
        .collect()
}

/// Those in a packet of XMP, by its elements and attributes.
pub(super) fn in_xmp(packet: &[u8]) -> Vec<String> {
    let names = xmp::with_document(packet, |document: &Document<'_>| {
        let elements = document.descendants().filter(roxmltree::Node::is_element);
        elements
            .flat_map(|element| {
                let attributes = element.attributes().map(|attribute| attribute.name());
                std::iter::once(element.tag_name().name()).chain(attributes)
            })
            .filter(|name| is_secret(name))
            .map(str::to_owned)
            .collect()
    });
    names.unwrap_or_else(|| vec!["XMP".to_owned()])
}

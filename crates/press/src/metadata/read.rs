//! What a picture says, from wherever it says it.

use super::container::Packets;
use super::{Metadata, exif, iim, xmp};

/// Reads a JPEG, PNG, WebP, AVIF, HEIF, TIFF, GIF or SVG. It never fails: what cannot be
/// read, or is none of these, says nothing.
///
/// Texts are on one line, without control characters, and of at most 8,000 characters.
///
/// Each field is taken from XMP, else from IIM, else from EXIF. The Metadata Working Group's
/// Guidelines for Handling Image Metadata (2.0, 2010) have the few fields that EXIF shares
/// taken from there first, and IIM before XMP where a digest shows that IIM alone was
/// changed. Since then the IPTC has defined its standard in XMP, and keeps IIM for old
/// systems; EXIF holds what a camera was set up with. The caption, the names and the notice
/// that a picture desk wrote are in XMP. The digest is not looked at.
pub fn read(bytes: &[u8]) -> Metadata {
    let packets = Packets::of(bytes);
    let xmp = packets.xmp.as_deref().map(xmp::read);
    let iim = packets.iim.as_deref().map(iim::read);
    let exif = packets.exif.as_deref().map(exif::read);
    [xmp, iim, exif]
        .into_iter()
        .flatten()
        .fold(Metadata::default(), or)
}

/// `first`, and from `second` what it lacks.
fn or(first: Metadata, second: Metadata) -> Metadata {
    Metadata {
        description: first.description.or(second.description),
        alt_text: first.alt_text.or(second.alt_text),
        creator: first.creator.or(second.creator),
        credit_line: first.credit_line.or(second.credit_line),
        copyright_notice: first.copyright_notice.or(second.copyright_notice),
        license: first.license.or(second.license),
        acquire_license_page: first.acquire_license_page.or(second.acquire_license_page),
        data_mining: first.data_mining.or(second.data_mining),
        digital_source_type: first.digital_source_type.or(second.digital_source_type),
        date_created: first.date_created.or(second.date_created),
        location: first.location.or(second.location),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A JPEG's first segments: EXIF, and XMP if there is some.
    fn jpeg(exif: &[u8], xmp: Option<&str>) -> Vec<u8> {
        let bare = b"\xFF\xD8\xFF\xDA\0\x02\xFF\xD9";
        super::super::container::rewrite_jpeg(bare, Some(exif), xmp.map(str::as_bytes)).unwrap()
    }

    #[test]
    fn xmp_comes_before_exif_field_by_field() {
        let exif = exif::write(Some("of EXIF"), Some("of EXIF")).unwrap();
        let xmp = xmp::write(&Metadata {
            creator: Some("of XMP".into()),
            ..Metadata::default()
        });
        let metadata = read(&jpeg(&exif, xmp.as_deref()));
        assert_eq!(metadata.creator.as_deref(), Some("of XMP"));
        assert_eq!(metadata.copyright_notice.as_deref(), Some("of EXIF"));
    }

    #[test]
    fn an_svg_may_start_with_a_byte_order_mark() {
        let xmp = xmp::write(&Metadata {
            creator: Some("Jane Roe".into()),
            ..Metadata::default()
        });
        let svg = format!("\u{FEFF}\n<svg><metadata>{}</metadata></svg>", xmp.unwrap());
        assert_eq!(read(svg.as_bytes()).creator.as_deref(), Some("Jane Roe"));
    }

    #[test]
    fn what_is_no_picture_says_nothing() {
        for bytes in [
            &b""[..],
            b"\xFF\xD8",
            b"<",
            b"RIFF",
            b"hello",
            b"\0\0\0\0ftyp",
        ] {
            assert_eq!(read(bytes), Metadata::default());
        }
    }
}

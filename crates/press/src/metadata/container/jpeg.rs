//! JPEG (ITU-T T.81, annex B), and what application segments are used for: EXIF (EXIF
//! 2.32, 4.7.2), XMP (part 3) and Photoshop's resources (APP13).

use std::borrow::Cow;

use super::{Packets, photoshop, unknown};
use crate::metadata::bytes::Bytes;
use crate::metadata::secrets::{in_exif, in_xmp};

/// How a segment with EXIF starts.
pub(super) const EXIF: &[u8] = b"Exif\0\0";
/// How a segment with XMP starts.
const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
/// How a segment with Photoshop's resources starts.
const PHOTOSHOP: &[u8] = b"Photoshop 3.0\0";

const START_OF_IMAGE: [u8; 2] = [0xFF, 0xD8];
const END_OF_IMAGE: u8 = 0xD9;
const START_OF_SCAN: u8 = 0xDA;
const APP0: u8 = 0xE0;
const APP1: u8 = 0xE1;
const APP2: u8 = 0xE2;
const APP11: u8 = 0xEB;
const APP13: u8 = 0xED;
const APP14: u8 = 0xEE;
const APP15: u8 = 0xEF;
const COMMENT: u8 = 0xFE;

/// A marker and what belongs to it.
struct Segment<'a> {
    marker: u8,
    /// What its length counts, but for the length itself.
    body: &'a [u8],
    /// The pixels after a start of scan.
    scan: &'a [u8],
}

/// The segments of a file, from its start to its end of image, which is the last; or to
/// where it stops being a JPEG.
struct Segments<'a> {
    rest: Bytes<'a>,
    ended: bool,
}

impl<'a> Segments<'a> {
    fn of(file: &'a [u8]) -> Self {
        let rest = file.strip_prefix(&START_OF_IMAGE);
        Self {
            rest: Bytes(rest.unwrap_or_default()),
            ended: rest.is_none(),
        }
    }

    fn segment(&mut self) -> Option<Segment<'a>> {
        if self.rest.u8()? != 0xFF {
            return None;
        }
        // Any number of 0xFF may come before a marker (B.1.1.2).
        let mut marker = self.rest.u8()?;
        while marker == 0xFF {
            marker = self.rest.u8()?;
        }
        if marker == END_OF_IMAGE {
            return Some(Segment {
                marker,
                body: &[],
                scan: &[],
            });
        }
        let length = usize::from(self.rest.u16()?).checked_sub(2)?;
        let body = self.rest.take(length)?;
        let scan = if marker == START_OF_SCAN {
            self.rest.take(scan_length(self.rest.0))?
        } else {
            &[]
        };
        Some(Segment { marker, body, scan })
    }
}

impl<'a> Iterator for Segments<'a> {
    type Item = Segment<'a>;

    fn next(&mut self) -> Option<Segment<'a>> {
        if self.ended {
            return None;
        }
        let segment = self.segment();
        self.ended = segment
            .as_ref()
            .is_none_or(|segment| segment.marker == END_OF_IMAGE);
        segment
    }
}

/// The bytes up to the next marker that is not a restart: in a scan, a zero follows each
/// 0xFF that is none (F.1.2.3).
fn scan_length(bytes: &[u8]) -> usize {
    bytes
        .windows(2)
        .position(|pair| pair[0] == 0xFF && !matches!(pair[1], 0 | 0xD0..=0xD7 | 0xFF))
        .unwrap_or(bytes.len())
}

/// The packets before the first scan. XMP that exceeds one segment goes on in others
/// (extended XMP): it holds what is too large for people to have written, and is not read.
pub(super) fn packets(file: &[u8]) -> Packets<'_> {
    let mut packets = Packets::default();
    let mut resources = Vec::new();
    for segment in Segments::of(file).take_while(|segment| segment.marker != START_OF_SCAN) {
        let body = segment.body;
        if let (APP1, Some(block)) = (segment.marker, body.strip_prefix(EXIF)) {
            packets.exif.get_or_insert(Cow::Borrowed(block));
        } else if let (APP1, Some(packet)) = (segment.marker, body.strip_prefix(XMP)) {
            packets.xmp.get_or_insert(Cow::Borrowed(packet));
        } else if let (APP13, Some(part)) = (segment.marker, body.strip_prefix(PHOTOSHOP)) {
            resources.extend_from_slice(part);
        }
    }
    packets.iim = photoshop::iim(&resources).map(|iim| Cow::Owned(iim.to_vec()));
    packets
}

/// The names of what must not be published in the segments, and of those that are not known; not
/// those of the manifest with its Content Credentials, which is looked into elsewhere.
pub(super) fn secrets(file: &[u8]) -> Option<Vec<String>> {
    let mut names = Vec::new();
    let mut resources = Vec::new();
    let mut manifests = Vec::new();
    let mut has_ended = false;
    let mut segments = Segments::of(file);
    for Segment { marker, body, .. } in segments.by_ref() {
        match marker {
            END_OF_IMAGE => has_ended = true,
            // The size of JFIF's own likeness.
            APP0 if body.starts_with(b"JFIF\0") && body.get(12..) == Some(&[0, 0]) => {}
            APP1 if body.starts_with(EXIF) => names.extend(in_exif(&body[EXIF.len()..])),
            APP1 if body.starts_with(XMP) => names.extend(in_xmp(&body[XMP.len()..])),
            APP2 if body.starts_with(b"ICC_PROFILE\0") => {}
            APP11 if is_of_manifest(body, &mut manifests) => {}
            APP13 if body.starts_with(PHOTOSHOP) => {
                resources.extend_from_slice(&body[PHOTOSHOP.len()..]);
            }
            APP14 if body.starts_with(b"Adobe") => {}
            APP0..=APP15 => names.push(unknown(&format!("APP{}", marker - APP0), body)),
            COMMENT => names.push(unknown("comment", body)),
            _ => {}
        }
    }
    names.extend(photoshop::secrets(&resources));
    if !segments.rest.0.is_empty() {
        names.push("what follows the end of the image".to_owned());
    }
    has_ended.then_some(names)
}

/// Whether a segment is a part of a C2PA's manifest, in JUMBF (ISO 19566-5, annex D): `JP`, the
/// box's number and the part's, and in the first part the box's label. `numbers` are those of the
/// manifests' boxes so far.
fn is_of_manifest(body: &[u8], numbers: &mut Vec<u16>) -> bool {
    const LABEL: &[u8] = b"c2pa\0";
    let mut rest = Bytes(body);
    let (Some(b"JP"), Some(number), Some(part)) = (rest.take(2), rest.u16(), rest.u32()) else {
        return false;
    };
    // Two boxes' headers, the type and the toggles come before the label.
    let start = &rest.0[..rest.0.len().min(64)];
    if part == 1 && start.windows(LABEL.len()).any(|bytes| bytes == LABEL) {
        numbers.push(number);
    }
    numbers.contains(&number)
}

/// `file` with these packets and no others: what else the application segments and comments
/// say is left out, and so is all that follows the end of the image. JFIF's and Adobe's
/// segments stay, because pixels are decoded by them. A packet that exceeds a segment's 64
/// KiB is left out.
///
/// Fails with what is wrong, if `file` is not a whole JPEG.
pub(crate) fn rewrite(
    file: &[u8],
    exif: Option<&[u8]>,
    xmp: Option<&[u8]>,
) -> Result<Vec<u8>, &'static str> {
    let mut new = Vec::with_capacity(file.len() + 4_096);
    new.extend_from_slice(&START_OF_IMAGE);
    // JFIF comes first (JFIF 1.02); EXIF would too, and readers bear it second.
    let mut packets = [(EXIF, exif), (XMP, xmp)]
        .into_iter()
        .filter_map(|(name, packet)| Some([name, packet?].concat()));
    let mut has_ended = false;
    for segment in Segments::of(file) {
        if is_left_out(&segment) {
            continue;
        }
        if segment.marker != APP0 {
            for packet in packets.by_ref() {
                push(&mut new, APP1, &packet);
            }
        }
        if segment.marker == END_OF_IMAGE {
            new.extend_from_slice(&[0xFF, END_OF_IMAGE]);
            has_ended = true;
        } else {
            push(&mut new, segment.marker, segment.body);
            new.extend_from_slice(segment.scan);
        }
    }
    if has_ended {
        Ok(new)
    } else {
        Err("it is not a whole JPEG")
    }
}

fn is_left_out(segment: &Segment) -> bool {
    match segment.marker {
        APP0 => !segment.body.starts_with(b"JFIF\0"),
        APP14 => !segment.body.starts_with(b"Adobe"),
        marker => (APP0..=APP15).contains(&marker) || marker == COMMENT,
    }
}

/// Adds a segment, if it can be that long.
fn push(file: &mut Vec<u8>, marker: u8, body: &[u8]) {
    if let Ok(length) = u16::try_from(body.len() + 2) {
        file.extend_from_slice(&[0xFF, marker]);
        file.extend_from_slice(&length.to_be_bytes());
        file.extend_from_slice(body);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
        let mut segment = Vec::new();
        push(&mut segment, marker, body);
        segment
    }

    /// A JPEG's shape: no decoder would take it.
    fn file(segments: &[Vec<u8>]) -> Vec<u8> {
        let scan = [
            &segment(START_OF_SCAN, b"scan")[..],
            b"\x01\xFF\0\xFF\xD0\x02",
        ]
        .concat();
        [&START_OF_IMAGE[..], &segments.concat(), &scan, b"\xFF\xD9"].concat()
    }

    #[test]
    fn packets_are_found_and_resources_joined() {
        let resources = photoshop::tests::resource(0x0404, b"IIM datasets");
        let (one, two) = resources.split_at(9);
        let file = file(&[
            segment(APP1, b"Exif\0\0block"),
            segment(APP1, b"http://ns.adobe.com/xap/1.0/\0packet"),
            segment(APP13, &[PHOTOSHOP, one].concat()),
            segment(APP13, &[PHOTOSHOP, two].concat()),
        ]);
        let packets = packets(&file);
        assert_eq!(packets.exif.as_deref(), Some(&b"block"[..]));
        assert_eq!(packets.xmp.as_deref(), Some(&b"packet"[..]));
        assert_eq!(packets.iim.as_deref(), Some(&b"IIM datasets"[..]));
    }

    #[test]
    fn only_what_pixels_need_is_kept() {
        let jfif = segment(APP0, b"JFIF\0 and so on");
        let adobe = segment(APP14, b"Adobe and so on");
        let tables = segment(0xDB, b"tables");
        let full = file(&[
            jfif.clone(),
            segment(APP0, b"JFXX\0a thumbnail"),
            segment(APP1, b"Exif\0\0a position"),
            segment(0xE2, b"MPF\0another picture"),
            adobe.clone(),
            segment(COMMENT, b"a comment"),
            tables.clone(),
        ]);
        let trailer = b"a film";
        let bare = rewrite(&[&full, &trailer[..]].concat(), None, None).unwrap();
        assert!(bare == file(&[jfif.clone(), adobe.clone(), tables.clone()]));

        let ours = rewrite(&full, Some(b"E"), Some(b"X")).unwrap();
        let exif = segment(APP1, b"Exif\0\0E");
        let xmp = segment(APP1, b"http://ns.adobe.com/xap/1.0/\0X");
        assert!(ours == file(&[jfif, exif, xmp, adobe, tables]));
    }

    #[test]
    fn a_packet_that_is_too_long_is_left_out() {
        let plain = file(&[]);
        assert!(rewrite(&plain, None, Some(&[b' '; 65_505])).unwrap() == plain);
        let full = rewrite(&plain, None, Some(&[b' '; 65_504])).unwrap();
        assert_eq!(packets(&full).xmp.unwrap().len(), 65_504);
    }

    #[test]
    fn a_file_that_is_cut_off_is_refused() {
        let whole = file(&[]);
        for length in 0..whole.len() {
            assert!(rewrite(&whole[..length], None, None).is_err(), "{length}");
        }
    }
}

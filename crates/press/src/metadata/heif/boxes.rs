//! Boxes, of which the file consists: a length, a type and a body (ISO/IEC 14496-12, 4.2).

use crate::metadata::bytes::{self, Bytes};

/// A box.
#[derive(Clone, Copy)]
pub(super) struct BmffBox<'a> {
    pub(super) kind: [u8; 4],
    /// What comes after its header.
    pub(super) body: &'a [u8],
    /// All of it.
    pub(super) whole: &'a [u8],
}

/// The boxes that `bytes` consists of, one after the other. The last is `None` if something
/// else follows.
pub(super) fn boxes(bytes: &[u8]) -> impl Iterator<Item = Option<BmffBox<'_>>> {
    let mut rest = Bytes(bytes);
    std::iter::from_fn(move || {
        if rest.0.is_empty() {
            return None;
        }
        let next = next(&mut rest);
        if next.is_none() {
            rest = Bytes(&[]);
        }
        Some(next)
    })
}

/// The first of the boxes in `bytes` that has a type.
pub(super) fn find<'a>(bytes: &'a [u8], kind: &[u8; 4]) -> Option<BmffBox<'a>> {
    boxes(bytes)
        .map_while(|found| found)
        .find(|found| found.kind == *kind)
}

fn next<'a>(rest: &mut Bytes<'a>) -> Option<BmffBox<'a>> {
    let mut header = *rest;
    let short = header.u32()?;
    let kind = header.array()?;
    let length = match short {
        // It extends to the end of the file. Of the boxes that come last, only data does.
        0 if kind == *b"mdat" => rest.0.len(),
        1 => bytes::length(header.number(8)?)?,
        _ => bytes::length(short)?,
    };
    let header = rest.0.len() - header.0.len();
    let whole = rest.take(length)?;
    Some(BmffBox {
        kind,
        body: whole.get(header..)?,
        whole,
    })
}

/// The version of a box that has one, and its body without its version and flags.
pub(super) fn version(body: &[u8]) -> Option<(u8, Bytes<'_>)> {
    let mut rest = Bytes(body);
    let [version, ..] = rest.array::<4>()?;
    Some((version, rest))
}

/// A box with this type and body.
pub(super) fn build(kind: &[u8; 4], body: &[&[u8]]) -> Option<Vec<u8>> {
    let body = body.concat();
    let length = u32::try_from(body.len().checked_add(8)?).ok()?;
    Some([&length.to_be_bytes()[..], kind, &body].concat())
}

/// A box with this type, version and body, and no flags.
pub(super) fn build_full(kind: &[u8; 4], version: u8, body: &[&[u8]]) -> Option<Vec<u8>> {
    build(kind, &[&[version, 0, 0, 0], &body.concat()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_have_three_forms_of_length() {
        let bytes = b"\0\0\0\x0Aone!12\0\0\0\x01two!\0\0\0\0\0\0\0\x123\x34\0\0\0\0mdat567";
        let found: Vec<_> = boxes(bytes).collect::<Option<_>>().unwrap();
        let bodies: Vec<_> = found.iter().map(|found| found.body).collect();
        assert_eq!(bodies, [&b"12"[..], b"34", b"567"]);
        assert_eq!(find(bytes, b"two!").unwrap().body, b"34");
    }

    #[test]
    fn what_is_no_box_ends_the_boxes() {
        for bytes in [
            &b"\0\0\0\x07tiny"[..],
            b"\0\0\0\0open...",
            b"\0\0\0\x09long",
            b"\0\0\0\x01huge\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF",
            b"\0\0",
        ] {
            assert!(boxes(bytes).collect::<Option<Vec<_>>>().is_none());
        }
    }

    #[test]
    fn what_is_built_is_read() {
        let built = build_full(b"abcd", 2, &[b"1", b"23"]).unwrap();
        let (version, rest) = version(find(&built, b"abcd").unwrap().body).unwrap();
        assert_eq!((version, rest.0), (2, &b"123"[..]));
    }
}

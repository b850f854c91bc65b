//! An AVIF laid out anew, with other metadata.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::boxes::{self, boxes, build, build_full};
use super::items::{Item, Items};
use super::{EXIF, MIME, XMP};

/// The boxes in `meta` that say how pictures are decoded and shown.
const KEPT: [&[u8; 4]; 2] = [b"grpl", b"iprp"];

/// An item as it will be: its `infe` box and its data.
struct Placed<'a> {
    id: u16,
    entry: Cow<'a, [u8]>,
    data: Cow<'a, [u8]>,
}

/// `file` with these packets and no others. Pictures keep their numbers, their properties
/// and their data; the data is moved together, so that nothing stays behind it.
///
/// Fails with what is wrong, if `file` is not a whole AVIF with a still picture.
pub(crate) fn rewrite(
    file: &[u8],
    exif: Option<&[u8]>,
    xmp: Option<&[u8]>,
) -> Result<Vec<u8>, &'static str> {
    if boxes::find(file, b"moov").is_some() {
        return Err("it is a moving picture");
    }
    layout(file, exif, xmp).ok_or("it is not a whole AVIF")
}

fn layout(file: &[u8], exif: Option<&[u8]>, xmp: Option<&[u8]>) -> Option<Vec<u8>> {
    let ftyp = boxes::find(file, b"ftyp")?.whole;
    let old = Items::of(file)?;
    let primary = primary(&old)?;
    let mut items = pictures(&old, file.len())?;
    let ids: BTreeSet<u16> = items.iter().map(|item| item.id).collect();
    let is_ambiguous = ids.len() < items.len();
    if is_ambiguous || !ids.contains(&primary) {
        return None;
    }
    let mut free_ids = ids.last()?.checked_add(1)?..=u16::MAX;
    let mut references = references(&old, &ids)?;
    let packets = [exif.map(exif_item), xmp.map(xmp_item)];
    for (kind, content_type, data) in packets.into_iter().flatten() {
        let id = free_ids.next()?;
        references.extend(describes(id, primary)?);
        items.push(Placed {
            id,
            entry: Cow::Owned(entry(id, kind, content_type)?),
            data: Cow::Owned(data),
        });
    }

    // Offsets do not change the length of the box they are in, so the first `meta` says
    // where the data of the second begins.
    let draft = meta(&old, &items, &references, 0)?;
    let start = ftyp.len() + draft.len() + MDAT_HEADER;
    let meta = meta(&old, &items, &references, start)?;
    let data: Vec<&[u8]> = items.iter().map(|item| &*item.data).collect();
    let mdat = build(b"mdat", &data)?;
    Some([ftyp, &meta, &mdat].concat())
}

/// The bytes before the data in `mdat`.
const MDAT_HEADER: usize = 8;

/// The number of the picture to show (ISO/IEC 14496-12, 8.11.4).
fn primary(items: &Items) -> Option<u16> {
    let (version, mut rest) = boxes::version(items.body(b"pitm")?)?;
    match version {
        0 => rest.u16(),
        _ => rest.u32()?.try_into().ok(),
    }
}

/// The pictures, in the order of their data: a transparent picture's alpha comes first, to
/// be there when colours arrive.
fn pictures<'a>(old: &Items<'a>, file_length: usize) -> Option<Vec<Placed<'a>>> {
    let is_picture = |item: &&Item| ![EXIF, MIME, b"uri "].contains(&&item.kind);
    let mut pictures: Vec<&Item> = old.all.iter().filter(is_picture).collect();
    pictures.sort_by_key(|item| old.offset(item));
    let pictures = pictures
        .into_iter()
        .map(|item| {
            Some(Placed {
                id: item.id.try_into().ok()?,
                entry: Cow::Borrowed(item.entry),
                data: old.data(item)?,
            })
        })
        .collect::<Option<Vec<_>>>()?;
    // Items that share their data could make a small file fill any memory.
    let length: usize = pictures.iter().map(|picture| picture.data.len()).sum();
    (length <= file_length).then_some(pictures)
}

/// The `iref` boxes between items that stay (8.11.12).
fn references(old: &Items, ids: &BTreeSet<u16>) -> Option<Vec<u8>> {
    let Some(body) = old.body(b"iref") else {
        return Some(Vec::new());
    };
    let (version, rest) = boxes::version(body)?;
    if version != 0 {
        return None;
    }
    let mut kept = Vec::new();
    for reference in boxes(rest.0) {
        let reference = reference?;
        let is_kept = reference
            .body
            .chunks_exact(2)
            .enumerate()
            // The second number is how many follow.
            .filter(|(at, _)| *at != 1)
            .all(|(_, id)| ids.contains(&u16::from_be_bytes([id[0], id[1]])));
        if is_kept {
            kept.extend_from_slice(reference.whole);
        }
    }
    Some(kept)
}

/// A reference that says that one item describes another.
fn describes(id: u16, picture: u16) -> Option<Vec<u8>> {
    let count = 1_u16.to_be_bytes();
    build(
        b"cdsc",
        &[&id.to_be_bytes(), &count, &picture.to_be_bytes()],
    )
}

/// An EXIF item's kind, media type and data: the block follows at once.
fn exif_item(block: &[u8]) -> (&'static [u8; 4], &'static [u8], Vec<u8>) {
    (EXIF, b"", [&[0; 4], block].concat())
}

/// An XMP item's kind, media type and data.
fn xmp_item(packet: &[u8]) -> (&'static [u8; 4], &'static [u8], Vec<u8>) {
    (MIME, XMP, packet.to_vec())
}

/// An `infe` box: no protection, no name, and a media type for those that have one.
fn entry(id: u16, kind: &[u8; 4], content_type: &[u8]) -> Option<Vec<u8>> {
    let end: &[u8] = if content_type.is_empty() { b"" } else { b"\0" };
    let body = [
        &id.to_be_bytes()[..],
        b"\0\0",
        kind,
        b"\0",
        content_type,
        end,
    ];
    build_full(b"infe", 2, &body)
}

/// The `meta` box, with the items' data one after the other from `start`.
fn meta(old: &Items, items: &[Placed], references: &[u8], start: usize) -> Option<Vec<u8>> {
    let whole = |kind: &[u8; 4]| old.boxes.iter().find(|found| found.kind == *kind);
    let iref = if references.is_empty() {
        Vec::new()
    } else {
        build_full(b"iref", 0, &[references])?
    };
    let kept: Vec<&[u8]> = KEPT
        .iter()
        .filter_map(|kind| Some(whole(kind)?.whole))
        .collect();
    build_full(
        b"meta",
        0,
        &[
            whole(b"hdlr")?.whole,
            whole(b"pitm")?.whole,
            &locations(items, start)?,
            &entries(items)?,
            &iref,
            &kept.concat(),
        ],
    )
}

/// The `iloc` box: each item is one run of bytes in this file.
fn locations(items: &[Placed], start: usize) -> Option<Vec<u8>> {
    /// Offsets and lengths have four bytes, and there are no base offsets.
    const SIZES: u16 = 0x4400;

    let count = u16::try_from(items.len()).ok()?;
    let mut body = [SIZES.to_be_bytes(), count.to_be_bytes()].concat();
    let mut offset = u32::try_from(start).ok()?;
    for item in items {
        // A length of 0 would mean all of the file.
        let length = u32::try_from(item.data.len())
            .ok()
            .filter(|&length| length > 0)?;
        let this_file = 0_u16.to_be_bytes();
        let extent_count = 1_u16.to_be_bytes();
        body.extend([item.id.to_be_bytes(), this_file, extent_count].concat());
        body.extend([offset.to_be_bytes(), length.to_be_bytes()].concat());
        offset = offset.checked_add(length)?;
    }
    build_full(b"iloc", 0, &[&body])
}

/// The `iinf` box, by the items' numbers.
fn entries(items: &[Placed]) -> Option<Vec<u8>> {
    let count = u16::try_from(items.len()).ok()?;
    let entries: BTreeMap<u16, &[u8]> = items.iter().map(|item| (item.id, &*item.entry)).collect();
    let entries: Vec<&[u8]> = entries.into_values().collect();
    build_full(b"iinf", 0, &[&count.to_be_bytes(), &entries.concat()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::write::tests::avif;

    /// Every picture's number, `infe` box and data.
    fn contents(file: &[u8]) -> Vec<(u32, Vec<u8>, Vec<u8>)> {
        let items = Items::of(file).unwrap();
        items
            .all
            .iter()
            .filter(|item| item.kind == *b"av01")
            .map(|item| {
                let data = items.data(item).unwrap();
                (item.id, item.entry.to_vec(), data.into_owned())
            })
            .collect()
    }

    #[test]
    fn pictures_their_properties_and_their_references_stay() {
        let old = avif();
        let new = rewrite(&old, Some(b"MM\0*"), Some(b"<packet/>")).unwrap();
        assert_eq!(contents(&old).len(), 2, "colours and alpha");
        assert_eq!(contents(&new), contents(&old));

        let (old, new) = (Items::of(&old).unwrap(), Items::of(&new).unwrap());
        for kind in [b"hdlr", b"pitm", b"iprp"] {
            assert_eq!(new.body(kind), old.body(kind));
        }
        let references = |items: &Items| items.body(b"iref").unwrap().to_vec();
        assert!(references(&new).starts_with(&references(&old)));
    }

    #[test]
    fn packets_are_items_that_describe_the_picture() {
        let file = rewrite(&avif(), Some(b"MM\0*"), Some(b"<packet/>")).unwrap();
        let packets = super::super::packets(&file);
        assert_eq!(packets.exif.as_deref(), Some(&b"MM\0*"[..]));
        assert_eq!(packets.xmp.as_deref(), Some(&b"<packet/>"[..]));
        let references = Items::of(&file).unwrap().body(b"iref").unwrap();
        for id in [3, 4] {
            let describes = [b"cdsc\0", &[id, 0, 1, 0, 1][..]].concat();
            assert!(references.windows(10).any(|window| window == describes));
        }
    }

    /// A file, changed where one of its boxes' bodies is.
    fn with(mut file: Vec<u8>, body: &[u8], change: impl Fn(&mut [u8])) -> Vec<u8> {
        let at = file
            .windows(body.len())
            .position(|window| window == body)
            .unwrap();
        change(&mut file[at..at + body.len()]);
        file
    }

    #[test]
    fn an_item_that_is_no_picture_is_left_out_with_its_references() {
        let old = avif();
        let alpha = Items::of(&old).unwrap().all[1].entry.to_vec();
        let old = with(old, &alpha, |entry| {
            let kind = entry.len() - 5..entry.len() - 1;
            assert_eq!(&entry[kind.clone()], b"av01");
            entry[kind].copy_from_slice(b"uri ");
        });
        let new = rewrite(&old, None, None).unwrap();
        let items = Items::of(&new).unwrap();
        assert_eq!(items.all.len(), 1);
        assert_eq!(items.body(b"iref"), None);
        assert!(new.len() < old.len());
    }

    #[test]
    fn pictures_that_share_their_data_are_refused() {
        let old = avif();
        let locations = Items::of(&old).unwrap().body(b"iloc").unwrap().to_vec();
        let length = u32::try_from(old.len()).unwrap().to_be_bytes();
        let old = with(old, &locations, |locations| {
            // Each entry ends with an offset and a length, of four bytes each.
            for entry in locations[8..].chunks_exact_mut(14) {
                entry[6..10].fill(0);
                entry[10..].copy_from_slice(&length);
            }
        });
        assert!(rewrite(&old, None, None).is_err());
    }

    #[test]
    fn pictures_that_share_their_number_are_refused() {
        let old = avif();
        let alpha = Items::of(&old).unwrap().all[1].entry.to_vec();
        // The number comes after the box's header, its version and its flags.
        let old = with(old, &alpha, |entry| entry[13] = 1);
        assert!(rewrite(&old, None, None).is_err());
    }

    #[test]
    fn a_moving_picture_is_refused() {
        let file = [avif(), build(b"moov", &[]).unwrap()].concat();
        assert_eq!(rewrite(&file, None, None), Err("it is a moving picture"));
    }
}

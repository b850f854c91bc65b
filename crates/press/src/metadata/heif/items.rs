//! The items of a file: pictures, and what is said of them (ISO/IEC 14496-12, 8.11).

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::MIME;
use super::boxes::{self, BmffBox};
use crate::metadata::bytes;

/// What the `meta` box says of the items.
pub(super) struct Items<'a> {
    file: &'a [u8],
    /// What the items' data is taken from if it is not the file: the `idat` box.
    inside: &'a [u8],
    /// The boxes in `meta`.
    pub(super) boxes: Vec<BmffBox<'a>>,
    pub(super) all: Vec<Item<'a>>,
    /// By the items' numbers.
    locations: BTreeMap<u32, Location>,
}

/// An item, by its entry in the `iinf` box.
pub(super) struct Item<'a> {
    pub(super) id: u32,
    pub(super) kind: [u8; 4],
    /// The media type, where the kind is `mime`.
    pub(super) content_type: &'a [u8],
    /// Its `infe` box.
    pub(super) entry: &'a [u8],
}

/// Where an item's data is, by its entry in the `iloc` box.
struct Location {
    method: u16,
    /// Offsets and lengths.
    extents: Vec<(u64, u64)>,
}

impl<'a> Items<'a> {
    /// Reads the `meta` box, if there is a whole one.
    pub(super) fn of(file: &'a [u8]) -> Option<Self> {
        let (_, meta) = boxes::version(boxes::find(file, b"meta")?.body)?;
        let boxes = boxes::boxes(meta.0).collect::<Option<Vec<_>>>()?;
        let find = |kind: &[u8; 4]| Some(boxes.iter().find(|found| found.kind == *kind)?.body);
        Some(Self {
            file,
            inside: find(b"idat").unwrap_or_default(),
            all: entries(find(b"iinf")?)?,
            locations: locations(find(b"iloc")?)?,
            boxes,
        })
    }

    /// The body of the box in `meta` that has a type.
    pub(super) fn body(&self, kind: &[u8; 4]) -> Option<&'a [u8]> {
        let found = self.boxes.iter().find(|found| found.kind == *kind)?;
        Some(found.body)
    }

    /// An item's data, if it is whole. That is never more than the file has: extents that
    /// overlap could make a small file fill any memory.
    pub(super) fn data(&self, item: &Item) -> Option<Cow<'a, [u8]>> {
        let location = self.locations.get(&item.id)?;
        let source = match location.method {
            0 => self.file,
            1 => self.inside,
            _ => return None,
        };
        let parts = location
            .extents
            .iter()
            .map(|&(offset, length)| {
                let rest = source.get(bytes::length(offset)?..)?;
                match length {
                    // All there is.
                    0 => Some(rest),
                    _ => rest.get(..bytes::length(length)?),
                }
            })
            .collect::<Option<Vec<_>>>()?;
        match parts[..] {
            [part] => Some(Cow::Borrowed(part)),
            _ => {
                let length: usize = parts.iter().map(|part| part.len()).sum();
                (length <= source.len()).then(|| Cow::Owned(parts.concat()))
            }
        }
    }

    /// Where an item's data starts: items in this order are in the order of the file.
    pub(super) fn offset(&self, item: &Item) -> Option<(u16, u64)> {
        let location = self.locations.get(&item.id)?;
        let (offset, _) = location.extents.first()?;
        Some((location.method, *offset))
    }
}

/// The entries of an `iinf` box (8.11.6).
fn entries(body: &[u8]) -> Option<Vec<Item<'_>>> {
    let (version, mut rest) = boxes::version(body)?;
    rest.number(if version == 0 { 2 } else { 4 })?;
    boxes::boxes(rest.0).map(|entry| item(entry?)).collect()
}

/// An `infe` box. Before version 2 it names no type: no picture is made of such.
fn item(entry: BmffBox<'_>) -> Option<Item<'_>> {
    let (version, mut rest) = boxes::version(entry.body)?;
    let id = match version {
        2 => rest.u16()?.into(),
        3 => rest.u32()?,
        _ => return None,
    };
    // Whether it is protected.
    rest.u16()?;
    let kind = rest.array()?;
    // Its name.
    rest.until(0)?;
    let content_type = if kind == *MIME {
        // The last text's end mark may be missing.
        rest.until(0).unwrap_or(rest.0)
    } else {
        &[]
    };
    Some(Item {
        id,
        kind,
        content_type,
        entry: entry.whole,
    })
}

/// The entries of an `iloc` box (8.11.3).
fn locations(body: &[u8]) -> Option<BTreeMap<u32, Location>> {
    let (version, mut rest) = boxes::version(body)?;
    if version > 2 {
        return None;
    }
    let sizes = rest.u16()?;
    let size = |shift: u16| usize::from(sizes >> shift & 0xF);
    let (offset_size, length_size, base_size) = (size(12), size(8), size(4));
    let index_size = if version == 0 { 0 } else { size(0) };
    let id_size = if version == 2 { 4 } else { 2 };

    let count = rest.number(id_size)?;
    let mut locations = BTreeMap::new();
    for _ in 0..count {
        let id = u32::try_from(rest.number(id_size)?).ok()?;
        let method = if version == 0 { 0 } else { rest.u16()? & 0xF };
        // Which file it is in: 0 is this one.
        if rest.u16()? != 0 {
            return None;
        }
        let base = rest.number(base_size)?;
        let extent_count = rest.u16()?;
        let mut extents = Vec::new();
        for _ in 0..extent_count {
            rest.number(index_size)?;
            let offset = base.checked_add(rest.number(offset_size)?)?;
            extents.push((offset, rest.number(length_size)?));
        }
        locations.insert(id, Location { method, extents });
    }
    Some(locations)
}

#[cfg(test)]
mod tests {
    use super::super::XMP;
    use super::super::boxes::{build, build_full};
    use super::*;

    /// A file with `_packet` 8 bytes from its start and inside its `meta` box, and an item
    /// whose data has these extents, counted from the second byte of that.
    fn file(version: u8, extents: &[(u32, u32)]) -> Vec<u8> {
        let in_file = version == 0;
        let id: &[u8] = if version == 2 { &[0, 0, 0, 7] } else { &[0, 7] };
        let entry = [id, b"\0\0", MIME, b"name\0", XMP].concat();
        let entry = build_full(b"infe", if version == 2 { 3 } else { 2 }, &[&entry]).unwrap();
        let infos = build_full(b"iinf", 0, &[&[0, 1], &entry]).unwrap();

        let count = u16::try_from(extents.len()).unwrap().to_be_bytes();
        let base: u32 = if in_file { 9 } else { 1 };
        // The index, where there is one, has no bytes.
        let sizes: &[u8] = &[0x44, 0x40];
        let method: &[u8] = if in_file { &[] } else { &[0, 1] };
        let start = [id, method, &[0, 0], &base.to_be_bytes(), &count].concat();
        let extents: Vec<[u8; 4]> = extents
            .iter()
            .flat_map(|(offset, length)| [offset.to_be_bytes(), length.to_be_bytes()])
            .collect();
        let items = &id[..id.len() - 1];
        let location = [sizes, items, &[1], &start, &extents.concat()].concat();
        let locations = build_full(b"iloc", version, &[&location]).unwrap();

        let data = build(b"idat", &[b"_packet"]).unwrap();
        let meta = build_full(b"meta", 0, &[&infos, &locations, &data]).unwrap();
        [build(b"free", &[b"_packet"]).unwrap(), meta].concat()
    }

    fn data(file: &[u8]) -> Option<Vec<u8>> {
        let items = Items::of(file)?;
        let item = items.all.first()?;
        assert_eq!((item.id, item.content_type), (7, XMP));
        Some(items.data(item)?.into_owned())
    }

    #[test]
    fn data_is_found_in_every_form_of_location() {
        for version in 0..=2 {
            for extents in [&[(0, 6)][..], &[(0, 4), (4, 2)]] {
                let file = file(version, extents);
                assert_eq!(data(&file).as_deref(), Some(&b"packet"[..]), "{version}");
            }
        }
        let to_the_end = file(1, &[(3, 0)]);
        assert_eq!(data(&to_the_end).as_deref(), Some(&b"ket"[..]));
    }

    #[test]
    fn data_that_is_not_there_or_is_more_than_there_can_be_is_absent() {
        for extents in [
            &[(0, 7)][..],
            &[(7, 1)],
            &[(u32::MAX, 1)],
            &[(0, 6), (0, 6)],
        ] {
            assert_eq!(data(&file(1, extents)), None);
        }
    }
}

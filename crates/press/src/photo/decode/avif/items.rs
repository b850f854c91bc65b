//! The items of a HEIF file (ISO/IEC 23008-12 and 14496-12, 8.11).

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::boxes::Bytes;
use super::damaged;
use crate::photo::{PhotoError, error};

/// All items, and how they refer to each other.
pub struct Items<'a> {
    file: &'a [u8],
    /// The content of the box `idat`: items may lie in it.
    inner: &'a [u8],
    primary: u32,
    kinds: BTreeMap<u32, [u8; 4]>,
    locations: BTreeMap<u32, Location>,
    properties: Vec<Property<'a>>,
    /// Which properties an item has, and whether each is essential.
    associations: BTreeMap<u32, Vec<(usize, bool)>>,
    /// The kind, from which item, to which items.
    references: Vec<([u8; 4], u32, Vec<u32>)>,
}

/// Where the bytes of an item are.
struct Location {
    /// 0 for the file, 1 for `idat`.
    method: u8,
    /// Offset and length in bytes. A length of 0 means all the rest.
    extents: Vec<(u64, u64)>,
}

/// An item, with what is needed to decode it.
#[derive(Clone)]
pub struct Item<'a> {
    /// Its number.
    pub id: u32,
    /// `av01` for one picture of AV1, `grid` for many.
    pub kind: [u8; 4],
    /// What it says of itself.
    pub properties: Vec<Property<'a>>,
    /// Which properties who does not know them must not pass over.
    essential: Vec<bool>,
    /// Its bytes.
    pub bytes: Result<Cow<'a, [u8]>, PhotoError>,
}

/// What an item says of itself.
#[derive(Clone, Debug, PartialEq)]
pub enum Property<'a> {
    /// `ispe`: width and height in pixels.
    Size(u32, u32),
    /// `colr` with code points of ITU-T H.273.
    Code {
        /// `ColourPrimaries`.
        primaries: u8,
        /// `TransferCharacteristics`.
        transfer: u8,
        /// `MatrixCoefficients`.
        matrix: u8,
        /// Whether black is 0 and white is the most.
        full_range: bool,
    },
    /// `colr` with an ICC profile.
    Profile(&'a [u8]),
    /// `irot`: quarters, anticlockwise.
    Rotation(u8),
    /// `imir`: the axis.
    Mirror(u8),
    /// `clap`: only a part is to be seen.
    CleanAperture,
    /// `auxC`: what the item adds to another.
    Auxiliary(&'a [u8]),
    /// One that changes nothing for a decoder of still pictures.
    Harmless,
    /// Any other.
    Other([u8; 4]),
}

impl<'a> Items<'a> {
    /// Reads the box `meta`.
    ///
    /// # Errors
    /// There is none, or it is damaged.
    pub fn read(file: &'a [u8]) -> Result<Self, PhotoError> {
        let mut meta = Bytes(file)
            .boxes()
            .find_map(|(kind, content)| (kind == *b"meta").then_some(content))
            .ok_or_else(error::cut_off)?;
        let mut items = Self {
            file,
            inner: &[],
            primary: 0,
            kinds: BTreeMap::new(),
            locations: BTreeMap::new(),
            properties: Vec::new(),
            associations: BTreeMap::new(),
            references: Vec::new(),
        };
        meta.version();
        for (kind, content) in meta.boxes() {
            let read = match &kind {
                b"pitm" => items.read_primary(content),
                b"iinf" => items.read_kinds(content),
                b"iloc" => items.read_locations(content),
                b"iprp" => items.read_properties(content),
                b"iref" => items.read_references(content),
                b"idat" => {
                    items.inner = content.0;
                    Some(())
                }
                _ => Some(()),
            };
            read.ok_or_else(|| damaged("its list of items ends too soon"))?;
        }
        Ok(items)
    }

    /// The item that is the picture.
    ///
    /// # Errors
    /// There is none.
    pub fn primary(&self) -> Result<Item<'a>, PhotoError> {
        self.item(self.primary)
            .ok_or_else(|| damaged("it has no picture"))
    }

    /// The item of a number.
    pub fn item(&self, id: u32) -> Option<Item<'a>> {
        let associations = self.associations.get(&id).map_or(&[][..], Vec::as_slice);
        let known = || {
            associations.iter().filter_map(|(index, essential)| {
                // Properties are counted from 1; 0 is none.
                Some((self.properties.get(index.checked_sub(1)?)?, *essential))
            })
        };
        Some(Item {
            id,
            kind: *self.kinds.get(&id)?,
            properties: known().map(|(property, _)| property.clone()).collect(),
            essential: known().map(|(_, essential)| essential).collect(),
            bytes: self.bytes(id),
        })
    }

    /// The items to which item `id` refers by a reference of `kind`, in their order.
    pub fn referred(&self, id: u32, kind: [u8; 4]) -> impl Iterator<Item = Item<'a>> {
        self.references
            .iter()
            .filter(move |(of, from, _)| *of == kind && *from == id)
            .flat_map(|(_, _, to)| to)
            .filter_map(|to| self.item(*to))
    }

    /// The item that has the alpha of `item`.
    pub fn alpha_of(&self, item: &Item) -> Option<Item<'a>> {
        /// As MIAF and AVIF name it.
        const ALPHA: &[u8] = b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0";
        /// As HEVC does.
        const ALPHA_OF_HEVC: &[u8] = b"urn:mpeg:hevc:2015:auxid:1\0";
        self.references
            .iter()
            .filter(|(kind, _, to)| kind == b"auxl" && to.contains(&item.id))
            .filter_map(|(_, from, _)| self.item(*from))
            .find(|auxiliary| {
                auxiliary.has(|property| {
                    matches!(property, Property::Auxiliary(of)
                        if of.starts_with(ALPHA) || of.starts_with(ALPHA_OF_HEVC))
                })
            })
    }

    /// The bytes of an item, put together from its extents.
    fn bytes(&self, id: u32) -> Result<Cow<'a, [u8]>, PhotoError> {
        let location = self
            .locations
            .get(&id)
            .ok_or_else(|| damaged("its picture is nowhere"))?;
        let whole = match location.method {
            0 => self.file,
            1 => self.inner,
            _ => return Err(error::unsupported("an AVIF that is put together")),
        };
        let extents: Option<Vec<&[u8]>> = location
            .extents
            .iter()
            .map(|(offset, length)| {
                let rest = whole.get(usize::try_from(*offset).ok()?..)?;
                match usize::try_from(*length).ok()? {
                    0 => Some(rest),
                    length => rest.get(..length),
                }
            })
            .collect();
        let extents = extents.ok_or_else(error::cut_off)?;
        match extents.as_slice() {
            [one] => Ok(Cow::Borrowed(one)),
            // Extents that lie over each other could make a giant of a small file.
            many if many.iter().map(|extent| extent.len()).sum::<usize>() > whole.len() => {
                Err(damaged("its picture is larger than the file"))
            }
            many => Ok(Cow::Owned(many.concat())),
        }
    }

    fn read_primary(&mut self, mut content: Bytes<'a>) -> Option<()> {
        let (version, _) = content.version()?;
        self.primary = content.id(version > 0)?;
        Some(())
    }

    fn read_kinds(&mut self, mut content: Bytes<'a>) -> Option<()> {
        let (version, _) = content.version()?;
        content.id(version > 0)?;
        for (kind, mut entry) in content.boxes() {
            let (version, _) = entry.version()?;
            if kind == *b"infe" && version >= 2 {
                let id = entry.id(version > 2)?;
                entry.short()?;
                self.kinds.insert(id, entry.letters()?);
            }
        }
        Some(())
    }

    fn read_locations(&mut self, mut content: Bytes<'a>) -> Option<()> {
        let (version, _) = content.version()?;
        let sizes = content.short()?;
        let size = |nibble: u16| usize::from(sizes >> (4 * nibble) & 15).min(8);
        let count = content.id(version > 1)?;
        for _ in 0..count {
            let id = content.id(version > 1)?;
            let method = if version > 0 {
                content.short()? & 15
            } else {
                0
            };
            content.short()?;
            let base = content.number(size(1))?;
            let mut extents = Vec::new();
            for _ in 0..content.short()? {
                if version > 0 {
                    content.number(size(0))?;
                }
                let offset = base.checked_add(content.number(size(3))?)?;
                // Extents of no bytes to read at all would go on for ever.
                let length = content.number(size(2))?;
                extents.push((offset, length));
            }
            let method = method as u8;
            self.locations.insert(id, Location { method, extents });
        }
        Some(())
    }

    fn read_properties(&mut self, content: Bytes<'a>) -> Option<()> {
        for (kind, content) in content.boxes() {
            match &kind {
                b"ipco" => self.properties.extend(
                    content
                        .boxes()
                        .map(|(kind, content)| Property::read(kind, content)),
                ),
                b"ipma" => self.read_associations(content)?,
                _ => {}
            }
        }
        Some(())
    }

    fn read_associations(&mut self, mut content: Bytes<'a>) -> Option<()> {
        let (version, flags) = content.version()?;
        for _ in 0..content.long()? {
            let id = content.id(version > 0)?;
            let mut associations = Vec::new();
            for _ in 0..content.byte()? {
                // The first bit says whether the property is essential.
                associations.push(if flags & 1 == 1 {
                    let word = content.short()?;
                    (usize::from(word & 0x7FFF), word >> 15 == 1)
                } else {
                    let byte = content.byte()?;
                    (usize::from(byte & 0x7F), byte >> 7 == 1)
                });
            }
            self.associations.insert(id, associations);
        }
        Some(())
    }

    fn read_references(&mut self, mut content: Bytes<'a>) -> Option<()> {
        let (version, _) = content.version()?;
        for (kind, mut content) in content.boxes() {
            let from = content.id(version > 0)?;
            let to: Option<Vec<u32>> = (0..content.short()?)
                .map(|_| content.id(version > 0))
                .collect();
            self.references.push((kind, from, to?));
        }
        Some(())
    }
}

impl Bytes<'_> {
    /// The next number of an item, which has four bytes in later versions of a box.
    fn id(&mut self, long: bool) -> Option<u32> {
        if long {
            self.long()
        } else {
            self.short().map(u32::from)
        }
    }
}

impl Item<'_> {
    /// Width and height in pixels.
    ///
    /// # Errors
    /// It does not say.
    pub fn size(&self) -> Result<(u32, u32), PhotoError> {
        self.properties
            .iter()
            .find_map(|property| match property {
                Property::Size(width, height) => Some((*width, *height)),
                _ => None,
            })
            .ok_or_else(|| damaged("it does not say its size"))
    }

    /// Whether it has a property.
    pub fn has(&self, property: impl Fn(&Property) -> bool) -> bool {
        self.properties.iter().any(property)
    }

    /// The name of a property that is essential and unknown.
    pub fn unknown_essential(&self) -> Option<String> {
        self.properties
            .iter()
            .zip(&self.essential)
            .find_map(|property| match property {
                (Property::Other(kind), true) => Some(kind.escape_ascii().to_string()),
                _ => None,
            })
    }
}

impl<'a> Property<'a> {
    fn read(kind: [u8; 4], content: Bytes<'a>) -> Self {
        Self::read_known(kind, content).unwrap_or(Self::Other(kind))
    }

    fn read_known(kind: [u8; 4], mut content: Bytes<'a>) -> Option<Self> {
        Some(match &kind {
            b"ispe" => {
                content.version()?;
                Self::Size(content.long()?, content.long()?)
            }
            b"colr" => match &content.letters()? {
                b"nclx" => Self::Code {
                    primaries: u8::try_from(content.short()?).ok()?,
                    transfer: u8::try_from(content.short()?).ok()?,
                    matrix: u8::try_from(content.short()?).ok()?,
                    full_range: content.byte()? >> 7 == 1,
                },
                b"prof" | b"rICC" => Self::Profile(content.0),
                _ => return None,
            },
            b"irot" => Self::Rotation(content.byte()?),
            b"imir" => Self::Mirror(content.byte()?),
            b"clap" => Self::CleanAperture,
            b"auxC" => {
                content.version()?;
                Self::Auxiliary(content.0)
            }
            b"av1C" | b"pixi" | b"pasp" | b"a1lx" | b"clli" | b"mdcv" => Self::Harmless,
            _ => return None,
        })
    }
}

//! EXIF: what cameras write (EXIF 2.32, CIPA DC-008-2019; 3.0 for text in UTF-8).

use super::tiff::{self, Directory, Tiff};
use super::{Metadata, caption, date, text};

const IMAGE_DESCRIPTION: u16 = 0x010E;
const ARTIST: u16 = 0x013B;
const COPYRIGHT: u16 = 0x8298;
const EXIF_DIRECTORY: u16 = 0x8769;
const DATE_TIME_ORIGINAL: u16 = 0x9003;
const OFFSET_TIME_ORIGINAL: u16 = 0x9011;

/// What an EXIF block says, or the first directory of a picture in TIFF. `block` starts
/// with its byte order, `II` or `MM`.
pub(crate) fn read(block: &[u8]) -> Metadata {
    let Some(primary) = Tiff::of(block).and_then(Tiff::primary) else {
        return Metadata::default();
    };
    let exif = primary.sub_directory(EXIF_DIRECTORY);
    let in_exif = |tag| exif.and_then(|exif| first(exif, tag));
    Metadata {
        description: first(primary, IMAGE_DESCRIPTION).and_then(|text| caption::caption(&text)),
        creator: first(primary, ARTIST)
            // The Metadata Working Group separates several names so.
            .and_then(|names| text::join(names.split(';'))),
        // The photographer's notice and the editor's; a space stands for an absent one.
        copyright_notice: text::join(texts(primary, COPYRIGHT)),
        date_created: in_exif(DATE_TIME_ORIGINAL).and_then(|date| {
            date::from_exif(&date, &in_exif(OFFSET_TIME_ORIGINAL).unwrap_or_default())
        }),
        ..Metadata::default()
    }
}

/// An EXIF block with the creator and the copyright notice; nothing, if neither is known.
///
/// EXIF 2.32 has these in ASCII. Their UTF-8 is written as ASCII all the same, as most
/// programs do and expect: few know the type that EXIF 3.0 has for it. The fields that EXIF
/// demands beside them describe pixels, which the file does itself.
pub(crate) fn write(creator: Option<&str>, copyright: Option<&str>) -> Option<Vec<u8>> {
    let fields: Vec<(u16, &str)> = [(ARTIST, creator), (COPYRIGHT, copyright)]
        .into_iter()
        .filter_map(|(tag, text)| Some((tag, text?)))
        .collect();
    if fields.is_empty() {
        return None;
    }
    let count = u16::try_from(fields.len()).ok()?;
    let header = 8;
    let directory = 2 + 12 * usize::from(count) + 4;

    let mut entries = Vec::new();
    let mut values = Vec::new();
    for (tag, text) in fields {
        let mut value = [text.as_bytes(), b"\0"].concat();
        let length = u32::try_from(value.len()).ok()?;
        entries.extend_from_slice(&tag.to_be_bytes());
        entries.extend_from_slice(&tiff::ASCII.to_be_bytes());
        entries.extend_from_slice(&length.to_be_bytes());
        if value.len() <= 4 {
            value.resize(4, 0);
            entries.extend_from_slice(&value);
        } else {
            let offset = u32::try_from(header + directory + values.len()).ok()?;
            entries.extend_from_slice(&offset.to_be_bytes());
            // Values start at even offsets.
            value.resize(value.len().next_multiple_of(2), 0);
            values.extend_from_slice(&value);
        }
    }
    let no_next_directory = [0; 4];
    Some(
        [
            b"MM\0*\0\0\0\x08",
            &count.to_be_bytes()[..],
            &entries,
            &no_next_directory,
            &values,
        ]
        .concat(),
    )
}

/// The texts of a field: it may hold several, each with a NUL at its end.
fn texts(directory: Directory, tag: u16) -> impl Iterator<Item = String> {
    directory
        .field(tag)
        .filter(|field| matches!(field.kind, tiff::ASCII | tiff::UTF_8))
        .into_iter()
        .flat_map(|field| field.bytes.split(|&byte| byte == 0))
        .filter(|text| !text.is_empty())
        .map(text::decode)
        // More is no text for people.
        .take(8)
}

fn first(directory: Directory, tag: u16) -> Option<String> {
    texts(directory, tag).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for (creator, copyright) in [
            (Some("Jane Roe"), Some("© 2016 Jané Roe")),
            (Some("أحمد"), None),
            (None, Some("Roe")),
            (Some("J"), Some("12345")),
        ] {
            let metadata = read(&write(creator, copyright).unwrap());
            assert_eq!(metadata.creator.as_deref(), creator);
            assert_eq!(metadata.copyright_notice.as_deref(), copyright);
        }
        assert_eq!(write(None, None), None);
    }

    #[test]
    fn values_start_at_even_offsets() {
        for creator in ["Jane", "Janet"] {
            let block = write(Some(creator), Some("© 2016")).unwrap();
            let at = block
                .windows(8)
                .position(|text| text == "© 2016\0".as_bytes());
            assert_eq!(at.map(|at| at % 2), Some(0), "{creator}");
        }
    }

    #[test]
    fn both_copyright_notices_are_read() {
        let block = write(None, Some("Roe, 2016\0Agency, 2017")).unwrap();
        assert_eq!(
            read(&block).copyright_notice.as_deref(),
            Some("Roe, 2016, Agency, 2017")
        );
        let block = write(None, Some(" \0Agency")).unwrap();
        assert_eq!(read(&block).copyright_notice.as_deref(), Some("Agency"));
    }

    #[test]
    fn several_artists_are_joined() {
        let block = write(Some("Jane Roe; John Doe;"), None).unwrap();
        assert_eq!(read(&block).creator.as_deref(), Some("Jane Roe, John Doe"));
    }

    #[test]
    fn latin_1_is_read() {
        let mut block = write(Some("Jos_ Roe"), None).unwrap();
        let at = block.iter().position(|&byte| byte == b'_').unwrap();
        block[at] = 0xE9;
        assert_eq!(read(&block).creator.as_deref(), Some("José Roe"));
    }
}

//! The IPTC's Information Interchange Model, what pictures carried before XMP (version 4.2,
//! 2014).

use super::bytes::{self, Bytes};
use super::{Metadata, caption, date, place, text};

/// Every dataset starts with this byte.
const TAG_MARKER: u8 = 0x1C;

/// The escape sequence that says a record is in UTF-8 (1:90; ISO 2022).
const UTF_8: &[u8] = b"\x1B%G";

/// What a run of IIM datasets says. Reading ends where they end making sense.
pub(crate) fn read(packet: &[u8]) -> Metadata {
    let datasets = Datasets::of(packet);
    Metadata {
        description: datasets.first(120).and_then(|text| caption::caption(&text)),
        creator: text::join(datasets.all(80)),
        credit_line: datasets.first(110).and_then(|text| text::clean(&text)),
        copyright_notice: datasets.first(116).and_then(|text| text::clean(&text)),
        date_created: datasets
            .first(55)
            .and_then(|day| date::from_iim(&day, &datasets.first(60).unwrap_or_default())),
        location: place::place(
            [92, 90, 95, 101]
                .iter()
                .filter_map(|&id| datasets.first(id)),
        ),
        ..Metadata::default()
    }
}

/// Whether there is a likeness among the datasets, or something that they cannot be read beyond.
pub(crate) fn has_preview(packet: &[u8]) -> bool {
    let mut rest = Bytes(packet);
    while let Some((record, number, _)) = next(&mut rest) {
        if (record, number) == (2, 202) {
            return true;
        }
    }
    rest.0.iter().any(|byte| *byte != 0)
}

/// The datasets of the application record, and how their text is encoded.
struct Datasets<'a> {
    /// Number and value, in the order of the file.
    application: Vec<(u8, &'a [u8])>,
    utf_8: bool,
}

impl<'a> Datasets<'a> {
    fn of(packet: &'a [u8]) -> Self {
        let mut datasets = Self {
            application: Vec::new(),
            utf_8: false,
        };
        let mut rest = Bytes(packet);
        while let Some((record, number, value)) = next(&mut rest) {
            match (record, number) {
                (1, 90) => datasets.utf_8 = value == UTF_8,
                (2, _) => datasets.application.push((number, value)),
                _ => {}
            }
        }
        datasets
    }

    fn first(&self, number: u8) -> Option<String> {
        self.all(number).next()
    }

    /// Every value of a repeatable dataset.
    fn all(&self, number: u8) -> impl Iterator<Item = String> {
        self.application
            .iter()
            .filter(move |(id, _)| *id == number)
            .map(|(_, value)| self.decode(value))
    }

    /// Where UTF-8 is declared, a broken character is only that, and no reason to take all
    /// others for Windows-1252.
    fn decode(&self, value: &[u8]) -> String {
        if self.utf_8 {
            String::from_utf8_lossy(value).into_owned()
        } else {
            text::decode(value)
        }
    }
}

/// The record, number and value of the next dataset.
fn next<'a>(rest: &mut Bytes<'a>) -> Option<(u8, u8, &'a [u8])> {
    if rest.u8()? != TAG_MARKER {
        return None;
    }
    let record = rest.u8()?;
    let number = rest.u8()?;
    let length = rest.u16()?;
    // An extended dataset: the lower bits say how many bytes the length has.
    let length = if length & 0x8000 == 0 {
        u64::from(length)
    } else {
        rest.number(usize::from(length & 0x7FFF))?
    };
    Some((record, number, rest.take(bytes::length(length)?)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dataset(record: u8, number: u8, value: &[u8]) -> Vec<u8> {
        let length = u16::try_from(value.len()).unwrap();
        [
            &[TAG_MARKER, record, number][..],
            &length.to_be_bytes(),
            value,
        ]
        .concat()
    }

    #[test]
    fn datasets_become_fields() {
        let packet = [
            dataset(2, 120, b"A man\rat the gate"),
            dataset(2, 80, b"Jane Roe"),
            dataset(2, 80, b"John Doe"),
            dataset(2, 110, b"Roe/Agency"),
            dataset(2, 116, b"\xA9 2016 Roe"),
            dataset(2, 55, b"20161103"),
            dataset(2, 60, b"101559+0300"),
            dataset(2, 101, b"Iraq"),
            dataset(2, 90, b"Mosul"),
        ]
        .concat();
        assert_eq!(
            read(&packet),
            Metadata {
                description: Some("A man at the gate".into()),
                creator: Some("Jane Roe, John Doe".into()),
                credit_line: Some("Roe/Agency".into()),
                copyright_notice: Some("© 2016 Roe".into()),
                date_created: Some("2016-11-03T10:15:59+03:00".into()),
                location: Some("Mosul, Iraq".into()),
                ..Metadata::default()
            }
        );
    }

    #[test]
    fn utf_8_is_declared_or_guessed() {
        let name = dataset(2, 80, "أحمد".as_bytes());
        for packet in [name.clone(), [dataset(1, 90, UTF_8), name].concat()] {
            assert_eq!(read(&packet).creator.as_deref(), Some("أحمد"));
        }
        let broken = [dataset(1, 90, UTF_8), dataset(2, 80, b"\xC3\xA9\xFF")].concat();
        assert_eq!(read(&broken).creator.as_deref(), Some("é\u{FFFD}"));
    }

    #[test]
    fn a_long_dataset_has_its_length_in_bytes_of_its_own() {
        let mut packet = vec![TAG_MARKER, 2, 80, 0x80, 4, 0, 0, 0, 4];
        packet.extend_from_slice(b"Jane");
        assert_eq!(read(&packet).creator.as_deref(), Some("Jane"));
    }

    #[test]
    fn what_is_cut_off_is_absent_and_what_came_before_is_not() {
        let mut packet = dataset(2, 80, b"Jane");
        packet.extend_from_slice(&[TAG_MARKER, 2, 110, 0, 9, b'x']);
        let metadata = read(&packet);
        assert_eq!(metadata.creator.as_deref(), Some("Jane"));
        assert_eq!(metadata.credit_line, None);
    }
}

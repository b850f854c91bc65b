//! Photoshop's image resources, in which JPEG and TIFF carry IIM (Adobe Photoshop File
//! Formats Specification, Image Resource Blocks).

use crate::metadata::bytes::{self, Bytes};
use crate::metadata::secrets::in_iim;

/// The number of the resource that holds IIM.
const IIM: u16 = 0x0404;

/// The IIM datasets among a run of resources.
pub(super) fn iim(resources: &[u8]) -> Option<&[u8]> {
    let mut rest = Bytes(resources);
    while let Some((number, data)) = next(&mut rest) {
        if number == IIM {
            return Some(data);
        }
    }
    None
}

/// Resources in which no secret can be: the resolution, the marks of copyright, an address, the
/// digest of IIM.
const HARMLESS: [u16; 4] = [0x03ED, 0x040A, 0x040B, 0x0425];

/// The names of what must not be published among a run of resources, and of those that are not
/// known: two of them are likenesses.
pub(super) fn secrets(resources: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = Bytes(resources);
    while let Some((number, data)) = next(&mut rest) {
        match number {
            IIM => names.extend(in_iim(data)),
            0x0409 | 0x040C => names.push("PhotoshopThumbnail".to_owned()),
            number if HARMLESS.contains(&number) => {}
            number => names.push(format!("Photoshop {number:#06x}")),
        }
    }
    if rest.0.iter().any(|byte| *byte != 0) {
        names.push("Photoshop".to_owned());
    }
    names
}

/// The next resource's number and data. Name and data are each padded to an even length.
fn next<'a>(rest: &mut Bytes<'a>) -> Option<(u16, &'a [u8])> {
    if rest.take(4)? != b"8BIM" {
        return None;
    }
    let number = rest.u16()?;
    let name = usize::from(rest.u8()?);
    rest.take(name + (name + 1) % 2)?;
    let length = bytes::length(rest.u32()?)?;
    let data = rest.take(length)?;
    if length % 2 == 1 {
        // The last one's padding may be missing.
        rest.take(1);
    }
    Some((number, data))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::metadata::container) fn resource(number: u16, data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        let padding = vec![0; data.len() % 2];
        [
            b"8BIM",
            &number.to_be_bytes()[..],
            b"\x03abc",
            &length,
            data,
            &padding,
        ]
        .concat()
    }

    #[test]
    fn iim_is_found_behind_other_resources() {
        let resources = [resource(0x03ED, b"odd"), resource(IIM, b"data")].concat();
        assert_eq!(iim(&resources), Some(&b"data"[..]));
        assert_eq!(iim(&resources[..resources.len() - 1]), None);
        assert_eq!(iim(b""), None);
    }
}

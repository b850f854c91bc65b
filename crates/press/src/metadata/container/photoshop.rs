//! Photoshop's image resources, in which JPEG and TIFF carry IIM (Adobe Photoshop File
//! Formats Specification, Image Resource Blocks).

use crate::metadata::bytes::{self, Bytes};

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

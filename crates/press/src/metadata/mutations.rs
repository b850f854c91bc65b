//! Whatever is done to a file, reading it and writing into it come to an end.

use proptest::prelude::*;

use super::{Metadata, container, exif, read, write, xmp};

/// Every text there is to read.
fn rich() -> Metadata {
    Metadata {
        creator: Some("Jane Roe".into()),
        copyright_notice: Some("© 2016 Roe".into()),
        acquire_license_page: Some("https://example.org/buy".into()),
        ..Metadata::default()
    }
}

/// A file of each kind that says as much.
fn samples() -> Vec<Vec<u8>> {
    let rich = rich();
    let exif = exif::write(Some("Jane Roe"), Some("© 2016 Roe")).unwrap();
    let xmp = xmp::write(&rich).unwrap().into_bytes();
    let n32 = |bytes: &[u8]| u32::try_from(bytes.len()).unwrap();
    let png =
        |kind: &[u8; 4], data: &[u8]| [&n32(data).to_be_bytes()[..], kind, data, &[0; 4]].concat();
    let webp = |kind: &[u8; 4], data: &[u8]| {
        let padding = vec![0; data.len() % 2];
        [&kind[..], &n32(data).to_le_bytes(), data, &padding].concat()
    };
    let iim = b"8BIM\x04\x04\0\0\0\0\0\x09\x1C\x02\x50\0\x04Jane\0";
    let jpeg = [
        &b"\xFF\xD8\xFF\xED\0\x26Photoshop 3.0\0"[..],
        iim,
        b"\xFF\xDA\0\x02\x01\xFF\0\xFF\xD9",
    ]
    .concat();
    let bare = b"\xFF\xD8\xFF\xDA\0\x02\xFF\xD9";
    let avif = super::write::tests::avif();
    vec![
        container::rewrite_jpeg(bare, Some(&exif), Some(&xmp)).unwrap(),
        jpeg,
        write(&avif, "image/avif", &rich).unwrap(),
        [
            b"\x89PNG\r\n\x1A\n".to_vec(),
            png(b"eXIf", &exif),
            png(
                b"iTXt",
                &[b"XML:com.adobe.xmp\0\0\0\0\0", &xmp[..]].concat(),
            ),
        ]
        .concat(),
        [
            b"RIFF\0\0\0\0WEBP".to_vec(),
            webp(b"EXIF", &exif),
            webp(b"XMP ", &xmp),
        ]
        .concat(),
        [
            b"GIF89a\x01\0\x01\0\0\0\0\x21\xFF\x0BXMP DataXMP",
            &xmp[..],
            &[1, 255],
        ]
        .concat(),
        exif,
        xmp,
    ]
}

/// A sample with some bytes replaced, and perhaps its end cut off.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let samples = samples();
    let change = (any::<prop::sample::Index>(), any::<u8>());
    (
        prop::sample::select(samples),
        prop::collection::vec(change, 0..12),
        prop::option::of(any::<prop::sample::Index>()),
    )
        .prop_map(|(mut file, changes, end)| {
            for (at, byte) in changes {
                let at = at.index(file.len());
                file[at] = byte;
            }
            if let Some(end) = end {
                file.truncate(end.index(file.len()));
            }
            file
        })
}

/// Calls everything that takes files.
fn survives(file: &[u8]) {
    read(file);
    for media_type in ["image/jpeg", "image/avif"] {
        if let Ok(written) = write(file, media_type, &rich()) {
            // What can be written into once can be again, and says what it was told.
            let again = write(&written, media_type, &rich());
            assert!(again.as_ref() == Ok(&written), "{media_type}");
            assert_eq!(read(&written), rich());
        }
    }
}

#[test]
fn every_sample_says_who_made_it() {
    for sample in samples() {
        assert!(read(&sample).creator.is_some());
        survives(&sample);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_broken_file_breaks_nothing(file in mutated()) {
        survives(&file);
    }

    #[test]
    fn any_bytes_break_nothing(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        survives(&bytes);
    }

    #[test]
    fn any_text_can_be_written(text in any::<String>()) {
        let all = Metadata {
            creator: Some(text.clone()),
            credit_line: Some(text.clone()),
            copyright_notice: Some(text.clone()),
            license: Some(format!("https://{text}")),
            acquire_license_page: Some(text.clone()),
            data_mining: Some(text.clone()),
            digital_source_type: Some(text),
            ..Metadata::default()
        };
        let bare = b"\xFF\xD8\xFF\xDA\0\x02\xFF\xD9";
        let written = write(bare, "image/jpeg", &all).unwrap();
        let read = read(&written);
        prop_assert_eq!(&read.creator, &read.credit_line);
        prop_assert_eq!(read.creator, super::text::clean(all.creator.as_deref().unwrap()));
    }
}

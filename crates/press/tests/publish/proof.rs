//! Nothing that endangers anybody goes out with a photo, whatever it came with: proven by ExifTool,
//! which reads the published bytes back.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

use crate::exiftool::exiftool;
use crate::studio::{Studio, picture};

/// Position, serial numbers, thumbnails, names and histories, wherever programs write them.
const EVERYTHING: [&str; 30] = [
    "-EXIF:GPSLatitude=36.34",
    "-EXIF:GPSLatitudeRef=N",
    "-EXIF:GPSLongitude=43.13",
    "-EXIF:GPSLongitudeRef=E",
    "-EXIF:GPSAltitude=223",
    "-EXIF:SerialNumber=SECRET-01",
    "-EXIF:LensSerialNumber=SECRET-02",
    "-IFD0:CameraSerialNumber=SECRET-03",
    "-EXIF:ImageUniqueID=SECRET-04",
    "-EXIF:OwnerName=SECRET-05",
    "-EXIF:UserComment=SECRET-06",
    "-EXIF:HostComputer=SECRET-07",
    "-ThumbnailImage<=thumbnail.jpg",
    "-XMP-exif:GPSLatitude=36.34",
    "-XMP-exif:GPSLongitude=43.13",
    "-XMP-iptcExt:LocationCreatedGPSLatitude=36.34",
    "-XMP-iptcExt:LocationShownGPSLongitude=43.13",
    "-XMP-aux:SerialNumber=SECRET-08",
    "-XMP-aux:LensSerialNumber=SECRET-09",
    "-XMP-exifEX:SerialNumber=SECRET-10",
    "-XMP-exifEX:LensSerialNumber=SECRET-11",
    "-XMP-exifEX:CameraOwnerName=SECRET-12",
    "-XMP-xmpMM:DocumentID=SECRET-13",
    "-XMP-photoshop:History=SECRET-14",
    "-XMP-xmp:ThumbnailImage<=thumbnail.jpg",
    "-XMP-mwg-rs:RegionName=SECRET-15",
    "-ICC_Profile<=profile.icc",
    "-m",
    "-q",
    "-q",
];

/// What only a JPEG can hold.
const IN_A_JPEG: [&str; 4] = [
    "-IPTC:Sub-location=SECRET-16",
    "-IPTC:UniqueDocumentID=SECRET-17",
    "-Photoshop:PhotoshopThumbnail<=thumbnail.jpg",
    "-Comment=SECRET-18",
];

/// All that a published file may say. The rest is what a decoder needs to know.
const ALLOWED: [&str; 9] = [
    "IFD0:Artist",
    "IFD0:Copyright",
    "XMP-dc:Creator",
    "XMP-dc:Rights",
    "XMP-photoshop:Credit",
    "XMP-xmpRights:Marked",
    "XMP-xmpRights:WebStatement",
    "XMP-plus:DataMining",
    "XMP-iptcExt:DigitalSourceType",
];

const STORY: &str = "---
headline: The bridge
inLanguage: en
photos:
  copyrightNotice: © 2017 Jane Roe
  license: https://example.org/terms
  dataMining: DMI-PROHIBITED
---

";

#[test]
fn nothing_that_a_picture_can_be_made_to_say_of_its_camera_or_its_place_is_published() {
    let studio = Studio::empty();
    studio.write("thumbnail.jpg", bare_jpeg());
    studio.write("profile.icc", profile());
    let names = ["jpg", "avif", "png", "webp", "tif"].map(|ending| format!("boat.{ending}"));
    let mut text = STORY.to_owned();
    for name in &names {
        studio.write(name, saying_everything(&studio, name));
        text += &format!("## {name}\n\n![A boat.]({name})\n(Jane Roe/Agency)\n\n");
    }
    studio.write("story.md", text);
    studio.published();

    let media = studio.out().join("media");
    let files = fs::read_dir(&media).expect("there are pictures");
    let files: Vec<_> = files
        .map(|entry| entry.expect("it can be read").path())
        .collect();
    // Three of them have the same pixels without loss, and so the same files.
    assert_eq!(files.len(), 6, "each in two forms");
    for file in files {
        let name = file.display();
        for tag in said_by(&file).keys() {
            assert!(ALLOWED.contains(&tag.as_str()), "{name} says {tag}");
        }
        // What ExifTool does not know would not be among these.
        let bytes = fs::read(&file).expect("it can be read");
        for secret in [
            &b"SECRET"[..],
            b"GPS",
            b"Serial",
            b"Nikon",
            b"MPF",
            b"thumb",
            b"8BIM",
            b"ICC_PROFILE",
        ] {
            let found = bytes.windows(secret.len()).any(|window| window == secret);
            assert!(!found, "{name} holds {}", secret.escape_ascii());
        }
        // One picture, and none within it or after it.
        if name.to_string().ends_with(".jpg") {
            let starts = bytes
                .windows(3)
                .filter(|window| *window == [0xFF, 0xD8, 0xFF]);
            assert_eq!(starts.count(), 1, "{name} holds another picture");
            assert!(
                bytes.ends_with(&[0xFF, 0xD9]),
                "{name} goes on after its end"
            );
        }
    }
}

/// A picture of the kind that its name says, with everything that ExifTool can write into it; and a
/// JPEG with what it cannot.
fn saying_everything(studio: &Studio, name: &str) -> Vec<u8> {
    let is_jpeg = name.ends_with("jpg");
    studio.write(
        name,
        if is_jpeg {
            jpeg_of_a_camera()
        } else {
            other(name)
        },
    );
    let in_a_jpeg = if is_jpeg { &IN_A_JPEG[..] } else { &[] };
    let arguments = [&EVERYTHING[..], in_a_jpeg, &["-overwrite_original", name]].concat();
    exiftool(&studio.story(), &arguments);
    let said = said_by(&studio.story().join(name));
    let mut needed = vec![
        "GPS:GPSLatitude",
        "ExifIFD:SerialNumber",
        "XMP-exif:GPSLatitude",
        "XMP-aux:SerialNumber",
    ];
    if is_jpeg {
        needed.extend([
            "IFD1:ThumbnailImage",
            "Nikon:SerialNumber",
            "Photoshop:PhotoshopThumbnail",
            "IPTC:Sub-location",
            "XMP-xmp:ThumbnailImage",
            "File:Comment",
        ]);
    }
    for tag in needed {
        assert!(
            said.contains_key(tag),
            "{name} does not say {tag}: {said:?}"
        );
    }
    let mut bytes = fs::read(studio.story().join(name)).expect("it is there");
    if is_jpeg {
        add_second_picture(&mut bytes);
        studio.write(name, &bytes);
        let said = said_by(&studio.story().join(name));
        let groups: BTreeSet<_> = said
            .keys()
            .filter_map(|tag| tag.split(':').next())
            .collect();
        assert!(groups.contains("MPF0"), "{groups:?}");
    }
    bytes
}

fn bare_jpeg() -> Vec<u8> {
    let mut file = Vec::new();
    jpeg_encoder::Encoder::new(&mut file, 80)
        .encode(&[90; 24 * 16 * 3], 24, 16, jpeg_encoder::ColorType::Rgb)
        .expect("it can be written to memory");
    file
}

fn other(name: &str) -> Vec<u8> {
    let picture = image::load_from_memory(&picture(3))
        .expect("it is a picture")
        .into_rgb8();
    if name.ends_with("avif") {
        let pixels: Vec<rgb::RGB8> = picture.pixels().map(|pixel| pixel.0.into()).collect();
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        let encoder = ravif::Encoder::new().with_speed(10);
        let encoded = encoder.encode_rgb(ravif::Img::new(&pixels, width, height));
        return encoded.expect("it can be encoded").avif_file;
    }
    let mut file = std::io::Cursor::new(Vec::new());
    let format = image::ImageFormat::from_path(name).expect("its ending says it");
    picture
        .write_to(&mut file, format)
        .expect("it can be written to memory");
    file.into_inner()
}

/// An sRGB profile.
fn profile() -> Vec<u8> {
    moxcms::ColorProfile::new_srgb()
        .encode()
        .expect("it can be written to memory")
}

/// A JPEG with a maker's note as Nikon writes it: the camera's number stands in there as well.
fn jpeg_of_a_camera() -> Vec<u8> {
    let serial = b"SECRET-19\0";
    let mut note = b"Nikon\0\x02\x10\0\0".to_vec();
    note.extend(directory(&[(0x001D, 2, serial)]));
    let make = b"NIKON CORPORATION\0";
    // The second directory stands where the first says: behind it and its text.
    let inner = 8 + 2 + 2 * 12 + 4 + make.len() as u32;
    let mut exif = directory(&[(0x010F, 2, make), (0x8769, 4, &inner.to_le_bytes())]);
    exif.extend(1u16.to_le_bytes());
    exif.extend(entry(0x927C, 7, note.len() as u32, inner + 2 + 12 + 4));
    exif.extend([0; 4]);
    exif.extend(note);
    let mut file = bare_jpeg();
    insert(&mut file, 0xE1, &[b"Exif\0\0", exif.as_slice()].concat());
    file
}

/// A file in the manner of TIFF with one directory, in which texts of more than four bytes stand
/// behind it.
fn directory(entries: &[(u16, u16, &[u8])]) -> Vec<u8> {
    let mut bytes = b"II*\0\x08\0\0\0".to_vec();
    bytes.extend((entries.len() as u16).to_le_bytes());
    let mut behind: Vec<u8> = Vec::new();
    let start = 8 + 2 + 12 * entries.len() as u32 + 4;
    for (tag, kind, value) in entries {
        match <[u8; 4]>::try_from(*value) {
            Ok(value) => bytes.extend(entry(*tag, *kind, 1, u32::from_le_bytes(value))),
            Err(_) => {
                bytes.extend(entry(
                    *tag,
                    *kind,
                    value.len() as u32,
                    start + behind.len() as u32,
                ));
                behind.extend(*value);
            }
        }
    }
    bytes.extend([0; 4]);
    bytes.extend(behind);
    bytes
}

fn entry(tag: u16, kind: u16, count: u32, value: u32) -> Vec<u8> {
    let shorts = [tag, kind].into_iter().flat_map(u16::to_le_bytes);
    let longs = [count, value].into_iter().flat_map(u32::to_le_bytes);
    shorts.chain(longs).collect()
}

/// A second picture behind the first, as phones and cameras append a smaller or a deeper one, and the
/// index (CIPA DC-007) that says so.
fn add_second_picture(file: &mut Vec<u8>) {
    let second = bare_jpeg();
    let entry = |kind: u32, size: usize, at: usize| {
        let longs = [kind, size as u32, at as u32, 0];
        longs
            .into_iter()
            .flat_map(u32::to_le_bytes)
            .collect::<Vec<_>>()
    };
    // The segment stands behind the start of the file; places count from its own fifth byte on.
    let index = |first: usize, at: usize| {
        let entries = [
            entry(0x2003_0000, first, 0),
            entry(0x1_0001, second.len(), at),
        ]
        .concat();
        let fields: [(u16, u16, &[u8]); 3] = [
            (0xB000, 7, b"0100"),
            (0xB001, 4, &2u32.to_le_bytes()),
            (0xB002, 7, &entries),
        ];
        let mut index = directory(&fields);
        // The version is four letters, not one number.
        index[14..18].copy_from_slice(&4u32.to_le_bytes());
        [b"MPF\0", index.as_slice()].concat()
    };
    let length = file.len() + 4 + index(0, 0).len();
    insert(file, 0xE2, &index(length, length - 10));
    file.extend(second);
}

/// Puts a segment behind the start of a JPEG.
fn insert(file: &mut Vec<u8>, marker: u8, content: &[u8]) {
    let length = (content.len() as u16 + 2).to_be_bytes();
    let segment = [&[0xFF, marker][..], &length, content].concat();
    file.splice(2..2, segment);
}

/// All that ExifTool finds in a file, known to it or not, but for what describes its coding.
fn said_by(file: &Path) -> Map<String, Value> {
    let folder = file.parent().expect("it is in a folder");
    let name = file.to_string_lossy();
    let said = exiftool(folder, &["-j", "-G1", "-a", "-u", "-m", &name]);
    let said: Vec<Map<String, Value>> = serde_json::from_str(&said).expect("it is JSON");
    let mut said = said.into_iter().next().expect("it is about one file");
    let technical = [
        "SourceFile",
        "System",
        "ExifTool",
        "Composite",
        "JFIF",
        "QuickTime",
        "Meta",
        "Track",
    ];
    said.retain(|tag, _| {
        let group = tag.split(':').next().unwrap_or(tag);
        !technical.contains(&group) && (group != "File" || tag == "File:Comment")
    });
    said
}

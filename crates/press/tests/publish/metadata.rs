//! What pictures bring along, and what goes out with them, by ExifTool's word.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use image::{Rgb, RgbImage};
use serde_json::{Map, Value, json};

use crate::exiftool::exiftool;
use crate::studio::Studio;

const STORY: &str = "---
headline: The bridge
inLanguage: en
photos:
  license: https://example.org/terms
  dataMining: DMI-ALLOWED
---

![](boat.jpg)

## The ferry

![A ferry.](ferry.jpg)
The old ferry.
(Ann Poe/Paper)
copyrightNotice: © 2017 Ann Poe
dataMining: DMI-PROHIBITED
location: Basra, Iraq
dateCreated: 2017-03-08
";

/// As cameras and newsrooms write it.
const BROUGHT_ALONG: [&str; 18] = [
    "-XMP-iptcCore:AltTextAccessibility=A boat on a river.",
    "-IPTC:Caption-Abstract=The boat, in March.",
    "-IPTC:By-line=Jane Roe",
    "-IPTC:Credit=Jane Roe/Agency",
    "-EXIF:Copyright=© 2016 Agency",
    "-XMP-photoshop:DateCreated=2016:11:03 10:15:59",
    "-XMP-iptcExt:LocationShownCity=Mosul",
    "-XMP-iptcExt:LocationShownCountryName=Iraq",
    "-XMP-iptcExt:DigitalSourceType=http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
    "-EXIF:GPSLatitude=36.34",
    "-EXIF:GPSLatitudeRef=N",
    "-EXIF:GPSLongitude=43.13",
    "-EXIF:GPSLongitudeRef=E",
    "-EXIF:SerialNumber=12345678",
    "-EXIF:LensSerialNumber=87654321",
    "-EXIF:OwnerName=Jane Roe, 1 Some Street",
    "-XMP-xmpMM:DocumentID=xmp.did:1234",
    "-ThumbnailImage<=thumbnail.jpg",
];

#[test]
fn the_picture_says_what_the_text_leaves_out_and_the_text_wins() {
    let studio = studio();
    studio.published();
    let bundle = studio.bundle();
    let mut photos = [&bundle["cards"][0]["photo"], &bundle["cards"][1]["photo"]].map(Value::clone);
    for photo in &mut photos {
        let photo = photo.as_object_mut().expect("a photo is an object");
        photo
            .retain(|name, _| !matches!(name.as_str(), "variants" | "thumbHash" | "dominantColor"));
    }
    let [boat, ferry] = photos;
    assert_eq!(
        boat,
        json!({
            "altText": "A boat on a river.", "caption": ["The boat, in March."],
            "creator": "Jane Roe", "creditLine": "Jane Roe/Agency",
            "copyrightNotice": "© 2016 Agency", "license": "https://example.org/terms",
            "dataMining": "DMI-ALLOWED", "location": "Mosul, Iraq", "dateCreated": "2016-11-03",
            "digitalSourceType": "digitalCapture",
        })
    );
    assert_eq!(
        ferry,
        json!({
            "altText": "A ferry.", "caption": ["The old ferry."],
            "creator": "Ann Poe", "creditLine": "Ann Poe/Paper",
            "copyrightNotice": "© 2017 Ann Poe", "license": "https://example.org/terms",
            "dataMining": "DMI-PROHIBITED", "location": "Basra, Iraq", "dateCreated": "2017-03-08",
            "digitalSourceType": "digitalCapture",
        })
    );
}

#[test]
fn every_file_says_whose_it_is_and_nothing_else() {
    let studio = studio();
    studio.published();
    let media = studio.out().join("media");
    let files: Vec<_> = fs::read_dir(&media)
        .expect("there are pictures")
        .map(|entry| entry.expect("the folder can be read").file_name())
        .collect();
    assert_eq!(files.len(), 4, "two pictures in two forms");
    for file in files {
        let name = file.to_string_lossy();
        let said = said_by(&media.join(&file));
        let (creator, credit, copyright, mining) = if name.starts_with("boat") {
            (
                "Jane Roe",
                "Jane Roe/Agency",
                "© 2016 Agency",
                "DMI-ALLOWED",
            )
        } else {
            (
                "Ann Poe",
                "Ann Poe/Paper",
                "© 2017 Ann Poe",
                "DMI-PROHIBITED",
            )
        };
        let says = |tag: &str, value: &str| {
            let said = match said.get(tag) {
                Some(Value::Array(values)) => values.first().and_then(Value::as_str),
                said => said.and_then(Value::as_str),
            };
            let said = said.unwrap_or_default();
            assert!(
                said.ends_with(value),
                "{name}: {tag} is {said:?}, not {value:?}"
            );
        };
        says("XMP-dc:Creator", creator);
        says("XMP-photoshop:Credit", credit);
        says("XMP-dc:Rights", copyright);
        says("XMP-xmpRights:WebStatement", "https://example.org/terms");
        says("XMP-plus:DataMining", mining);
        says("XMP-iptcExt:DigitalSourceType", "digitalCapture");
        let words = Value::Object(said).to_string();
        for secret in [
            "GPS",
            "Serial",
            "Thumbnail",
            "Owner",
            "Some Street",
            "DocumentID",
            "1234",
            "Mosul",
            "Basra",
            "2016-11",
            "2016:11",
            "2017:03",
            "in March",
            "on a river",
        ] {
            assert!(!words.contains(secret), "{name} has {secret}: {words}");
        }
    }
}

/// The story, with pictures that say a lot.
fn studio() -> Studio {
    let studio = Studio::empty();
    studio.write("story.md", STORY);
    studio.write("thumbnail.jpg", jpeg());
    for name in ["boat.jpg", "ferry.jpg"] {
        studio.write(name, jpeg());
        let names = ["-q", "-overwrite_original", name];
        exiftool(&studio.story(), &[&BROUGHT_ALONG[..], &names].concat());
        let said = said_by(&studio.story().join(name));
        let groups: BTreeSet<_> = said
            .keys()
            .filter_map(|tag| tag.split(':').next())
            .collect();
        for group in ["GPS", "ExifIFD", "IFD1", "IPTC", "XMP-xmpMM"] {
            assert!(groups.contains(group), "{groups:?}");
        }
    }
    studio
}

fn jpeg() -> Vec<u8> {
    let picture = RgbImage::from_fn(24, 16, |x, y| Rgb([x as u8 * 10, y as u8 * 15, 80]));
    let mut file = Vec::new();
    jpeg_encoder::Encoder::new(&mut file, 80)
        .encode(&picture, 24, 16, jpeg_encoder::ColorType::Rgb)
        .expect("it can be written to memory");
    file
}

/// All that a file says.
fn said_by(file: &Path) -> Map<String, Value> {
    let folder = file.parent().expect("it is in a folder");
    let name = file.to_string_lossy();
    let said = exiftool(folder, &["-j", "-G1", "-a", "-struct", &name]);
    let said: Vec<Map<String, Value>> = serde_json::from_str(&said).expect("it is JSON");
    let mut said = said.into_iter().next().expect("it is about one file");
    said.retain(|tag, _| {
        !["SourceFile", "System:", "File:", "ExifTool:", "Composite:"]
            .iter()
            .any(|group| tag.starts_with(group))
    });
    said
}

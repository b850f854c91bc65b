//! Originals and manifests that are published because their author asks for it.

use std::fs;

use reportage_press::credentials::Verifier;
use serde_json::{Value, json};

use super::signing::{Hand, actions, created, done_with_it, jpeg};
use super::{complaints, published, studio, told_by};
use crate::exiftool::exiftool;
use crate::studio::{Studio, assert_whole, files};

const BOTH: &str = "publishOriginal: yes\npublishManifest: yes\n";

/// The picture with what ExifTool is told to write.
fn saying(picture: Vec<u8>, arguments: &[&str]) -> Vec<u8> {
    let studio = Studio::empty();
    studio.write("boat.jpg", picture);
    studio.write("thumbnail.jpg", jpeg(3));
    let rest = ["-q", "-overwrite_original", "boat.jpg"];
    exiftool(&studio.story(), &[arguments, &rest].concat());
    fs::read(studio.story().join("boat.jpg")).expect("it is there")
}

#[test]
fn an_original_and_its_manifest_are_published_when_it_is_asked_for() {
    let camera = Hand::new();
    let picture = saying(
        jpeg(1),
        &[
            "-EXIF:Artist=Jane Roe",
            "-XMP-dc:Title=The boat",
            "-IPTC:Credit=Agency",
        ],
    );
    let photograph = camera.sign(&picture, created("digitalCapture"), &[]);
    let studio = studio(&photograph, BOTH);
    assert_eq!(complaints(&studio, camera.verifier()), [""; 0]);
    published(&studio, camera.verifier());
    let (known, line) = told_by(&studio);
    let name = |field: &str| known[field].as_str().expect("it is published").to_owned();
    let (original, manifest) = (name("original"), name("manifest"));
    let out = files(&studio.out());
    assert_eq!(out[&original], photograph);
    assert!(original.starts_with("media/boat-") && original.ends_with(".jpg"));
    // What stands beside a picture verifies it as well as what stands in it.
    assert!(manifest.ends_with(".c2pa"));
    let reader = c2pa::Reader::default().with_manifest_data_and_stream(
        &out[&manifest],
        "image/jpeg",
        std::io::Cursor::new(&photograph),
    );
    let state = reader.expect("it can be read").validation_state();
    assert_eq!(state, c2pa::ValidationState::Valid);
    for (address, words) in [
        (&original, "Original file"),
        (&manifest, "File of the Content Credentials"),
    ] {
        let link = format!("<a href=\"{address}\" rel=\"noopener\">{words}</a>");
        assert!(line.contains(&link), "{line}");
    }
    assert_whole(&studio.out());
}

#[test]
fn neither_is_published_unasked() {
    let camera = Hand::new();
    for settings in ["", "publishOriginal: no\npublishManifest: no\n"] {
        let studio = studio(&camera.photograph(), settings);
        published(&studio, camera.verifier());
        let media: Vec<_> = files(&studio.out()).into_keys().collect();
        let media = media.iter().filter(|name| name.starts_with("media/"));
        assert_eq!(media.count(), 2, "one AVIF and one JPEG");
        assert_eq!(told_by(&studio).0["original"], Value::Null);
    }
}

/// What is said of a picture that an author wants to publish.
fn refused(picture: &[u8], settings: &str) -> Vec<String> {
    complaints(&studio(picture, settings), Verifier::default())
}

#[test]
fn an_original_is_refused_while_it_tells_where_by_what_or_in_small() {
    let camera = Hand::new();
    for (arguments, names) in [
        (
            &["-EXIF:GPSLatitude=36.34", "-EXIF:GPSLatitudeRef=N"][..],
            "GPSInfo",
        ),
        (&["-EXIF:SerialNumber=12345678"], "BodySerialNumber"),
        (&["-EXIF:LensSerialNumber=8765"], "LensSerialNumber"),
        (&["-ThumbnailImage<=thumbnail.jpg"], "ThumbnailImage"),
        (&["-XMP-exif:GPSLatitude=36.34"], "GPSLatitude"),
        (&["-XMP-aux:SerialNumber=12345678"], "SerialNumber"),
        (&["-XMP-exifEX:LensSerialNumber=1"], "LensSerialNumber"),
        (
            &["-XMP-iptcExt:LocationCreatedGPSLatitude=36.34"],
            "GPSLatitude",
        ),
        (
            &["-IPTC:ObjectPreviewData<=thumbnail.jpg"],
            "ObjectPreviewData",
        ),
        (
            &["-PhotoshopThumbnail<=thumbnail.jpg"],
            "PhotoshopThumbnail",
        ),
        (&["-Comment=by hand"], "comment by"),
        (
            &["-EXIF:GPSLongitude=43.13", "-EXIF:SerialNumber=1"],
            "BodySerialNumber, GPSInfo",
        ),
    ] {
        let picture = saying(jpeg(1), arguments);
        let signed = camera.sign(&picture, created("digitalCapture"), &[]);
        assert_eq!(
            refused(&signed, BOTH),
            [format!(
                "Error: boat.jpg cannot be published as it is: it holds {names}"
            )],
            "the manifest alone has nothing of it"
        );
    }
    let mut signed = camera.photograph();
    signed.extend(jpeg(2));
    assert!(
        refused(&signed, BOTH)
            .iter()
            .all(|wrong| wrong.contains("broken"))
    );
}

#[test]
fn a_manifest_is_refused_while_it_tells_so() {
    let camera = Hand::new();
    let with = |label: &str, data: Value| {
        let mut assertions = created("digitalCapture");
        let list = assertions.as_array_mut().expect("it is a list");
        list.push(json!({ "label": label, "data": data }));
        camera.sign(&jpeg(1), assertions, &[])
    };
    let exif = "http://ns.adobe.com/exif/1.0/";
    let context = json!({ "exif": exif, "exifEX": "http://cipa.jp/exif/1.0/" });
    for (picture, names) in [
        (
            with(
                "c2pa.metadata",
                json!({ "@context": context, "exif:GPSLatitude": "36,20.4N" }),
            ),
            "exif:GPSLatitude",
        ),
        (
            with(
                "stds.exif",
                json!({ "@context": context, "exifEX:BodySerialNumber": "12345678" }),
            ),
            "exifEX:BodySerialNumber",
        ),
    ] {
        assert_eq!(
            refused(&picture, BOTH),
            [
                format!("Error: boat.jpg cannot be published as it is: it holds {names}"),
                format!(
                    "Error: boat.jpg cannot be published with its Content Credentials: it holds {names}"
                ),
            ]
        );
    }
}

#[test]
fn a_likeness_in_the_manifest_of_what_it_was_made_from_counts_too() {
    let camera = Hand::new();
    let likeness = camera.sign_with_likeness(&jpeg(1), created("digitalCapture"));
    let opened = json!([actions(json!([done_with_it("c2pa.opened")]))]);
    let later = camera.sign(&jpeg(2), opened, &[("parentOf", &likeness)]);
    for picture in [likeness, later] {
        let refused = refused(&picture, "publishManifest: yes\n");
        let [refused] = refused.as_slice() else {
            panic!("{refused:?}");
        };
        assert!(refused.contains("c2pa.thumbnail.claim"), "{refused}");
    }
}

#[test]
fn what_has_no_credentials_or_broken_ones_is_not_published_for_their_sake() {
    assert_eq!(
        refused(&jpeg(1), "publishOriginal: yes\n"),
        ["Error: boat.jpg has no Content Credentials"]
    );
    assert_eq!(
        refused(&jpeg(1), "publishOriginal: maybe\n"),
        ["Error: publishOriginal is neither yes nor no"]
    );
}

//! What the press reads from pictures and writes into them, against ExifTool's word: it
//! makes pictures as newsrooms have them, and says what is in those that are published.

mod exiftool;

use std::collections::BTreeMap;

use image::{ImageFormat, RgbImage};
use reportage_press::metadata::{Metadata, read, write};
use serde_json::{Map, Value, json};
use tempfile::TempDir;

use exiftool::exiftool;

/// A small picture that says nothing, as a file's bytes.
fn bare(extension: &str) -> Vec<u8> {
    let picture = RgbImage::from_fn(16, 8, |x, y| image::Rgb([x as u8 * 15, y as u8 * 30, 99]));
    let mut file = Vec::new();
    match extension {
        "jpg" => jpeg_encoder::Encoder::new(&mut file, 80)
            .encode(&picture, 16, 8, jpeg_encoder::ColorType::Rgb)
            .unwrap(),
        "avif" => {
            let pixels: Vec<rgb::RGB8> = picture.pixels().map(|pixel| pixel.0.into()).collect();
            file = ravif::Encoder::new()
                .with_speed(10)
                .encode_rgb(ravif::Img::new(&pixels, 16, 8))
                .unwrap()
                .avif_file;
        }
        other => picture
            .write_to(
                &mut std::io::Cursor::new(&mut file),
                ImageFormat::from_extension(other).unwrap(),
            )
            .unwrap(),
    }
    file
}

/// A small picture that says what ExifTool is told to write.
fn saying(extension: &str, arguments: &[&str]) -> Vec<u8> {
    let folder = TempDir::new().unwrap();
    let name = format!("picture.{extension}");
    let path = folder.path().join(&name);
    std::fs::write(&path, bare(extension)).unwrap();
    exiftool(folder.path(), &[arguments, &["-q", &name]].concat());
    std::fs::read(path).unwrap()
}

/// What ExifTool finds in a file, but for its size, its encoding and the like.
fn tags(file: &[u8], extension: &str) -> BTreeMap<String, Value> {
    const TECHNICAL: [&str; 7] = [
        "Composite",
        "ExifTool",
        "File",
        "JFIF",
        "Meta",
        "QuickTime",
        "System",
    ];
    let folder = TempDir::new().unwrap();
    let name = format!("published.{extension}");
    std::fs::write(folder.path().join(&name), file).unwrap();
    let said = exiftool(folder.path(), &["-j", "-G1", "-a", &name]);
    let [said]: [Map<String, Value>; 1] = serde_json::from_str(&said).unwrap();
    for complaint in ["ExifTool:Warning", "ExifTool:Error"] {
        assert_eq!(said.get(complaint), None, "{extension}");
    }
    said.into_iter()
        .filter(|(tag, _)| {
            tag.split_once(':')
                .is_some_and(|(group, _)| !TECHNICAL.contains(&group))
        })
        .collect()
}

fn media_type(extension: &str) -> &str {
    match extension {
        "jpg" => "image/jpeg",
        "avif" => "image/avif",
        other => panic!("{other} is not published"),
    }
}

const XMP: [&str; 14] = [
    "-XMP-dc:Description=A man at the gate of Zayn al-Din's house",
    "-XMP-iptcCore:AltTextAccessibility=A man in a coat",
    "-XMP-dc:Creator=أحمد خالد",
    "-XMP-dc:Creator=José Roe",
    "-XMP-photoshop:Credit=Roe/Agency",
    "-XMP-dc:Rights=© 2016 José Roe & أحمد خالد",
    "-XMP-xmpRights:WebStatement=https://example.org/terms?a=1&b=2",
    "-XMP-plus:LicensorURL=https://example.org/buy",
    "-XMP-plus:DataMining=http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED",
    "-XMP-iptcExt:DigitalSourceType=http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
    "-XMP-photoshop:DateCreated=2016:11:03 10:15:59+03:00",
    "-XMP-iptcExt:LocationShownCity=Mosul",
    "-XMP-iptcExt:LocationShownCountryName=Iraq",
    "-XMP-photoshop:City=Berlin",
];

fn rich() -> Metadata {
    Metadata {
        description: Some("A man at the gate of Zayn al-Din's house".into()),
        alt_text: Some("A man in a coat".into()),
        date_created: Some("2016-11-03T10:15:59+03:00".into()),
        location: Some("Mosul, Iraq".into()),
        ..rights()
    }
}

fn rights() -> Metadata {
    Metadata {
        creator: Some("أحمد خالد, José Roe".into()),
        credit_line: Some("Roe/Agency".into()),
        copyright_notice: Some("© 2016 José Roe & أحمد خالد".into()),
        license: Some("https://example.org/terms?a=1&b=2".into()),
        acquire_license_page: Some("https://example.org/buy".into()),
        data_mining: Some("DMI-PROHIBITED".into()),
        digital_source_type: Some("digitalCapture".into()),
        ..Metadata::default()
    }
}

#[test]
fn xmp_is_read_from_every_container() {
    for extension in ["jpg", "avif", "png", "webp", "tif", "gif"] {
        assert_eq!(read(&saying(extension, &XMP)), rich(), "{extension}");
    }
}

#[test]
fn exif_is_read_from_every_container() {
    let exif = [
        "-EXIF:ImageDescription=A man at the gate",
        "-EXIF:Artist=أحمد خالد; José Roe",
        "-EXIF:Copyright=© 2016 Roe",
        "-EXIF:DateTimeOriginal=2016:11:03 10:15:59",
        "-EXIF:OffsetTimeOriginal=+03:00",
        "-GPSLatitude=36.3489",
        "-GPSLatitudeRef=N",
    ];
    for extension in ["jpg", "avif", "png", "webp", "tif"] {
        assert_eq!(
            read(&saying(extension, &exif)),
            Metadata {
                description: Some("A man at the gate".into()),
                creator: Some("أحمد خالد, José Roe".into()),
                copyright_notice: Some("© 2016 Roe".into()),
                date_created: Some("2016-11-03T10:15:59+03:00".into()),
                ..Metadata::default()
            },
            "{extension}"
        );
    }
}

#[test]
fn iim_is_read_from_jpeg_and_tiff_whatever_its_encoding() {
    let iim = |name| {
        [
            "-IPTC:Caption-Abstract=A man at the gate",
            name,
            "-IPTC:Credit=Roe/Agency",
            "-IPTC:CopyrightNotice=© 2016 Roe",
            "-IPTC:DateCreated=2016:11:03",
            "-IPTC:TimeCreated=10:15:59+03:00",
            "-IPTC:Sub-location=al-Zanjili",
            "-IPTC:City=Mosul",
            "-IPTC:Country-PrimaryLocationName=Iraq",
        ]
    };
    let latin_1 = iim("-IPTC:By-line=José Roe").to_vec();
    let utf_8 = [
        &["-IPTC:CodedCharacterSet=UTF8"][..],
        &iim("-IPTC:By-line=أحمد خالد"),
    ]
    .concat();
    for extension in ["jpg", "tif"] {
        for (arguments, creator) in [(&latin_1, "José Roe"), (&utf_8, "أحمد خالد")] {
            assert_eq!(
                read(&saying(extension, arguments)),
                Metadata {
                    description: Some("A man at the gate".into()),
                    creator: Some(creator.into()),
                    credit_line: Some("Roe/Agency".into()),
                    copyright_notice: Some("© 2016 Roe".into()),
                    date_created: Some("2016-11-03T10:15:59+03:00".into()),
                    location: Some("al-Zanjili, Mosul, Iraq".into()),
                    ..Metadata::default()
                },
                "{extension}"
            );
        }
    }
}

#[test]
fn xmp_comes_before_iim_and_iim_before_exif() {
    let file = saying(
        "jpg",
        &[
            "-XMP-dc:Creator=of XMP",
            "-IPTC:By-line=of IIM",
            "-EXIF:Artist=of EXIF",
            "-IPTC:CopyrightNotice=of IIM",
            "-EXIF:Copyright=of EXIF",
            "-EXIF:ImageDescription=of EXIF",
        ],
    );
    let metadata = read(&file);
    assert_eq!(metadata.creator.as_deref(), Some("of XMP"));
    assert_eq!(metadata.copyright_notice.as_deref(), Some("of IIM"));
    assert_eq!(metadata.description.as_deref(), Some("of EXIF"));
}

#[test]
fn a_published_file_says_whose_it_is_and_nothing_else() {
    for extension in ["jpg", "avif"] {
        let file = write(&bare(extension), media_type(extension), &rich()).unwrap();
        let expected = json!({
            "IFD0:Artist": "أحمد خالد, José Roe",
            "IFD0:Copyright": "© 2016 José Roe & أحمد خالد",
            "XMP-dc:Creator": "أحمد خالد, José Roe",
            "XMP-dc:Rights": "© 2016 José Roe & أحمد خالد",
            "XMP-photoshop:Credit": "Roe/Agency",
            "XMP-xmpRights:Marked": true,
            "XMP-xmpRights:WebStatement": "https://example.org/terms?a=1&b=2",
            "XMP-plus:LicensorURL": "https://example.org/buy",
            "XMP-plus:DataMining": "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED",
            "XMP-iptcExt:DigitalSourceType":
                "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
        });
        assert_eq!(json!(tags(&file, extension)), expected, "{extension}");
        assert_eq!(read(&file), rights(), "{extension}");
    }
}

#[test]
fn what_a_file_said_before_is_gone() {
    let folder = TempDir::new().unwrap();
    let thumbnail = folder.path().join("thumbnail.jpg");
    std::fs::write(&thumbnail, bare("jpg")).unwrap();
    let thumbnail = format!("-ThumbnailImage<={}", thumbnail.display());
    let everything = [
        &XMP[..],
        &[
            "-GPSLatitude=36.3489",
            "-GPSLatitudeRef=N",
            "-XMP-exif:GPSLongitude=43.1577",
            "-SerialNumber=0815-SERIAL",
            "-EXIF:Artist=Jane Roe",
            &thumbnail,
        ],
    ]
    .concat();
    let only_in_jpeg = ["-IPTC:By-line=Jane Roe", "-Comment=a comment"];
    for extension in ["jpg", "avif"] {
        let mut arguments = everything.clone();
        if extension == "jpg" {
            arguments.extend(only_in_jpeg);
        }
        let file = saying(extension, &arguments);
        let before = tags(&file, extension);
        for tag in [
            "GPS:GPSLatitude",
            "ExifIFD:SerialNumber",
            "IFD1:ThumbnailImage",
        ] {
            assert!(before.contains_key(tag), "{extension}: {tag}");
        }

        let silenced = write(&file, media_type(extension), &Metadata::default()).unwrap();
        assert!(silenced == bare(extension), "{extension}");

        let published = write(&file, media_type(extension), &rich()).unwrap();
        let expected = write(&bare(extension), media_type(extension), &rich()).unwrap();
        assert!(published == expected, "{extension}");
        for trace in [&b"SERIAL"[..], b"GPS", b"Zayn", b"Mosul", b"comment"] {
            assert!(!contains(&published, trace), "{extension}");
        }
    }
}

#[test]
fn a_jpeg_shows_the_same_picture() {
    let pixels = |file: &[u8]| {
        zune_jpeg::JpegDecoder::new(zune_jpeg::zune_core::bytestream::ZCursor::new(file))
            .decode()
            .unwrap()
    };
    let bare = bare("jpg");
    let published = write(&bare, "image/jpeg", &rich()).unwrap();
    assert!(pixels(&published) == pixels(&bare));
}

fn contains(file: &[u8], trace: &[u8]) -> bool {
    file.windows(trace.len()).any(|window| window == trace)
}

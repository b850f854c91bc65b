//! What is said of a published picture, in its file.

use std::fmt;

use super::{Metadata, container, exif, heif, text, vocabulary, xmp};

/// The most bytes that are written of a text: what IIM 4.2 allows for its longest, the
/// caption. With all texts that long, and every character escaped, a packet fits into a
/// JPEG's segment of 64 KiB.
const LONGEST: usize = 2_000;

/// Why metadata could not be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WriteError {
    /// The media type is not one that is published: not `image/jpeg` or `image/avif`.
    MediaType(String),
    /// The file is not whole, or not of its media type: what is wrong, as a sentence
    /// without a full stop.
    File(&'static str),
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MediaType(media_type) => {
                write!(f, "metadata cannot be written into {media_type}")
            }
            Self::File(wrong) => write!(f, "metadata cannot be written into the file: {wrong}"),
        }
    }
}

impl std::error::Error for WriteError {}

/// Gives a published `file`, of the `media_type` `image/jpeg` or `image/avif`, with who made
/// the picture, whose it is and on what terms: creator, credit line, copyright notice,
/// licence, page to acquire one, data mining terms and digital source type, in XMP, and
/// the first and third in EXIF, too. Files are handed on without their page: these must be
/// with them. The caption, the alternative text, the place and the date are not written.
/// They stand on the page, where they can be corrected, or taken back if they endanger
/// someone.
///
/// Whatever `file` says already is taken out of it, so that with an empty `metadata` it is
/// only made bare. The pixels are left as they are. A colour profile in a JPEG is taken out
/// with the rest: what is published is sRGB.
///
/// Texts are cleaned as [`read`](super::read()) does, and cut at 2,000 bytes. What is not an
/// address of the web or a term of its vocabulary is not written. The same input gives the
/// same bytes.
///
/// Fails if the media type is another one, or `file` is not whole: a JPEG without an end of
/// image; an AVIF of which boxes or pictures' data are missing, or which moves.
pub fn write(file: &[u8], media_type: &str, metadata: &Metadata) -> Result<Vec<u8>, WriteError> {
    let rewrite = match media_type {
        "image/jpeg" => container::rewrite_jpeg,
        "image/avif" => heif::rewrite,
        other => return Err(WriteError::MediaType(other.to_owned())),
    };
    let rights = rights(metadata);
    let exif = exif::write(
        rights.creator.as_deref(),
        rights.copyright_notice.as_deref(),
    );
    let xmp = xmp::write(&rights);
    rewrite(file, exif.as_deref(), xmp.as_deref().map(str::as_bytes)).map_err(WriteError::File)
}

/// What of `metadata` is written, fit to be.
fn rights(metadata: &Metadata) -> Metadata {
    let text = |text: &Option<String>| {
        let clean = text::clean(text.as_deref()?)?;
        Some(text::cut(&clean, LONGEST).to_owned())
    };
    let value =
        |value: &Option<String>, check: fn(&str) -> Option<String>| check(value.as_deref()?);
    Metadata {
        creator: text(&metadata.creator),
        credit_line: text(&metadata.credit_line),
        copyright_notice: text(&metadata.copyright_notice),
        license: value(&metadata.license, vocabulary::web_address),
        acquire_license_page: value(&metadata.acquire_license_page, vocabulary::web_address),
        data_mining: value(&metadata.data_mining, vocabulary::data_mining),
        digital_source_type: value(
            &metadata.digital_source_type,
            vocabulary::digital_source_type,
        ),
        ..Metadata::default()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::metadata::read;

    fn jpeg() -> Vec<u8> {
        let mut file = Vec::new();
        jpeg_encoder::Encoder::new(&mut file, 80)
            .encode(&[128; 3 * 16 * 16], 16, 16, jpeg_encoder::ColorType::Rgb)
            .unwrap();
        file
    }

    /// With an alpha channel, so that there are two items and a reference between them.
    pub(in crate::metadata) fn avif() -> Vec<u8> {
        let pixels: Vec<_> = (0..=255_u8)
            .map(|n| rgb::RGBA8::new(n, 128, 0, 255 - n))
            .collect();
        ravif::Encoder::new()
            .with_speed(10)
            .encode_rgba(ravif::Img::new(&pixels, 16, 16))
            .unwrap()
            .avif_file
    }

    fn files() -> [(Vec<u8>, &'static str); 2] {
        [(jpeg(), "image/jpeg"), (avif(), "image/avif")]
    }

    fn rich() -> Metadata {
        Metadata {
            creator: Some("أحمد خالد, José Roe".into()),
            credit_line: Some("Roe/Agency".into()),
            copyright_notice: Some("© 2016 José Roe".into()),
            license: Some("https://example.org/terms?a=1&b=2".into()),
            acquire_license_page: Some("https://example.org/buy".into()),
            data_mining: Some("DMI-PROHIBITED".into()),
            digital_source_type: Some("digitalCapture".into()),
            ..Metadata::default()
        }
    }

    #[test]
    fn rights_are_written_and_the_rest_is_not() {
        let metadata = Metadata {
            description: Some("A man at the gate".into()),
            alt_text: Some("A man".into()),
            date_created: Some("2016-11-03".into()),
            location: Some("Mosul".into()),
            ..rich()
        };
        for (file, media_type) in files() {
            let written = write(&file, media_type, &metadata).unwrap();
            assert_eq!(read(&written), rich(), "{media_type}");
        }
    }

    #[test]
    fn writing_again_changes_nothing_and_an_empty_metadata_takes_all_out() {
        for (file, media_type) in files() {
            let once = write(&file, media_type, &rich()).unwrap();
            assert!(write(&once, media_type, &rich()).unwrap() == once);
            let bare = write(&once, media_type, &Metadata::default()).unwrap();
            assert!(bare == file, "{media_type}: what the encoder gave");
        }
    }

    #[test]
    fn the_longest_texts_fit() {
        let longest = Some("&é".repeat(10_000));
        let address = |length: usize| Some(format!("https://{}", "&".repeat(length - 8)));
        let metadata = Metadata {
            creator: longest.clone(),
            credit_line: longest.clone(),
            copyright_notice: Some("&".repeat(10_000)),
            license: address(2_000),
            acquire_license_page: address(2_000),
            ..rich()
        };
        for (file, media_type) in files() {
            let read = read(&write(&file, media_type, &metadata).unwrap());
            assert_eq!(read.creator.unwrap().len(), 2_000 / 3 * 3 + 1);
            assert_eq!(read.copyright_notice.unwrap().len(), 2_000);
            assert_eq!(read.license, metadata.license);
        }
    }

    #[test]
    fn what_is_not_fit_is_not_written() {
        let metadata = Metadata {
            creator: Some("\0\n".into()),
            license: Some("javascript:alert(1)".into()),
            data_mining: Some("DMI-<".into()),
            digital_source_type: Some("drawn".into()),
            ..Metadata::default()
        };
        for (file, media_type) in files() {
            assert!(write(&file, media_type, &metadata).unwrap() == file);
        }
    }

    #[test]
    fn what_cannot_be_written_into_is_refused() {
        assert_eq!(
            write(&jpeg(), "image/png", &rich()),
            Err(WriteError::MediaType("image/png".into()))
        );
        for (file, media_type) in files() {
            for length in 0..file.len() {
                let result = write(&file[..length], media_type, &rich());
                assert!(matches!(result, Err(WriteError::File(_))), "{length}");
            }
        }
    }
}

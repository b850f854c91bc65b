//! What cameras and programs write where a caption belongs.

use super::text;

/// Texts that some cameras and programs put into every picture's description, in lower
/// case. Photo managers copy them into IIM and XMP.
const STAMPS: [&str; 17] = [
    "camera",
    "cof",
    "dav",
    "default",
    "digital camera",
    "exif_jpeg_picture",
    "exif_jpeg_t422",
    "hdr",
    "hdrpl",
    "jpeg",
    "kodak digital still camera",
    "konica minolta digital camera",
    "minolta digital camera",
    "olympus digital camera",
    "samsung camera pictures",
    "sony dsc",
    "untitled",
];

/// The caption that `text` is, if it says anything of the picture: not `OLYMPUS DIGITAL
/// CAMERA`, nor a file's path on a memory card (`DCIM\100MEDIA\DJI_0042.JPG`; see the
/// Design rule for Camera File system, JEITA CP-3461).
pub(crate) fn caption(text: &str) -> Option<String> {
    let caption = text::clean(text)?;
    let lower = caption.to_lowercase();
    let is_stamp = STAMPS.contains(&lower.as_str()) || lower.starts_with("dcim");
    (!is_stamp).then_some(caption)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_camera_stamps_on_every_picture_is_no_caption() {
        for stamp in [
            "OLYMPUS DIGITAL CAMERA         ",
            "SONY DSC",
            "DCIM\\100MEDIA\\DJI_0042.JPG",
            "DCIM/101GOPRO",
        ] {
            assert_eq!(caption(stamp), None, "{stamp}");
        }
    }

    #[test]
    fn a_caption_is_kept() {
        for text in ["Digital camera held by a child", "Hdr, the goddess"] {
            assert_eq!(caption(text).as_deref(), Some(text));
        }
    }
}

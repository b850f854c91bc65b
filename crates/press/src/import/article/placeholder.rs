//! The lines that stand where a picture or a video was.

use super::super::names;

/// What a page says in place of a video.
const VIDEO_LINES: [&str; 9] = [
    "media placeholder",
    "play media",
    "play video",
    "video",
    "video placeholder",
    "video player",
    "watch",
    "watch the video",
    "watch video",
];

/// What a line begins with that names a picture.
const PICTURE_LABELS: [&str; 4] = ["image", "photo", "picture", "photograph"];

/// No name of a picture is longer, in letters.
const LONGEST: usize = 60;

/// A video's place: `Some("")` where it has no name, `Some("clip.mp4")` where it has.
pub fn video(line: &str) -> Option<&str> {
    let line = line.trim_matches(['[', ']', '▶', ' ']);
    let has_video_name = names::stem_and_extension(line)
        .is_some_and(|(_, extension)| names::VIDEOS.contains(&extension.as_str()));
    if has_video_name && line.chars().count() <= LONGEST {
        return Some(line);
    }
    // Players show how long it is: `Play video 1:05`.
    let words = line
        .trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | ' ' | '.' | '…'))
        .to_lowercase();
    VIDEO_LINES.contains(&words.as_str()).then_some("")
}

/// The name of a picture, on a line that is nothing else even without a credit
/// below: a file name, a slug that ends with a number, or `photo: the weir`. Empty
/// for `[photo]`.
pub fn picture(line: &str) -> Option<&str> {
    let line = line.trim_matches(['[', ']', ' ']);
    if line.chars().count() > LONGEST {
        return None;
    }
    let has_picture_name = names::stem_and_extension(line)
        .is_some_and(|(_, extension)| names::PICTURES.contains(&extension.as_str()));
    if has_picture_name || is_slug(line) {
        return Some(line);
    }
    labelled(line)
}

/// Whether a line that has a credit right below it can be the name of a picture.
pub fn can_name_a_picture(line: &str) -> bool {
    line.chars().count() <= LONGEST && !line.ends_with(['.', '!', '?', ':', ',', '"', '”'])
}

/// What a picture is called, without what only says that it is one.
pub fn name(line: &str) -> &str {
    let line = line.trim_matches(['[', ']', ' ']);
    labelled(line).unwrap_or(line)
}

/// `the weir` of `Photo: the weir`; empty for `photo` or `image placeholder`.
fn labelled(line: &str) -> Option<&str> {
    let is_label = |words: &str| {
        let words = words.trim().to_lowercase();
        let words = words.strip_suffix(" placeholder").unwrap_or(&words);
        PICTURE_LABELS.contains(&words)
    };
    match line.split_once(':') {
        Some((label, name)) if is_label(label) => Some(name.trim()),
        Some(_) => None,
        None => is_label(line).then_some(""),
    }
}

/// `quay 5`, `quay-5`, `quay_5`: a few words that begin small and end with a number.
fn is_slug(line: &str) -> bool {
    let words: Vec<_> = line.split([' ', '-', '_']).collect();
    let is_number =
        |word: &&&str| (1..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    (2..=4).contains(&words.len())
        && words.last().filter(is_number).is_some()
        && words
            .iter()
            .all(|word| !word.is_empty() && word.chars().all(char::is_alphanumeric))
        && (line.starts_with(char::is_lowercase) || line.contains('_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_video_is_known_by_its_player() {
        assert_eq!(video("Media placeholder"), Some(""));
        assert_eq!(video("Play Video 1:05"), Some(""));
        assert_eq!(video("[video]"), Some(""));
        assert_eq!(video("tide.mp4"), Some("tide.mp4"));
        assert_eq!(video("Video games"), None);
    }

    #[test]
    fn a_picture_is_known_by_its_name() {
        assert_eq!(picture("quay 5"), Some("quay 5"));
        assert_eq!(picture("old_quay-12"), Some("old_quay-12"));
        assert_eq!(picture("IMG_1234.jpg"), Some("IMG_1234.jpg"));
        assert_eq!(picture("Photo: the weir"), Some("the weir"));
        assert_eq!(picture("[photo]"), Some(""));
        assert_eq!(picture("Image placeholder"), Some(""));
        assert_eq!(picture("Chapter 5"), None);
        assert_eq!(picture("The weir"), None);
    }

    #[test]
    fn a_label_is_no_part_of_the_name() {
        assert_eq!(name("photo: bridge"), "bridge");
        assert_eq!(name("bridge: the middle"), "bridge: the middle");
    }
}

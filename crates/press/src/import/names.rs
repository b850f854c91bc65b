//! Names for files, made of what the source calls them.

/// No name is longer, in letters.
pub const LONGEST: usize = 60;

/// What a picture's file name ends with, of those that the press can read.
pub const PICTURES: [&str; 9] = [
    "jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "tif", "tiff",
];

/// What a video's file name ends with, of those that the press can read.
pub const VIDEOS: [&str; 2] = ["mp4", "webm"];

/// `words` in small letters and digits with hyphens between them; empty if there is
/// none of either. `Source of pride` becomes `source-of-pride`.
pub fn slug(words: &str) -> String {
    let mut slug = String::new();
    let mut length = 0;
    for word in words
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'))
        .map(|word| word.replace(['\'', '’'], ""))
        .filter(|word| !word.is_empty())
    {
        length += word.chars().count() + 1;
        if length > LONGEST && !slug.is_empty() {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.extend(word.chars().take(LONGEST).flat_map(char::to_lowercase));
    }
    slug
}

/// The stem and the extension of `name`, if it ends like the name of a picture or a
/// video: `IMG_12.JPG` is `IMG_12` and `jpg`.
pub fn stem_and_extension(name: &str) -> Option<(&str, String)> {
    let (stem, extension) = name.rsplit_once('.')?;
    let extension = extension.to_ascii_lowercase();
    let is_known = PICTURES.contains(&extension.as_str()) || VIDEOS.contains(&extension.as_str());
    (is_known && !stem.is_empty()).then_some((stem, extension))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_a_slug() {
        assert_eq!(slug("'Source of pride'"), "source-of-pride");
        assert_eq!(slug("Don’t  go — yet"), "dont-go-yet");
        assert_eq!(slug("الجسر القديم"), "الجسر-القديم");
        assert_eq!(slug("?!"), "");
        assert_eq!(slug(&"long ".repeat(40)).chars().count(), 59);
        assert_eq!(slug(&"x".repeat(400)).chars().count(), 60);
    }

    #[test]
    fn a_file_name_is_known_by_its_end() {
        assert_eq!(
            stem_and_extension("IMG_12.JPG"),
            Some(("IMG_12", "jpg".into()))
        );
        assert_eq!(stem_and_extension("a.b.mp4"), Some(("a.b", "mp4".into())));
        assert_eq!(stem_and_extension("notes.txt"), None);
        assert_eq!(stem_and_extension(".jpg"), None);
    }
}

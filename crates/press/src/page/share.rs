//! What stands for a story elsewhere: a description, and one picture.

use reportage_story::{Block, Photo, Story, Variant, plain_text};

/// The longest description, in letters: search engines and cards show no more.
const LONGEST: usize = 200;
/// The least width of a share image, in pixels: what Open Graph's consumers ask for.
const WIDTH: u32 = 1_200;
/// The least width of a poster, in pixels: a column of text at twice its density.
const POSTER_WIDTH: u32 = 960;

/// The dek, or else the first paragraph as far as there is room.
pub fn description(story: &Story) -> Option<String> {
    if let Some(dek) = &story.alternative_headline {
        return Some(dek.clone());
    }
    let first = story
        .cards
        .iter()
        .flat_map(|card| &card.body)
        .find_map(|block| match block {
            Block::Paragraph { content } => Some(plain_text(content)),
            _ => None,
        })?;
    Some(shortened(first.trim()))
}

/// Cut after a whole word.
fn shortened(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(LONGEST) else {
        return text.to_owned();
    };
    let kept = &text[..end];
    let kept = kept
        .rfind(char::is_whitespace)
        .map_or(kept, |space| &kept[..space]);
    format!(
        "{}…",
        kept.trim_end_matches([' ', ',', ';', ':', '.', '–', '—'])
    )
}

/// The picture that stands for the story, and the file of it to use: the first that
/// nobody has to be asked about.
pub fn picture(story: &Story) -> Option<(&Photo, &Variant)> {
    picture_at_least(story, WIDTH)
}

/// The same, in the place where the story would be in somebody else's page.
pub fn poster(story: &Story) -> Option<&Variant> {
    Some(picture_at_least(story, POSTER_WIDTH)?.1)
}

fn picture_at_least(story: &Story, width: u32) -> Option<(&Photo, &Variant)> {
    story
        .cards
        .iter()
        .flat_map(|card| card.content.open_photos())
        .find_map(|photo| Some((photo, jpeg_at_least(photo, width)?)))
}

/// The largest file in a form that everybody reads.
pub fn largest_jpeg(photo: &Photo) -> Option<&Variant> {
    jpegs(photo).max_by_key(|variant| variant.width)
}

fn jpeg_at_least(photo: &Photo, width: u32) -> Option<&Variant> {
    jpegs(photo)
        .filter(|variant| variant.width >= width)
        .min_by_key(|variant| variant.width)
        .or_else(|| largest_jpeg(photo))
}

fn jpegs(photo: &Photo) -> impl Iterator<Item = &Variant> {
    photo
        .variants
        .iter()
        .filter(|variant| variant.media_type == "image/jpeg")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_paragraph_is_cut_after_a_whole_word() {
        let text = "The river rose, and rose again. ".repeat(12);
        let short = shortened(&text);
        assert!(short.chars().count() <= LONGEST + 1);
        let rest = text.strip_prefix(short.trim_end_matches('…'));
        assert!(
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)),
            "{short}"
        );
        assert_eq!(shortened("Short."), "Short.");
    }
}

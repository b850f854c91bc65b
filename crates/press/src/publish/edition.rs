//! What sets the editions of a story apart once their pictures are pressed.

use reportage_story::{Content, Story};

/// An edition that was published.
#[derive(Clone, Debug)]
pub struct Edition {
    /// The story as its bundle has it.
    pub story: Story,
    /// The folder that its page and its bundle stand in, within the one that is published:
    /// empty, or `ar/`.
    pub folder: String,
}

impl Edition {
    /// Has it stand below the main edition, unless its author says where.
    pub fn place_below(&mut self, main: &Story) {
        if self.story.url.is_none() {
            let base = main.url.as_ref().filter(|url| url.ends_with('/'));
            self.story.url = base.map(|base| format!("{base}{}", self.folder));
        }
    }
}

/// Names the files of a story, which are shared by all editions, as they are seen from one that
/// is published in a folder of its own.
pub fn move_down(story: &mut Story, up: &str) {
    let move_down = |address: &mut String| address.insert_str(0, up);
    for card in &mut story.cards {
        for photo in card.content.photos_mut() {
            for variant in &mut photo.variants {
                move_down(&mut variant.src);
            }
        }
        if let Content::Video { video } = &mut card.content {
            for source in &mut video.sources {
                move_down(&mut source.src);
            }
            for track in &mut video.tracks {
                move_down(&mut track.src);
            }
        }
    }
    if let Some(logo) = story
        .publisher
        .as_mut()
        .and_then(|publisher| publisher.logo.as_mut())
    {
        move_down(logo);
    }
}

/// Leaves out of the bundle what would show something of a picture with a notice before it
/// is asked for: its ThumbHash and its colour.
pub fn hide_covered(story: &mut Story) {
    for card in &mut story.cards {
        let is_video_covered =
            matches!(&card.content, Content::Video { video } if video.notice.is_some());
        for photo in card.content.photos_mut() {
            if is_video_covered || photo.notice.is_some() {
                photo.thumb_hash = None;
                photo.dominant_color = None;
            }
        }
    }
}

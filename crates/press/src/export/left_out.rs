//! Pictures with a notice, left out of what is passed on: whoever opens a file was not asked.

use reportage_story::{Block, Content, Inline, Photo, Story};

/// Takes them out; a sentence stands where each was. Returns how many they were.
pub fn leave_out(story: &mut Story) -> usize {
    let sentence = story.words.picture_left_out.clone();
    let mut count = 0;
    for card in &mut story.cards {
        let content = std::mem::replace(&mut card.content, Content::Text);
        let (content, notices) = without(content);
        card.content = content;
        count += notices.len();
        card.body.extend(notices.into_iter().map(|notice| {
            let text = sentence.replace("{notice}", &notice);
            Block::Paragraph {
                content: vec![Inline::Text(text)],
            }
        }));
    }
    count
}

/// What is left of a card's content, and the notices of what is not.
fn without(content: Content) -> (Content, Vec<String>) {
    match content {
        Content::Cover { photo } => {
            let (photo, notice) = open(photo);
            (Content::Cover { photo }, notice)
        }
        Content::Quote {
            quote,
            attribution,
            photo,
        } => {
            let (photo, notice) = open(photo);
            let content = Content::Quote {
                quote,
                attribution,
                photo,
            };
            (content, notice)
        }
        Content::Unknown { kind, photo } => {
            let (photo, notice) = open(photo);
            (Content::Unknown { kind, photo }, notice)
        }
        Content::Photo { photo } => several(vec![photo], |photos| Content::Gallery { photos }),
        Content::Gallery { photos } => several(photos, |photos| Content::Gallery { photos }),
        Content::Compare { before, after } => several(vec![before, after], |mut photos| {
            match (photos.pop(), photos.pop()) {
                (Some(after), Some(before)) => Content::Compare { before, after },
                _ => Content::Text,
            }
        }),
        Content::Video { video } => match video.notice() {
            Some(notice) => (Content::Text, vec![notice.to_owned()]),
            None => (Content::Video { video }, Vec::new()),
        },
        Content::Text => (Content::Text, Vec::new()),
    }
}

fn open(photo: Option<Photo>) -> (Option<Photo>, Vec<String>) {
    match photo {
        Some(Photo {
            notice: Some(notice),
            ..
        }) => (None, vec![notice]),
        photo => (photo, Vec::new()),
    }
}

/// Of photos that belong together what is left of them: `together` where it is more than one.
fn several(
    photos: Vec<Photo>,
    together: impl FnOnce(Vec<Photo>) -> Content,
) -> (Content, Vec<String>) {
    let mut notices = Vec::new();
    let mut left = Vec::new();
    for photo in photos {
        match &photo.notice {
            Some(notice) => notices.push(notice.clone()),
            None => left.push(photo),
        }
    }
    let content = match (left.len(), left.pop()) {
        (_, None) => Content::Text,
        (1, Some(photo)) => Content::Photo { photo },
        (_, Some(last)) => {
            left.push(last);
            together(left)
        }
    };
    (content, notices)
}

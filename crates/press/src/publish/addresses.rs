//! Every address that a story holds, to be changed.

use reportage_story::{Block, Content, Inline, Marked, Story};

/// Changes those of the files that are published with it.
pub fn change_files(story: &mut Story, mut change: impl FnMut(&mut String)) {
    for card in &mut story.cards {
        for photo in card.content.photos_mut() {
            for variant in &mut photo.variants {
                change(&mut variant.src);
            }
            if let Some(known) = &mut photo.content_credentials {
                let files = [&mut known.original, &mut known.manifest];
                files.into_iter().flatten().for_each(&mut change);
            }
        }
        if let Content::Video { video } = &mut card.content {
            for source in &mut video.sources {
                change(&mut source.src);
            }
            for track in &mut video.tracks {
                change(&mut track.src);
            }
        }
    }
    if let Some(publisher) = &mut story.publisher {
        publisher.logo.as_mut().map(change);
    }
}

/// Changes those that readers can go to.
pub fn change_links(story: &mut Story, mut change: impl FnMut(&mut String)) {
    let change = &mut change;
    for author in &mut story.author {
        author.url.as_mut().map(&mut *change);
    }
    if let Some(publisher) = &mut story.publisher {
        publisher.url.as_mut().map(&mut *change);
    }
    for card in &mut story.cards {
        in_blocks(&mut card.body, change);
        for photo in card.content.photos_mut() {
            in_text(&mut photo.caption, change);
            photo.license.as_mut().map(&mut *change);
            photo.acquire_license_page.as_mut().map(&mut *change);
        }
        match &mut card.content {
            Content::Quote {
                quote, attribution, ..
            } => {
                in_text(quote, change);
                in_text(attribution, change);
            }
            Content::Video { video } => {
                in_text(&mut video.caption, change);
                in_blocks(&mut video.transcript, change);
            }
            _ => {}
        }
    }
}

fn in_blocks(blocks: &mut [Block], change: &mut impl FnMut(&mut String)) {
    for block in blocks {
        match block {
            Block::Paragraph { content } => in_text(content, change),
            Block::List { items, .. } => {
                for item in items {
                    in_blocks(item, change);
                }
            }
            Block::Quote { content } => in_blocks(content, change),
        }
    }
}

fn in_text(text: &mut [Inline], change: &mut impl FnMut(&mut String)) {
    for inline in text {
        let Inline::Marked(marked) = inline else {
            continue;
        };
        if let Marked::Link { href, .. } = marked {
            change(href);
        }
        match marked {
            Marked::Link { content, .. }
            | Marked::Emphasis { content }
            | Marked::Strong { content }
            | Marked::Language { content, .. } => in_text(content, change),
            Marked::LineBreak => {}
        }
    }
}

//! Links from one card to another.

use std::ops::Range;

use super::markdown::{Block, BlockKind, Inline, InlineKind};

/// The id of every card that a link leads to, and where the link stands.
pub fn to_cards(blocks: &[Block]) -> Vec<(&str, Range<usize>)> {
    let mut links = Vec::new();
    in_blocks(blocks, &mut links);
    links
}

fn in_blocks<'a>(blocks: &'a [Block], links: &mut Vec<(&'a str, Range<usize>)>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(content) => in_text(content, links),
            BlockKind::List { items, .. } => items.iter().for_each(|item| in_blocks(item, links)),
            BlockKind::Quote(content) => in_blocks(content, links),
            _ => {}
        }
    }
}

fn in_text<'a>(content: &'a [Inline], links: &mut Vec<(&'a str, Range<usize>)>) {
    for inline in content {
        match &inline.kind {
            InlineKind::Emphasis(content) | InlineKind::Strong(content) => in_text(content, links),
            InlineKind::Link { href, content } => {
                // The page's own names are not known here, and `#` alone is its beginning.
                let id = href.strip_prefix('#').filter(|id| {
                    !id.is_empty() && !id.contains('%') && !id.starts_with("reportage-")
                });
                links.extend(id.map(|id| (id, inline.span.clone())));
                in_text(content, links);
            }
            _ => {}
        }
    }
}

use reportage_story::{Block, Inline, Marked};

use crate::markup::{Element, Node, element};
use crate::story::Setting;

/// Body text.
pub fn blocks<'a>(blocks: &'a [Block], setting: Setting<'a>) -> Node<'a> {
    blocks.iter().map(|it| block(it, setting)).collect()
}

fn block<'a>(block: &'a Block, setting: Setting<'a>) -> Element<'a> {
    match block {
        Block::Paragraph { content } => element("p").child(inlines(content, setting)),
        Block::List { ordered, items } => {
            let items: Node<'_> = items
                .iter()
                .map(|item| element("li").child(blocks(item, setting)))
                .collect();
            element(if *ordered { "ol" } else { "ul" }).child(items)
        }
        Block::Quote { content } => element("blockquote").child(blocks(content, setting)),
    }
}

/// Text within a block.
pub fn inlines<'a>(content: &'a [Inline], setting: Setting<'a>) -> Node<'a> {
    let nodes: Vec<_> = content
        .iter()
        .map(|inline| match inline {
            Inline::Text(text) => text.into(),
            Inline::Marked(it) => marked(it, setting).into(),
        })
        .collect();
    nodes.into()
}

fn marked<'a>(marked: &'a Marked, setting: Setting<'a>) -> Element<'a> {
    match marked {
        Marked::Emphasis { content } => element("em").child(inlines(content, setting)),
        Marked::Strong { content } => element("strong").child(inlines(content, setting)),
        Marked::Link { href, content } => element("a")
            .set("href", setting.base.resolve(href))
            .set("rel", "noopener")
            .child(inlines(content, setting)),
        Marked::LineBreak => element("br"),
        // Which way it runs is not known: the browser sees by its letters.
        Marked::Language { lang, content } => element("bdi")
            .set("lang", lang)
            .child(inlines(content, setting)),
    }
}

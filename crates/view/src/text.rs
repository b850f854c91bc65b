use leptos::prelude::*;
use reportage_story::{Block, Inline, Marked};

use crate::story::Setting;

/// Body text.
#[component]
pub fn BlocksView(blocks: Vec<Block>, setting: Setting) -> impl IntoView {
    self::blocks(blocks, &setting)
}

fn blocks(blocks: Vec<Block>, setting: &Setting) -> AnyView {
    blocks
        .into_iter()
        .map(|block| block_view(block, setting))
        .collect_view()
        .into_any()
}

fn block_view(block: Block, setting: &Setting) -> AnyView {
    match block {
        Block::Paragraph { content } => view! { <p>{inlines(content, setting)}</p> }.into_any(),
        Block::List { ordered, items } => {
            let items = items
                .into_iter()
                .map(|item| view! { <li>{blocks(item, setting)}</li> })
                .collect_view();
            if ordered {
                view! { <ol>{items}</ol> }.into_any()
            } else {
                view! { <ul>{items}</ul> }.into_any()
            }
        }
        Block::Quote { content } => {
            view! { <blockquote>{blocks(content, setting)}</blockquote> }.into_any()
        }
    }
}

/// Text within a block.
pub fn inlines(content: Vec<Inline>, setting: &Setting) -> AnyView {
    content
        .into_iter()
        .map(|inline| match inline {
            Inline::Text(text) => text.into_any(),
            Inline::Marked(marked) => marked_view(marked, setting),
        })
        .collect_view()
        .into_any()
}

fn marked_view(marked: Marked, setting: &Setting) -> AnyView {
    match marked {
        Marked::Emphasis { content } => view! { <em>{inlines(content, setting)}</em> }.into_any(),
        Marked::Strong { content } => {
            view! { <strong>{inlines(content, setting)}</strong> }.into_any()
        }
        Marked::Link { href, content } => {
            let href = setting.base.resolve(&href);
            view! { <a href=href rel="noopener">{inlines(content, setting)}</a> }.into_any()
        }
        Marked::LineBreak => view! { <br/> }.into_any(),
        Marked::Language { lang, content } => {
            // Which way it runs is not known: the browser sees by its letters.
            view! { <bdi lang=lang>{inlines(content, setting)}</bdi> }.into_any()
        }
    }
}

use super::fields::Fields;
use super::json::Json;
use super::node::Node;
use crate::text::Marked;
use crate::{Block, Inline, check};

/// The blocks of the field `key`; what is no block is left out with a fault.
pub fn blocks<J: Json>(fields: &Fields<'_, J>, key: &str) -> Vec<Block> {
    fields.list(key, block)
}

fn block<J: Json>(node: &Node<'_, J>) -> Option<Block> {
    let fields = node.fields()?;
    let content = |key| {
        fields
            .required(key, |node| Some(inlines(node)))
            .unwrap_or_default()
    };
    match fields.required_name("type").as_str() {
        "paragraph" => Some(Block::Paragraph {
            content: content("content"),
        }),
        "list" => Some(Block::List {
            ordered: fields.flag("ordered"),
            items: fields.required_list("items", |item| Some(item.elements(block))),
        }),
        "quote" => Some(Block::Quote {
            content: fields.required_list("content", block),
        }),
        kind => {
            if !kind.trim().is_empty() {
                fields.fault("type", "must be one of paragraph, list, quote");
            }
            // Its words are shown all the same.
            fields
                .optional("content", |node| Some(inlines(node)))
                .map(|content| Block::Paragraph { content })
        }
    }
}

/// The text in a list of strings and objects.
pub fn inlines<J: Json>(node: &Node<'_, J>) -> Vec<Inline> {
    node.elements(|node| {
        if let Some(text) = node.as_words() {
            return Some(vec![Inline::Text(text)]);
        }
        marked(node)
    })
    .into_iter()
    .flatten()
    .collect()
}

/// Marked text; its words alone, with a fault, where the mark is no good.
fn marked<J: Json>(node: &Node<'_, J>) -> Option<Vec<Inline>> {
    let fields = node.fields()?;
    let kind = fields.required_name("type");
    let content = || {
        fields
            .required("content", |node| Some(inlines(node)))
            .unwrap_or_default()
    };
    let marked = match kind.as_str() {
        "emphasis" => Marked::Emphasis { content: content() },
        "strong" => Marked::Strong { content: content() },
        "lineBreak" => Marked::LineBreak,
        "link" => {
            let href = fields.required_address("href");
            if href.is_empty() {
                return Some(content());
            }
            Marked::Link {
                href,
                content: content(),
            }
        }
        "language" => {
            let lang = fields.required_checked(
                "lang",
                check::is_language,
                "must be a language tag like en, ar or pt-BR",
            );
            if lang.is_empty() {
                return Some(content());
            }
            Marked::Language {
                lang,
                content: content(),
            }
        }
        kind => {
            if !kind.trim().is_empty() {
                fields.fault(
                    "type",
                    "must be one of emphasis, strong, link, lineBreak, language",
                );
            }
            return Some(content());
        }
    };
    Some(vec![Inline::Marked(marked)])
}

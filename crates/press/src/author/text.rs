//! Body text: from Markdown to the tree that a story has.

use std::ops::Range;

use reportage_story as story;
use reportage_story::Marked;

use super::markdown::{Block, BlockKind, Inline, InlineKind, is_comment};

/// What is wrong in a text: where, what, and how to mend it.
pub type Fault = (Range<usize>, String, String);

/// Body text; what a story has no place for is noted and left out.
pub fn blocks(blocks: &[Block], faults: &mut Vec<Fault>) -> Vec<story::Block> {
    blocks
        .iter()
        .filter_map(|block| self::block(block, faults))
        .collect()
}

fn block(block: &Block, faults: &mut Vec<Fault>) -> Option<story::Block> {
    let span = block.span.clone();
    match &block.kind {
        BlockKind::Paragraph(content) => {
            let content = inlines(content, faults);
            (!content.is_empty()).then_some(story::Block::Paragraph { content })
        }
        BlockKind::List { ordered, items } => Some(story::Block::List {
            ordered: *ordered,
            items: items.iter().map(|item| blocks(item, faults)).collect(),
        }),
        BlockKind::Quote(content) => Some(story::Block::Quote {
            content: blocks(content, faults),
        }),
        BlockKind::Heading { .. } => {
            faults.push((
                span,
                "a heading cannot stand here".to_owned(),
                "Begin a card with ## at the start of a line; for a word of weight write **word**"
                    .to_owned(),
            ));
            None
        }
        BlockKind::Rule => {
            faults.push((
                span,
                "a line of dashes cannot stand here".to_owned(),
                "Outside lists and quotations it begins a card".to_owned(),
            ));
            None
        }
        BlockKind::Comment => None,
        BlockKind::Foreign(name) => {
            faults.push(foreign(name, span));
            None
        }
    }
}

/// Text within a block.
pub fn inlines(content: &[Inline], faults: &mut Vec<Fault>) -> Vec<story::Inline> {
    let mut stack = vec![Stretch::default()];
    for inline in content {
        if let InlineKind::Html(tag) = &inline.kind {
            html(tag, inline.span.clone(), &mut stack, faults);
            continue;
        }
        let made = self::inline(inline, faults);
        if let (Some(stretch), Some(made)) = (stack.last_mut(), made) {
            push(&mut stretch.content, made);
        }
    }
    while stack.len() > 1 {
        if let Some(open) = stack.last() {
            let closed = format!("</{}>", open.tag);
            faults.push((
                open.span.clone(),
                format!("this <{}> is not closed", open.tag),
                format!("Write {closed} where the other language ends, in the same paragraph"),
            ));
        }
        close(&mut stack);
    }
    trimmed(stack.pop().unwrap_or_default().content)
}

fn inline(inline: &Inline, faults: &mut Vec<Fault>) -> Option<story::Inline> {
    let span = inline.span.clone();
    Some(match &inline.kind {
        InlineKind::Text(text) => story::Inline::Text(text.clone()),
        InlineKind::SoftBreak => story::Inline::Text(" ".to_owned()),
        InlineKind::HardBreak => story::Inline::Marked(Marked::LineBreak),
        InlineKind::Emphasis(content) => story::Inline::Marked(Marked::Emphasis {
            content: inlines(content, faults),
        }),
        InlineKind::Strong(content) => story::Inline::Marked(Marked::Strong {
            content: inlines(content, faults),
        }),
        InlineKind::Link { href, content } => {
            let content = inlines(content, faults);
            if story::is_address(href) {
                story::Inline::Marked(Marked::Link {
                    href: href.clone(),
                    content,
                })
            } else {
                faults.push((
                    span,
                    format!("{href:?} is no address that a story can lead to"),
                    "Links begin with https:// or http://, name a file beside the page, or lead to a card as in #the-bridge; a space is %20"
                        .to_owned(),
                ));
                return None;
            }
        }
        InlineKind::Image { .. } => {
            faults.push((
                span,
                "a picture cannot stand within a sentence".to_owned(),
                "Put it at the beginning of a line, with an empty line before it".to_owned(),
            ));
            return None;
        }
        InlineKind::Foreign(name) => {
            faults.push(foreign(name, span));
            return None;
        }
        // Seen to before.
        InlineKind::Html(_) => return None,
    })
}

/// A stretch in another language that has begun and not ended.
#[derive(Default)]
struct Stretch {
    tag: &'static str,
    lang: String,
    span: Range<usize>,
    content: Vec<story::Inline>,
}

/// `<span lang="ar">`, `</span>`, `<br>` and comments; anything else is a fault.
fn html(tag: &str, span: Range<usize>, stack: &mut Vec<Stretch>, faults: &mut Vec<Fault>) {
    if is_comment(tag) {
        return;
    }
    let inner = tag
        .trim_start_matches('<')
        .trim_end_matches('>')
        .trim_end_matches('/')
        .trim();
    if inner.eq_ignore_ascii_case("br") {
        if let Some(stretch) = stack.last_mut() {
            stretch
                .content
                .push(story::Inline::Marked(Marked::LineBreak));
        }
        return;
    }
    let lower = inner.to_ascii_lowercase();
    if let Some(name) = lower.strip_prefix('/') {
        if stack.len() > 1 && stack.last().is_some_and(|open| open.tag == name.trim()) {
            close(stack);
            return;
        }
    } else if let Some((name, lang)) = language_tag(inner) {
        stack.push(Stretch {
            tag: name,
            lang,
            span,
            content: Vec::new(),
        });
        return;
    }
    faults.push((
        span,
        "a story has no HTML".to_owned(),
        "Write Markdown: *emphasis*, **strong**, [link](https://…). Only <span lang=\"ar\">…</span> is known, for words in another language"
            .to_owned(),
    ));
}

/// The element and the language of `span lang="ar"`.
fn language_tag(inner: &str) -> Option<(&'static str, String)> {
    let (name, attribute) = inner.split_once(char::is_whitespace)?;
    let name = ["span", "bdi", "i", "em"]
        .into_iter()
        .find(|known| name.eq_ignore_ascii_case(known))?;
    let (key, value) = attribute.trim().split_once('=')?;
    let lang = value.trim().trim_matches(['"', '\'']);
    let is_tag = !lang.is_empty() && lang.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    (key.trim().eq_ignore_ascii_case("lang") && is_tag).then(|| (name, lang.to_owned()))
}

fn close(stack: &mut Vec<Stretch>) {
    let Some(Stretch { lang, content, .. }) = stack.pop() else {
        return;
    };
    if let Some(parent) = stack.last_mut() {
        let stretch = Marked::Language { lang, content };
        parent.content.push(story::Inline::Marked(stretch));
    }
}

/// Appends, with neighbouring texts made one.
fn push(content: &mut Vec<story::Inline>, inline: story::Inline) {
    match (content.last_mut(), inline) {
        (Some(story::Inline::Text(before)), story::Inline::Text(text)) => before.push_str(&text),
        (_, inline) => content.push(inline),
    }
}

/// Without space, or a line's end, before the first letter and after the last.
fn trimmed(mut content: Vec<story::Inline>) -> Vec<story::Inline> {
    let is_space = |inline: &story::Inline| match inline {
        story::Inline::Text(text) => text.trim().is_empty(),
        story::Inline::Marked(marked) => matches!(marked, Marked::LineBreak),
    };
    while content.first().is_some_and(is_space) {
        content.remove(0);
    }
    while content.last().is_some_and(is_space) {
        content.pop();
    }
    if let Some(story::Inline::Text(text)) = content.first_mut() {
        *text = text.trim_start().to_owned();
    }
    if let Some(story::Inline::Text(text)) = content.last_mut() {
        *text = text.trim_end().to_owned();
    }
    content
}

fn foreign(name: &str, span: Range<usize>) -> Fault {
    let help = match name {
        "a table" => "Write it as a list, or draw it and put it in as a picture with alt text",
        "a footnote" => "Put what it says into the text, or link to it",
        "indented code" => "Take the spaces away from the beginning of the line",
        "HTML" => "Write Markdown. Only <span lang=\"ar\">…</span> is known, within a paragraph",
        "nesting this deep" => "Nest lists and quotations less deep",
        _ => "Write it in words",
    };
    (
        span,
        format!("a story has no place for {name}"),
        help.to_owned(),
    )
}

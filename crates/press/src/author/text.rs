//! Body text: from Markdown to the tree that a story has.

use std::ops::Range;

use reportage_story as story;
use reportage_story::Marked;

use super::markdown::{Block, BlockKind, DEEPEST, Inline, InlineKind, NESTING, is_comment};

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
        BlockKind::UnclosedComment => {
            faults.push((
                span,
                "this comment has no end".to_owned(),
                "Write --> where it ends: readers get nothing of what follows".to_owned(),
            ));
            None
        }
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
        if let Some(open) = stack.last().filter(|open| open.lang.is_some()) {
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
        InlineKind::Code(_) => {
            faults.push(foreign("code", span));
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

/// A stretch between two tags that has begun and not ended.
#[derive(Default)]
struct Stretch {
    tag: String,
    /// The language that it is in; nothing for a tag that a story has no place for.
    lang: Option<String>,
    span: Range<usize>,
    content: Vec<story::Inline>,
}

/// `<span lang="ar">`, `</span>`, `<br>` and comments; anything else is a fault.
fn html(tag: &str, span: Range<usize>, stack: &mut Vec<Stretch>, faults: &mut Vec<Fault>) {
    if is_comment(tag) {
        return;
    }
    let inner = tag.trim_start_matches('<').trim_end_matches('>');
    let ends_itself = inner.ends_with('/');
    let inner = inner.trim_end_matches('/').trim();
    if inner.eq_ignore_ascii_case("br") {
        if let Some(stretch) = stack.last_mut() {
            stretch
                .content
                .push(story::Inline::Marked(Marked::LineBreak));
        }
        return;
    }
    if let Some(name) = inner.strip_prefix('/') {
        if !close_by_name(&name.trim().to_ascii_lowercase(), stack) {
            faults.push(no_html(span));
        }
        return;
    }
    let name = inner.split_whitespace().next().unwrap_or_default();
    let mut stretch = Stretch {
        tag: name.to_ascii_lowercase(),
        span: span.clone(),
        ..Stretch::default()
    };
    match language(inner) {
        _ if stack.len() > DEEPEST => {
            faults.push(foreign(NESTING, span));
            return;
        }
        Some(lang) if story::is_language(lang) => stretch.lang = Some(lang.to_owned()),
        Some(lang) => faults.push((
            span,
            format!("{lang:?} is no language tag"),
            "Write the language's tag, as in en, ckb or pt-BR".to_owned(),
        )),
        None => faults.push(no_html(span)),
    }
    if !ends_itself {
        stack.push(stretch);
    }
}

fn no_html(span: Range<usize>) -> Fault {
    (
        span,
        "a story has no HTML".to_owned(),
        "Write Markdown: *emphasis*, **strong**, [link](https://…). Only <span lang=\"ar\">…</span> is known, for words in another language"
            .to_owned(),
    )
}

/// The language of `span lang="ar"`.
fn language(inner: &str) -> Option<&str> {
    let (name, attribute) = inner.split_once(char::is_whitespace)?;
    let is_known = ["span", "bdi", "i", "em"]
        .into_iter()
        .any(|known| name.eq_ignore_ascii_case(known));
    let (key, value) = attribute.trim().split_once('=')?;
    let lang = value.trim().trim_matches(['"', '\'']);
    let is_alone = !lang.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '='));
    (is_known && is_alone && key.trim().eq_ignore_ascii_case("lang")).then_some(lang)
}

/// Ends the stretch that `</name>` ends, and the tags within it that were complained of.
/// Whether there is one.
fn close_by_name(name: &str, stack: &mut Vec<Stretch>) -> bool {
    let within = stack
        .iter()
        .skip(1)
        .rev()
        .take_while(|open| open.tag != name && open.lang.is_none())
        .count();
    let at = stack.len() - 1 - within;
    if at == 0 || stack[at].tag != name {
        return false;
    }
    while stack.len() > at {
        close(stack);
    }
    true
}

/// Ends the innermost stretch.
fn close(stack: &mut Vec<Stretch>) {
    let Some(Stretch { lang, content, .. }) = stack.pop() else {
        return;
    };
    let Some(parent) = stack.last_mut() else {
        return;
    };
    match lang {
        Some(lang) => {
            let stretch = Marked::Language { lang, content };
            parent.content.push(story::Inline::Marked(stretch));
        }
        None => content
            .into_iter()
            .for_each(|inline| push(&mut parent.content, inline)),
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
    let first = content.iter().position(|inline| !is_space(inline));
    content.drain(..first.unwrap_or(content.len()));
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
        NESTING => "Nest lists and quotations less deep",
        _ => "Write it in words",
    };
    (
        span,
        format!("a story has no place for {name}"),
        help.to_owned(),
    )
}

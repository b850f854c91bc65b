//! Markdown as a tree whose every part knows its place in the file.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

/// How deep quotations, lists and emphasis may be nested.
pub const DEEPEST: usize = 24;
/// What is nested deeper, by its name.
pub const NESTING: &str = "nesting this deep";

/// A block and its place in the file, in bytes.
#[derive(Clone, Debug)]
pub struct Block {
    pub kind: BlockKind,
    pub span: Range<usize>,
}

#[derive(Clone, Debug)]
pub enum BlockKind {
    Heading {
        level: u8,
        id: Option<String>,
        classes: Vec<String>,
        /// What else stands in the braces after it.
        others: Vec<String>,
        text: Vec<Inline>,
    },
    Paragraph(Vec<Inline>),
    List {
        ordered: bool,
        items: Vec<Vec<Block>>,
    },
    Quote(Vec<Block>),
    /// `---`
    Rule,
    /// A comment; nothing is made of it.
    Comment,
    /// A comment that nothing ends: it takes all that follows.
    UnclosedComment,
    /// Something that a story has no place for, by its name.
    Foreign(&'static str),
}

/// A stretch of text and its place in the file, in bytes.
#[derive(Clone, Debug)]
pub struct Inline {
    pub kind: InlineKind,
    pub span: Range<usize>,
}

#[derive(Clone, Debug)]
pub enum InlineKind {
    Text(String),
    Emphasis(Vec<Inline>),
    Strong(Vec<Inline>),
    Link {
        href: String,
        content: Vec<Inline>,
    },
    Image {
        src: String,
        title: String,
        alt: String,
    },
    /// The end of a line in the file.
    SoftBreak,
    /// A line break that belongs to the text.
    HardBreak,
    /// A tag, or a comment.
    Html(String),
    /// Letters between backticks.
    Code(String),
    /// Something that a story has no place for, by its name.
    Foreign(&'static str),
}

/// Reads the Markdown that begins at `offset` of `file`.
pub fn parse(file: &str, offset: usize) -> Vec<Block> {
    let options =
        Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let events = Parser::new_ext(&file[offset..], options).into_offset_iter();
    let mut tree = Tree::default();
    for (event, span) in events {
        tree.take(event, span.start + offset..span.end + offset);
    }
    tree.finish()
}

/// The letters alone.
pub fn plain(content: &[Inline]) -> String {
    let mut text = String::new();
    letters(content, &mut text);
    text
}

fn letters(content: &[Inline], text: &mut String) {
    for inline in content {
        match &inline.kind {
            InlineKind::Text(letters) | InlineKind::Code(letters) => text.push_str(letters),
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Link { content, .. } => letters(content, text),
            InlineKind::SoftBreak | InlineKind::HardBreak => text.push(' '),
            InlineKind::Image { alt, .. } => text.push_str(alt),
            InlineKind::Html(_) | InlineKind::Foreign(_) => {}
        }
    }
}

/// An element that has begun and not ended.
struct Open {
    tag: Opened,
    span: Range<usize>,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
}

enum Opened {
    Root,
    Heading {
        level: u8,
        id: Option<String>,
        classes: Vec<String>,
        others: Vec<String>,
    },
    Paragraph,
    List {
        ordered: bool,
        items: Vec<Vec<Block>>,
    },
    Item,
    Quote,
    Emphasis,
    Strong,
    Link(String),
    Image {
        src: String,
        title: String,
    },
    Html,
    Foreign(&'static str),
    /// Nested too deep: what it holds goes to what holds it.
    Flat,
}

struct Tree {
    open: Vec<Open>,
    /// Whether something was nested too deep, and where.
    too_deep: Option<Range<usize>>,
}

impl Default for Tree {
    fn default() -> Self {
        Self {
            open: vec![Open::new(Opened::Root, 0..0)],
            too_deep: None,
        }
    }
}

impl Open {
    fn new(tag: Opened, span: Range<usize>) -> Self {
        Self {
            tag,
            span,
            blocks: Vec::new(),
            inlines: Vec::new(),
        }
    }
}

impl Tree {
    fn take(&mut self, event: Event<'_>, span: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(end) => self.end(end),
            Event::Text(text) => self.text(&text, span),
            Event::Code(code) => self.inline(InlineKind::Code(code.into_string()), span),
            Event::Html(html) => {
                if let Some(open) = self.open.last_mut() {
                    let kind = InlineKind::Html(html.into_string());
                    open.inlines.push(Inline { kind, span });
                }
            }
            Event::InlineHtml(html) => self.inline(InlineKind::Html(html.into_string()), span),
            Event::SoftBreak => self.inline(InlineKind::SoftBreak, span),
            Event::HardBreak => self.inline(InlineKind::HardBreak, span),
            Event::Rule => self.block(BlockKind::Rule, span),
            Event::FootnoteReference(_) => self.inline(InlineKind::Foreign("a footnote"), span),
            Event::InlineMath(_) | Event::DisplayMath(_) => {
                self.inline(InlineKind::Foreign("a formula"), span);
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Range<usize>) {
        let opened = match tag {
            _ if self.open.len() > DEEPEST => {
                self.too_deep.get_or_insert(span.clone());
                Opened::Flat
            }
            Tag::Paragraph => Opened::Paragraph,
            Tag::Heading {
                level,
                id,
                classes,
                attrs,
            } => Opened::Heading {
                level: depth(level),
                id: id.map(|id| id.into_string()),
                classes: classes
                    .into_iter()
                    .map(|class| class.into_string())
                    .collect(),
                others: attrs
                    .into_iter()
                    .map(|(name, _)| name.into_string())
                    .collect(),
            },
            Tag::BlockQuote(_) => Opened::Quote,
            Tag::List(first) => Opened::List {
                ordered: first.is_some(),
                items: Vec::new(),
            },
            Tag::Item => Opened::Item,
            Tag::Emphasis => Opened::Emphasis,
            Tag::Strong => Opened::Strong,
            Tag::Link {
                link_type: LinkType::Email,
                dest_url,
                ..
            } => Opened::Link(format!("mailto:{dest_url}")),
            Tag::Link { dest_url, .. } => Opened::Link(dest_url.into_string()),
            Tag::Image {
                dest_url, title, ..
            } => Opened::Image {
                src: dest_url.into_string(),
                title: title.into_string(),
            },
            Tag::HtmlBlock => Opened::Html,
            // Four spaces make code, which hardly anybody means.
            Tag::CodeBlock(CodeBlockKind::Indented) => Opened::Foreign("indented code"),
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) => Opened::Foreign("code"),
            Tag::Table(_) => Opened::Foreign("a table"),
            Tag::FootnoteDefinition(_) => Opened::Foreign("a footnote"),
            _ => Opened::Flat,
        };
        self.open.push(Open::new(opened, span));
    }

    fn end(&mut self, _: TagEnd) {
        // Starts and ends are balanced, so it is the innermost that ends. The root
        // stays whatever comes.
        if self.open.len() < 2 {
            return;
        }
        let Some(Open {
            tag,
            span,
            blocks,
            inlines,
        }) = self.open.pop()
        else {
            return;
        };
        match tag {
            Opened::Heading {
                level,
                id,
                classes,
                others,
            } => self.block(
                BlockKind::Heading {
                    level,
                    id,
                    classes,
                    others,
                    text: inlines,
                },
                span,
            ),
            Opened::Paragraph => self.block(BlockKind::Paragraph(inlines), span),
            Opened::List { ordered, items } => self.block(BlockKind::List { ordered, items }, span),
            Opened::Item => {
                let blocks = with_loose_text(blocks, inlines, span);
                if let Some(Open {
                    tag: Opened::List { items, .. },
                    ..
                }) = self.open.last_mut()
                {
                    items.push(blocks);
                } else if let Some(parent) = self.open.last_mut() {
                    parent.blocks.extend(blocks);
                }
            }
            Opened::Quote => {
                let blocks = with_loose_text(blocks, inlines, span.clone());
                self.block(BlockKind::Quote(blocks), span);
            }
            Opened::Emphasis => self.inline(InlineKind::Emphasis(inlines), span),
            Opened::Strong => self.inline(InlineKind::Strong(inlines), span),
            Opened::Link(href) => self.inline(
                InlineKind::Link {
                    href,
                    content: inlines,
                },
                span,
            ),
            Opened::Image { src, title } => {
                let alt = plain(&inlines).trim().to_owned();
                self.inline(InlineKind::Image { src, title, alt }, span);
            }
            Opened::Html => {
                let html: String = inlines
                    .iter()
                    .filter_map(|inline| match &inline.kind {
                        InlineKind::Html(html) => Some(html.as_str()),
                        _ => None,
                    })
                    .collect();
                let kind = if is_comment(&html) {
                    BlockKind::Comment
                } else if html.trim_start().starts_with("<!--") && !html.contains("-->") {
                    BlockKind::UnclosedComment
                } else {
                    BlockKind::Foreign("HTML")
                };
                self.block(kind, span);
            }
            Opened::Foreign(name) => self.block(BlockKind::Foreign(name), span),
            Opened::Flat | Opened::Root => {
                if let Some(parent) = self.open.last_mut() {
                    parent.blocks.extend(blocks);
                    parent.inlines.extend(inlines);
                }
            }
        }
    }

    fn text(&mut self, text: &str, span: Range<usize>) {
        let Some(open) = self.open.last_mut() else {
            return;
        };
        if let Some(Inline {
            kind: InlineKind::Text(before),
            span: before_span,
        }) = open.inlines.last_mut()
        {
            before.push_str(text);
            before_span.end = span.end;
        } else {
            let kind = InlineKind::Text(text.to_owned());
            open.inlines.push(Inline { kind, span });
        }
    }

    fn inline(&mut self, kind: InlineKind, span: Range<usize>) {
        if let Some(open) = self.open.last_mut() {
            open.inlines.push(Inline { kind, span });
        }
    }

    fn block(&mut self, kind: BlockKind, span: Range<usize>) {
        if let Some(open) = self.open.last_mut() {
            // The text of a list's item may come without a paragraph around it.
            let loose = std::mem::take(&mut open.inlines);
            if let (Some(first), Some(last)) = (loose.first(), loose.last()) {
                let span = first.span.start..last.span.end;
                let kind = BlockKind::Paragraph(loose);
                open.blocks.push(Block { kind, span });
            }
            open.blocks.push(Block { kind, span });
        }
    }

    fn finish(mut self) -> Vec<Block> {
        while self.open.len() > 1 {
            self.end(TagEnd::Paragraph);
        }
        let mut blocks = self.open.pop().map_or_else(Vec::new, |root| {
            with_loose_text(root.blocks, root.inlines, root.span)
        });
        if let Some(span) = self.too_deep {
            let kind = BlockKind::Foreign(NESTING);
            blocks.push(Block { kind, span });
        }
        blocks
    }
}

/// Blocks, with inlines that stand in no block as a paragraph after them.
fn with_loose_text(mut blocks: Vec<Block>, loose: Vec<Inline>, span: Range<usize>) -> Vec<Block> {
    if !loose.is_empty() {
        let kind = BlockKind::Paragraph(loose);
        blocks.push(Block { kind, span });
    }
    blocks
}

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// Whether a piece of HTML is a comment and nothing else.
pub fn is_comment(html: &str) -> bool {
    let html = html.trim();
    html.starts_with("<!--")
        && html
            .find("-->")
            .is_some_and(|end| end + "-->".len() == html.len())
}

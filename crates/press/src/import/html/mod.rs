//! HTML, as people put it into the fields of a timeline, as a story's text.
//!
//! Paragraphs, line breaks, emphasis, links, lists and quotations are kept. Of
//! everything else the words are, and of what a browser would not show, nothing.

mod tokens;

use super::draft::{Block, Span, Style, Text};
use super::words::is_seen;
use tokens::{Token, Tokens};

/// Lists and quotations within each other beyond this depth are read as their
/// words.
const DEEPEST: usize = 6;

/// The blocks of `html`.
pub fn blocks(html: &str) -> Vec<Block> {
    let mut reader = Reader::default();
    for token in Tokens::of(html) {
        match token {
            Token::Words(words) => reader.words(&words),
            Token::Start { name, attribute } => reader.start(&name, attribute),
            Token::End(name) => reader.end(&name),
        }
    }
    reader.finish()
}

/// The words of `html` as one paragraph.
pub fn inline(html: &str) -> Text {
    let mut all = Text::default();
    each_text(&blocks(html), &mut |text| {
        if !all.is_empty() {
            all.0.extend(Text::plain(" ").0);
        }
        all.0.extend(text.0.iter().cloned());
    });
    all
}

/// The words of `html` alone.
pub fn words(html: &str) -> String {
    inline(html).words()
}

/// Whether there are pictures in `html`, which a text cannot hold.
pub fn has_pictures(html: &str) -> bool {
    Tokens::of(html).any(|token| matches!(token, Token::Start { name, .. } if name == "img"))
}

/// The address that the `iframe` in `html` shows, if there is one.
pub fn source_of_frame(html: &str) -> Option<String> {
    let frame = html.to_ascii_lowercase().find("<iframe")?;
    let inside = &html[frame + "<iframe".len()..];
    let tag = inside.split_once('>').map_or(inside, |(tag, _)| tag);
    tokens::attribute(tag, "src")
}

fn each_text(blocks: &[Block], visit: &mut impl FnMut(&Text)) {
    for block in blocks {
        match block {
            Block::Paragraph(text) => visit(text),
            Block::List { items, .. } => items.iter().for_each(|item| each_text(item, visit)),
            Block::Quote { blocks, .. } => each_text(blocks, visit),
            Block::Media(_) => {}
        }
    }
}

/// What is open around the place that is being read.
#[derive(Default)]
struct Reader {
    /// From the outside in. The blocks outside all of them are `blocks`.
    open: Vec<Container>,
    blocks: Vec<Block>,
    text: Vec<Span>,
    /// How many elements of each kind are open.
    emphasis: usize,
    strong: usize,
    href: Option<String>,
}

/// A list or a quotation that has begun.
struct Container {
    kind: Kind,
    /// The items of a list but the last.
    items: Vec<Vec<Block>>,
    /// What is in the quotation, or in the list's last item.
    blocks: Vec<Block>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    List { ordered: bool },
    Quote,
}

impl Reader {
    fn words(&mut self, words: &str) {
        let style = Style {
            emphasis: self.emphasis > 0,
            strong: self.strong > 0,
            href: self.href.clone(),
        };
        // White space in HTML is a space, and one at most; `\n` is for `<br>`.
        let last = self
            .text
            .last()
            .and_then(|span| span.words.chars().next_back());
        let mut after_space = last.is_none_or(char::is_whitespace);
        let mut seen = String::with_capacity(words.len());
        for c in words.chars() {
            let is_space = c.is_whitespace();
            if is_space && !after_space {
                seen.push(' ');
            } else if !is_space && is_seen(c) {
                seen.push(c);
            } else {
                continue;
            }
            after_space = is_space;
        }
        match self.text.last_mut() {
            Some(span) if span.style == style => span.words.push_str(&seen),
            _ if seen.is_empty() => {}
            _ => self.text.push(Span { words: seen, style }),
        }
    }

    fn start(&mut self, name: &str, attribute: Option<String>) {
        match name {
            "em" | "i" | "cite" | "dfn" => self.emphasis += 1,
            "strong" | "b" => self.strong += 1,
            "a" => self.href = attribute.filter(|href| leads_somewhere(href)),
            "br" => self.line_break(),
            "td" | "th" => self.words(" "),
            "ul" => self.open(Kind::List { ordered: false }),
            "ol" => self.open(Kind::List { ordered: true }),
            "blockquote" => self.open(Kind::Quote),
            "li" => self.next_item(),
            _ if is_block(name) => self.end_paragraph(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "em" | "i" | "cite" | "dfn" => self.emphasis = self.emphasis.saturating_sub(1),
            "strong" | "b" => self.strong = self.strong.saturating_sub(1),
            "a" => self.href = None,
            "ul" => self.close(Kind::List { ordered: false }),
            "ol" => self.close(Kind::List { ordered: true }),
            "blockquote" => self.close(Kind::Quote),
            _ if is_block(name) => self.end_paragraph(),
            _ => {}
        }
    }

    /// One line break stays one; two end the paragraph.
    fn line_break(&mut self) {
        let is_second = self
            .text
            .iter()
            .rev()
            .flat_map(|span| span.words.chars().rev())
            .find(|c| *c != ' ')
            == Some('\n');
        if is_second {
            self.end_paragraph();
        } else if let Some(span) = self.text.last_mut() {
            span.words.push('\n');
        }
    }

    fn end_paragraph(&mut self) {
        let text = Text(std::mem::take(&mut self.text));
        if !text.is_empty() {
            self.here().push(Block::Paragraph(text));
        }
    }

    /// Where blocks go at the moment.
    fn here(&mut self) -> &mut Vec<Block> {
        match self.open.last_mut() {
            Some(container) => &mut container.blocks,
            None => &mut self.blocks,
        }
    }

    fn open(&mut self, kind: Kind) {
        self.end_paragraph();
        if self.open.len() < DEEPEST {
            self.open.push(Container {
                kind,
                items: vec![],
                blocks: vec![],
            });
        }
    }

    fn next_item(&mut self) {
        self.end_paragraph();
        if let Some(Container {
            kind: Kind::List { .. },
            items,
            blocks,
        }) = self.open.last_mut()
        {
            items.push(std::mem::take(blocks));
        }
    }

    /// Closes the innermost container of `kind` and what is open within it.
    fn close(&mut self, kind: Kind) {
        self.end_paragraph();
        if self.open.iter().any(|container| container.kind == kind) {
            while self.close_last().is_some_and(|closed| closed != kind) {}
        }
    }

    fn close_last(&mut self) -> Option<Kind> {
        let Container {
            kind,
            mut items,
            blocks,
        } = self.open.pop()?;
        let block = match kind {
            Kind::Quote if blocks.is_empty() => None,
            Kind::Quote => Some(Block::Quote {
                blocks,
                attribution: None,
            }),
            Kind::List { ordered } => {
                items.push(blocks);
                items.retain(|item| !item.is_empty());
                (!items.is_empty()).then_some(Block::List { ordered, items })
            }
        };
        self.here().extend(block);
        Some(kind)
    }

    fn finish(mut self) -> Vec<Block> {
        self.end_paragraph();
        while self.close_last().is_some() {}
        self.blocks
    }
}

/// Whether a link keeps its meaning in a story: a relative address would lead from
/// the page that it was written for.
fn leads_somewhere(href: &str) -> bool {
    let scheme = href.split_once("://").map_or("", |(scheme, _)| scheme);
    let is_web = ["http", "https"]
        .iter()
        .any(|web| scheme.eq_ignore_ascii_case(web));
    is_web && reportage_story::is_address(href)
}

/// Whether the element `name` stands on lines of its own.
fn is_block(name: &str) -> bool {
    const BLOCKS: [&str; 27] = [
        "address",
        "article",
        "aside",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "p",
        "pre",
        "section",
        "table",
        "tr",
    ];
    BLOCKS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The story's text that `html` becomes.
    fn markdown(html: &str) -> String {
        let draft = super::super::draft::Draft {
            cover: blocks(html),
            ..Default::default()
        };
        let story = super::super::write::story_md(&draft);
        let (_, text) = story
            .split_once("inLanguage: en\n---\n")
            .expect("front matter");
        text.trim().to_owned()
    }

    #[test]
    fn what_a_story_can_say_is_kept() {
        assert_eq!(
            markdown(
                "<p>It <b>rained</b>&nbsp;and <i>rained</i>.<br/>Then it\n  stopped.</p>And so on"
            ),
            "It **rained** and *rained*.\\\nThen it stopped.\n\nAnd so on"
        );
        assert_eq!(
            markdown(
                "See <a class=x href='https://example.org/?a=1&amp;b=2' target=_blank>the map</a>."
            ),
            "See [the map](https://example.org/?a=1&b=2)."
        );
        assert_eq!(
            markdown(
                "<ul><li>One<li><p>Two</p><ol><li>Within</ol></ul><blockquote>Said</blockquote>"
            ),
            "- One\n- Two\n\n  1. Within\n\n> Said"
        );
        assert_eq!(markdown("One<br><br>Two"), "One\n\nTwo");
    }

    #[test]
    fn of_everything_else_the_words_are_kept() {
        assert_eq!(
            markdown("<h2>The <u>weir</u></h2><table><tr><td>1<td>2</table>"),
            "The weir\n\n1 2"
        );
        assert_eq!(
            markdown("<script>alert('<p>')</script><style>p {}</style><!-- a > b -->ok"),
            "ok"
        );
        assert_eq!(markdown("<a href='javascript:alert(1)'>words</a>"), "words");
        assert_eq!(markdown("<a href='page.html'>words</a>"), "words");
        assert_eq!(
            markdown("1 < 2 &amp; 3 &eacute;&#233;&#xe9; &nope; &"),
            "1 \\< 2 & 3 ééé \\&nope; &"
        );
    }

    #[test]
    fn tags_that_do_not_match_do_no_harm() {
        assert_eq!(
            markdown("</b></ul><b>bold</i> still</b> not"),
            "**bold still** not"
        );
        assert_eq!(markdown("<p <b>odd"), "**odd**");
        assert_eq!(markdown("a <"), "a \\<");
    }

    proptest! {
        #[test]
        fn anything_can_be_read(html in "(<(/?(p|b|i|ul|ol|li|blockquote|a|br|script|!--)[ >=\"']{0,3})|[a&;# \n>]){0,40}") {
            let _ = markdown(&html);
        }
    }

    #[test]
    fn deep_nesting_is_read_as_words() {
        let html = "<ul><li><blockquote>".repeat(20_000) + "deep";
        assert!(markdown(&html).ends_with("deep"));
    }
}

//! A [`Draft`] as the text of `story.md`.

mod inlines;

use super::draft::{Author, Block, Card, Draft, Media, Text};
use super::escape;
use super::yaml::scalar;

/// The front matter and the cards.
pub fn story_md(draft: &Draft) -> String {
    let mut out = String::new();
    front_matter(&mut out, draft);
    blocks(&mut out, &draft.cover, "");
    for card in &draft.cards {
        out.push('\n');
        out.push_str(&card_start(card));
        out.push('\n');
        blocks(&mut out, &card.blocks, "");
    }
    out
}

fn front_matter(out: &mut String, draft: &Draft) {
    let mut line = |line: String| {
        out.push_str(&line);
        out.push('\n');
    };
    line("---".into());
    match &draft.headline {
        Some(headline) => line(format!("headline: {}", scalar(headline))),
        // A comment, not a headline to be overlooked: the story does not pass
        // without one.
        None => line("# headline: Write the headline here and take the # away".into()),
    }
    if let Some(dek) = &draft.dek {
        line(format!("alternativeHeadline: {}", scalar(dek)));
    }
    match draft.authors.as_slice() {
        [] => {}
        [
            Author {
                name,
                took_photos: false,
            },
        ] => line(format!("author: {}", scalar(name))),
        authors => {
            line("author:".into());
            for author in authors {
                line(format!("  - name: {}", scalar(&author.name)));
                if author.took_photos {
                    line("    role: photos".into());
                }
            }
        }
    }
    if let Some(publisher) = &draft.publisher {
        line(format!("publisher: {}", scalar(publisher)));
    }
    let dates = [
        ("datePublished", &draft.published),
        ("dateModified", &draft.modified),
    ];
    for (name, date) in dates {
        if let Some(date) = date {
            line(format!("{name}: {date}"));
        }
    }
    line("inLanguage: en".into());
    line("---".into());
}

/// The line that begins `card`.
fn card_start(card: &Card) -> String {
    let heading = card.heading.as_deref().map(escape::heading);
    match (heading, &card.id) {
        (Some(heading), Some(id)) => format!("## {heading} {{#{id}}}"),
        (Some(heading), None) => format!("## {heading}"),
        (None, Some(id)) => format!("## {{#{id}}}"),
        (None, None) => "---".into(),
    }
}

/// Every block with a blank line before it. `prefix` is what the blocks stand in
/// begins its lines with.
fn blocks(out: &mut String, blocks: &[Block], prefix: &str) {
    for block in blocks {
        out.push_str(prefix.trim_end());
        out.push('\n');
        self::block(out, block, prefix, prefix);
    }
}

/// `first` is what the first line begins with, `rest` what the others do.
fn block(out: &mut String, block: &Block, first: &str, rest: &str) {
    match block {
        Block::Paragraph(text) => lines(out, &inlines::paragraph(text), first, rest),
        Block::Media(media) => lines(out, &self::media(media), first, rest),
        Block::List { ordered, items } => {
            for (n, item) in items.iter().enumerate() {
                let marker = if *ordered {
                    format!("{}. ", n + 1)
                } else {
                    "- ".into()
                };
                let start = format!("{}{marker}", if n == 0 { first } else { rest });
                let inner = format!("{rest}{}", " ".repeat(marker.len()));
                within(out, item, &start, &inner);
            }
        }
        Block::Quote {
            blocks,
            attribution,
        } => {
            within(out, blocks, &format!("{first}> "), &format!("{rest}> "));
            if let Some(name) = attribution {
                if !matches!(blocks.last(), Some(Block::Paragraph(_))) {
                    out.push_str(&format!("{rest}>\n"));
                }
                out.push_str(&format!("{rest}> — {}\n", escape::inline(name)));
            }
        }
    }
}

/// Blocks whose first line follows a marker.
fn within(out: &mut String, content: &[Block], first: &str, rest: &str) {
    if let Some((head, tail)) = content.split_first() {
        block(out, head, first, rest);
        blocks(out, tail, rest);
    }
}

fn lines(out: &mut String, text: &str, first: &str, rest: &str) {
    for (n, line) in text.lines().enumerate() {
        out.push_str(if n == 0 { first } else { rest });
        out.push_str(line);
        out.push('\n');
    }
}

/// The paragraph of a picture or a video.
fn media(media: &Media) -> String {
    let mut out = format!("![{}]({})", escape::inline(&media.alt), media.path);
    if !media.caption.is_empty() {
        out.push('\n');
        out.push_str(&caption(&media.caption));
    }
    if let Some(credit) = &media.credit {
        out.push_str(&format!("\n({})", escape::inline(credit)));
    }
    out
}

/// A caption that is not taken for a setting or a credit.
fn caption(text: &Text) -> String {
    let caption = inlines::line(text);
    let word = caption.find(|c: char| !c.is_ascii_alphabetic());
    if let Some(at) = word.filter(|at| *at > 0 && caption[*at..].starts_with(": ")) {
        return format!("{}\\{}", &caption[..at], &caption[at..]);
    }
    if caption.starts_with('(') {
        return format!("\\{caption}");
    }
    caption
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(words: &str) -> Block {
        Block::Paragraph(Text::plain(words))
    }

    #[test]
    fn lists_and_quotations_nest() {
        let list = |items| Block::List {
            ordered: true,
            items,
        };
        let story = Draft {
            cover: vec![
                list(vec![
                    vec![plain("One"), list(vec![vec![plain("Within")]])],
                    vec![plain("Two")],
                ]),
                Block::Quote {
                    blocks: vec![plain("First"), plain("Second")],
                    attribution: Some("Jane_Roe".into()),
                },
            ],
            ..Draft::default()
        };
        let written = story_md(&story);
        let (_, cards) = written
            .split_once("inLanguage: en\n---\n")
            .expect("front matter");
        assert_eq!(
            cards,
            "\n1. One\n\n   1. Within\n2. Two\n\n> First\n>\n> Second\n> — Jane\\_Roe\n"
        );
    }

    #[test]
    fn a_caption_stays_a_caption() {
        let caption = |words| super::caption(&Text::plain(words));
        assert_eq!(caption("notice: the dog"), r"notice\: the dog");
        assert_eq!(caption("(Above, the weir)"), r"\(Above, the weir)");
        assert_eq!(caption("At 9:30 the bell rang"), "At 9:30 the bell rang");
    }

    #[test]
    fn a_card_without_a_heading_begins_with_a_rule_or_its_id() {
        let mut card = Card::default();
        assert_eq!(card_start(&card), "---");
        card.id = Some("flood".into());
        assert_eq!(card_start(&card), "## {#flood}");
        card.heading = Some("The flood".into());
        assert_eq!(card_start(&card), "## The flood {#flood}");
    }
}

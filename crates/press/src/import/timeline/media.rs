//! What a slide shows beside its text.

mod address;

use serde_json::Value;

use super::super::draft::{Block, Media, Span, Style, Text};
use super::super::files::{Files, Wanted};
use super::super::html;
use super::super::names;
use super::super::words::quoted;
use super::fields;
use address::Kind;

/// The block that `media` becomes. `otherwise` is what a file without a name of its
/// own is named after. What the author should know is added to `remarks`.
pub fn block(
    media: &Value,
    otherwise: &str,
    files: &mut Files,
    remarks: &mut Vec<String>,
) -> Option<Block> {
    let url = fields::text(media, "url")?;
    let about = About::of(media);
    if let Some(link) = fields::text(media, "link") {
        remarks.push(format!(
            "The address that its picture led to, {link}, was left out."
        ));
    }
    if let Some(quote) = quote(&url, &about) {
        return Some(quote);
    }
    let url = html::source_of_frame(&url).unwrap_or(url);
    let (kind, address) = address::kind(&url);
    let (folder, extension) = match kind {
        Kind::Picture => ("photos", "jpg"),
        Kind::Video => ("video", "mp4"),
        Kind::Page { service } => return page(&address, service, about, remarks),
        Kind::Unknown => {
            remarks.push(format!("Its media, {}, was left out.", quoted(&url)));
            return None;
        }
    };
    let is_remote = address::host(&address).is_some();
    let path = files.add(Wanted {
        folder,
        source: &url,
        name: &address::file_name(&address),
        otherwise,
        extension,
        address: is_remote.then_some(address.as_str()),
    });
    remarks.push(if is_remote {
        format!("Nothing is fetched here. Get {address} yourself, and put it into the story’s folder as {path}.")
    } else {
        format!("Put {url} into the story’s folder as {path}.")
    });
    if about.alt.is_empty() {
        remarks.push(format!(
            "Describe what {path} shows between the square brackets."
        ));
    }
    if about.credit.is_none() && kind == Kind::Picture {
        remarks.push(format!(
            "No credit was found for {path}. Write it in parentheses on the line below the picture: (Name/Agency)."
        ));
    }
    Some(Block::Media(Media {
        path,
        alt: about.alt,
        caption: about.caption,
        credit: about.credit,
    }))
}

/// What is said about the media of a slide.
struct About {
    alt: String,
    caption: Text,
    credit: Option<String>,
    title: Option<String>,
}

impl About {
    fn of(media: &Value) -> Self {
        let words = |name| {
            fields::text(media, name)
                .map(|html| html::words(&html))
                .filter(|words| !words.is_empty())
        };
        Self {
            alt: words("alt").unwrap_or_default(),
            caption: html::inline(&fields::text(media, "caption").unwrap_or_default()),
            credit: words("credit").map(|credit| without_parentheses(&credit).to_owned()),
            title: words("title"),
        }
    }
}

/// The story puts a credit into parentheses itself.
fn without_parentheses(credit: &str) -> &str {
    credit
        .strip_prefix('(')
        .and_then(|credit| credit.strip_suffix(')'))
        .filter(|within| !within.contains(['(', ')']) && !within.trim().is_empty())
        .unwrap_or(credit)
}

/// Media that is words: a `blockquote`, or plain text where an address should be.
fn quote(url: &str, about: &About) -> Option<Block> {
    let is_quote = url.to_ascii_lowercase().contains("<blockquote")
        || (!url.starts_with('<')
            && !url.contains("://")
            && url.split_whitespace().count() > 3
            && names::stem_and_extension(url).is_none());
    if !is_quote {
        return None;
    }
    let mut blocks: Vec<Block> = html::blocks(url)
        .into_iter()
        .flat_map(|block| match block {
            Block::Quote { blocks, .. } => blocks,
            block => vec![block],
        })
        .collect();
    let said_by: Vec<_> = [about.credit.clone(), Some(about.caption.words())]
        .into_iter()
        .flatten()
        .filter(|words| !words.is_empty())
        .collect();
    let attribution = if said_by.is_empty() {
        signature(&mut blocks)
    } else {
        Some(said_by.join(", "))
    };
    (!blocks.is_empty()).then_some(Block::Quote {
        blocks,
        attribution,
    })
}

/// Takes the last paragraph if it says who is quoted: `— Jane Roe`.
fn signature(blocks: &mut Vec<Block>) -> Option<String> {
    let Some(Block::Paragraph(last)) = blocks.last() else {
        return None;
    };
    let words = last.words();
    let name = words
        .strip_prefix(['—', '–'])
        .or_else(|| words.strip_prefix("--"))?
        .trim();
    if name.is_empty() || blocks.len() < 2 {
        return None;
    }
    let name = name.to_owned();
    blocks.pop();
    Some(name)
}

/// A page that shows something, as a link to it.
fn page(address: &str, service: String, about: About, remarks: &mut Vec<String>) -> Option<Block> {
    remarks.push(format!(
        "A story cannot show what is on {service}: there is a link to {address} instead."
    ));
    let caption = Some(about.caption.words()).filter(|words| !words.is_empty());
    let words = caption
        .or(about.title)
        .unwrap_or_else(|| format!("See it on {service}"));
    let mut text = Text::styled(
        words,
        Style {
            href: Some(address.to_owned()),
            ..Style::default()
        },
    );
    if let Some(credit) = about.credit {
        text.0.push(Span {
            words: format!(" ({credit})"),
            style: Style::default(),
        });
    }
    Some(Block::Paragraph(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(media: Value) -> (Option<Block>, Vec<String>, Files) {
        let (mut files, mut remarks) = (Files::default(), vec![]);
        let block = block(&media, "The weir", &mut files, &mut remarks);
        (block, remarks, files)
    }

    #[test]
    fn a_picture_elsewhere_is_named_and_not_fetched() {
        let (block, remarks, files) = read(json!({
            "url": "https://example.org/p/My%20weir.JPG?w=800",
            "caption": "<i>The weir</i>", "credit": "(Jane Roe/Agency)", "alt": "A weir."
        }));
        let Some(Block::Media(media)) = block else {
            panic!("this is a picture");
        };
        assert_eq!(media.path, "photos/My-weir.jpg");
        assert_eq!(media.alt, "A weir.");
        assert_eq!(media.credit.as_deref(), Some("Jane Roe/Agency"));
        assert_eq!(remarks.len(), 1);
        let files = files.into_list();
        assert_eq!(
            files[0].address.as_deref(),
            Some("https://example.org/p/My%20weir.JPG?w=800")
        );
    }

    #[test]
    fn what_a_story_cannot_show_becomes_a_link() {
        let (block, remarks, _) =
            read(json!({ "url": "https://youtu.be/abc", "credit": "Jane Roe" }));
        let Some(Block::Paragraph(text)) = block else {
            panic!("this is a paragraph");
        };
        assert_eq!(text.words(), "See it on YouTube (Jane Roe)");
        assert!(remarks[0].contains("https://youtu.be/abc"));
        let (block, ..) = read(json!({ "url": "<iframe src=\"//example.org/map\"></iframe>" }));
        let Some(Block::Paragraph(text)) = block else {
            panic!("this is a paragraph");
        };
        assert_eq!(
            text.0[0].style.href.as_deref(),
            Some("https://example.org/map")
        );
    }

    #[test]
    fn quotations_say_who_is_quoted() {
        for media in [
            json!({ "url": "<blockquote>It was loud.</blockquote>", "credit": "Jane Roe" }),
            json!({ "url": "It was very loud.", "caption": "Jane Roe" }),
            json!({ "url": "<blockquote><p>It was loud.</p>&mdash; Jane Roe</blockquote><script></script>" }),
        ] {
            let (block, ..) = read(media.clone());
            let Some(Block::Quote {
                blocks,
                attribution,
            }) = block
            else {
                panic!("this is a quotation: {media}");
            };
            assert_eq!(blocks.len(), 1);
            assert_eq!(attribution.as_deref(), Some("Jane Roe"));
        }
    }

    #[test]
    fn what_is_no_address_is_left_out() {
        for url in [
            "data:image/png;base64,AAAA",
            "javascript:alert(1)",
            "weir",
            "<img>",
        ] {
            let (block, remarks, _) = read(json!({ "url": url }));
            assert_eq!(block, None, "{url}");
            assert_eq!(remarks.len(), 1);
        }
        assert_eq!(read(json!({ "url": "" })).0, None);
        assert_eq!(read(json!([])).0, None);
    }
}

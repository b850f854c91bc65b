//! A publisher's logo, which is published as it is.

use roxmltree::{Document, Node, ParsingOptions};

use crate::author::Manuscript;
use crate::complaint::Complaint;
use crate::folder::{Folder, Refused};

/// What is wrong with the logo that a story names, if it names one.
pub fn check(manuscript: &Manuscript, folder: &Folder) -> Option<Complaint> {
    let logo = manuscript.story.publisher.as_ref()?.logo.as_ref()?;
    let refused = look_into(logo, folder).err()?;
    let at = manuscript.text.find(logo.as_str());
    let complaint = Complaint::error(&manuscript.file, format!("{logo} {}", refused.message))
        .help(refused.help);
    Some(match at {
        Some(at) => complaint.at(at..at + logo.len()),
        None => complaint,
    })
}

fn look_into(logo: &str, folder: &Folder) -> Result<(), Refused> {
    folder.find(logo)?;
    let name = logo.to_ascii_lowercase();
    if name.ends_with(".svg") {
        return match is_still(&folder.read_text(logo)?) {
            true => Ok(()),
            false => Err(Refused {
                message: "is no drawing that can do nothing but be looked at".to_owned(),
                help: "Export it as plain SVG, without scripts, links, other files and embedded pages, or as PNG"
                    .to_owned(),
            }),
        };
    }
    let endings = [".png", ".webp", ".avif", ".jpg", ".jpeg"];
    if endings.iter().any(|ending| name.ends_with(ending)) {
        return Ok(());
    }
    Err(Refused {
        message: "is no picture that a browser shows as it is".to_owned(),
        help: "Use an SVG, PNG, WebP, AVIF or JPEG".to_owned(),
    })
}

/// Whether a drawing holds nothing that a browser could run, or fetch from elsewhere. In a page it
/// would do neither, but whoever opens its own address is on the publisher's site.
fn is_still(svg: &str) -> bool {
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    let Ok(document) = Document::parse_with_options(svg, options) else {
        return false;
    };
    document.descendants().all(|node| {
        let is_command = node.pi().is_some_and(|pi| pi.target == "xml-stylesheet");
        !is_command && (!node.is_element() || is_still_element(&node))
    })
}

/// By name only: a prefix can stand for any namespace.
fn is_still_element(element: &Node<'_, '_>) -> bool {
    const LIVELY: [&str; 10] = [
        "script",
        "handler",
        "listener",
        "foreignObject",
        "iframe",
        "object",
        "embed",
        "audio",
        "video",
        "discard",
    ];
    let name = element.tag_name().name();
    let is_style = name.eq_ignore_ascii_case("style");
    let style = element.descendants().filter_map(|node| node.text());
    !LIVELY
        .iter()
        .any(|lively| name.eq_ignore_ascii_case(lively))
        && (!is_style || style.into_iter().all(is_still_style))
        && element.attributes().all(|attribute| {
            let (name, value) = (attribute.name().to_ascii_lowercase(), attribute.value());
            // What an animation would make of an address cannot be told.
            let is_of_address =
                name == "attributename" && value.to_ascii_lowercase().contains("href");
            !name.starts_with("on")
                && !is_of_address
                && (name != "href" || is_within(value))
                && (name != "src")
                && is_still_style(value)
        })
}

/// Whether an address leads to a part of the drawing, or to a picture that is in it.
fn is_within(address: &str) -> bool {
    let pictures = ["png", "jpeg", "jpg", "gif", "webp"];
    let is_picture = |kind: &&str| address.starts_with(&format!("data:image/{kind};base64,"));
    address.starts_with('#') || pictures.iter().any(is_picture)
}

/// Whether a style, or what may be one, fetches nothing.
fn is_still_style(style: &str) -> bool {
    let style = style.to_ascii_lowercase();
    let addresses = style
        .match_indices("url(")
        .map(|(at, found)| &style[at + found.len()..]);
    !style.contains("@import")
        && !style.contains("javascript:")
        && addresses.into_iter().all(|rest| {
            let address = rest.trim_start_matches([' ', '"', '\'']);
            address.starts_with('#') || address.starts_with("data:")
        })
}

#[cfg(test)]
mod tests {
    use super::is_still;

    fn drawing(inside: &str) -> String {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>{inside}</svg>"
        )
    }

    #[test]
    fn a_drawing_that_can_only_be_looked_at_is_still() {
        for inside in [
            "",
            "<title>The Paper</title><path d='M0 0h3v2z' fill='url(#a)'/>",
            "<style>.a { fill: red; mask: url( \"#a\") }</style><use xlink:href='#a'/>",
            "<image href='data:image/png;base64,AAAA'/>",
            "<animate attributeName='opacity' from='0' to='1'/>",
        ] {
            assert!(is_still(&drawing(inside)), "{inside}");
        }
    }

    #[test]
    fn a_drawing_that_could_run_or_fetch_anything_is_not() {
        for inside in [
            "<script>window.hostile=1</script>",
            "<a:script xmlns:a='http://www.w3.org/2000/svg'/>",
            "<SCRIPT/>",
            "<g onload='window.hostile=1'/>",
            "<a href='javascript:x'/>",
            "<a xlink:href=' java&#x9;script:x'/>",
            "<image href='https://hostile.invalid/a.png'/>",
            "<image href='data:image/svg+xml;base64,AAAA'/>",
            "<use href='//hostile.invalid/a.svg#a'/>",
            "<foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml' src='x'/></foreignObject>",
            "<a><set attributeName='href' to='javascript:x'/></a>",
            "<style>@import 'https://hostile.invalid/a.css';</style>",
            "<g style='fill: url(https://hostile.invalid/a.svg#a)'/>",
            "<unclosed>",
        ] {
            assert!(!is_still(&drawing(inside)), "{inside}");
        }
        assert!(!is_still(&format!(
            "<?xml-stylesheet href='a.css'?>{}",
            drawing("")
        )));
        assert!(!is_still("<!doctype html><script></script>"));
    }
}

//! The index's pages: every story with its picture, its dek and its date, the newest first. It needs no
//! program.

use std::fmt::Write as _;

use reportage_story::{Direction, Photo, Variant};

use super::{About, Listed, feed};
use crate::language::direction;
use crate::page::html::{self, attribute, tag, text};
use crate::page::{File, GENERATOR, description, index_style, picture, source};

/// How many stories stand on one page.
const MOST: usize = 60;

/// Where the index will stand.
#[derive(Clone, Copy)]
pub struct Address<'a> {
    /// The address of its folder.
    pub base: &'a str,
    /// Whether there is a feed beside it.
    pub has_feed: bool,
}

/// The pages, the first of them first, with their names.
pub fn pages(
    about: &About,
    stories: &[Listed],
    address: Option<Address<'_>>,
) -> Vec<(String, String)> {
    let icon = File::icon().name;
    let chunks: Vec<_> = match stories {
        [] => vec![stories],
        _ => stories.chunks(MOST).collect(),
    };
    let total = chunks.len();
    chunks
        .into_iter()
        .enumerate()
        .map(|(at, stories)| (name(at), page(about, stories, address, &icon, (at, total))))
        .collect()
}

fn name(at: usize) -> String {
    match at {
        0 => "index.html".to_owned(),
        _ => format!("index-{}.html", at + 1),
    }
}

/// The address of a page from any other.
fn way_to(at: usize) -> String {
    match at {
        0 => "./".to_owned(),
        _ => name(at),
    }
}

fn page(
    about: &About,
    stories: &[Listed],
    address: Option<Address<'_>>,
    icon: &str,
    (at, total): (usize, usize),
) -> String {
    let canonical = address.map(|Address { base, .. }| match at {
        0 => base.to_owned(),
        _ => format!("{base}{}", name(at)),
    });
    let style = index_style();
    let policy = format!(
        "default-src 'none'; style-src '{}'; img-src 'self'; base-uri 'none'; form-action 'none'",
        source(&style)
    );
    let language = &about.in_language;
    let mut html = html::open(language, direction(language), &about.name, &policy);
    for (name, content) in [
        ("description", about.description.as_deref()),
        ("generator", Some(GENERATOR)),
        ("referrer", Some("strict-origin-when-cross-origin")),
        ("color-scheme", Some("light dark")),
    ] {
        if let Some(content) = content {
            tag(&mut html, "meta", &[("name", name), ("content", content)]);
        }
    }
    if let Some(canonical) = &canonical {
        tag(
            &mut html,
            "link",
            &[("rel", "canonical"), ("href", canonical)],
        );
    }
    if address.is_some_and(|address| address.has_feed) {
        let feed = [
            ("rel", "alternate"),
            ("type", "application/atom+xml"),
            ("href", feed::NAME),
        ];
        tag(&mut html, "link", &feed);
    }
    let icon = ("href", icon);
    tag(
        &mut html,
        "link",
        &[("rel", "icon"), icon, ("type", "image/svg+xml")],
    );
    let _ = write!(
        html,
        "<style>{style}</style>\n</head>\n<body class=\"index\">\n<main>\n"
    );
    html.push_str("<header>\n<h1 id=\"name\">");
    text(&mut html, &about.name);
    html.push_str("</h1>\n");
    if let Some(description) = &about.description {
        paragraph(&mut html, "about", description);
    }
    // Safari tells nobody of a list that shows no marks, unless it is said.
    html.push_str("</header>\n<ol class=\"stories\" role=\"list\">\n");
    for (index, story) in stories.iter().enumerate() {
        item(&mut html, story, at == 0 && index == 0, index);
    }
    html.push_str("</ol>\n");
    if total > 1 {
        // In the page's language, whichever that is.
        html.push_str("<nav aria-labelledby=\"name\">\n");
        for other in 0..total {
            let current = if other == at {
                " aria-current=\"page\""
            } else {
                ""
            };
            let _ = writeln!(
                html,
                "<a href=\"{}\"{current}>{}</a>",
                way_to(other),
                other + 1
            );
        }
        html.push_str("</nav>\n");
    }
    html.push_str("</main>\n</body>\n</html>\n");
    html
}

fn item(html: &mut String, listed: &Listed, is_first: bool, index: usize) {
    let Listed { story, folder } = listed;
    html.push_str("<li");
    attribute(html, "lang", &story.in_language);
    let is_rtl = story.direction == Direction::Rtl;
    attribute(html, "dir", if is_rtl { "rtl" } else { "ltr" });
    if is_first {
        attribute(html, "class", "newest");
    }
    html.push_str(">\n");
    let _ = write!(html, "<a href=\"");
    text(html, folder);
    html.push_str("\">");
    let photo = picture(story).map(|(photo, _)| photo);
    if let Some(photo) = photo {
        // The first few are in the window at once.
        image(html, photo, folder, is_first, index < 3);
    }
    html.push_str("<h2>");
    text(html, &story.headline);
    html.push_str("</h2></a>\n");
    if let Some(dek) = description(story) {
        paragraph(html, "dek", &dek);
    }
    html.push_str("<p class=\"meta\">");
    if let Some(date) = &story.date_published {
        let _ = write!(html, "<time datetime=\"{date}\">");
        text(html, story.words.date(date));
        html.push_str("</time>");
    }
    if let Some(credit) = photo.and_then(Photo::credit) {
        html.push_str(" <span class=\"credit\">(<bdi>");
        text(html, credit);
        html.push_str("</bdi>)</span>");
    }
    html.push_str("</p>\n</li>\n");
}

/// The photo, whole.
fn image(html: &mut String, photo: &Photo, folder: &str, is_first: bool, is_near: bool) {
    let sizes = match is_first {
        true => "(min-width: 70rem) 39rem, (min-width: 60rem) 58vw, 100vw",
        false => "(min-width: 64rem) 20rem, (min-width: 42rem) 46vw, 100vw",
    };
    html.push_str("<picture>");
    let (jpegs, others): (Vec<_>, Vec<_>) = photo
        .variants
        .iter()
        .partition(|variant| variant.media_type == "image/jpeg");
    if let Some(first) = others.first() {
        let _ = write!(html, "<source type=\"{}\"", first.media_type);
        srcset(html, &others, folder);
        let _ = write!(html, " sizes=\"{sizes}\">");
    }
    let loading = if is_near { "eager" } else { "lazy" };
    let _ = write!(html, "<img loading=\"{loading}\" sizes=\"{sizes}\"");
    srcset(html, &jpegs, folder);
    if let Some(middle) = jpegs.get(jpegs.len() / 2) {
        let Variant {
            src, width, height, ..
        } = middle;
        html.push_str(" src=\"");
        text(html, &format!("{folder}{src}"));
        let _ = write!(html, "\" width=\"{width}\" height=\"{height}\"");
    }
    // The headline beside it is the link's name.
    html.push_str(" alt=\"\"></picture>");
}

fn srcset(html: &mut String, variants: &[&Variant], folder: &str) {
    let all: Vec<_> = variants
        .iter()
        .map(|variant| format!("{folder}{} {}w", variant.src, variant.width))
        .collect();
    html.push_str(" srcset=\"");
    text(html, &all.join(", "));
    html.push('"');
}

fn paragraph(html: &mut String, class: &str, words: &str) {
    let _ = write!(html, "<p class=\"{class}\">");
    text(html, words);
    html.push_str("</p>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_stories_is_told_as_one_and_the_way_to_the_others_has_the_pages_name() {
        let about = About {
            name: "Reports & more".to_owned(),
            description: None,
            in_language: "en".to_owned(),
        };
        let story = r#"{ "formatVersion": 1, "headline": "The bridge", "inLanguage": "en",
                         "cards": [{ "id": "one", "kind": "text", "heading": "One" }] }"#;
        let listed = Listed {
            story: reportage_story::read(story).expect("this is a story").story,
            folder: "bridge/".to_owned(),
        };
        let pages = pages(&about, &vec![listed; MOST + 1], None);
        assert_eq!(pages.len(), 2);
        for (name, page) in pages {
            for part in [
                "<h1 id=\"name\">Reports &amp; more</h1>",
                "<nav aria-labelledby=\"name\">",
                "<ol class=\"stories\" role=\"list\">",
            ] {
                assert!(page.contains(part), "{name} has no {part}");
            }
        }
    }
}

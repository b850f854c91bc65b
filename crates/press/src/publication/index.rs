//! The index: every story with its picture, its dek and its date, the newest first. It needs no
//! program.

use std::fmt::Write as _;

use reportage_story::{Direction, Photo, Variant};

use super::{About, Published, feed};
use crate::language::direction;
use crate::page::html::{self, attribute, tag, text};
use crate::page::{File, GENERATOR, description, index_style, picture, source};

/// How many stories stand on one page.
const MOST: usize = 60;

/// The pages, the first of them first, with their names.
pub fn pages(
    about: &About,
    stories: &[Published],
    base_url: Option<&str>,
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
        .map(|(at, stories)| (name(at), page(about, stories, base_url, &icon, (at, total))))
        .collect()
}

fn name(at: usize) -> String {
    match at {
        0 => "index.html".to_owned(),
        _ => format!("index-{}.html", at + 1),
    }
}

/// The address of a page from any other.
fn address(at: usize) -> String {
    match at {
        0 => "./".to_owned(),
        _ => name(at),
    }
}

fn page(
    about: &About,
    stories: &[Published],
    base_url: Option<&str>,
    icon: &str,
    (at, total): (usize, usize),
) -> String {
    let canonical = base_url.map(|base| match at {
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
        let feed = [
            ("rel", "alternate"),
            ("type", "application/atom+xml"),
            ("href", feed::NAME),
        ];
        tag(
            &mut html,
            "link",
            &[("rel", "canonical"), ("href", canonical)],
        );
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
    html.push_str("<header>\n<h1>");
    text(&mut html, &about.name);
    html.push_str("</h1>\n");
    if let Some(description) = &about.description {
        paragraph(&mut html, "about", description);
    }
    html.push_str("</header>\n<ol class=\"stories\">\n");
    for (index, story) in stories.iter().enumerate() {
        item(&mut html, story, at == 0 && index == 0, index);
    }
    html.push_str("</ol>\n");
    if total > 1 {
        html.push_str("<nav>\n");
        for other in 0..total {
            let current = if other == at {
                " aria-current=\"page\""
            } else {
                ""
            };
            let _ = writeln!(
                html,
                "<a href=\"{}\"{current}>{}</a>",
                address(other),
                other + 1
            );
        }
        html.push_str("</nav>\n");
    }
    html.push_str("</main>\n</body>\n</html>\n");
    html
}

fn item(html: &mut String, published: &Published, is_first: bool, index: usize) {
    let Published { story, folder } = published;
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

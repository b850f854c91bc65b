//! The page that is published: the whole story as HTML, readable before any program
//! arrives and without one.

mod alternates;
pub mod html;
mod json_ld;
mod oembed;
mod offline;
mod policy;
mod program;
mod share;
mod whole;

use std::fmt::Write as _;

use reportage_story::{ColorScheme, Story};
use reportage_view::Base;

use crate::theme::Theme;
use html::{attribute, json_in_html, tag};

pub use alternates::{Alternate, alternates};
pub use oembed::{EMBED_SCRIPT, OEMBED, SCRIPT, is_our_frame, oembed, snippet};
pub use offline::{Kept, OFFLINE, OFFLINE_WORKER, kept, nothing_offline, offline};
pub use policy::{Allowed, policy, source};
pub use program::{File, Program, index_style, offline_worker};
pub use share::{description, picture};
pub use whole::write_whole;

/// What wrote a page, as it says itself; by this the press knows its own pages.
pub const GENERATOR: &str = concat!("Reportage ", env!("CARGO_PKG_VERSION"));

/// Whether this names a press as what wrote something: of this or of any other version.
pub fn is_generator(name: &str) -> bool {
    name.strip_prefix("Reportage ").is_some_and(|version| {
        version.starts_with(|c: char| c.is_ascii_digit())
            && version
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || ".-+".contains(c))
    })
}

/// Has a page's address end as that of a folder, unless it is a file's. A page names its photos
/// from the folder that it stands in: without the slash at its end that would be the one above.
pub fn end_as_folder(url: &mut String) {
    let Ok(mut parsed) = url::Url::parse(url) else {
        return;
    };
    let path = parsed.path();
    let is_page = [".html", ".htm"].iter().any(|end| path.ends_with(end));
    if is_absolute(url) && !is_page && !path.ends_with('/') {
        parsed.set_path(&format!("{path}/"));
        *url = parsed.into();
    }
}

/// A page and what belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// `index.html`.
    pub html: String,
    /// What it needs to be allowed.
    pub allowed: Allowed,
}

/// Where a page will stand, for the few addresses that have to be absolute.
#[derive(Clone, Copy, Debug)]
struct Site<'a> {
    base: Option<&'a str>,
}

impl<'a> Site<'a> {
    /// The address that the story says it has, if that is an absolute one.
    fn of(story: &'a Story) -> Self {
        Self {
            base: story.url.as_deref().filter(|url| is_absolute(url)),
        }
    }

    /// The page's own address.
    fn url(&self) -> Option<&str> {
        self.base
    }

    /// The origin of the page and of everything that belongs to it.
    fn origin(&self) -> Option<String> {
        let url = url::Url::parse(self.base?).ok()?;
        Some(url.origin().ascii_serialization())
    }

    /// The absolute address of what lies at `address` from the page; none if it is not
    /// known where the page will stand.
    fn absolute(&self, address: &str) -> Option<String> {
        if is_absolute(address) {
            return Some(address.to_owned());
        }
        // With `..` taken out: not everybody who is told the address does that.
        let base = url::Url::parse(self.base?).ok()?;
        Some(base.join(address).ok()?.into())
    }
}

/// Whether an address names its host.
pub fn is_absolute(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

/// What else a page is made of.
#[derive(Clone, Copy, Debug)]
pub struct Parts<'a> {
    /// The program that wakes it.
    pub program: &'a Program,
    /// Its icon.
    pub icon: &'a File,
    /// Its look.
    pub theme: &'a Theme,
    /// A further script beside them, by its address: the preview's.
    pub script: Option<&'a str>,
    /// The way from the page to the story's folder, in which its fonts lie: empty, or `../`.
    pub up: &'a str,
    /// And from there to the folder in which the program and the icon lie.
    pub root: &'a str,
    /// All editions of the story.
    pub alternates: &'a [Alternate],
    /// Whether readers may keep it on their device.
    pub offline: bool,
}

/// Writes the page of a story whose pictures are pressed.
pub fn write(story: &Story, parts: Parts<'_>) -> Page {
    let site = Site::of(story);
    let to_program = format!("{}{}", parts.up, parts.root);
    let style = program::style(&parts.theme.css_from(parts.up));
    let script = program::first_script(parts.program, &to_program);
    let allowed = Allowed {
        script: policy::source(&script),
        style: policy::source(&style),
        origin: site.origin(),
        offline: parts.offline,
    };
    let policy = policy::content_security_policy(&[&allowed]);
    let base = Base::default();
    let mut html = html::open_story(story, &policy);
    if let Some(link) = reportage_view::preload(story, &base) {
        html.push_str(&link);
        html.push('\n');
    }
    describe(&mut html, story, parts.theme);
    head(&mut html, story, site, parts);
    // The script above the style: it waits for what a browser has stored, while the rest is on its way.
    let _ = write!(html, "<script>{script}</script>\n<style>{style}</style>\n");
    if let Some(script) = parts.script {
        html.push_str("<script type=\"module\"");
        attribute(&mut html, "src", &format!("{to_program}{script}"));
        html.push_str("></script>\n");
    }
    html.push_str("</head>\n<body>\n<main id=\"reportage-story\"");
    if parts.offline {
        html.push_str(" data-offline");
    }
    html.push('>');
    html.push_str(&reportage_view::to_html(story, &base));
    html.push_str("</main>\n<script type=\"application/ld+json\">");
    html.push_str(&json_in_html(&json_ld::news_article(story, &site)));
    html.push_str("</script>\n</body>\n</html>\n");
    Page { html, allowed }
}

/// What a page says of itself wherever it is.
fn describe(html: &mut String, story: &Story, theme: &Theme) {
    let mut name = |name: &str, content: Option<&str>| {
        if let Some(content) = content {
            tag(html, "meta", &[("name", name), ("content", content)]);
        }
    };
    name("description", share::description(story).as_deref());
    name("generator", Some(GENERATOR));
    name("robots", story.draft.then_some("noindex"));
    name("referrer", Some("strict-origin-when-cross-origin"));
    name("color-scheme", Some(color_scheme(story)));
    for (scheme, color) in theme_colors(story, theme) {
        let media = format!("(prefers-color-scheme: {scheme})");
        tag(
            html,
            "meta",
            &[
                ("name", "theme-color"),
                ("media", &media),
                ("content", color),
            ],
        );
    }
}

/// What search engines and other sites are told.
fn head(html: &mut String, story: &Story, site: Site<'_>, parts: Parts<'_>) {
    let description = share::description(story);
    let picture = share::picture(story);
    let card = match picture {
        Some(_) => "summary_large_image",
        None => "summary",
    };
    tag(html, "meta", &[("name", "twitter:card"), ("content", card)]);
    let mut property = |name: &str, content: Option<&str>| {
        if let Some(content) = content {
            tag(html, "meta", &[("property", name), ("content", content)]);
        }
    };
    property("og:type", Some("article"));
    property("og:title", Some(&story.headline));
    property("og:description", description.as_deref());
    property("og:url", site.url());
    property(
        "og:site_name",
        story
            .publisher
            .as_ref()
            .map(|publisher| publisher.name.as_str()),
    );
    property("og:locale", locale(&story.in_language).as_deref());
    property("article:published_time", story.date_published.as_deref());
    property("article:modified_time", story.date_modified.as_deref());
    if let Some((photo, file)) = picture
        && let Some(address) = site.absolute(&file.src)
    {
        property("og:image", Some(&address));
        property("og:image:type", Some(&file.media_type));
        property("og:image:width", Some(&file.width.to_string()));
        property("og:image:height", Some(&file.height.to_string()));
        property(
            "og:image:alt",
            Some(&photo.alt_text)
                .filter(|alt| !alt.is_empty())
                .map(String::as_str),
        );
    }
    if let Some(url) = site.url() {
        tag(html, "link", &[("rel", "canonical"), ("href", url)]);
    }
    if site.url().is_some()
        && let Some(address) = site.absolute(OEMBED)
    {
        tag(
            html,
            "link",
            &[
                ("rel", "alternate"),
                ("type", "application/json+oembed"),
                ("href", &address),
                ("title", &story.headline),
            ],
        );
    }
    for Alternate { hreflang, href } in parts.alternates {
        tag(
            html,
            "link",
            &[("rel", "alternate"), ("hreflang", hreflang), ("href", href)],
        );
    }
    tag(
        html,
        "link",
        &[
            ("rel", "icon"),
            (
                "href",
                &format!("{}{}{}", parts.up, parts.root, parts.icon.name),
            ),
            ("type", "image/svg+xml"),
        ],
    );
}

fn color_scheme(story: &Story) -> &'static str {
    match story.theme.color_scheme {
        ColorScheme::Auto => "light dark",
        ColorScheme::Light => "light",
        ColorScheme::Dark => "dark",
    }
}

/// The ground, for the browser's own frame.
fn theme_colors<'a>(story: &Story, theme: &'a Theme) -> [(&'static str, &'a str); 2] {
    let [light, dark] = &theme.ground;
    match story.theme.color_scheme {
        ColorScheme::Auto => [("light", light), ("dark", dark)],
        ColorScheme::Light => [("light", light), ("dark", light)],
        ColorScheme::Dark => [("light", dark), ("dark", dark)],
    }
}

/// `pt-BR` as Open Graph has it, `pt_BR`; none without a region.
fn locale(tag: &str) -> Option<String> {
    let mut parts = tag.split('-');
    let language = parts.next()?;
    let region = parts.find(|part| part.len() == 2)?;
    Some(format!("{language}_{}", region.to_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::{GENERATOR, end_as_folder, is_generator};

    #[test]
    fn the_press_knows_its_own_name_and_no_other() {
        assert!(is_generator(GENERATOR) && is_generator("Reportage 12.0.1-rc.2"));
        for other in [
            "Reportage ",
            "Reportage Photo Blog",
            "Our Reportage 0.1.0",
            "",
        ] {
            assert!(!is_generator(other), "{other}");
        }
    }

    #[test]
    fn the_address_of_a_page_is_that_of_its_folder() {
        for (url, expected) in [
            ("https://example.org/mosul", "https://example.org/mosul/"),
            ("https://example.org/mosul/", "https://example.org/mosul/"),
            ("https://example.org", "https://example.org"),
            ("https://example.org/v1.2", "https://example.org/v1.2/"),
            ("https://example.org/a?b=c", "https://example.org/a/?b=c"),
            ("https://example.org/a.html", "https://example.org/a.html"),
            ("mosul", "mosul"),
        ] {
            let mut ended = url.to_owned();
            end_as_folder(&mut ended);
            assert_eq!(ended, expected);
        }
    }
}

//! The page of a story in one file: everything that it needs stands in it, and it may ask for
//! nothing else.

use std::collections::HashMap;
use std::fmt::Write as _;

use reportage_story::Story;
use reportage_view::Base;

use super::html::{self, base64, data, tag};
use super::program::{self, Program};
use super::{Site, describe, policy};
use crate::theme::Theme;

/// Says before anything is painted that a program will run, and puts back what the reader has
/// chosen; no data can be saved any more.
const FIRST: &str = "{const data=document.documentElement.dataset;\
    try{Object.assign(data,JSON.parse(localStorage.reportage))}catch{}\
    data.viewer=\"loading\";delete data.saving}";

const WHEN_WANTED: &str = "addEventListener(\"reportage-tools\",start,{once:true,capture:true});";

/// Writes the page. `media` has the bytes of every file that the story names, and maybe of others,
/// as `data:` addresses, by its own.
pub fn write_whole(
    story: &Story,
    theme: &Theme,
    program: &Program,
    media: &HashMap<String, String>,
) -> String {
    let style = program::style(&with_fonts(theme)) + &program::program_style();
    let scripts = scripts(program);
    let [style_source, first_source] = [&style, FIRST].map(policy::source);
    let script_sources: String = scripts
        .iter()
        .map(|script| format!(" '{}'", policy::source(script)))
        .collect();
    let policy = format!(
        "default-src 'none'; \
         script-src 'wasm-unsafe-eval' '{first_source}'{script_sources}; \
         style-src '{style_source}'; img-src data:; media-src data: blob:; font-src data:; \
         base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'"
    );
    let mut html = html::open_story(story, &policy);
    describe(&mut html, story, theme);
    if let Some(url) = Site::of(story).url() {
        tag(&mut html, "link", &[("rel", "canonical"), ("href", url)]);
    }
    let icon = data("image/svg+xml", &super::File::icon().bytes);
    tag(&mut html, "link", &[("rel", "icon"), ("href", &icon)]);
    let _ = write!(html, "<style>{style}</style>\n<script>{FIRST}</script>\n");
    html.push_str("</head>\n<body>\n<main id=\"reportage-story\">");
    put_in(
        &mut html,
        &reportage_view::to_html(story, &Base::default()),
        media,
    );
    html.push_str("</main>\n");
    for script in &scripts {
        let _ = writeln!(html, "<script type=\"module\">{script}</script>");
    }
    html.push_str("</body>\n</html>\n");
    html
}

/// What makes videos play; the tools, which wait until they are wanted; and what wakes the page.
/// Each has its own names, so each is a script by itself.
fn scripts(program: &Program) -> [String; 3] {
    let videos = include_str!("../../../../assets/one-file-videos.js");
    let [page, tools] = &program.bare;
    [
        program::inline(videos),
        start(tools, &program.tools_wasm.bytes, WHEN_WANTED),
        start(page, &program.wasm.bytes, "start();"),
    ]
}

/// A program with its WebAssembly in it.
fn start(script: &str, wasm: &[u8], when: &str) -> String {
    let start = program::inline(include_str!("../../../../assets/one-file.js"))
        .replace("{when}", when)
        .replace("{wasm}", &base64(wasm));
    format!("{script}\n{start}")
}

/// The theme's style with its fonts in it.
fn with_fonts(theme: &Theme) -> String {
    theme.fonts.iter().fold(theme.css.clone(), |css, font| {
        let data = data("font/woff2", &font.bytes);
        css.replace(&format!("url({})", font.address), &format!("url({data})"))
    })
}

/// Adds what the view has written, with bytes in place of addresses. A link to a file leads
/// nowhere in a file of its own: browsers open no `data:` address.
fn put_in(html: &mut String, view: &str, media: &HashMap<String, String>) {
    let mut rest = view;
    while let Some(at) = rest.find('<') {
        let (words, tag) = rest.split_at(at);
        html.push_str(words);
        rest = put_tag(html, tag, media);
    }
    html.push_str(rest);
}

/// Adds a tag, and returns what comes after it.
fn put_tag<'a>(html: &mut String, tag: &'a str, media: &HashMap<String, String>) -> &'a str {
    let mut rest = tag;
    // An attribute's value may hold a `>`, and never a quotation mark.
    while let Some(at) = rest.find(['"', '>']) {
        let (before, found) = rest.split_at(at + 1);
        html.push_str(before);
        if before.ends_with('>') {
            return found;
        }
        let end = found.find('"').unwrap_or(found.len());
        let (value, after) = found.split_at(end);
        match media.get(value) {
            Some(_) if before.ends_with(" href=\"") => html.push('#'),
            Some(data) => html.push_str(data),
            None => html.push_str(value),
        }
        let close = after.len().min(1);
        html.push_str(&after[..close]);
        rest = &after[close..];
    }
    html.push_str(rest);
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_give_way_to_bytes_and_words_stay() {
        let media = HashMap::from([("media/a.jpg".to_owned(), "data:,a".to_owned())]);
        let mut html = String::new();
        put_in(
            &mut html,
            "<a href=\"media/a.jpg\">media/a.jpg x=\"</a><img alt=\"> x\" src=\"media/a.jpg\" data-src=\"media/b.jpg\">",
            &media,
        );
        assert_eq!(
            html,
            "<a href=\"#\">media/a.jpg x=\"</a><img alt=\"> x\" src=\"data:,a\" data-src=\"media/b.jpg\">"
        );
    }
}

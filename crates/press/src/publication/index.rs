//! What stands above many stories: pages, feed, maps, headers.

use std::fs;

use super::{About, Listed, feed, pages, sitemap};
use crate::page::{Program, is_generator};
use crate::publish::{Out, OutError, is_our_headers, is_our_page};
use crate::serving::stories_headers;

/// Writes it: the index, in pages; where the address is known a feed and a map; and what the
/// server should say. What leads to something comes after it. What an earlier run wrote and this
/// did not is taken away: it would lead to what there was then.
///
/// # Errors
/// If a file cannot be written, or is not the press's own.
pub fn put(
    about: &About,
    stories: &[Listed],
    base_url: Option<&str>,
    program: &Program,
    out: &Out,
) -> Result<(), OutError> {
    let feed = base_url.and_then(|base| feed::feed(about, stories, base));
    let maps = base_url.map_or_else(Vec::new, |base| sitemap::maps(stories, base));
    let address = base_url.map(|base| pages::Address {
        base,
        has_feed: feed.is_some(),
    });
    let pages = pages::pages(about, stories, address);
    for (name, _) in &pages {
        out.may_put(name, is_our_page)?;
    }
    for (name, _) in &maps {
        out.may_put(name, sitemap::is_ours)?;
    }
    if feed.is_some() {
        out.may_put(feed::NAME, feed::is_ours)?;
    }
    let folders = stories.iter().map(|story| story.folder.as_str());
    let headers = stories_headers(folders, program);
    out.put_page("_headers", headers.as_bytes(), is_our_headers)?;
    if let Some(feed) = &feed {
        out.put_page(feed::NAME, feed.as_bytes(), feed::is_ours)?;
    }
    for (name, html) in pages.iter().rev() {
        out.put_page(name, html.as_bytes(), is_our_page)?;
    }
    for (name, map) in maps.iter().rev() {
        out.put_page(name, map.as_bytes(), sitemap::is_ours)?;
    }
    remove_former(out)
}

/// Takes away what was not written now.
fn remove_former(out: &Out) -> Result<(), OutError> {
    let written = out.marks();
    let names = fs::read_dir(out.path()).into_iter().flatten().flatten();
    let names = names.filter_map(|entry| entry.file_name().into_string().ok());
    for name in names.filter(|name| !written.contains_key(name)) {
        if name == feed::NAME {
            out.remove_page(&name, feed::is_ours)?;
        } else if is_one_of(&name, "index", ".html") {
            out.remove_page(&name, is_our_page)?;
        } else if is_one_of(&name, "sitemap", ".xml") {
            out.remove_page(&name, sitemap::is_ours)?;
        }
    }
    Ok(())
}

/// `index.html`, `index-2.html`.
fn is_one_of(name: &str, stem: &str, end: &str) -> bool {
    let number = name
        .strip_prefix(stem)
        .and_then(|rest| rest.strip_suffix(end));
    number.is_some_and(|number| {
        number.is_empty()
            || number
                .strip_prefix('-')
                .is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

/// Whether a file says between these marks that a press has written it.
pub(super) fn is_signed(there: &[u8], before: &str, after: &str) -> bool {
    let text = String::from_utf8_lossy(there);
    text.split_once(before)
        .and_then(|(_, rest)| rest.split_once(after))
        .is_some_and(|(name, _)| is_generator(name))
}

//! What a page of the press's refers to beside itself.

use std::collections::HashSet;

use super::files::BuiltFile;
use crate::serving::bears_hash;

/// The names of files, from the built folder, that a page refers to and that are not there. Of
/// links only those to media count, and on an `index`, whose links are all the press's own, every
/// one: an author may link to what somebody else puts there.
pub fn missing(
    page: &BuiltFile,
    html: &str,
    is_index: bool,
    there: &HashSet<String>,
) -> Vec<String> {
    let mut missing: Vec<_> = addresses(html, is_index)
        .into_iter()
        .filter(|address| is_beside(address))
        .map(|address| from_folder(&page.name, &address))
        .filter(|name| !there.contains(name))
        .collect();
    missing.sort();
    missing.dedup();
    missing
}

/// Every address of a page that a browser follows by itself, and links as above.
fn addresses(html: &str, is_index: bool) -> Vec<String> {
    let mut addresses = Vec::new();
    let mut rest = html;
    while let Some((_, tag)) = rest.split_once('<') {
        let (attributes, after) = tag_end(tag);
        let name = tag
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap_or_default();
        let is_link = name == "a" && !is_index;
        let is_data = attributes.contains(&("type", "application/ld+json"));
        for (attribute, value) in attributes {
            let value = value.replace("&amp;", "&");
            match attribute {
                "href" if is_link && !bears_hash(&value) => {}
                "src" | "data-src" | "poster" | "href" => addresses.push(value),
                "srcset" | "data-srcset" => addresses.extend(
                    value
                        .split(',')
                        .filter_map(|one| one.split_whitespace().next())
                        .map(str::to_owned),
                ),
                _ => {}
            }
        }
        rest = after;
        if let "script" | "style" = name {
            let end = rest.find(&format!("</{name}")).unwrap_or(rest.len());
            addresses.extend(inline(&rest[..end]).filter(|_| !is_data));
            rest = &rest[end..];
        }
    }
    addresses
}

/// The attributes of a tag that have a value, and what comes after it. The press writes all of
/// them within quotation marks.
fn tag_end(tag: &str) -> (Vec<(&str, &str)>, &str) {
    let mut attributes = Vec::new();
    let mut rest = tag;
    while let Some(at) = rest.find(['"', '>']) {
        let (before, found) = rest.split_at(at);
        let found = &found[1..];
        if rest.as_bytes()[at] == b'>' {
            return (attributes, found);
        }
        let name = before.trim_end_matches('=').rsplit(' ').next();
        let (value, after) = found.split_once('"').unwrap_or((found, ""));
        attributes.push((name.unwrap_or_default(), value));
        rest = after;
    }
    (attributes, "")
}

/// What a style or a script names: `url(media/…)`, `import("../reportage-….js")`.
fn inline(text: &str) -> impl Iterator<Item = String> {
    text.split(['"', '\'', '(', ')'])
        .filter(|word| {
            word.starts_with("./") || word.starts_with("../") || word.starts_with("media/")
        })
        .filter(|word| !word.contains(char::is_whitespace))
        .map(str::to_owned)
}

/// Whether an address is that of another file of the same site, said from where the page stands.
fn is_beside(address: &str) -> bool {
    let scheme = address.split(['/', '?', '#']).next().unwrap_or_default();
    !address.is_empty() && !address.starts_with(['/', '#', '?']) && !scheme.contains(':')
}

/// The name of the file that has this address from a page.
pub fn from_folder(page: &str, address: &str) -> String {
    let address = address.split(['?', '#']).next().unwrap_or_default();
    let mut parts: Vec<_> = page.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "" | "." => {}
            // What leads out of the folder is not there by any name.
            ".." if parts.is_empty() => return address.to_owned(),
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    if matches!(address.rsplit('/').next(), Some("" | "." | "..")) {
        parts.push("index.html");
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::{addresses, from_folder, is_beside};

    #[test]
    fn all_that_a_page_asks_for_is_found() {
        let html = "<link rel=\"icon\" href=\"../icon.svg\"><style>@font-face{src:url(media/a.woff2)}</style>\
            <script>{const a=\"<b\";import(\"../reportage.js\")}</script>\
            <script type=\"application/ld+json\">{\"headline\":\"../words\"}</script>\
            <a href=\"../river/\">x > y</a><a href=\"../media/others.html\">w</a><a href=\"media/large-0123456789abcdef.jpg\">z</a>\
            <img alt=\"a > b\" srcset=\"media/a.jpg 1w, media/b.jpg 2w\" data-src=\"media/c.jpg\">";
        let asked = [
            "../icon.svg",
            "media/a.woff2",
            "../reportage.js",
            "media/large-0123456789abcdef.jpg",
            "media/a.jpg",
            "media/b.jpg",
            "media/c.jpg",
        ];
        assert_eq!(addresses(html, false), asked);
        assert!(addresses(html, true).contains(&"../river/".to_owned()));
    }

    #[test]
    fn an_address_is_a_name_from_the_folder() {
        for (page, address, name) in [
            ("index.html", "media/a.jpg", "media/a.jpg"),
            ("mosul/ar/index.html", "../media/a.jpg", "mosul/media/a.jpg"),
            ("mosul/ar/index.html", "../../icon.svg", "icon.svg"),
            ("index.html", "mosul/", "mosul/index.html"),
            ("index-2.html", "./", "index.html"),
            ("index.html", "../icon.svg", "../icon.svg"),
        ] {
            assert_eq!(from_folder(page, address), name);
        }
        for elsewhere in [
            "https://example.org/",
            "/a",
            "#1",
            "data:,a",
            "mailto:a@b.c",
            "",
        ] {
            assert!(!is_beside(elsewhere), "{elsewhere}");
        }
    }
}

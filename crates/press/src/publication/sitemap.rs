//! The map for search engines, as [sitemaps.org](https://www.sitemaps.org/protocol.html) has it.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use url::Url;

use super::Listed;
use super::index::is_signed;
use crate::page;

/// The map's name, or that of the list of maps.
const NAME: &str = "sitemap.xml";
/// The most addresses that one file may have.
const MOST: usize = 50_000;
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The files: one map, or a list of maps and then each of them. A story's editions stand beside it.
pub fn maps(stories: &[Listed], base: &str) -> Vec<(String, String)> {
    let mut places = vec![(base.to_owned(), None)];
    for story in stories {
        let page = format!("{base}{}", story.folder);
        let changed = story.changed();
        let editions = story.story.editions.iter().filter_map(|edition| {
            let address = Url::parse(&page).ok()?.join(&edition.url).ok()?;
            // One that stands elsewhere is on that site's map.
            address.as_str().starts_with(base).then(|| address.into())
        });
        let editions: Vec<String> = editions.collect();
        places.extend(
            [page]
                .into_iter()
                .chain(editions)
                .map(|address| (address, changed.map(str::to_owned))),
        );
    }
    if places.len() <= MOST {
        return vec![(NAME.to_owned(), list("urlset", "url", &places))];
    }
    let maps: Vec<_> = places
        .chunks(MOST)
        .enumerate()
        .map(|(number, places)| {
            (
                format!("sitemap-{}.xml", number + 1),
                list("urlset", "url", places),
            )
        })
        .collect();
    let names: Vec<_> = maps
        .iter()
        .map(|(name, _)| (format!("{base}{name}"), None))
        .collect();
    let mut files = vec![(NAME.to_owned(), list("sitemapindex", "sitemap", &names))];
    files.extend(maps);
    files
}

/// Whether a file is a map that a press has written.
pub fn is_ours(there: &[u8]) -> bool {
    const START: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!--";
    there.starts_with(START.as_bytes()) && is_signed(there, START, "-->")
}

fn list(all: &str, one: &str, places: &[(String, Option<String>)]) -> String {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    // Into memory everything can be written.
    let _ = write(&mut xml, all, one, places);
    String::from_utf8_lossy(&xml.into_inner()).into_owned() + "\n"
}

fn write(
    xml: &mut Writer<Vec<u8>>,
    all: &str,
    one: &str,
    places: &[(String, Option<String>)],
) -> std::io::Result<()> {
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.write_event(Event::Comment(BytesText::new(page::GENERATOR)))?;
    xml.create_element(all)
        .with_attribute(("xmlns", NAMESPACE))
        .write_inner_content(|xml| {
            for (address, changed) in places {
                xml.create_element(one).write_inner_content(|xml| {
                    xml.create_element("loc")
                        .write_text_content(BytesText::new(address))?;
                    if let Some(changed) = changed {
                        xml.create_element("lastmod")
                            .write_text_content(BytesText::new(changed))?;
                    }
                    Ok(())
                })?;
            }
            Ok(())
        })?;
    Ok(())
}

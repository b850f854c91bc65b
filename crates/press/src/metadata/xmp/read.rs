//! Which properties say what (IPTC Photo Metadata Standard 2023.2; PLUS License Data
//! Format 2.0.1).

use roxmltree::{Document, ParsingOptions};

use super::namespace::{CC, DC, IPTC_CORE, IPTC_EXT, PHOTOSHOP, PLUS, RIGHTS};
use super::rdf::{Resource, Value};
use crate::metadata::{Metadata, caption, date, place, text, vocabulary};

/// What the RDF in a document says: of an XMP packet, or of an SVG. Its encoding is UTF-8.
/// What is no XML, has a document type or is [larger than people's
/// packets](is_bounded) says nothing.
pub(crate) fn read(packet: &[u8]) -> Metadata {
    with_document(packet, |document| {
        Resource::of(document).map(|picture| metadata(&picture))
    })
    .flatten()
    .unwrap_or_default()
}

/// What `look` finds in the document that a packet is; nothing if it is none.
pub(crate) fn with_document<T>(packet: &[u8], look: impl FnOnce(&Document<'_>) -> T) -> Option<T> {
    let packet = std::str::from_utf8(packet).ok()?;
    // Padding and the byte order mark are no XML.
    let packet = packet.get(packet.find('<')?..=packet.rfind('>')?)?;
    if !is_bounded(packet) {
        return None;
    }
    let options = ParsingOptions {
        // Entities can make a short text long.
        allow_dtd: false,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(packet, options).ok()?;
    Some(look(&document))
}

/// Whether parsing takes a moment at most. Cameras and photo managers write some
/// kilobytes; histories of edits have been seen to fill megabytes. The parser compares each
/// attribute of an element, and each namespace in reach of it, with each other.
fn is_bounded(packet: &str) -> bool {
    const BYTES: usize = 8 << 20;
    const TAGS: usize = 400_000;
    const NAMESPACES: usize = 1_000;
    const ATTRIBUTES_OF_ONE: usize = 1_000;

    packet.len() <= BYTES
        && packet.matches('<').count() <= TAGS
        && packet.matches("xmlns").count() <= NAMESPACES
        && packet
            .split('<')
            .all(|tag| tag.matches('=').count() <= ATTRIBUTES_OF_ONE)
}

fn metadata(picture: &Resource) -> Metadata {
    let clean = |namespace, name| text::clean(picture.text(namespace, name)?);
    let address = |namespace, name| vocabulary::web_address(picture.text(namespace, name)?);
    Metadata {
        description: picture.text(DC, "description").and_then(caption::caption),
        alt_text: clean(IPTC_CORE, "AltTextAccessibility"),
        creator: picture
            .property(DC, "creator")
            .and_then(|names| text::join(names.texts())),
        credit_line: clean(PHOTOSHOP, "Credit"),
        copyright_notice: clean(DC, "rights"),
        license: address(RIGHTS, "WebStatement").or_else(|| address(CC, "license")),
        acquire_license_page: picture
            .property(PLUS, "Licensor")
            .and_then(|licensors| licensor_url(&licensors)),
        data_mining: picture
            .text(PLUS, "DataMining")
            .and_then(vocabulary::data_mining),
        digital_source_type: picture
            .text(IPTC_EXT, "DigitalSourceType")
            .and_then(vocabulary::digital_source_type),
        date_created: picture
            .text(PHOTOSHOP, "DateCreated")
            .and_then(date::from_xmp),
        location: location(picture),
    }
}

/// The first address that a licensor gives.
fn licensor_url(licensors: &Value) -> Option<String> {
    licensors
        .resources()
        .filter_map(|licensor| licensor.text(PLUS, "LicensorURL"))
        .find_map(vocabulary::web_address)
}

/// Where the picture shows; where it was taken, if that is not said; or else the older
/// properties that do not tell the two apart.
fn location(picture: &Resource) -> Option<String> {
    let first = |name| {
        picture
            .property(IPTC_EXT, name)?
            .resources()
            .find_map(|location| {
                place::place(
                    ["Sublocation", "City", "ProvinceState", "CountryName"]
                        .into_iter()
                        .filter_map(|name| location.text(IPTC_EXT, name)),
                )
            })
    };
    let legacy = [
        (IPTC_CORE, "Location"),
        (PHOTOSHOP, "City"),
        (PHOTOSHOP, "State"),
        (PHOTOSHOP, "Country"),
    ];
    first("LocationShown")
        .or_else(|| first("LocationCreated"))
        .or_else(|| {
            place::place(
                legacy
                    .into_iter()
                    .filter_map(|(namespace, name)| picture.text(namespace, name)),
            )
        })
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    /// A packet with this description, and every namespace.
    fn packet(attributes: &str, elements: &str) -> String {
        format!(
            "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\
            <x:xmpmeta xmlns:x=\"adobe:ns:meta/\" x:xmptk=\"test\">\
            <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" \
            xmlns:dc=\"{DC}\" xmlns:photoshop=\"{PHOTOSHOP}\" xmlns:xmpRights=\"{RIGHTS}\" \
            xmlns:plus=\"{PLUS}\" xmlns:core=\"{IPTC_CORE}\" xmlns:ext=\"{IPTC_EXT}\" \
            xmlns:cc=\"{CC}\">\
            <rdf:Description rdf:about=\"\" {attributes}>{elements}</rdf:Description>\
            </rdf:RDF></x:xmpmeta>\n\n\n<?xpacket end=\"w\"?>\0"
        )
    }

    fn said(attributes: &str, elements: &str) -> Metadata {
        read(packet(attributes, elements).as_bytes())
    }

    #[test]
    fn properties_are_attributes() {
        assert_eq!(
            said(
                "photoshop:Credit='Roe/Agency' photoshop:DateCreated='2016-11-03T10:15:59+03:00' \
                xmpRights:WebStatement='https://example.org/terms' \
                plus:DataMining='http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED' \
                ext:DigitalSourceType='http://cv.iptc.org/newscodes/digitalsourcetype/print' \
                photoshop:City='Mosul' photoshop:Country='Iraq'",
                ""
            ),
            Metadata {
                credit_line: Some("Roe/Agency".into()),
                date_created: Some("2016-11-03T10:15:59+03:00".into()),
                license: Some("https://example.org/terms".into()),
                data_mining: Some("DMI-PROHIBITED".into()),
                digital_source_type: Some("print".into()),
                location: Some("Mosul, Iraq".into()),
                ..Metadata::default()
            }
        );
    }

    #[test]
    fn properties_are_elements() {
        assert_eq!(
            said(
                "",
                "<dc:description><rdf:Alt>\
                <rdf:li xml:lang='de'>Ein Mann</rdf:li>\
                <rdf:li xml:lang='x-default'>A man &amp; a gate</rdf:li>\
                </rdf:Alt></dc:description>\
                <core:AltTextAccessibility><rdf:Alt>\
                <rdf:li xml:lang='en'>A man in a coat</rdf:li>\
                </rdf:Alt></core:AltTextAccessibility>\
                <dc:creator><rdf:Seq><rdf:li>أحمد</rdf:li><rdf:li>José</rdf:li></rdf:Seq></dc:creator>\
                <dc:rights><rdf:Alt><rdf:li xml:lang='x-default'>© Roe</rdf:li></rdf:Alt></dc:rights>\
                <cc:license rdf:resource='https://creativecommons.org/licenses/by/4.0/'/>\
                <plus:Licensor><rdf:Seq><rdf:li rdf:parseType='Resource'>\
                <plus:LicensorURL>https://example.org/buy</plus:LicensorURL>\
                </rdf:li></rdf:Seq></plus:Licensor>"
            ),
            Metadata {
                description: Some("A man & a gate".into()),
                alt_text: Some("A man in a coat".into()),
                creator: Some("أحمد, José".into()),
                copyright_notice: Some("© Roe".into()),
                license: Some("https://creativecommons.org/licenses/by/4.0/".into()),
                acquire_license_page: Some("https://example.org/buy".into()),
                ..Metadata::default()
            }
        );
    }

    #[test]
    fn what_a_picture_shows_is_where_it_is() {
        let shown = "<ext:LocationShown><rdf:Bag><rdf:li rdf:parseType='Resource'>\
            <ext:Sublocation>al-Zanjili</ext:Sublocation><ext:City>Mosul</ext:City>\
            <ext:ProvinceState>Nineveh</ext:ProvinceState>\
            <ext:CountryName><rdf:Alt><rdf:li xml:lang='x-default'>Iraq</rdf:li></rdf:Alt>\
            </ext:CountryName></rdf:li></rdf:Bag></ext:LocationShown>";
        let created = "<ext:LocationCreated><rdf:Bag><rdf:li>\
            <rdf:Description ext:City='Erbil'/></rdf:li></rdf:Bag></ext:LocationCreated>";
        let short = "<ext:LocationCreated ext:City='Erbil'/>";
        let legacy = "photoshop:City='Berlin'";
        assert_eq!(
            said(legacy, &[created, shown].concat()).location.as_deref(),
            Some("al-Zanjili, Mosul, Nineveh, Iraq")
        );
        for created in [created, short] {
            assert_eq!(said(legacy, created).location.as_deref(), Some("Erbil"));
        }
        assert_eq!(said(legacy, "").location.as_deref(), Some("Berlin"));
    }

    #[test]
    fn an_svg_names_its_author() {
        let svg = "<?xml version='1.0' encoding='UTF-8'?>\n<!-- drawn -->\
            <svg xmlns='http://www.w3.org/2000/svg'><metadata>\
            <rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' \
            xmlns:cc='http://creativecommons.org/ns#' xmlns:dc='http://purl.org/dc/elements/1.1/'>\
            <cc:Work rdf:about=''><dc:format>image/svg+xml</dc:format>\
            <dc:creator>\n<cc:Agent>\n<dc:title>Jane Roe</dc:title></cc:Agent></dc:creator>\
            <cc:license rdf:resource='https://creativecommons.org/licenses/by/4.0/'/></cc:Work>\
            </rdf:RDF></metadata></svg>";
        let metadata = read(svg.as_bytes());
        assert_eq!(metadata.creator.as_deref(), Some("Jane Roe"));
        assert_eq!(
            metadata.license.as_deref(),
            Some("https://creativecommons.org/licenses/by/4.0/")
        );
    }

    #[test]
    fn only_addresses_of_the_web_are_taken() {
        let metadata = said(
            "xmpRights:WebStatement='javascript:alert(1)' cc:license='https://example.org/'",
            "",
        );
        assert_eq!(metadata.license.as_deref(), Some("https://example.org/"));
    }

    #[test]
    fn hostile_packets_say_nothing_and_cost_little() {
        let start = Instant::now();
        let nested = |depth: usize| "<a>".repeat(depth) + &"</a>".repeat(depth);
        let credit = "photoshop:Credit='Roe'";
        for hostile in [
            // Entities that multiply.
            format!(
                "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]>{}",
                packet(credit, "&b;")
            ),
            packet(credit, &nested(1_000_000)),
            packet(credit, &" ".repeat(100 << 20)),
            packet(credit, &"<a xmlns:a='a'/>".repeat(100_000)),
            packet(
                &(0..100_000)
                    .map(|n| format!("a{n}='' "))
                    .collect::<String>(),
                "",
            ),
            "<".repeat(1 << 20) + ">",
        ] {
            assert_eq!(read(hostile.as_bytes()), Metadata::default());
        }
        let deep = read(packet(credit, &nested(100_000)).as_bytes());
        assert_eq!(
            deep.credit_line.as_deref(),
            Some("Roe"),
            "depth alone is no harm"
        );
        assert!(start.elapsed() < Duration::from_secs(20));
    }
}

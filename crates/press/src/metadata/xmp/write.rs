//! A packet with what is known of a picture's rights (XMP, part 1, 7; IPTC Photo Metadata
//! Standard 2023.2; PLUS License Data Format 2.0.1).

use std::fmt::Write;

use super::namespace::{DC, IPTC_EXT, META, PHOTOSHOP, PLUS, RDF, RIGHTS};
use crate::metadata::Metadata;
use crate::metadata::vocabulary::{DATA_MINING_BASE, DIGITAL_SOURCE_TYPE_BASE};

/// The packet; nothing, if there is nothing to say. It has no padding, for nobody will edit
/// it in place, and declares only the namespaces it uses.
///
/// All names are one creator: in `creator` they are joined, and a name may have a comma in
/// it. `xmpRights:Marked` says that a picture is protected, which is known where there is a
/// copyright notice; without it, a licence may be a waiver.
pub(crate) fn write(rights: &Metadata) -> Option<String> {
    let mut properties = Properties::default();
    if let Some(creator) = &rights.creator {
        let creator = escape(creator);
        properties.add(
            ("dc", DC),
            "creator",
            &format!("<rdf:Seq><rdf:li>{creator}</rdf:li></rdf:Seq>"),
        );
    }
    if let Some(credit) = &rights.credit_line {
        properties.add(("photoshop", PHOTOSHOP), "Credit", &escape(credit));
    }
    if let Some(notice) = &rights.copyright_notice {
        let notice = escape(notice);
        properties.add(
            ("dc", DC),
            "rights",
            &format!("<rdf:Alt><rdf:li xml:lang=\"x-default\">{notice}</rdf:li></rdf:Alt>"),
        );
        properties.add(("xmpRights", RIGHTS), "Marked", "True");
    }
    if let Some(license) = &rights.license {
        properties.add(("xmpRights", RIGHTS), "WebStatement", &escape(license));
    }
    if let Some(page) = &rights.acquire_license_page {
        let page = escape(page);
        properties.add(
            ("plus", PLUS),
            "Licensor",
            &format!(
                "<rdf:Seq><rdf:li rdf:parseType=\"Resource\">\
                <plus:LicensorURL>{page}</plus:LicensorURL></rdf:li></rdf:Seq>"
            ),
        );
    }
    if let Some(term) = &rights.data_mining {
        let address = format!("{DATA_MINING_BASE}{term}");
        properties.add(("plus", PLUS), "DataMining", &escape(&address));
    }
    if let Some(term) = &rights.digital_source_type {
        let address = format!("{DIGITAL_SOURCE_TYPE_BASE}{term}");
        properties.add(
            ("Iptc4xmpExt", IPTC_EXT),
            "DigitalSourceType",
            &escape(&address),
        );
    }
    properties.into_packet()
}

/// The properties of a packet, and the namespaces they use.
#[derive(Default)]
struct Properties {
    namespaces: Vec<(&'static str, &'static str)>,
    elements: String,
}

impl Properties {
    /// Adds a property with this content, which is XML.
    fn add(&mut self, namespace: (&'static str, &'static str), name: &str, content: &str) {
        if !self.namespaces.contains(&namespace) {
            self.namespaces.push(namespace);
        }
        let (prefix, _) = namespace;
        self.elements += &format!("<{prefix}:{name}>{content}</{prefix}:{name}>");
    }

    fn into_packet(self) -> Option<String> {
        if self.elements.is_empty() {
            return None;
        }
        let mut namespaces = String::new();
        for (prefix, address) in &self.namespaces {
            // Writing to a string does not fail.
            let _ = write!(namespaces, " xmlns:{prefix}=\"{address}\"");
        }
        let elements = self.elements;
        Some(format!(
            "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\
            <x:xmpmeta xmlns:x=\"{META}\"><rdf:RDF xmlns:rdf=\"{RDF}\">\
            <rdf:Description rdf:about=\"\"{namespaces}>{elements}</rdf:Description>\
            </rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>"
        ))
    }
}

/// Text as XML holds it between tags.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::xmp::read;

    #[test]
    fn what_is_written_is_read() {
        let rights = Metadata {
            creator: Some("أحمد & <José>".into()),
            credit_line: Some("Roe/\"Agency\" ]]>".into()),
            copyright_notice: Some("© 2016 Roe".into()),
            license: Some("https://example.org/?a=1&b=2".into()),
            acquire_license_page: Some("https://example.org/buy".into()),
            data_mining: Some("DMI-PROHIBITED".into()),
            digital_source_type: Some("digitalCapture".into()),
            ..Metadata::default()
        };
        assert_eq!(read(write(&rights).unwrap().as_bytes()), rights);
    }

    #[test]
    fn only_the_namespaces_in_use_are_declared() {
        let rights = Metadata {
            data_mining: Some("DMI-ALLOWED".into()),
            ..Metadata::default()
        };
        let packet = write(&rights).unwrap();
        assert!(packet.contains("xmlns:plus="));
        assert!(!packet.contains("xmlns:dc="));
        assert_eq!(write(&Metadata::default()), None);
    }
}

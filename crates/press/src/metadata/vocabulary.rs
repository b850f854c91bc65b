//! Values that are taken from a list, or are addresses.

use reportage_story::DigitalSourceType;

/// The [PLUS vocabulary for data mining](https://ns.useplus.org/LDF/ldf-XMPSpecification).
const DATA_MINING: [&str; 9] = [
    "DMI-UNSPECIFIED",
    "DMI-ALLOWED",
    "DMI-PROHIBITED-AIMLTRAINING",
    "DMI-PROHIBITED-GENAIMLTRAINING",
    "DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING",
    "DMI-PROHIBITED",
    "DMI-PROHIBITED-SEECONSTRAINT",
    "DMI-PROHIBITED-SEEEMBEDDEDRIGHTSEXPR",
    "DMI-PROHIBITED-SEELINKEDRIGHTSEXPR",
];

/// Where the PLUS vocabulary's terms are: an address is this and a term.
pub(crate) const DATA_MINING_BASE: &str = "http://ns.useplus.org/ldf/vocab/";

/// Where the IPTC's digital source types are: an address is this and a term.
pub(crate) const DIGITAL_SOURCE_TYPE_BASE: &str = "http://cv.iptc.org/newscodes/digitalsourcetype/";

/// The most bytes of an address: what the web can be trusted to carry.
const LONGEST_ADDRESS: usize = 2_000;

/// The data mining term that `value` is, or is the address of.
pub(crate) fn data_mining(value: &str) -> Option<String> {
    let term = last_of(value);
    DATA_MINING.contains(&term).then(|| term.to_owned())
}

/// The digital source type that `value` is, or is the address of.
///
/// Two retired terms become those that the IPTC [replaced them
/// with](https://iptc.org/news/newscodes-2024-q3-release-including-media-topics-and-digital-source-type-updates/).
/// `softwareImage` gave way to nine terms from hand-made to generated: which is meant cannot
/// be known, so it says nothing.
pub(crate) fn digital_source_type(value: &str) -> Option<String> {
    let term = match last_of(value) {
        "minorHumanEdits" => "humanEdits",
        "digitalArt" => "digitalCreation",
        term => term,
    };
    DigitalSourceType::ALL
        .iter()
        .any(|(known, _)| *known == term)
        .then(|| term.to_owned())
}

/// What `value` is after its last slash, where an address has its term.
fn last_of(value: &str) -> &str {
    let value = value.trim();
    value.rsplit_once('/').map_or(value, |(_, term)| term)
}

/// `value`, if it is an address of the web: http or https, without spaces.
pub(crate) fn web_address(value: &str) -> Option<String> {
    let address = value.trim();
    let (scheme, rest) = address.split_once("://")?;
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let is_whole = !rest.is_empty()
        && address.len() <= LONGEST_ADDRESS
        && !address.contains(|c: char| {
            c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"')
        });
    (is_web && is_whole).then(|| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_found_in_its_address() {
        assert_eq!(
            data_mining("http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED").as_deref(),
            Some("DMI-PROHIBITED")
        );
        assert_eq!(data_mining(" DMI-ALLOWED ").as_deref(), Some("DMI-ALLOWED"));
        assert_eq!(data_mining("DMI-WHATEVER"), None);
        assert_eq!(
            digital_source_type("https://cv.iptc.org/newscodes/digitalsourcetype/print").as_deref(),
            Some("print")
        );
        assert_eq!(digital_source_type("a photo"), None);
    }

    #[test]
    fn a_retired_term_is_the_one_that_replaced_it() {
        assert_eq!(
            digital_source_type("minorHumanEdits").as_deref(),
            Some("humanEdits")
        );
        assert_eq!(
            digital_source_type("digitalArt").as_deref(),
            Some("digitalCreation")
        );
        assert_eq!(digital_source_type("softwareImage"), None);
    }

    #[test]
    fn an_address_is_of_the_web() {
        assert_eq!(
            web_address(" HTTPS://example.org/a?b=ü ").as_deref(),
            Some("HTTPS://example.org/a?b=ü")
        );
        for bad in [
            "",
            "example.org",
            "javascript:alert(1)",
            "ftp://example.org",
            "https://",
            "https://a b",
            "https://a\"onclick",
            "data://x",
        ] {
            assert_eq!(web_address(bad), None, "{bad}");
        }
        assert_eq!(web_address(&format!("https://{}", "a".repeat(2_000))), None);
    }
}

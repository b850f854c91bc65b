/// The parts of a [BCP 47](https://www.rfc-editor.org/info/bcp47) tag that words and dates are
/// chosen by, in its section 2.1.1's own case: `ar`, `Arab`, `IQ`.
#[derive(Debug, PartialEq, Eq)]
pub struct Tag {
    /// The language.
    pub language: String,
    /// The script, where the tag says it.
    pub script: Option<String>,
    /// The region, where the tag says it.
    pub region: Option<String>,
}

impl Tag {
    /// Takes a tag apart. What stands after a lone letter is an extension, or private.
    pub fn new(tag: &str) -> Self {
        let mut parts = tag.split('-').take_while(|part| part.len() > 1);
        let language = parts.next().unwrap_or_default().to_ascii_lowercase();
        let (mut script, mut region) = (None, None);
        for part in parts.filter(|part| part.bytes().all(|b| b.is_ascii_alphabetic())) {
            match part.len() {
                2 => region = Some(part.to_ascii_uppercase()),
                4 => {
                    script = Some(part[..1].to_ascii_uppercase() + &part[1..].to_ascii_lowercase())
                }
                _ => {}
            }
        }
        Self {
            language,
            script,
            region,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_taken_apart_whatever_its_case() {
        let tag = |language: &str, script: Option<&str>, region: Option<&str>| Tag {
            language: language.into(),
            script: script.map(Into::into),
            region: region.map(Into::into),
        };
        for (written, read) in [
            ("fr", tag("fr", None, None)),
            ("FR-ca", tag("fr", None, Some("CA"))),
            ("ku-ARAB-iq", tag("ku", Some("Arab"), Some("IQ"))),
            ("de-1996", tag("de", None, None)),
            ("es-419", tag("es", None, None)),
            ("en-x-us", tag("en", None, None)),
            ("", tag("", None, None)),
        ] {
            assert_eq!(Tag::new(written), read, "{written}");
        }
    }
}

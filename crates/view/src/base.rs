use std::sync::Arc;

/// Where a bundle lies: what its relative addresses start from.
///
/// A page that stands beside its `story.json` needs none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Base {
    /// Everything up to and including the last `/` of the bundle's path.
    folder: Arc<str>,
}

impl Base {
    /// The base for a bundle whose `story.json` has this address, relative to the
    /// page or absolute.
    pub fn of(story_address: &str) -> Self {
        let path = story_address
            .split(['?', '#'])
            .next()
            .unwrap_or(story_address);
        let end = path.rfind('/').map_or(0, |slash| slash + 1);
        Self {
            folder: path[..end].into(),
        }
    }

    /// `address` as the page has to say it.
    pub fn resolve(&self, address: &str) -> String {
        if address.starts_with('#') || has_scheme(address) {
            address.to_owned()
        } else if address.starts_with('/') {
            format!("{}{address}", self.origin())
        } else {
            format!("{}{address}", self.folder)
        }
    }

    /// `https://example.org` of an absolute base, nothing of a relative one.
    fn origin(&self) -> &str {
        let Some(host) = self.folder.find("://").map(|at| at + 3) else {
            return "";
        };
        let end = self.folder[host..]
            .find('/')
            .map_or(self.folder.len(), |slash| host + slash);
        &self.folder[..end]
    }
}

fn has_scheme(address: &str) -> bool {
    address
        .find([':', '/', '?', '#'])
        .is_some_and(|at| address[at..].starts_with(':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_are_found_beside_their_bundle() {
        let base = Base::of("stories/mosul/story.json?v=2");
        assert_eq!(base.resolve("media/a.avif"), "stories/mosul/media/a.avif");
        assert_eq!(base.resolve("/media/a.avif"), "/media/a.avif");
        assert_eq!(base.resolve("#bridge"), "#bridge");
        assert_eq!(
            base.resolve("https://example.org/a.avif"),
            "https://example.org/a.avif"
        );
    }

    #[test]
    fn a_bundle_elsewhere_keeps_its_media_there() {
        let base = Base::of("https://example.org/mosul/story.json");
        assert_eq!(
            base.resolve("media/a.avif"),
            "https://example.org/mosul/media/a.avif"
        );
        assert_eq!(base.resolve("/a.avif"), "https://example.org/a.avif");
    }

    #[test]
    fn a_page_beside_its_bundle_needs_no_base() {
        assert_eq!(
            Base::of("story.json").resolve("media/a.avif"),
            "media/a.avif"
        );
        assert_eq!(Base::default().resolve("media/a.avif"), "media/a.avif");
    }
}

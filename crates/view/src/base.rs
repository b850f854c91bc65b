use std::sync::Arc;

/// Where a bundle lies: what its relative addresses start from.
///
/// A page that stands beside its `story.json` needs none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Base {
    /// Everything up to and including the last `/` of the bundle's path.
    folder: Arc<str>,
    /// Whether a viewer shows it, which opens other bundles as well.
    is_in_viewer: bool,
}

impl Base {
    /// The base for a bundle whose `story.json` has this address, relative to the
    /// page or absolute.
    pub fn of(story_address: &str) -> Self {
        let path = story_address
            .split(['?', '#'])
            .next()
            .unwrap_or(story_address);
        Self {
            folder: folder_of(path).into(),
            is_in_viewer: false,
        }
    }

    /// The same for a bundle that a viewer has opened.
    pub fn in_viewer(story_address: &str) -> Self {
        Self {
            is_in_viewer: true,
            ..Self::of(story_address)
        }
    }

    /// The page of another edition of the story. A viewer opens it by its bundle, if its
    /// address is that of a folder, in which the press puts both.
    pub fn edition(&self, address: &str) -> String {
        // Of another site's a viewer knows nothing.
        if !self.is_in_viewer || has_scheme(address) {
            return self.resolve(address);
        }
        // The shortest way: by its address a viewer knows where its reader was in a story.
        let (mut folder, mut rest) = (&*self.folder, address);
        while let Some(below) = rest.strip_prefix("../")
            && let Some(above) = folder.strip_suffix('/')
        {
            (folder, rest) = (folder_of(above), below);
        }
        let page = Self::of(folder).resolve(rest);
        if page.ends_with('/') {
            // What has a meaning of its own in a query.
            let page = ['%', '&', '+', '#']
                .into_iter()
                .zip(["%25", "%26", "%2B", "%23"])
                .fold(page, |page, (letter, code)| page.replace(letter, code));
            format!("?story={page}story.json")
        } else {
            page
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
        // Its scheme with the colon, nothing, and the host.
        let length: usize = self.folder.split_inclusive('/').take(3).map(str::len).sum();
        match has_scheme(&self.folder) {
            true => self
                .folder
                .get(..length.saturating_sub(1))
                .unwrap_or_default(),
            false => "",
        }
    }
}

/// Everything up to and including the last `/`.
fn folder_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    path.strip_suffix(name).unwrap_or(path)
}

fn has_scheme(address: &str) -> bool {
    let end = address.find([':', '/', '?', '#']);
    let rest = end.and_then(|end| address.get(end..));
    rest.is_some_and(|rest| rest.starts_with(':'))
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
    fn an_edition_on_another_site_is_that_sites_page() {
        let base = Base::in_viewer("stories/mosul/story.json");
        let elsewhere = "https://example.pl/most/";
        assert_eq!(base.edition(elsewhere), elsewhere);
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
    fn a_viewer_opens_another_edition_by_its_bundle() {
        let address = "stories/a&b/story.json";
        assert_eq!(Base::of(address).edition("ar/"), "stories/a&b/ar/");
        let base = Base::in_viewer(address);
        assert_eq!(base.edition("ar/"), "?story=stories/a%26b/ar/story.json");
        let arabic = Base::in_viewer("stories/mosul/ar/story.json");
        assert_eq!(arabic.edition("../"), "?story=stories/mosul/story.json");
        assert_eq!(
            arabic.edition("../fr/"),
            "?story=stories/mosul/fr/story.json"
        );
        assert_eq!(
            Base::in_viewer("story.json").edition("ar/"),
            "?story=ar/story.json"
        );
        assert_eq!(
            base.edition("https://example.org/bridge-in-arabic"),
            "https://example.org/bridge-in-arabic"
        );
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

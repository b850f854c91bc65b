//! The editions of a story as search engines want them named: all of them, the page's own
//! among them, in each of their pages alike, by addresses that name their host
//! ([Google](https://developers.google.com/search/docs/specialty/international/localized-versions)).

use reportage_story::Story;

use super::Site;

/// One edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternate {
    /// Its language, as a BCP 47 tag, or `x-default`.
    pub hreflang: String,
    /// The absolute address of its page.
    pub href: String,
}

/// What all the pages of a story say: of the editions that are published together, the main one
/// first, and of those that their authors name. Nothing if it is not known where the pages
/// will stand, or there is but one.
pub fn alternates(stories: &[&Story]) -> Vec<Alternate> {
    let mut all: Vec<Alternate> = Vec::new();
    let mut add = |hreflang: &str, href: Option<String>| {
        let is_new = |other: &Alternate| !other.hreflang.eq_ignore_ascii_case(hreflang);
        if let Some(href) = href.filter(|_| all.iter().all(is_new)) {
            all.push(Alternate {
                hreflang: hreflang.to_owned(),
                href,
            });
        }
    };
    for story in stories {
        let own = Site::of(story).url().map(str::to_owned);
        add(&story.in_language, own);
    }
    for story in stories {
        let site = Site::of(story);
        for edition in &story.editions {
            add(&edition.in_language, site.absolute(&edition.url));
        }
    }
    // Of stories that were published apart nobody knows which is the main one.
    if let [main, _, ..] = stories {
        add("x-default", Site::of(main).url().map(str::to_owned));
    }
    if all.len() < 2 { Vec::new() } else { all }
}

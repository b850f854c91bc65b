//! What the page around an article leaves behind in its text.

/// Whole lines, without the punctuation at their end.
const LINES: [&str; 37] = [
    "ad",
    "advertisement",
    "advertising",
    "back to top",
    "comments",
    "continue reading",
    "email",
    "facebook",
    "follow us",
    "linkedin",
    "load more",
    "loading",
    "log in",
    "more stories",
    "most popular",
    "most read",
    "print",
    "read more",
    "reddit",
    "related",
    "related articles",
    "related stories",
    "report a typo",
    "report a typo or error",
    "share",
    "sign in",
    "sign up",
    "skip to content",
    "skip to main content",
    "sponsored",
    "sponsored content",
    "story continues below",
    "subscribe",
    "trending",
    "tweet",
    "twitter",
    "whatsapp",
];

/// How lines begin.
const BEGINNINGS: [&str; 18] = [
    "accept all cookies",
    "article continues below",
    "click here",
    "copyright ©",
    "download our app",
    "follow us on",
    "read more:",
    "related:",
    "share on ",
    "share this",
    "sign in to",
    "sign in /",
    "sign up for",
    "sign up to",
    "story continues below",
    "subscribe to",
    "we use cookies",
    "©",
];

/// What only lines of this kind hold.
const WITHIN: [&str; 12] = [
    "all rights reserved",
    "click here to",
    "did not use the site",
    "enable javascript",
    "privacy policy",
    "remain logged",
    "session has expired",
    "session will expire",
    "terms of use",
    "this site uses cookies",
    "use of cookies",
    "you have been logged out",
];

/// No such line is longer, in bytes. A paragraph may well speak of cookies.
const LONGEST: usize = 200;

/// Whether the line `words` belongs to the page rather than to the article. Rules
/// made of stars and dashes do.
pub fn is_furniture(words: &str) -> bool {
    if words.len() > LONGEST {
        return false;
    }
    if words.chars().all(|c| " *-–—_=~•·".contains(c)) {
        return true;
    }
    let words = words.to_lowercase();
    let line = words.trim_end_matches(|c: char| !c.is_alphanumeric());
    LINES.contains(&line)
        || BEGINNINGS
            .iter()
            .any(|beginning| words.starts_with(beginning))
        || WITHIN.iter().any(|phrase| words.contains(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_is_known_by_its_wording() {
        for line in [
            "Advertisement",
            "READ MORE…",
            "Share this story",
            "Click here for the gallery",
            "We use cookies to make this site better. Accept?",
            "© 2031 The Estuary Post. All rights reserved.",
            "* * *",
            "Please log in again: your session has expired.",
        ] {
            assert!(is_furniture(line), "{line}");
        }
        for line in [
            "Shares in the harbour",
            "The print works",
            "She bakes cookies for the whole crew.",
            "Trending upwards",
        ] {
            assert!(!is_furniture(line), "{line}");
        }
    }
}

//! What an address leads to, as far as it says.

use reportage_story::is_address;

use super::super::super::names::{PICTURES, VIDEOS, stem_and_extension};

/// What is at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    Picture,
    Video,
    /// A page that shows something in a way of its own.
    Page {
        /// What people call the place: `YouTube`.
        service: String,
    },
    /// Nothing that a story could name or link to.
    Unknown,
}

/// Hosts, and what people call them.
const SERVICES: [(&str, &str); 17] = [
    ("youtube.com", "YouTube"),
    ("youtube-nocookie.com", "YouTube"),
    ("youtu.be", "YouTube"),
    ("vimeo.com", "Vimeo"),
    ("dailymotion.com", "Dailymotion"),
    ("twitter.com", "Twitter"),
    ("x.com", "X"),
    ("facebook.com", "Facebook"),
    ("instagram.com", "Instagram"),
    ("instagr.am", "Instagram"),
    ("flickr.com", "Flickr"),
    ("flic.kr", "Flickr"),
    ("soundcloud.com", "SoundCloud"),
    ("spotify.com", "Spotify"),
    ("documentcloud.org", "DocumentCloud"),
    ("wikipedia.org", "Wikipedia"),
    ("vine.co", "Vine"),
];

/// What is at `url`, and its address in full.
pub fn kind(url: &str) -> (Kind, String) {
    let url = if url.starts_with("//") {
        format!("https:{url}")
    } else {
        url.replace(' ', "%20")
    };
    if !is_address(&url) {
        return (Kind::Unknown, url);
    }
    let host = host(&url);
    let service = host.and_then(|host| {
        SERVICES
            .iter()
            .find(|(known, _)| {
                host.strip_suffix(known)
                    .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
            })
            .map(|(_, name)| (*name).to_owned())
    });
    if let Some(service) = service {
        return (Kind::Page { service }, url);
    }
    let name = file_name(&url);
    let extension = stem_and_extension(&name).map(|(_, extension)| extension);
    let is_one_of = |extensions: &[&str]| {
        extension
            .as_deref()
            .is_some_and(|extension| extensions.contains(&extension))
    };
    let kind = match host {
        _ if is_one_of(&PICTURES) => Kind::Picture,
        _ if is_one_of(&VIDEOS) => Kind::Video,
        Some(host) if host.contains("google.") && url.contains("/maps") => Kind::Page {
            service: "Google Maps".into(),
        },
        Some(host) => Kind::Page {
            service: host.strip_prefix("www.").unwrap_or(host).to_owned(),
        },
        None => Kind::Unknown,
    };
    (kind, url)
}

/// The host of an address that is not relative.
pub fn host(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("://")?;
    if !scheme.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    Some(host.split(':').next().unwrap_or(host))
}

/// The name of the file at `address`: the end of its path, readable. Where only the
/// query says that it is a picture (`?format=jpg`), that is its extension.
pub fn file_name(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let path = match path.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => path,
    };
    let name = decoded(path.rsplit('/').next().unwrap_or_default());
    if stem_and_extension(&name).is_some() {
        return name;
    }
    let in_query = address
        .rsplit_once(['=', '.'])
        .map(|(_, end)| end.to_ascii_lowercase())
        .filter(|end| PICTURES.contains(&end.as_str()));
    match in_query {
        Some(extension) if address.contains('?') => format!("{name}.{extension}"),
        _ => name,
    }
}

/// `text` with `%20` and its like as the characters they stand for.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        let code = rest
            .get(at + 1..at + 3)
            .and_then(|code| u8::from_str_radix(code, 16).ok());
        let length = match code {
            Some(byte) => {
                bytes.push(byte);
                3
            }
            None => {
                bytes.push(b'%');
                1
            }
        };
        rest = &rest[at + length..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(service: &str) -> Kind {
        Kind::Page {
            service: service.into(),
        }
    }

    #[test]
    fn addresses_say_what_they_lead_to() {
        for (url, expected) in [
            ("https://example.org/a/weir.jpg", Kind::Picture),
            ("https://example.org/a/weir.JPEG?w=300#top", Kind::Picture),
            ("https://example.org/image?id=3&format=jpg", Kind::Picture),
            ("//example.org/a/weir.png", Kind::Picture),
            ("images/old weir.jpg", Kind::Picture),
            ("clip.mp4", Kind::Video),
            ("https://www.youtube.com/watch?v=1", page("YouTube")),
            ("https://en.wikipedia.org/wiki/Weir", page("Wikipedia")),
            ("https://www.google.com/maps/@1,2,3z", page("Google Maps")),
            ("https://www.notyoutube.org/", page("notyoutube.org")),
            ("https://example.org.jpg", page("example.org.jpg")),
            ("data:image/png;base64,AA", Kind::Unknown),
            ("notes.txt", Kind::Unknown),
        ] {
            assert_eq!(kind(url).0, expected, "{url}");
        }
    }

    #[test]
    fn file_names_are_readable() {
        assert_eq!(
            file_name("https://example.org/Old%20weir%2C%201900.jpg?x=/y"),
            "Old weir, 1900.jpg"
        );
        assert_eq!(file_name("https://example.org/%zz%e9%"), "%zz\u{fffd}%");
    }
}
